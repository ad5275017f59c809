import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'

export const lgspConnected = {
  name: {
    vi: 'Hệ thống phục vụ người dân, doanh nghiệp nối qua LGSP',
    en: 'Citizen- and business-facing systems on the LGSP',
  },
  short: { vi: 'Nối qua LGSP', en: 'On the LGSP' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'now',
  combine: 'ratio',
  target: {
    value: PLAN_TARGETS.T08,
    near: 2,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), T08: 20% hệ thống liên quan người dân, doanh nghiệp được kết nối qua LGSP',
      en: 'Plan 11/KH-UBND (2021), T08: 20% of systems that citizens and businesses deal with are connected through the LGSP',
    },
  },
  formula: {
    vi: 'hệ thống đã nối qua LGSP ÷ hệ thống đang vận hành × 100',
    en: 'systems connected ÷ systems in operation × 100',
  },
  numeratorName: { vi: 'hệ thống đã nối', en: 'systems connected' },
  denominatorName: { vi: 'hệ thống đang vận hành', en: 'systems in operation' },
  work: { done: { vi: 'kết nối', en: 'connected' }, thing: { vi: 'hệ thống', en: 'systems', one: 'system' } },
  lead: 'technology',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  system: 'lgsp',
  reads: ['systemsConnected', 'systemsInOperation'],
  reportedBy: ['city'],
  // One without the other says nothing.
  share({ systemsConnected, systemsInOperation }) {
    if (systemsConnected === undefined || systemsInOperation === undefined) return undefined
    return { numerator: systemsConnected, denominator: systemsInOperation }
  },
  example: {
    inputs: [{ systemsConnected: 9, systemsInOperation: 36 }],
    value: 25,
  },
} as const satisfies Kpi
