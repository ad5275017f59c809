import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'

export const sharedDatabasesFormed = {
  name: { vi: 'Cơ sở dữ liệu dùng chung hình thành và kết nối', en: 'Shared databases formed and connected' },
  short: { vi: 'CSDL dùng chung', en: 'Shared databases' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'now',
  combine: 'ratio',
  target: {
    value: PLAN_TARGETS.T09,
    near: 2,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), T09: 20% cơ sở dữ liệu dùng chung được hình thành và kết nối, chia sẻ',
      en: 'Plan 11/KH-UBND (2021), T09: 20% of shared databases are formed, connected and shared',
    },
  },
  formula: {
    vi: 'CSDL đã hình thành và kết nối ÷ CSDL theo danh mục × 100',
    en: 'databases formed and connected ÷ databases planned × 100',
  },
  numeratorName: { vi: 'CSDL đã hình thành và kết nối', en: 'formed and connected' },
  denominatorName: { vi: 'CSDL theo danh mục', en: 'databases planned' },
  work: {
    done: { vi: 'hình thành, kết nối', en: 'formed and connected' },
    thing: { vi: 'CSDL', en: 'databases', one: 'database' },
  },
  lead: 'technology',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  system: 'sharedDatabases',
  reads: ['formedAndConnected', 'planned'],
  reportedBy: ['city'],
  // One without the other says nothing.
  share({ formedAndConnected, planned }) {
    if (formedAndConnected === undefined || planned === undefined) return undefined
    return { numerator: formedAndConnected, denominator: planned }
  },
  example: {
    inputs: [{ formedAndConnected: 7, planned: 20 }],
    value: 35,
  },
} as const satisfies Kpi
