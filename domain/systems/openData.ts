import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, STOCK } from './system.ts'

/** Cổng dữ liệu mở. */
export const openData = {
  name: { vi: 'Cổng dữ liệu mở', en: 'Open-data portal' },
  short: { vi: 'Cổng dữ liệu mở', en: 'Open-data portal' },
  purpose: {
    vi: 'Công bố dữ liệu của thành phố để mọi người dùng lại',
    en: 'Publishes the city’s data for everybody to use',
  },
  counts: {
    downloads: { label: { vi: 'Lượt tải', en: 'Downloads' }, ...FLOW },
    datasetsPublished: { label: { vi: 'Bộ dữ liệu đã công bố', en: 'Datasets published' }, ...STOCK },
    datasetsStale: { label: { vi: 'Bộ dữ liệu quá hạn cập nhật', en: 'Datasets past their refresh' }, ...STOCK },
    originalDatasets: { label: { vi: 'Bộ dữ liệu gốc', en: 'Original datasets' }, ...STOCK },
    datasetsWithApi: { label: { vi: 'Bộ dữ liệu gốc có API', en: 'Original datasets with an API' }, ...STOCK },
  },
  rules: [
    { parts: ['datasetsStale'], of: ['datasetsPublished'] },
    { parts: ['datasetsWithApi'], of: ['originalDatasets'] },
  ],
  everyMs: 5 * MINUTE_MS,
  reportedAt: ['city'],
  lead: 'technology',
  source: 'NĐ 165/2025/NĐ-CP, điều 10',
} as const satisfies SourceSystem
