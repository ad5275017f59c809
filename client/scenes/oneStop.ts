import { declaredScene, type Scene } from './scene.ts'

export const oneStop: Scene = {
  ...declaredScene('oneStop'),
  question: { vi: 'Một cửa: dân có phải chờ lâu?', en: 'One-stop offices: do people wait?' },
  headline: { is: 'offices' },
  period: 'now',
  view: { is: 'city', pitch: 50, bearing: -14 },
  layers: [{ layer: 'offices' }],
  panels: [
    {
      panel: 'figures',
      figures: [
        { of: 'kpi', kpi: 'meanWait' },
        { of: 'kpi', kpi: 'waitingNow' },
        { of: 'kpi', kpi: 'officesOverCapacity' },
      ],
    },
  ],
  attention: { panel: 'officePictures' },
  right: 'pictures',
}
