import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, STOCK } from './system.ts'

/** Kho quản lý dữ liệu điện tử tổ chức, cá nhân. */
export const personalStore = {
  name: { vi: 'Kho quản lý dữ liệu điện tử tổ chức, cá nhân', en: 'Personal e-data store' },
  short: { vi: 'Kho dữ liệu cá nhân', en: 'Personal e-data store' },
  purpose: { vi: 'Giữ giấy tờ điện tử để khỏi phải nộp lại', en: 'Keeps e-papers so that nobody hands them in twice' },
  counts: {
    itemsAdded: { label: { vi: 'Giấy tờ đưa vào', en: 'Items added' }, ...FLOW },
    itemsReused: { label: { vi: 'Giấy tờ được dùng lại', en: 'Items reused' }, ...FLOW },
    items: { label: { vi: 'Giấy tờ đang lưu', en: 'Items kept' }, ...STOCK },
  },
  rules: {
    none: {
      vi: 'Giấy tờ được dùng lại nhiều lần, bất kể đưa vào ngày nào, và có thể bị gỡ khỏi kho',
      en: 'A paper is reused any number of times, whenever it was added, and may be taken out again',
    },
  },
  everyMs: 5 * MINUTE_MS,
  reportedAt: ['commune'],
  lead: 'office',
  source: 'NĐ 45/2020/NĐ-CP, nay là NĐ 118/2025/NĐ-CP (chưa kiểm chứng)',
} as const satisfies SourceSystem
