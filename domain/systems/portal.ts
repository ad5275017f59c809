import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem } from './system.ts'

/** Cổng dịch vụ công: what people send in, by channel. */
export const portal = {
  name: { vi: 'Cổng dịch vụ công', en: 'Public-service portal' },
  short: { vi: 'Cổng dịch vụ công', en: 'Public-service portal' },
  purpose: { vi: 'Nộp, thanh toán và theo dõi hồ sơ trực tuyến', en: 'File, pay for and follow dossiers online' },
  counts: {
    receivedDirect: { label: { vi: 'Nộp trực tiếp', en: 'Filed in person' }, ...FLOW },
    receivedOnline: { label: { vi: 'Nộp trực tuyến', en: 'Filed online' }, ...FLOW },
    receivedPostal: { label: { vi: 'Nộp qua bưu chính', en: 'Filed by post' }, ...FLOW },
    paidOnline: { label: { vi: 'Thanh toán trực tuyến', en: 'Paid online' }, ...FLOW },
    feeDue: { label: { vi: 'Hồ sơ có phí, lệ phí', en: 'Dossiers with a fee' }, ...FLOW },
  },
  rules: [{ parts: ['paidOnline'], of: ['feeDue'] }],
  links: {
    nationalPortal: {
      name: { vi: 'Cổng thành phố → Cổng quốc gia', en: 'City portal → National Portal' },
      to: { vi: 'Cổng Dịch vụ công Quốc gia', en: 'National Public Service Portal' },
    },
  },
  everyMs: MINUTE_MS,
  reportedAt: ['commune'],
  lead: 'office',
  source: 'QĐ 766/QĐ-TTg (2022), nhóm 3 và 3.6: kênh trực tiếp, trực tuyến, bưu chính',
} as const satisfies SourceSystem
