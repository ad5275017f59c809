import { declaredScene, type Scene } from './scene.ts'

/** One camera in focus, named in the address (`/wall?scene=camera&camera=MC-31135`), with the figures of its commune. */
export const camera: Scene = {
  ...declaredScene('camera'),
  question: { vi: 'Camera này: tại chỗ đang ra sao?', en: 'This camera: how is it there now?' },
  headline: { is: 'cameras' },
  period: 'now',
  view: { is: 'unit', pitch: 30, bearing: 0 },
  // The picture fills the wall: there is no map behind it.
  layers: [],
  panels: [
    {
      panel: 'figures',
      figures: [
        { of: 'kpi', kpi: 'waitingNow' },
        { of: 'kpi', kpi: 'meanWait' },
        { of: 'kpi', kpi: 'onTimeRate' },
      ],
    },
  ],
  attention: { panel: 'cameraMosaic' },
  right: 'picture',
}
