import { RIVER_GAUGE } from '../panels/rankStations.ts'
import { declaredScene, type Scene } from './scene.ts'

export const city: Scene = {
  ...declaredScene('city'),
  question: { vi: 'Toàn thành phố: việc gì cần lo ngay?', en: 'The whole city: what needs doing now?' },
  headline: { is: 'city' },
  period: 'now',
  view: { is: 'city', pitch: 50, bearing: -14 },
  layers: [
    { layer: 'communes', kpi: 'onTimeRate', rise: true },
    { layer: 'alerts', over: true },
  ],
  panels: [
    {
      panel: 'figures',
      figures: [
        { of: 'kpi', kpi: 'pendingOverdue' },
        { of: 'kpi', kpi: 'waitingNow' },
        { of: 'highWater', gauge: RIVER_GAUGE },
      ],
    },
  ],
  attention: { panel: 'cityList' },
  right: 'list',
}
