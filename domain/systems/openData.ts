import { MINUTE_MS } from '../time.ts'
import type { SourceSystem } from './system.ts'

/** Cổng dữ liệu mở. */
export const openData = {
  name: { vi: 'Cổng dữ liệu mở', en: 'Open-data portal' },
  short: { vi: 'Cổng dữ liệu mở', en: 'Open-data portal' },
  purpose: {
    vi: 'Công bố dữ liệu của thành phố để mọi người dùng lại',
    en: 'Publishes the city’s data for everybody to use',
  },
  counts: {
    downloads: { label: { vi: 'Lượt tải', en: 'Downloads' }, nature: 'flow' },
    datasetsPublished: { label: { vi: 'Bộ dữ liệu đã công bố', en: 'Datasets published' }, nature: 'stock' },
    datasetsStale: { label: { vi: 'Bộ dữ liệu quá hạn cập nhật', en: 'Datasets past their refresh' }, nature: 'stock' },
    originalDatasets: { label: { vi: 'Bộ dữ liệu gốc', en: 'Original datasets' }, nature: 'stock' },
    datasetsWithApi: { label: { vi: 'Bộ dữ liệu gốc có API', en: 'Original datasets with an API' }, nature: 'stock' },
  },
  everyMs: 5 * MINUTE_MS,
  reportedAt: ['city'],
  source: 'NĐ 165/2025/NĐ-CP, điều 10',
} as const satisfies SourceSystem
