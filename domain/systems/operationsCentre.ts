import { MINUTE_MS } from '../time.ts'
import type { SourceSystem } from './system.ts'

/** Trung tâm giám sát, điều hành thông minh (IOC). */
export const operationsCentre = {
  name: { vi: 'Trung tâm giám sát, điều hành thông minh (IOC)', en: 'Intelligent Operations Centre (IOC)' },
  short: { vi: 'Trung tâm điều hành IOC', en: 'Operations centre' },
  purpose: {
    vi: 'Thu nhận, theo dõi, cảnh báo và hỗ trợ điều hành; chính hệ thống này',
    en: 'Gathers, watches, warns and helps direct; this very system',
  },
  counts: {},
  rules: {
    none: { vi: 'Không có số đếm: hệ thống này là chính trung tâm', en: 'No counts: this is the centre itself' },
  },
  devices: 'hub',
  everyMs: MINUTE_MS,
  reportedAt: ['city'],
  lead: 'centre',
  source: '1709/BKHCN-CĐSQG (2025): dữ liệu đúng, đủ, sạch, sống',
} as const satisfies SourceSystem
