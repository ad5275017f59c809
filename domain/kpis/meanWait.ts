import type { Kpi } from './kpi.ts'

export const meanWait = {
  name: { vi: 'Thời gian chờ bình quân tại bộ phận Một cửa', en: 'Mean wait in one-stop offices' },
  short: { vi: 'Chờ bình quân', en: 'Mean wait' },
  unit: { vi: 'phút', en: 'minutes', one: 'minute' },
  digits: 0,
  direction: 'lower',
  period: 'day',
  combine: 'mean',
  target: {
    value: 15,
    near: 5,
    basis: 'law',
    citation: {
      vi: 'QĐ 468/QĐ-TTg (2021): từ năm 2025, thời gian chờ bình quân không quá 15 phút một lượt',
      en: 'QĐ 468/QĐ-TTg (2021): from 2025 a turn waits at most 15 minutes on average',
    },
  },
  formula: {
    vi: 'tổng số phút chờ ÷ lượt đã phục vụ, theo hệ thống lấy số',
    en: 'minutes waited ÷ tickets served, by the ticket queue',
  },
  numeratorName: { vi: 'phút chờ', en: 'minutes waited' },
  denominatorName: { vi: 'lượt đã phục vụ', en: 'tickets served' },
  lead: 'office',
  minCoverage: 0.8,
  note: {
    vi: 'Số bình quân của các lượt đã phục vụ từ đầu ngày, không phải dự báo cho người đang chờ',
    en: 'The mean of the turns served since midnight, no forecast for those who wait now',
  },
  history: [{ since: '2026-11-29', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  system: 'queue',
  reads: ['waitMinutes', 'ticketsServed'],
  reportedBy: ['commune'],
  // One without the other says nothing.
  share({ waitMinutes, ticketsServed }) {
    if (waitMinutes === undefined || ticketsServed === undefined) return undefined
    return { numerator: waitMinutes, denominator: ticketsServed }
  },
  example: {
    inputs: [
      { waitMinutes: 480, ticketsServed: 40 },
      { waitMinutes: 240, ticketsServed: 8 },
    ],
    value: 15,
  },
} as const satisfies Kpi
