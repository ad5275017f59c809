import { WHOLE_DAYS } from './definitionChanges.ts'
import type { Kpi } from './kpi.ts'

export const documentDelivery = {
  name: { vi: 'Văn bản gửi qua trục được xác nhận', en: 'Documents on the axis acknowledged' },
  short: { vi: 'Văn bản xác nhận', en: 'Documents received' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'month',
  combine: 'ratio',
  target: {
    value: 98,
    near: 2,
    basis: 'operational',
    citation: {
      vi: 'Mục tiêu điều hành của trung tâm; Kế hoạch 11/KH-UBND không đặt số',
      en: 'Operational goal of the centre; Plan 11/KH-UBND sets no number',
    },
  },
  formula: {
    vi: 'văn bản đã xác nhận ÷ văn bản gửi × 100',
    en: 'documents acknowledged ÷ documents sent × 100',
  },
  numeratorName: { vi: 'văn bản đã xác nhận', en: 'documents acknowledged' },
  denominatorName: { vi: 'văn bản gửi', en: 'documents sent' },
  lead: 'office',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }, WHOLE_DAYS],
  from: 'statistic',
  system: 'documentAxis',
  reads: ['acknowledged', 'sent'],
  reportedBy: ['city'],
  // One without the other says nothing.
  share({ acknowledged, sent }) {
    if (acknowledged === undefined || sent === undefined) return undefined
    return { numerator: acknowledged, denominator: sent }
  },
  example: {
    inputs: [{ acknowledged: 970, sent: 1000 }],
    value: 97,
  },
} as const satisfies Kpi
