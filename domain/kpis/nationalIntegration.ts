import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'

export const nationalIntegration = {
  name: { vi: 'Dịch vụ mức độ 3, 4 tích hợp Cổng quốc gia', en: 'Level 3 and 4 services on the National Portal' },
  short: { vi: 'Tích hợp Cổng QG', en: 'On National Portal' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'now',
  combine: 'ratio',
  target: {
    value: PLAN_TARGETS.T03,
    near: 3,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), T03: 30% dịch vụ mức độ 3, 4 tích hợp với Cổng Dịch vụ công Quốc gia',
      en: 'Plan 11/KH-UBND (2021), T03: 30% of level 3 and 4 services integrated with the National Portal',
    },
  },
  formula: {
    vi: 'dịch vụ tích hợp ÷ dịch vụ mức độ 3, 4 × 100',
    en: 'services integrated ÷ services at level 3 or 4 × 100',
  },
  numeratorName: { vi: 'dịch vụ tích hợp Cổng quốc gia', en: 'services integrated' },
  denominatorName: { vi: 'dịch vụ mức độ 3, 4', en: 'services at level 3 or 4' },
  work: { done: { vi: 'tích hợp', en: 'integrated' }, thing: { vi: 'dịch vụ', en: 'services', one: 'service' } },
  lead: 'office',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  system: 'nationalPortal',
  reads: ['servicesIntegrated', 'servicesLevel34'],
  reportedBy: ['city'],
  // One without the other says nothing.
  share({ servicesIntegrated, servicesLevel34 }) {
    if (servicesIntegrated === undefined || servicesLevel34 === undefined) return undefined
    return { numerator: servicesIntegrated, denominator: servicesLevel34 }
  },
  example: {
    inputs: [{ servicesIntegrated: 390, servicesLevel34: 1300 }],
    value: 30,
  },
} as const satisfies Kpi
