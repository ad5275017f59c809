import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'
import { workFilesBase } from './workFilesBase.ts'

export const workFilesCommune = {
  ...workFilesBase,
  lead: 'communes',
  name: { vi: 'Hồ sơ công việc cấp xã xử lý trên mạng', en: 'Work files processed online, commune level' },
  short: { vi: 'HSCV cấp xã', en: 'Work files, commune' },
  target: {
    value: PLAN_TARGETS.T06c,
    near: 3.5,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), T06c: ít nhất 35% hồ sơ công việc cấp xã được xử lý trên môi trường mạng (không gồm hồ sơ mật)',
      en: 'Plan 11/KH-UBND (2021), T06c: at least 35% of work files at commune level are processed online (classified ones apart)',
    },
  },
  reportedBy: ['commune'],
} as const satisfies Kpi
