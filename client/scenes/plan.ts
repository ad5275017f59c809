import { declaredScene, type Scene } from './scene.ts'

export const plan: Scene = {
  ...declaredScene('plan'),
  question: { vi: 'Kế hoạch 11: chỉ tiêu nào khó đạt?', en: 'Plan 11: which targets will be missed?' },
  headline: { is: 'plan' },
  period: 'year',
  view: { is: 'city', pitch: 50, bearing: -14 },
  layers: [{ layer: 'planCommunes', rise: true }],
  panels: [
    {
      panel: 'figures',
      figures: [
        { of: 'objectives' },
        { of: 'kpi', kpi: 'workFilesCommune' },
        { of: 'kpi', kpi: 'resolvedOnlineShare' },
      ],
    },
  ],
  attention: { panel: 'planList' },
  right: 'list',
}
