import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'
import { workFilesBase } from './workFilesBase.ts'

export const workFilesDistrict = {
  ...workFilesBase,
  lead: 'districts',
  name: { vi: 'Hồ sơ công việc cấp huyện xử lý trên mạng', en: 'Work files processed online, district level' },
  short: { vi: 'HSCV cấp huyện', en: 'Work files, district' },
  target: {
    value: PLAN_TARGETS.T06b,
    near: 6.5,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), T06b: ít nhất 65% hồ sơ công việc cấp huyện được xử lý trên môi trường mạng (không gồm hồ sơ mật)',
      en: 'Plan 11/KH-UBND (2021), T06b: at least 65% of work files at district level are processed online (classified ones apart)',
    },
  },
  reportedBy: ['district'],
} as const satisfies Kpi
