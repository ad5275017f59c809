import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, STOCK } from './system.ts'

/** Nền tảng đào tạo kỹ năng số. */
export const training = {
  name: { vi: 'Nền tảng đào tạo kỹ năng số', en: 'Digital-skills training platform' },
  short: { vi: 'Đào tạo kỹ năng số', en: 'Digital-skills training' },
  purpose: {
    vi: 'Tập huấn cán bộ và dạy kỹ năng số cho người dân',
    en: 'Trains officials and teaches citizens digital skills',
  },
  counts: {
    leadersTrained: { label: { vi: 'Lượt lãnh đạo được tập huấn', en: 'Leaders trained' }, ...FLOW },
    enrolled: { label: { vi: 'Lượt ghi danh', en: 'Enrolments' }, ...FLOW },
    completed: { label: { vi: 'Lượt hoàn thành', en: 'Completions' }, ...FLOW },
    itStaff: { label: { vi: 'Cán bộ phụ trách CNTT', en: 'IT officials' }, ...STOCK },
    itStaffTrained: { label: { vi: 'Cán bộ CNTT đã tập huấn', en: 'IT officials trained' }, ...STOCK },
  },
  rules: [{ parts: ['itStaffTrained'], of: ['itStaff'] }],
  everyMs: 5 * MINUTE_MS,
  reportedAt: ['city', 'district', 'commune'],
  lead: 'technology',
  source: 'Kế hoạch 11/KH-UBND (2021): đào tạo, tập huấn chuyển đổi số',
} as const satisfies SourceSystem
