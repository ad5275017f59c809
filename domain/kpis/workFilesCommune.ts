import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'

export const workFilesCommune = {
  name: { vi: 'Hồ sơ công việc cấp xã xử lý trên mạng', en: 'Work files processed online, commune level' },
  short: { vi: 'HSCV cấp xã', en: 'Work files, commune' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'month',
  combine: 'ratio',
  target: {
    value: PLAN_TARGETS.T06c,
    near: 3.5,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), T06c: ít nhất 35 % hồ sơ công việc cấp xã được xử lý trên môi trường mạng (không gồm hồ sơ mật)',
      en: 'Plan 11/KH-UBND (2021), T06c: at least 35 % of work files at commune level are processed online (classified ones apart)',
    },
  },
  formula: {
    vi: 'hồ sơ công việc xử lý trên mạng ÷ hồ sơ công việc không mật × 100',
    en: 'work files processed online ÷ work files not classified × 100',
  },
  numeratorName: { vi: 'hồ sơ xử lý trên mạng', en: 'files processed online' },
  denominatorName: { vi: 'hồ sơ công việc không mật', en: 'work files not classified' },
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  system: 'documents',
  reportedBy: ['commune'],
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
} as const satisfies Kpi
