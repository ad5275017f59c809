import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, YES_NO } from './system.ts'

/** CSDL chuyên ngành, dịch vụ đô thị thông minh. */
export const urbanServices = {
  name: { vi: 'CSDL chuyên ngành, dịch vụ đô thị thông minh', en: 'Sector databases, smart-city services' },
  short: { vi: 'Đô thị thông minh', en: 'Smart-city services' },
  purpose: {
    vi: 'Đưa dữ liệu y tế, giáo dục, du lịch, môi trường về trung tâm',
    en: 'Brings data of health, education, tourism and environment to the centre',
  },
  counts: {
    urbanReports: { label: { vi: 'Phản ánh hiện trường', en: 'Field reports' }, ...FLOW },
    connectedHealth: { label: { vi: 'Đã nối: y tế', en: 'Connected: health' }, ...YES_NO },
    connectedEducation: { label: { vi: 'Đã nối: giáo dục', en: 'Connected: education' }, ...YES_NO },
    connectedTourism: { label: { vi: 'Đã nối: du lịch', en: 'Connected: tourism' }, ...YES_NO },
    connectedEnvironment: { label: { vi: 'Đã nối: môi trường', en: 'Connected: environment' }, ...YES_NO },
  },
  rules: {
    none: {
      vi: 'Số phản ánh và các kết nối không liên quan với nhau',
      en: 'Field reports and connections have nothing to do with each other',
    },
  },
  everyMs: 5 * MINUTE_MS,
  reportedAt: ['city'],
  lead: 'technology',
  source: 'QĐ 950/QĐ-TTg (2018)',
} as const satisfies SourceSystem
