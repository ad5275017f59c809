import { WHOLE_DAYS } from './definitionChanges.ts'
import type { Kpi } from './kpi.ts'

export const learnersCompleted = {
  name: { vi: 'Lượt học kỹ năng số hoàn thành', en: 'Digital-skills courses completed' },
  short: { vi: 'Kỹ năng số', en: 'Digital skills' },
  unit: { vi: 'lượt', en: 'courses', one: 'course' },
  digits: 0,
  direction: 'higher',
  period: 'month',
  combine: 'sum',
  formula: { vi: 'tổng số lượt hoàn thành', en: 'completions' },
  numeratorName: { vi: 'lượt hoàn thành', en: 'completions' },
  lead: 'technology',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }, WHOLE_DAYS],
  from: 'statistic',
  system: 'training',
  reads: ['completed'],
  reportedBy: ['city', 'district', 'commune'],
  share: ({ completed }) => (completed === undefined ? undefined : { numerator: completed }),
  example: {
    inputs: [{ completed: 12 }, { completed: 30 }],
    value: 42,
  },
} as const satisfies Kpi
