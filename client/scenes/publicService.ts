import { declaredScene, type Scene } from './scene.ts'

export const publicService: Scene = {
  ...declaredScene('publicService'),
  question: { vi: 'Dịch vụ công: đơn vị nào trễ hẹn?', en: 'Public services: which units are late?' },
  headline: { is: 'communes', kpi: 'onTimeRate' },
  period: 'month',
  view: { is: 'city', pitch: 50, bearing: -14 },
  layers: [{ layer: 'communes', kpi: 'onTimeRate', rise: true }],
  panels: [
    {
      panel: 'figures',
      figures: [
        { of: 'kpi', kpi: 'onTimeRate' },
        { of: 'kpi', kpi: 'pendingOverdue' },
        { of: 'kpi', kpi: 'satisfactionRate' },
      ],
    },
  ],
  attention: { panel: 'communeList', kpi: 'onTimeRate' },
  right: 'list',
}
