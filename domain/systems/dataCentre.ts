import { MINUTE_MS } from '../time.ts'
import { PERCENT, type SourceSystem, STOCK } from './system.ts'

/** Trung tâm dữ liệu và mạng diện rộng. */
export const dataCentre = {
  name: { vi: 'Trung tâm dữ liệu và mạng diện rộng', en: 'Data centre and wide-area network' },
  short: { vi: 'Trung tâm dữ liệu, WAN', en: 'Data centre and WAN' },
  purpose: {
    vi: 'Máy chủ, lưu trữ, điện, làm mát và đường truyền của thành phố',
    en: 'The city’s servers, storage, power, cooling and lines',
  },
  counts: {
    servers: { label: { vi: 'Máy chủ', en: 'Servers' }, ...STOCK },
    serversUp: { label: { vi: 'Máy chủ đang chạy', en: 'Servers up' }, ...STOCK },
    wanSites: { label: { vi: 'Điểm mạng diện rộng', en: 'Network sites' }, ...STOCK },
    wanSitesUp: { label: { vi: 'Điểm mạng đang thông', en: 'Network sites up' }, ...STOCK },
    cpuPercent: { label: { vi: 'Bộ xử lý đang dùng, %', en: 'Processor in use, %' }, ...PERCENT },
    diskPercent: { label: { vi: 'Lưu trữ đang dùng, %', en: 'Storage in use, %' }, ...PERCENT },
    temperatureTenths: {
      label: { vi: 'Nhiệt độ phòng máy, phần mười độ C', en: 'Room temperature, tenths of °C' },
      nature: 'stock',
      most: 1_000,
      overUnits: 'none',
      overDays: 'last',
    },
    upsPercent: { label: { vi: 'Pin lưu điện, %', en: 'UPS charge, %' }, ...PERCENT },
  },
  rules: [
    { parts: ['serversUp'], of: ['servers'] },
    { parts: ['wanSitesUp'], of: ['wanSites'] },
  ],
  links: {
    wan: {
      name: { vi: 'Trung tâm dữ liệu → mạng diện rộng', en: 'Data centre → wide-area network' },
      to: { vi: 'Mạng truyền số liệu chuyên dùng', en: 'Government wide-area network' },
    },
  },
  everyMs: MINUTE_MS,
  reportsOn: 'everyDay',
  reportedAt: ['city'],
  lead: 'technology',
  source: 'Kế hoạch 11/KH-UBND (2021): trung tâm dữ liệu, mạng truyền số liệu chuyên dùng',
} as const satisfies SourceSystem
