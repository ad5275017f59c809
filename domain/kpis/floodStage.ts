import type { Kpi } from './kpi.ts'

export const floodStage = {
  name: { vi: 'Mực nước so với báo động I', en: 'Water level against flood alert I' },
  short: { vi: 'Mực nước cao nhất', en: 'Highest water level' },
  unit: { vi: 'm', en: 'm' },
  digits: 2,
  direction: 'lower',
  period: 'now',
  combine: 'max',
  target: {
    value: 1.8,
    near: 0.1,
    basis: 'law',
    citation: {
      vi: 'QĐ 05/2020/QĐ-TTg, trạm Cần Thơ: báo động I 1,80 m; II 1,90 m; III 2,00 m',
      en: 'QĐ 05/2020/QĐ-TTg, Cần Thơ gauge: alert I 1.80 m; II 1.90 m; III 2.00 m',
    },
  },
  formula: {
    vi: 'mực nước lớn nhất trong các trạm của đơn vị; mỗi trạm có mốc không riêng, chỉ so được với báo động của trạm Cần Thơ khi quy về cùng mốc',
    en: 'the highest stage among the gauges of the unit; each gauge has its own zero, and compares with the Cần Thơ alert levels only when reduced to the same',
  },
  numeratorName: { vi: 'mực nước', en: 'stage' },
  lead: 'civilDefence',
  minCoverage: 0.5,
  history: [{ since: '2026-11-02', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'sensor',
  kind: 'waterLevel',
  reads: ['level'],
  overDays: {
    hours: 'all',
    formula: {
      vi: 'mực nước lớn nhất đo được trong kỳ, ở trạm có số lớn nhất; mỗi trạm có mốc không riêng',
      en: 'the highest stage measured in the span, at the gauge where it was highest; each gauge has its own zero',
    },
    numeratorName: { vi: 'mực nước', en: 'stage' },
  },
  share: ({ level }) => (level == null ? undefined : { numerator: level }),
  example: { inputs: [{ level: 1.42 }, { level: 1.86 }], value: 1.86 },
} as const satisfies Kpi
