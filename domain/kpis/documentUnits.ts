import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'

export const documentUnits = {
  name: { vi: 'Cơ quan nối trục liên thông văn bản', en: 'Authorities on the document axis' },
  short: { vi: 'Nối trục văn bản', en: 'On document axis' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'now',
  combine: 'ratio',
  target: {
    value: PLAN_TARGETS.M05,
    near: 5,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), nhiệm vụ ứng dụng: quản lý văn bản liên thông mọi cấp và với trục liên thông quốc gia',
      en: 'Plan 11/KH-UBND (2021), nhiệm vụ ứng dụng: document management is joined across all levels and with the national axis',
    },
  },
  formula: {
    vi: 'cơ quan đã nối trục ÷ cơ quan báo cáo × 100',
    en: 'authorities connected ÷ authorities that reported × 100',
  },
  numeratorName: { vi: 'cơ quan đã nối', en: 'authorities connected' },
  denominatorName: { vi: 'cơ quan báo cáo', en: 'authorities that reported' },
  work: { done: { vi: 'kết nối', en: 'connected' }, thing: { vi: 'cơ quan', en: 'authorities', one: 'authority' } },
  lead: 'office',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  yesNo: true,
  system: 'documents',
  reads: ['connectedToAxis'],
  reportedBy: ['city', 'district', 'commune'],
  share: ({ connectedToAxis }) =>
    connectedToAxis === undefined ? undefined : { numerator: connectedToAxis > 0 ? 1 : 0, denominator: 1 },
  example: {
    inputs: [{ connectedToAxis: 1 }, { connectedToAxis: 1 }, { connectedToAxis: 0 }, { connectedToAxis: 1 }],
    value: 75,
  },
} as const satisfies Kpi
