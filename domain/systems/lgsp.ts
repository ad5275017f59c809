import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, STOCK } from './system.ts'

/** Nền tảng tích hợp, chia sẻ dữ liệu (LGSP). */
export const lgsp = {
  name: { vi: 'Nền tảng tích hợp, chia sẻ dữ liệu (LGSP)', en: 'City integration platform (LGSP)' },
  short: { vi: 'Tích hợp thành phố LGSP', en: 'City integration LGSP' },
  purpose: {
    vi: 'Nối các hệ thống của thành phố với nhau và với quốc gia',
    en: 'Joins the city’s systems to each other and to the nation’s',
  },
  counts: {
    calls: { label: { vi: 'Lượt gọi', en: 'Calls' }, ...FLOW },
    failures: { label: { vi: 'Lượt gọi lỗi', en: 'Failed calls' }, ...FLOW },
    systemsInOperation: {
      label: {
        vi: 'Hệ thống liên quan người dân, doanh nghiệp đang vận hành',
        en: 'Citizen- and business-facing systems in operation',
      },
      ...STOCK,
    },
    systemsConnected: {
      label: { vi: 'Hệ thống đã nối qua LGSP', en: 'Systems connected through LGSP' },
      ...STOCK,
    },
  },
  rules: [
    { parts: ['failures'], of: ['calls'] },
    { parts: ['systemsConnected'], of: ['systemsInOperation'] },
  ],
  links: {
    ngsp: {
      name: { vi: 'LGSP → NGSP', en: 'LGSP → NGSP' },
      to: { vi: 'Nền tảng tích hợp, chia sẻ dữ liệu quốc gia', en: 'National integration platform' },
    },
  },
  everyMs: MINUTE_MS,
  reportsOn: 'everyDay',
  reportedAt: ['city'],
  lead: 'technology',
  source: 'NĐ 278/2025/NĐ-CP về kết nối, chia sẻ dữ liệu',
} as const satisfies SourceSystem
