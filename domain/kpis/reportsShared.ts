import { PLAN_TARGETS } from '../plan/targets.ts'
import { WHOLE_DAYS } from './definitionChanges.ts'
import type { Kpi } from './kpi.ts'

export const reportsShared = {
  name: { vi: 'Báo cáo định kỳ được chia sẻ trên hệ thống', en: 'Periodic reports shared on the system' },
  short: { vi: 'Báo cáo chia sẻ', en: 'Reports shared' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'month',
  combine: 'ratio',
  target: {
    value: PLAN_TARGETS.T07,
    near: 10,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), T07: 100% báo cáo định kỳ không mật được cập nhật, chia sẻ trên hệ thống báo cáo thành phố',
      en: 'Plan 11/KH-UBND (2021), T07: 100% of periodic reports that are not classified are shared on the city reporting system',
    },
  },
  formula: {
    vi: 'báo cáo đã chia sẻ ÷ báo cáo đến hạn × 100',
    en: 'reports shared ÷ reports due × 100',
  },
  numeratorName: { vi: 'báo cáo đã chia sẻ', en: 'reports shared' },
  denominatorName: { vi: 'báo cáo đến hạn (không mật)', en: 'reports due, not classified' },
  work: { done: { vi: 'chia sẻ', en: 'shared' }, thing: { vi: 'báo cáo', en: 'reports', one: 'report' } },
  lead: 'office',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }, WHOLE_DAYS],
  from: 'statistic',
  system: 'reporting',
  reads: ['reportsShared', 'reportsDue'],
  reportedBy: ['city', 'district', 'commune'],
  // One without the other says nothing.
  share({ reportsShared, reportsDue }) {
    if (reportsShared === undefined || reportsDue === undefined) return undefined
    return { numerator: reportsShared, denominator: reportsDue }
  },
  example: {
    inputs: [
      { reportsShared: 18, reportsDue: 20 },
      { reportsShared: 20, reportsDue: 20 },
    ],
    value: 95,
  },
} as const satisfies Kpi
