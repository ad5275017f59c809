import type { Kpi } from './kpi.ts'

export const pendingOverdue = {
  name: { vi: 'Hồ sơ quá hạn chưa giải quyết', en: 'Overdue dossiers still open' },
  short: { vi: 'Đang quá hạn', en: 'Overdue, open' },
  unit: { vi: 'hồ sơ', en: 'dossiers', one: 'dossier' },
  digits: 0,
  direction: 'lower',
  period: 'day',
  combine: 'sum',
  target: {
    value: 0,
    near: 5,
    basis: 'operational',
    citation: {
      vi: 'Mục tiêu điều hành: không để hồ sơ quá hạn tồn đọng',
      en: 'Operational goal: nothing overdue left open',
    },
  },
  formula: {
    vi: 'số hồ sơ đang giải quyết đã quá hạn, theo báo cáo mới nhất trong ngày',
    en: 'dossiers in progress past their term, by the newest report of the day',
  },
  numeratorName: { vi: 'hồ sơ đang quá hạn', en: 'overdue dossiers' },
  lead: 'office',
  minCoverage: 0.8,
  history: [{ since: '2026-11-02', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  system: 'oneStop',
  reads: ['pendingOverdue'],
  reportedBy: ['commune'],
  share: ({ pendingOverdue: overdue }) => (overdue === undefined ? undefined : { numerator: overdue }),
  example: { inputs: [{ pendingOverdue: 4 }, { pendingOverdue: 0 }, { pendingOverdue: 7 }], value: 11 },
} as const satisfies Kpi
