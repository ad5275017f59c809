import { WHOLE_DAYS } from './definitionChanges.ts'
import type { Kpi } from './kpi.ts'

export const onTimeRate = {
  name: { vi: 'Hồ sơ giải quyết đúng hạn', en: 'Dossiers resolved on time' },
  short: { vi: 'Đúng hạn', en: 'On time' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'month',
  combine: 'ratio',
  target: {
    value: 95,
    near: 5,
    basis: 'operational',
    citation: {
      vi: 'Mục tiêu điều hành của trung tâm; Kế hoạch 11/KH-UBND không đặt chỉ tiêu này',
      en: 'Operational target of the centre; Plan 11/KH-UBND sets no number for it',
    },
  },
  formula: {
    vi: '(trước hạn + đúng hạn) ÷ (trước hạn + đúng hạn + trễ hạn) × 100',
    en: '(early + on time) ÷ (early + on time + late) × 100',
  },
  numeratorName: { vi: 'giải quyết trước hạn và đúng hạn', en: 'resolved early or on time' },
  denominatorName: { vi: 'hồ sơ đã giải quyết', en: 'dossiers resolved' },
  lead: 'office',
  minCoverage: 0.8,
  note: {
    vi: 'Chỉ tính hồ sơ đã xong; hồ sơ quá hạn còn mở không nằm trong mẫu số',
    en: 'Counts finished dossiers only; what is overdue and still open is not in it',
  },
  beside: 'honestOnTimeRate',
  history: [{ since: '2026-11-02', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }, WHOLE_DAYS],
  from: 'statistic',
  system: 'oneStop',
  reads: [['resolvedEarly', 'resolvedOnTime'], 'resolvedLate'],
  reportedBy: ['commune'],
  share({ resolvedEarly, resolvedOnTime, resolvedLate }) {
    // Who does not say what was late would always be on time. Early and on time may be one count.
    if ((resolvedEarly === undefined && resolvedOnTime === undefined) || resolvedLate === undefined) return undefined
    const onTime = (resolvedEarly ?? 0) + (resolvedOnTime ?? 0)
    return { numerator: onTime, denominator: onTime + resolvedLate }
  },
  example: {
    inputs: [
      { resolvedEarly: 60, resolvedOnTime: 37, resolvedLate: 3 },
      { resolvedEarly: 10, resolvedOnTime: 30, resolvedLate: 60 },
    ],
    value: 68.5,
  },
} as const satisfies Kpi
