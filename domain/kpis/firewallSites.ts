import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'

export const firewallSites = {
  name: { vi: 'Điểm mạng có tường lửa', en: 'Sites behind a firewall' },
  short: { vi: 'Tường lửa', en: 'Firewalls' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'now',
  combine: 'ratio',
  target: {
    value: PLAN_TARGETS.M01a,
    near: 10,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), nhiệm vụ an toàn thông tin: tường lửa tại mọi sở, ngành, quận, huyện, xã, phường, thị trấn',
      en: 'Plan 11/KH-UBND (2021), nhiệm vụ an toàn thông tin: a firewall at every department, district and commune',
    },
  },
  formula: { vi: 'điểm mạng có tường lửa ÷ điểm mạng × 100', en: 'sites with a firewall ÷ sites × 100' },
  numeratorName: { vi: 'điểm mạng có tường lửa', en: 'sites with a firewall' },
  denominatorName: { vi: 'điểm mạng', en: 'sites' },
  work: { done: { vi: 'lắp tường lửa', en: 'given a firewall' }, thing: { vi: 'điểm mạng', en: 'sites', one: 'site' } },
  lead: 'technology',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  system: 'firewalls',
  reads: ['sitesProtected', 'sites'],
  reportedBy: ['city', 'district', 'commune'],
  // One without the other says nothing.
  share({ sitesProtected, sites }) {
    if (sitesProtected === undefined || sites === undefined) return undefined
    return { numerator: sitesProtected, denominator: sites }
  },
  example: {
    inputs: [
      { sitesProtected: 1, sites: 1 },
      { sitesProtected: 2, sites: 3 },
    ],
    value: 75,
  },
} as const satisfies Kpi
