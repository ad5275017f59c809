import { declaredScene, type Scene } from './scene.ts'

/** A mosaic of the one-stop offices' cameras, those that need looking at first: called by whoever steers the wall. */
export const cameras: Scene = {
  ...declaredScene('cameras'),
  question: { vi: 'Camera Một cửa: hình nào cần xem?', en: 'One-stop cameras: which picture needs a look?' },
  headline: { is: 'cameras' },
  period: 'now',
  view: { is: 'city', pitch: 0, bearing: 0 },
  // The mosaic fills the wall: there is no map behind it.
  layers: [],
  panels: [
    {
      panel: 'figures',
      figures: [
        { of: 'kpi', kpi: 'camerasOnline' },
        { of: 'kpi', kpi: 'waitingNow' },
        { of: 'kpi', kpi: 'officesOverCapacity' },
      ],
    },
  ],
  attention: { panel: 'cameraMosaic' },
  right: 'mosaic',
}
