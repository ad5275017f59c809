import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, STOCK, YES_NO } from './system.ts'

/** Trung tâm giám sát an toàn thông tin (SOC). */
export const soc = {
  name: { vi: 'Trung tâm giám sát an toàn thông tin (SOC)', en: 'Security operations centre (SOC)' },
  short: { vi: 'Giám sát ATTT (SOC)', en: 'Security centre (SOC)' },
  purpose: {
    vi: 'Giám sát, phát hiện và ứng cứu sự cố an toàn thông tin',
    en: 'Watches, finds and answers security incidents',
  },
  counts: {
    events: { label: { vi: 'Sự kiện ghi nhận', en: 'Events seen' }, ...FLOW },
    alertsHigh: { label: { vi: 'Cảnh báo mức cao', en: 'High alerts' }, ...FLOW },
    drills: { label: { vi: 'Cuộc diễn tập', en: 'Exercises held' }, ...FLOW },
    incidentsOpen: { label: { vi: 'Sự cố đang xử lý', en: 'Incidents open' }, ...STOCK },
    systemsNeedingDossier: {
      label: { vi: 'Hệ thống phải có hồ sơ cấp độ', en: 'Systems that need a level dossier' },
      ...STOCK,
    },
    dossiersApproved: { label: { vi: 'Hồ sơ cấp độ đã phê duyệt', en: 'Level dossiers approved' }, ...STOCK },
    agents: { label: { vi: 'Máy phải giám sát', en: 'Hosts to watch' }, ...STOCK },
    agentsOnline: { label: { vi: 'Máy đang giám sát', en: 'Hosts watched' }, ...STOCK },
    responseTeam: { label: { vi: 'Có đội ứng cứu sự cố', en: 'Response team standing' }, ...YES_NO },
  },
  rules: [
    { parts: ['dossiersApproved'], of: ['systemsNeedingDossier'] },
    { parts: ['agentsOnline'], of: ['agents'] },
  ],
  links: {
    national: {
      name: { vi: 'SOC thành phố → SOC quốc gia', en: 'City SOC → national centre' },
      to: {
        vi: 'Trung tâm Giám sát an toàn không gian mạng quốc gia',
        en: 'National cyber-security monitoring centre',
      },
    },
  },
  everyMs: MINUTE_MS,
  reportsOn: 'everyDay',
  reportedAt: ['city'],
  lead: 'technology',
  source: 'NĐ 85/2016/NĐ-CP, nay là Luật 116/2025/QH15 và NĐ 331/2026/NĐ-CP',
} as const satisfies SourceSystem
