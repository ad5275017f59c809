import { RIVER_GAUGE } from '../panels/rankStations.ts'
import { declaredScene, type Scene } from './scene.ts'

/** What those who come on shift have to know: what has happened since the shift before began. Called by whoever steers the wall. */
export const shiftStart: Scene = {
  ...declaredScene('shiftStart'),
  question: { vi: 'Vào ca: từ đầu ca trước có gì mới?', en: 'Shift start: what is new since the last one?' },
  headline: { is: 'since' },
  period: 'now',
  view: { is: 'city', pitch: 0, bearing: 0 },
  layers: [{ layer: 'alerts' }],
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
  attention: { panel: 'sinceList' },
  right: 'list',
}
