import type { Agency } from './agency.ts'

/**
 * Agencies that answer for a figure, a system or a kind of sensors. The plan names its agencies only together and never gives a target to
 * one of them: which of them answers for what is inferred from their functions, and shown as such.
 */
export const AGENCIES = {
  office: {
    '2021': { vi: 'Văn phòng UBND thành phố', en: 'Office of the City People’s Committee' },
    '2025': { vi: 'Văn phòng UBND thành phố', en: 'Office of the City People’s Committee' },
  },
  technology: {
    '2021': { vi: 'Sở Thông tin và Truyền thông', en: 'Department of Information and Communications' },
    '2025': { vi: 'Sở Khoa học và Công nghệ', en: 'Department of Science and Technology' },
  },
  home: {
    '2021': { vi: 'Sở Nội vụ', en: 'Department of Home Affairs' },
    '2025': { vi: 'Sở Nội vụ', en: 'Department of Home Affairs' },
  },
  homeAndOffice: {
    '2021': { vi: 'Sở Nội vụ và Văn phòng UBND thành phố', en: 'Department of Home Affairs and the Office' },
    '2025': { vi: 'Sở Nội vụ và Văn phòng UBND thành phố', en: 'Department of Home Affairs and the Office' },
  },
  environment: {
    '2021': { vi: 'Sở Tài nguyên và Môi trường', en: 'Department of Natural Resources and Environment' },
    '2025': { vi: 'Sở Nông nghiệp và Môi trường', en: 'Department of Agriculture and Environment' },
  },
  civilDefence: {
    '2021': { vi: 'Ban Chỉ huy PCTT và TKCN thành phố', en: 'City Disaster Prevention Command' },
    '2025': { vi: 'Ban Chỉ huy Phòng thủ dân sự thành phố', en: 'City Civil Defence Command' },
  },
  transport: {
    '2021': { vi: 'Sở Giao thông vận tải', en: 'Department of Transport' },
    '2025': { vi: 'Sở Xây dựng', en: 'Department of Construction' },
  },
  districts: {
    '2021': { vi: 'UBND quận, huyện', en: 'District People’s Committees' },
    '2025': { vi: 'UBND quận, huyện', en: 'District People’s Committees' },
  },
  communes: {
    '2021': { vi: 'UBND xã, phường', en: 'Commune People’s Committees' },
    '2025': { vi: 'UBND xã, phường', en: 'Commune People’s Committees' },
  },
  centre: {
    '2021': { vi: 'Trung tâm điều hành (IOC)', en: 'Operations centre (IOC)' },
    '2025': { vi: 'Trung tâm điều hành (IOC)', en: 'Operations centre (IOC)' },
  },
} as const satisfies Record<string, Agency>
export type AgencyId = keyof typeof AGENCIES
