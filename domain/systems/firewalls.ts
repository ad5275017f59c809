import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, STOCK } from './system.ts'

/** Tường lửa. */
export const firewalls = {
  name: { vi: 'Tường lửa', en: 'Firewalls' },
  short: { vi: 'Tường lửa', en: 'Firewalls' },
  purpose: { vi: 'Chặn truy cập trái phép ở ranh giới mạng', en: 'Keep strangers out at the edge of the network' },
  counts: {
    dropped: { label: { vi: 'Kết nối bị chặn', en: 'Connections dropped' }, ...FLOW },
    sites: { label: { vi: 'Điểm mạng', en: 'Sites' }, ...STOCK },
    sitesProtected: { label: { vi: 'Điểm mạng có tường lửa', en: 'Sites with a firewall' }, ...STOCK },
  },
  rules: [{ parts: ['sitesProtected'], of: ['sites'] }],
  everyMs: 5 * MINUTE_MS,
  reportedAt: ['city', 'district', 'commune'],
  lead: 'technology',
  source: 'Kế hoạch 11/KH-UBND (2021): tường lửa cho mọi cơ quan; hồ sơ cấp độ',
} as const satisfies SourceSystem
