import { WHOLE_DAYS } from './definitionChanges.ts'
import type { Kpi } from './kpi.ts'

/** A late office can keep the plain rate high by not finishing what is late. This one counts it. */
export const honestOnTimeRate = {
  name: { vi: 'Đúng hạn, tính cả hồ sơ đang quá hạn', en: 'On time including overdue dossiers' },
  short: { vi: 'Đúng hạn, kể cả tồn đọng', en: 'On time incl. overdue' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'trailing',
  combine: 'ratio',
  target: {
    value: 95,
    near: 5,
    basis: 'operational',
    citation: {
      vi: 'Cùng mục tiêu điều hành với tỷ lệ đúng hạn',
      en: 'The same operational target as the on-time rate',
    },
  },
  formula: {
    vi: '(trước hạn + đúng hạn) ÷ (đã giải quyết + đang quá hạn) × 100; giải quyết trong 30 ngày đến cuối kỳ, quá hạn vào ngày cuối, kỳ nào cũng vậy',
    en: '(early + on time) ÷ (resolved + overdue and open) × 100; resolved in the 30 days to the end of the period, overdue on its last day, whatever the period',
  },
  numeratorName: { vi: 'giải quyết trước hạn và đúng hạn trong 30 ngày', en: 'resolved early or on time in 30 days' },
  denominatorName: {
    vi: 'đã giải quyết trong 30 ngày và đang quá hạn',
    en: 'resolved in 30 days, and overdue and open',
  },
  lead: 'office',
  minCoverage: 0.8,
  history: [
    { since: '2026-11-02', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } },
    WHOLE_DAYS,
    {
      since: '2026-11-29',
      change: {
        vi: 'Hồ sơ đã giải quyết tính trong 30 ngày đến cuối kỳ, không tính từ đầu kỳ: số đang quá hạn không còn nặng nhẹ theo độ dài kỳ',
        en: 'Resolved dossiers are those of the 30 days to the end of the period, not of the period: those overdue no longer weigh more or less with its length',
      },
    },
  ],
  from: 'statistic',
  system: 'oneStop',
  reads: [['resolvedEarly', 'resolvedOnTime'], 'resolvedLate', 'pendingOverdue'],
  reportedBy: ['commune'],
  share({ resolvedEarly, resolvedOnTime, resolvedLate, pendingOverdue }) {
    // Without the number of overdue ones this would be the plain rate under a better name.
    if (resolvedLate === undefined || pendingOverdue === undefined) return undefined
    if (resolvedEarly === undefined && resolvedOnTime === undefined) return undefined
    const onTime = (resolvedEarly ?? 0) + (resolvedOnTime ?? 0)
    return { numerator: onTime, denominator: onTime + resolvedLate + pendingOverdue }
  },
  example: {
    inputs: [
      { resolvedEarly: 60, resolvedOnTime: 37, resolvedLate: 3, pendingOverdue: 20 },
      { resolvedEarly: 40, resolvedOnTime: 40, resolvedLate: 0, pendingOverdue: 0 },
    ],
    value: 88.5,
  },
} as const satisfies Kpi
