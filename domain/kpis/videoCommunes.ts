import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'

export const videoCommunes = {
  name: { vi: 'Xã, phường có điểm cầu trực tuyến', en: 'Communes with an endpoint online' },
  short: { vi: 'Cầu truyền hình xã', en: 'Video communes' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'now',
  combine: 'ratio',
  target: {
    value: PLAN_TARGETS.M02,
    near: 10,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), nhiệm vụ hạ tầng: hội nghị truyền hình được dùng đến cấp xã',
      en: 'Plan 11/KH-UBND (2021), nhiệm vụ hạ tầng: video conferencing is used down to the communes',
    },
  },
  formula: {
    vi: 'xã có ít nhất một điểm cầu trực tuyến ÷ xã báo cáo × 100',
    en: 'communes with at least one endpoint online ÷ communes that reported × 100',
  },
  numeratorName: { vi: 'xã có điểm cầu trực tuyến', en: 'communes with an endpoint online' },
  denominatorName: { vi: 'xã báo cáo', en: 'communes that reported' },
  work: {
    done: { vi: 'kết nối điểm cầu', en: 'connected' },
    thing: { vi: 'xã, phường', en: 'communes', one: 'commune' },
  },
  lead: 'office',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  yesNo: true,
  system: 'videoConferencing',
  reads: ['endpointsOnline'],
  reportedBy: ['commune'],
  share: ({ endpointsOnline }) =>
    endpointsOnline === undefined ? undefined : { numerator: endpointsOnline > 0 ? 1 : 0, denominator: 1 },
  example: {
    inputs: [{ endpointsOnline: 2 }, { endpointsOnline: 0 }, { endpointsOnline: 1 }, { endpointsOnline: 1 }],
    value: 75,
  },
} as const satisfies Kpi
