import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, STOCK } from './system.ts'

/** Xếp hàng lấy số tại Một cửa. */
export const queue = {
  name: { vi: 'Xếp hàng lấy số tại Một cửa', en: 'One-stop ticket queue' },
  short: { vi: 'Lấy số Một cửa', en: 'One-stop tickets' },
  purpose: {
    vi: 'Cấp số, gọi số và đo thời gian chờ tại quầy',
    en: 'Gives tickets, calls them and measures the wait at the counters',
  },
  counts: {
    ticketsIssued: { label: { vi: 'Số đã cấp', en: 'Tickets issued' }, ...FLOW },
    ticketsServed: { label: { vi: 'Lượt đã phục vụ', en: 'Tickets served' }, ...FLOW },
    ticketsAbandoned: { label: { vi: 'Lượt bỏ chờ', en: 'Tickets abandoned' }, ...FLOW },
    waitWithin15: { label: { vi: 'Lượt chờ không quá 15 phút', en: 'Waits within 15 minutes' }, ...FLOW },
    waitMinutes: {
      label: { vi: 'Tổng số phút chờ của lượt đã phục vụ', en: 'Minutes waited by those served' },
      ...FLOW,
    },
    ticketsWaiting: { label: { vi: 'Số đang chờ', en: 'Tickets waiting' }, ...STOCK },
    countersOpen: { label: { vi: 'Quầy đang mở', en: 'Counters open' }, ...STOCK },
    counters: { label: { vi: 'Quầy', en: 'Counters' }, ...STOCK },
  },
  rules: [
    { parts: ['ticketsServed', 'ticketsAbandoned'], of: ['ticketsIssued'] },
    { parts: ['waitWithin15'], of: ['ticketsIssued'] },
    { parts: ['countersOpen'], of: ['counters'] },
  ],
  everyMs: MINUTE_MS,
  reportedAt: ['commune'],
  lead: 'office',
  source: 'QĐ 468/QĐ-TTg (2021): thời gian chờ không quá 15 phút một lượt',
} as const satisfies SourceSystem
