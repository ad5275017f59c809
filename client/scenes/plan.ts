import type { Scene } from './scene.ts'

export const plan: Scene = {
  id: 'plan',
  name: { vi: 'Kế hoạch', en: 'The plan' },
  question: { vi: 'Kế hoạch 11: chỉ tiêu nào sẽ đạt?', en: 'Plan 11: which targets will be met?' },
  headline: { is: 'plan' },
  period: 'year',
  view: { is: 'city', pitch: 30, bearing: 0 },
  layers: [{ layer: 'communes', kpi: 'workFilesCommune', rise: true }],
  panels: [{ panel: 'planCommitments' }],
  attention: { panel: 'planTable' },
  right: 'table',
  dwellMs: 60_000,
}
