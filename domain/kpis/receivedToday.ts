import { WHOLE_DAYS } from './definitionChanges.ts'
import type { Kpi } from './kpi.ts'

export const receivedToday = {
  name: { vi: 'Hồ sơ tiếp nhận', en: 'Dossiers received' },
  short: { vi: 'Hồ sơ tiếp nhận', en: 'Received' },
  unit: { vi: 'hồ sơ', en: 'dossiers', one: 'dossier' },
  digits: 0,
  direction: 'higher',
  period: 'day',
  combine: 'sum',
  formula: { vi: 'tổng hồ sơ tiếp nhận', en: 'dossiers received' },
  numeratorName: { vi: 'hồ sơ tiếp nhận', en: 'dossiers received' },
  lead: 'office',
  minCoverage: 0.8,
  history: [{ since: '2026-11-02', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }, WHOLE_DAYS],
  from: 'statistic',
  system: 'oneStop',
  reads: ['received'],
  reportedBy: ['commune'],
  share: ({ received }) => (received === undefined ? undefined : { numerator: received }),
  example: { inputs: [{ received: 118 }, { received: 0 }], value: 118 },
} as const satisfies Kpi
