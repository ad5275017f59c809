import { MINUTE_MS } from '../time.ts'
import type { SourceSystem } from './system.ts'

/** Trung tâm dữ liệu và mạng diện rộng. */
export const dataCentre = {
  name: { vi: 'Trung tâm dữ liệu và mạng diện rộng', en: 'Data centre and wide-area network' },
  short: { vi: 'Trung tâm dữ liệu, WAN', en: 'Data centre and WAN' },
  purpose: {
    vi: 'Máy chủ, lưu trữ, điện, làm mát và đường truyền của thành phố',
    en: 'The city’s servers, storage, power, cooling and lines',
  },
  counts: {
    servers: { label: { vi: 'Máy chủ', en: 'Servers' }, nature: 'stock' },
    serversUp: { label: { vi: 'Máy chủ đang chạy', en: 'Servers up' }, nature: 'stock' },
    wanSites: { label: { vi: 'Điểm mạng diện rộng', en: 'Network sites' }, nature: 'stock' },
    wanSitesUp: { label: { vi: 'Điểm mạng đang thông', en: 'Network sites up' }, nature: 'stock' },
    cpuPercent: { label: { vi: 'Bộ xử lý đang dùng, %', en: 'Processor in use, %' }, nature: 'stock' },
    diskPercent: { label: { vi: 'Lưu trữ đang dùng, %', en: 'Storage in use, %' }, nature: 'stock' },
    temperatureTenths: {
      label: { vi: 'Nhiệt độ phòng máy, phần mười độ C', en: 'Room temperature, tenths of °C' },
      nature: 'stock',
    },
    upsPercent: { label: { vi: 'Pin lưu điện, %', en: 'UPS charge, %' }, nature: 'stock' },
  },
  links: {
    wan: {
      name: { vi: 'Trung tâm dữ liệu → mạng diện rộng', en: 'Data centre → wide-area network' },
      to: { vi: 'Mạng truyền số liệu chuyên dùng', en: 'Government wide-area network' },
    },
  },
  everyMs: MINUTE_MS,
  reportedAt: ['city'],
  source: 'Kế hoạch 11/KH-UBND (2021): trung tâm dữ liệu, mạng truyền số liệu chuyên dùng',
} as const satisfies SourceSystem
