import type { Kpi } from './kpi.ts'

export const onlineShare = {
  name: { vi: 'Hồ sơ nộp trực tuyến', en: 'Dossiers filed online' },
  short: { vi: 'Nộp trực tuyến', en: 'Filed online' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'month',
  combine: 'ratio',
  target: {
    value: 25,
    near: 2.5,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021): ít nhất 25 % hồ sơ giải quyết trực tuyến mức độ 3, 4. Ở đây đo hồ sơ nộp trực tuyến, gần nhất với chỉ tiêu mà cổng báo được',
      en: 'Plan 11/KH-UBND (2021): at least 25 % of dossiers resolved online at level 3 or 4. Measured here by filing, the nearest that the portal reports',
    },
  },
  formula: {
    vi: 'nộp trực tuyến ÷ (trực tiếp + trực tuyến + bưu chính) × 100, từ đầu tháng',
    en: 'filed online ÷ (in person + online + by post) × 100, since the first of the month',
  },
  numeratorName: { vi: 'nộp trực tuyến', en: 'filed online' },
  denominatorName: { vi: 'hồ sơ nộp qua mọi kênh', en: 'filed through all channels' },
  minCoverage: 0.8,
  history: [{ since: '2026-11-02', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  system: 'portal',
  reportedBy: ['commune'],
  share({ receivedOnline, receivedDirect, receivedPostal }) {
    // A channel that is not reported would make the share of the others larger than it is.
    if (receivedOnline === undefined || receivedDirect === undefined || receivedPostal === undefined) return undefined
    return { numerator: receivedOnline, denominator: receivedOnline + receivedDirect + receivedPostal }
  },
  example: {
    inputs: [
      { receivedOnline: 30, receivedDirect: 60, receivedPostal: 10 },
      { receivedOnline: 45, receivedDirect: 55, receivedPostal: 0 },
    ],
    value: 37.5,
  },
} as const satisfies Kpi
