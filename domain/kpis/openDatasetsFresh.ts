import type { Kpi } from './kpi.ts'

export const openDatasetsFresh = {
  name: { vi: 'Bộ dữ liệu mở còn hạn cập nhật', en: 'Open datasets within their refresh' },
  short: { vi: 'Dữ liệu mở còn hạn', en: 'Fresh open data' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'now',
  combine: 'ratio',
  target: {
    value: 90,
    near: 10,
    basis: 'operational',
    citation: {
      vi: 'Mục tiêu điều hành của trung tâm; Kế hoạch 11/KH-UBND chỉ yêu cầu xây dựng cổng dữ liệu mở',
      en: 'Operational goal of the centre; Plan 11/KH-UBND asks for the portal only',
    },
  },
  formula: {
    vi: '(bộ dữ liệu đã công bố − quá hạn cập nhật) ÷ bộ dữ liệu đã công bố × 100',
    en: '(datasets published − past their refresh) ÷ datasets published × 100',
  },
  numeratorName: { vi: 'bộ dữ liệu còn hạn', en: 'datasets within their refresh' },
  denominatorName: { vi: 'bộ dữ liệu đã công bố', en: 'datasets published' },
  work: {
    done: { vi: 'cập nhật đúng hạn', en: 'refreshed in time' },
    thing: { vi: 'bộ dữ liệu', en: 'datasets', one: 'dataset' },
  },
  lead: 'technology',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  system: 'openData',
  reads: ['datasetsPublished', 'datasetsStale'],
  reportedBy: ['city'],
  share({ datasetsPublished, datasetsStale }) {
    if (datasetsPublished === undefined || datasetsStale === undefined) return undefined
    return { numerator: Math.max(0, datasetsPublished - datasetsStale), denominator: datasetsPublished }
  },
  example: {
    inputs: [{ datasetsPublished: 200, datasetsStale: 30 }],
    value: 85,
  },
} as const satisfies Kpi
