import { MINUTE_MS } from '../time.ts'
import type { SourceSystem } from './system.ts'

/** Camera giám sát bộ phận Một cửa. */
export const oneStopCameras = {
  name: { vi: 'Camera giám sát bộ phận Một cửa', en: 'One-stop cameras' },
  short: { vi: 'Camera Một cửa', en: 'One-stop cameras' },
  purpose: {
    vi: 'Cho lãnh đạo thấy quầy giao dịch, số người chờ và số quầy có cán bộ',
    en: 'Lets leaders see the counters, the people waiting and the staff',
  },
  counts: {},
  rules: {
    none: { vi: 'Không có số đếm: hệ thống nói qua camera', en: 'No counts: it speaks through its cameras' },
  },
  devices: 'camera',
  everyMs: MINUTE_MS,
  reportedAt: ['commune'],
  lead: 'technology',
  source: 'Kế hoạch 11/KH-UBND (2021): camera giám sát Một cửa cấp xã; Luật 91/2025/QH15, điều 32',
} as const satisfies SourceSystem
