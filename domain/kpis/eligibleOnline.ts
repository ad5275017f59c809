import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'

export const eligibleOnline = {
  name: { vi: 'Thủ tục đủ điều kiện có dịch vụ mức độ 3, 4', en: 'Eligible procedures online at level 3 or 4' },
  short: { vi: 'TTHC mức 3, 4', en: 'Procedures online' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'now',
  combine: 'ratio',
  target: {
    value: PLAN_TARGETS.T01,
    near: 6.5,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), T01: ít nhất 65% thủ tục đủ điều kiện được cung cấp ở mức độ 3, 4',
      en: 'Plan 11/KH-UBND (2021), T01: at least 65% of eligible procedures are offered at level 3 or 4',
    },
  },
  formula: {
    vi: 'thủ tục có dịch vụ mức độ 3, 4 ÷ thủ tục đủ điều kiện × 100',
    en: 'procedures online at level 3 or 4 ÷ eligible procedures × 100',
  },
  numeratorName: { vi: 'thủ tục có dịch vụ mức độ 3, 4', en: 'procedures online at level 3 or 4' },
  denominatorName: { vi: 'thủ tục đủ điều kiện', en: 'eligible procedures' },
  work: {
    done: { vi: 'cung cấp trực tuyến', en: 'offered online' },
    thing: { vi: 'thủ tục', en: 'procedures', one: 'procedure' },
  },
  lead: 'office',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  system: 'nationalPortal',
  reads: ['proceduresOnline', 'proceduresEligible'],
  reportedBy: ['city'],
  // One without the other says nothing.
  share({ proceduresOnline, proceduresEligible }) {
    if (proceduresOnline === undefined || proceduresEligible === undefined) return undefined
    return { numerator: proceduresOnline, denominator: proceduresEligible }
  },
  example: {
    inputs: [{ proceduresOnline: 1302, proceduresEligible: 1860 }],
    value: 70,
  },
} as const satisfies Kpi
