import { WHOLE_DAYS } from './definitionChanges.ts'
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
    value: 50,
    near: 5,
    basis: 'operational',
    citation: {
      vi: 'Ngưỡng điểm tối đa của tiêu chí 3.3, QĐ 766/QĐ-TTg (2022); chỉ tiêu 25% của kế hoạch đo hồ sơ giải quyết trực tuyến',
      en: 'Full marks of criterion 3.3, QĐ 766/QĐ-TTg (2022); the plan’s 25% is about dossiers resolved online',
    },
  },
  formula: {
    vi: 'nộp trực tuyến ÷ (trực tiếp + trực tuyến + bưu chính) × 100',
    en: 'filed online ÷ (in person + online + by post) × 100',
  },
  numeratorName: { vi: 'nộp trực tuyến', en: 'filed online' },
  denominatorName: { vi: 'hồ sơ nộp qua mọi kênh', en: 'filed through all channels' },
  lead: 'office',
  minCoverage: 0.8,
  history: [
    { since: '2026-11-02', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } },
    {
      since: '2026-11-23',
      change: {
        vi: 'Chỉ tiêu 25% của kế hoạch chuyển sang hồ sơ giải quyết trực tuyến; ở đây lấy ngưỡng 50% của tiêu chí 3.3',
        en: 'The plan’s 25% moves to dossiers resolved online; here the 50% of criterion 3.3 is taken',
      },
    },
    WHOLE_DAYS,
  ],
  from: 'statistic',
  system: 'portal',
  reads: ['receivedOnline', 'receivedDirect', 'receivedPostal'],
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
