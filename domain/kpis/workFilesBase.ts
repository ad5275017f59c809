import { WHOLE_DAYS } from './definitionChanges.ts'
import type { Kpi } from './kpi.ts'

/** What the KPIs of work files have in common; the plan sets each level of authorities a number of its own (T06a–c). */
export const workFilesBase = {
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'month',
  combine: 'ratio',
  formula: {
    vi: 'hồ sơ công việc xử lý trên mạng ÷ hồ sơ công việc không mật × 100',
    en: 'work files processed online ÷ work files not classified × 100',
  },
  numeratorName: { vi: 'hồ sơ xử lý trên mạng', en: 'files processed online' },
  denominatorName: { vi: 'hồ sơ công việc không mật', en: 'work files not classified' },
  work: { done: { vi: 'xử lý trực tuyến', en: 'processed online' }, thing: { vi: 'hồ sơ', en: 'files', one: 'file' } },
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }, WHOLE_DAYS],
  from: 'statistic',
  system: 'documents',
  reads: ['workFilesOnline', 'workFiles'],
  // One without the other says nothing.
  share({ workFilesOnline, workFiles }) {
    if (workFilesOnline === undefined || workFiles === undefined) return undefined
    return { numerator: workFilesOnline, denominator: workFiles }
  },
  example: {
    inputs: [
      { workFilesOnline: 90, workFiles: 100 },
      { workFilesOnline: 30, workFiles: 100 },
    ],
    value: 60,
  },
} as const satisfies Partial<Kpi>
