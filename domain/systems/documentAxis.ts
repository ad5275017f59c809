import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem } from './system.ts'

/** Trục liên thông văn bản quốc gia. */
export const documentAxis = {
  name: { vi: 'Trục liên thông văn bản quốc gia', en: 'National document axis' },
  short: { vi: 'Trục văn bản quốc gia', en: 'National document axis' },
  purpose: {
    vi: 'Gửi và nhận văn bản điện tử giữa các cơ quan',
    en: 'Sends and takes electronic documents between agencies',
  },
  counts: {
    sent: { label: { vi: 'Văn bản gửi', en: 'Sent' }, ...FLOW },
    received: { label: { vi: 'Văn bản nhận', en: 'Received' }, ...FLOW },
    acknowledged: { label: { vi: 'Đã xác nhận', en: 'Acknowledged' }, ...FLOW },
    failed: { label: { vi: 'Gửi lỗi', en: 'Failed' }, ...FLOW },
  },
  rules: [{ parts: ['acknowledged', 'failed'], of: ['sent'] }],
  links: {
    national: {
      name: { vi: 'Trục thành phố → trục quốc gia', en: 'City axis → national axis' },
      to: { vi: 'Trục liên thông văn bản quốc gia', en: 'National document axis' },
    },
  },
  everyMs: MINUTE_MS,
  reportsOn: 'everyDay',
  reportedAt: ['city'],
  lead: 'office',
  source: 'QCVN 102:2016/BTTTT: gói tin edXML; QĐ 28/2018/QĐ-TTg (chưa kiểm chứng)',
} as const satisfies SourceSystem
