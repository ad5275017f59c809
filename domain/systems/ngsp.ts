import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, STOCK } from './system.ts'

/** Nền tảng tích hợp, chia sẻ dữ liệu quốc gia (NGSP). */
export const ngsp = {
  name: { vi: 'Nền tảng tích hợp, chia sẻ dữ liệu quốc gia (NGSP)', en: 'National integration platform (NGSP)' },
  short: { vi: 'Tích hợp quốc gia NGSP', en: 'National integration NGSP' },
  purpose: {
    vi: 'Trao đổi với cơ sở dữ liệu và dịch vụ của các bộ',
    en: 'Exchanges with databases and services of the ministries',
  },
  counts: {
    calls: { label: { vi: 'Lượt gọi', en: 'Calls' }, ...FLOW },
    failures: { label: { vi: 'Lượt gọi lỗi', en: 'Failed calls' }, ...FLOW },
    services: { label: { vi: 'Dịch vụ quốc gia đang dùng', en: 'National services in use' }, ...STOCK },
    servicesAnswering: { label: { vi: 'Dịch vụ đang trả lời', en: 'National services answering' }, ...STOCK },
  },
  rules: [
    { parts: ['failures'], of: ['calls'] },
    { parts: ['servicesAnswering'], of: ['services'] },
  ],
  everyMs: MINUTE_MS,
  reportsOn: 'everyDay',
  reportedAt: ['city'],
  lead: 'technology',
  source: 'NĐ 278/2025/NĐ-CP; Đề án 06 (QĐ 06/QĐ-TTg, 2022)',
} as const satisfies SourceSystem
