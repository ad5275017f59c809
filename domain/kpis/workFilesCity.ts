import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'
import { workFilesBase } from './workFilesBase.ts'

export const workFilesCity = {
  ...workFilesBase,
  lead: 'office',
  name: { vi: 'Hồ sơ công việc cấp thành phố xử lý trên mạng', en: 'Work files processed online, city level' },
  short: { vi: 'HSCV cấp thành phố', en: 'Work files, city' },
  target: {
    value: PLAN_TARGETS.T06a,
    near: 8.5,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), T06a: ít nhất 85% hồ sơ công việc cấp thành phố được xử lý trên môi trường mạng (không gồm hồ sơ mật)',
      en: 'Plan 11/KH-UBND (2021), T06a: at least 85% of work files at city level are processed online (classified ones apart)',
    },
  },
  reportedBy: ['city'],
} as const satisfies Kpi
