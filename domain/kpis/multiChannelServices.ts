import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'

export const multiChannelServices = {
  name: { vi: 'Dịch vụ mức độ 4 trên nhiều phương tiện', en: 'Services at level 4 on several channels' },
  short: { vi: 'DVC mức 4', en: 'Level 4 services' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'now',
  combine: 'ratio',
  target: {
    value: PLAN_TARGETS.T02,
    near: 3.5,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), T02: ít nhất 35% dịch vụ công ở mức độ 4, trên nhiều phương tiện, kể cả di động',
      en: 'Plan 11/KH-UBND (2021), T02: at least 35% of services at level 4, on several channels, mobile ones too',
    },
  },
  formula: {
    vi: 'dịch vụ mức độ 4, nhiều phương tiện ÷ dịch vụ công trực tuyến × 100',
    en: 'services at level 4 on several channels ÷ online services × 100',
  },
  numeratorName: { vi: 'dịch vụ mức độ 4, nhiều phương tiện', en: 'services at level 4 on several channels' },
  denominatorName: { vi: 'dịch vụ công trực tuyến', en: 'online services' },
  work: {
    done: { vi: 'đưa lên nhiều phương tiện', en: 'offered on several channels' },
    thing: { vi: 'dịch vụ', en: 'services', one: 'service' },
  },
  lead: 'technology',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  system: 'nationalPortal',
  reads: ['servicesLevel4MultiChannel', 'servicesTotal'],
  reportedBy: ['city'],
  // One without the other says nothing.
  share({ servicesLevel4MultiChannel, servicesTotal }) {
    if (servicesLevel4MultiChannel === undefined || servicesTotal === undefined) return undefined
    return { numerator: servicesLevel4MultiChannel, denominator: servicesTotal }
  },
  example: {
    inputs: [{ servicesLevel4MultiChannel: 612, servicesTotal: 1530 }],
    value: 40,
  },
} as const satisfies Kpi
