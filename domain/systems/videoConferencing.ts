import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, STOCK } from './system.ts'

/** Hội nghị truyền hình. */
export const videoConferencing = {
  name: { vi: 'Hội nghị truyền hình', en: 'Video conferencing' },
  short: { vi: 'Hội nghị truyền hình', en: 'Video conferencing' },
  purpose: { vi: 'Họp trực tuyến đến tận cấp xã', en: 'Meetings online down to the communes' },
  counts: {
    sessions: { label: { vi: 'Phiên họp', en: 'Sessions' }, ...FLOW },
    endpoints: { label: { vi: 'Điểm cầu', en: 'Endpoints' }, ...STOCK },
    endpointsOnline: { label: { vi: 'Điểm cầu trực tuyến', en: 'Endpoints online' }, ...STOCK },
  },
  rules: [{ parts: ['endpointsOnline'], of: ['endpoints'] }],
  everyMs: 5 * MINUTE_MS,
  reportedAt: ['commune'],
  lead: 'technology',
  source: 'Kế hoạch 11/KH-UBND (2021): hội nghị truyền hình đến cấp xã',
} as const satisfies SourceSystem
