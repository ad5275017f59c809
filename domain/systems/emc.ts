import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, STOCK } from './system.ts'

/** Hệ thống giám sát quốc gia về Chính phủ số (EMC). */
export const emc = {
  name: { vi: 'Hệ thống giám sát quốc gia về Chính phủ số (EMC)', en: 'National digital-government monitoring (EMC)' },
  short: { vi: 'Giám sát quốc gia EMC', en: 'National monitoring EMC' },
  purpose: {
    vi: 'Đo việc cung cấp và sử dụng dịch vụ số của thành phố',
    en: 'Measures how the city offers and uses digital services',
  },
  counts: {
    pushes: { label: { vi: 'Lượt đẩy dữ liệu', en: 'Data pushes' }, ...FLOW },
    pushesFailed: { label: { vi: 'Lượt đẩy lỗi', en: 'Failed pushes' }, ...FLOW },
    pagesTagged: { label: { vi: 'Trang đã gắn mã đo', en: 'Pages tagged for measurement' }, ...STOCK },
  },
  rules: [{ parts: ['pushesFailed'], of: ['pushes'] }],
  links: {
    national: {
      name: { vi: 'Cổng và Một cửa → giám sát quốc gia', en: 'Portal, one-stop → national EMC' },
      to: { vi: 'Hệ thống giám sát quốc gia về Chính phủ số', en: 'National digital-government monitoring' },
    },
  },
  everyMs: MINUTE_MS,
  reportsOn: 'everyDay',
  reportedAt: ['city'],
  lead: 'technology',
  source: 'Kế hoạch 11/KH-UBND (2021): kết nối Cổng và Một cửa với hệ thống giám sát quốc gia',
} as const satisfies SourceSystem
