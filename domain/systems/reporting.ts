import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem } from './system.ts'

/** Hệ thống thông tin báo cáo thành phố. */
export const reporting = {
  name: { vi: 'Hệ thống thông tin báo cáo thành phố', en: 'City reporting system' },
  short: { vi: 'Báo cáo thành phố', en: 'City reporting' },
  purpose: { vi: 'Nhận, tổng hợp và chia sẻ báo cáo định kỳ', en: 'Takes, adds up and shares periodic reports' },
  counts: {
    reportsDue: { label: { vi: 'Báo cáo đến hạn', en: 'Reports due' }, ...FLOW },
    reportsFiled: { label: { vi: 'Báo cáo đã gửi', en: 'Reports filed' }, ...FLOW },
    reportsShared: { label: { vi: 'Báo cáo đã chia sẻ', en: 'Reports shared' }, ...FLOW },
    reportsLate: { label: { vi: 'Báo cáo gửi trễ', en: 'Reports filed late' }, ...FLOW },
  },
  rules: [
    { parts: ['reportsFiled'], of: ['reportsDue'] },
    { parts: ['reportsShared'], of: ['reportsFiled'] },
    { parts: ['reportsShared'], of: ['reportsDue'] },
    { parts: ['reportsLate'], of: ['reportsDue'] },
  ],
  links: {
    government: {
      name: { vi: 'Báo cáo thành phố → Chính phủ', en: 'City reports → Government' },
      to: { vi: 'Hệ thống thông tin báo cáo Chính phủ', en: 'Government reporting system' },
    },
  },
  everyMs: 5 * MINUTE_MS,
  reportedAt: ['city', 'district', 'commune'],
  lead: 'office',
  source: 'NĐ 09/2019/NĐ-CP về chế độ báo cáo',
} as const satisfies SourceSystem
