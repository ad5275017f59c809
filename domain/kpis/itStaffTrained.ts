import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'

export const itStaffTrained = {
  name: {
    vi: 'Cán bộ phụ trách CNTT được tập huấn chuyển đổi số',
    en: 'IT officials trained in digital transformation',
  },
  short: { vi: 'CB CNTT tập huấn', en: 'IT staff trained' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'now',
  combine: 'ratio',
  target: {
    value: PLAN_TARGETS.T10,
    near: 8,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), T10: 80% cán bộ, công chức, viên chức phụ trách CNTT được tập huấn ngắn hạn về chuyển đổi số',
      en: 'Plan 11/KH-UBND (2021), T10: 80% of officials in charge of IT take a short course in digital transformation',
    },
  },
  formula: {
    vi: 'cán bộ CNTT đã tập huấn ÷ cán bộ phụ trách CNTT × 100',
    en: 'IT officials trained ÷ IT officials × 100',
  },
  numeratorName: { vi: 'cán bộ CNTT đã tập huấn', en: 'IT officials trained' },
  denominatorName: { vi: 'cán bộ phụ trách CNTT', en: 'IT officials' },
  work: { done: { vi: 'tập huấn', en: 'trained' }, thing: { vi: 'cán bộ', en: 'officials', one: 'official' } },
  lead: 'technology',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  system: 'training',
  reads: ['itStaffTrained', 'itStaff'],
  reportedBy: ['city', 'district', 'commune'],
  // One without the other says nothing.
  share({ itStaffTrained, itStaff }) {
    if (itStaffTrained === undefined || itStaff === undefined) return undefined
    return { numerator: itStaffTrained, denominator: itStaff }
  },
  example: {
    inputs: [
      { itStaffTrained: 3, itStaff: 4 },
      { itStaffTrained: 37, itStaff: 46 },
    ],
    value: 80,
  },
} as const satisfies Kpi
