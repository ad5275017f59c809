import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'

export const datasetsWithApi = {
  name: { vi: 'Bộ dữ liệu gốc chia sẻ qua API', en: 'Original datasets shared by API' },
  short: { vi: 'Dữ liệu có API', en: 'Datasets with API' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'now',
  combine: 'ratio',
  target: {
    value: PLAN_TARGETS.M04,
    near: 5,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), nhiệm vụ dữ liệu: phần lớn dữ liệu gốc máy đọc được và chia sẻ qua API; “phần lớn” được đọc là hơn 50%',
      en: 'Plan 11/KH-UBND (2021), nhiệm vụ dữ liệu: most original data are machine-readable and shared by API; “most” is read as more than 50%',
    },
  },
  formula: {
    vi: 'bộ dữ liệu gốc có API ÷ bộ dữ liệu gốc × 100',
    en: 'original datasets with an API ÷ original datasets × 100',
  },
  numeratorName: { vi: 'bộ dữ liệu có API', en: 'datasets with an API' },
  denominatorName: { vi: 'bộ dữ liệu gốc', en: 'original datasets' },
  work: {
    done: { vi: 'chia sẻ qua API', en: 'shared by API' },
    thing: { vi: 'bộ dữ liệu', en: 'datasets', one: 'dataset' },
  },
  lead: 'technology',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  system: 'openData',
  reads: ['datasetsWithApi', 'originalDatasets'],
  reportedBy: ['city'],
  // One without the other says nothing.
  share({ datasetsWithApi, originalDatasets }) {
    if (datasetsWithApi === undefined || originalDatasets === undefined) return undefined
    return { numerator: datasetsWithApi, denominator: originalDatasets }
  },
  example: {
    inputs: [{ datasetsWithApi: 66, originalDatasets: 120 }],
    value: 55,
  },
} as const satisfies Kpi
