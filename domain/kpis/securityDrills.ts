import { WHOLE_DAYS } from './definitionChanges.ts'
import type { Kpi } from './kpi.ts'

export const securityDrills = {
  name: { vi: 'Cuộc diễn tập an toàn thông tin', en: 'Security exercises' },
  short: { vi: 'Diễn tập ATTT', en: 'Security drills' },
  unit: { vi: 'cuộc', en: 'held' },
  digits: 0,
  direction: 'higher',
  period: 'month',
  combine: 'sum',
  formula: { vi: 'tổng số cuộc diễn tập', en: 'exercises held' },
  numeratorName: { vi: 'cuộc diễn tập', en: 'exercises' },
  lead: 'technology',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }, WHOLE_DAYS],
  from: 'statistic',
  system: 'soc',
  reads: ['drills'],
  reportedBy: ['city'],
  share: ({ drills }) => (drills === undefined ? undefined : { numerator: drills }),
  example: {
    inputs: [{ drills: 1 }],
    value: 1,
  },
} as const satisfies Kpi
