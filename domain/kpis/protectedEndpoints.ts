import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'

export const protectedEndpoints = {
  name: { vi: 'Thiết bị đầu cuối được bảo vệ', en: 'Endpoints protected' },
  short: { vi: 'Đầu cuối bảo vệ', en: 'Endpoints' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'now',
  combine: 'ratio',
  target: {
    value: PLAN_TARGETS.M01b,
    near: 10,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), nhiệm vụ an toàn thông tin: 100% máy chủ, máy trạm và thiết bị đầu cuối được bảo vệ tập trung',
      en: 'Plan 11/KH-UBND (2021), nhiệm vụ an toàn thông tin: 100% of servers, workstations and endpoints are protected centrally',
    },
  },
  formula: {
    vi: 'thiết bị đầu cuối được bảo vệ ÷ thiết bị đầu cuối × 100',
    en: 'endpoints protected ÷ endpoints × 100',
  },
  numeratorName: { vi: 'thiết bị được bảo vệ', en: 'endpoints protected' },
  denominatorName: { vi: 'thiết bị đầu cuối', en: 'endpoints' },
  work: { done: { vi: 'bảo vệ', en: 'protected' }, thing: { vi: 'thiết bị', en: 'endpoints', one: 'endpoint' } },
  lead: 'technology',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  system: 'antiMalware',
  reads: ['endpointsProtected', 'endpoints'],
  reportedBy: ['city', 'district', 'commune'],
  // One without the other says nothing.
  share({ endpointsProtected, endpoints }) {
    if (endpointsProtected === undefined || endpoints === undefined) return undefined
    return { numerator: endpointsProtected, denominator: endpoints }
  },
  example: {
    inputs: [
      { endpointsProtected: 45, endpoints: 50 },
      { endpointsProtected: 40, endpoints: 50 },
    ],
    value: 85,
  },
} as const satisfies Kpi
