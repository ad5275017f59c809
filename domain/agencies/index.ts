import type { Agency } from './agency.ts'

/**
 * Agencies that answer for a figure, a system or a kind of sensors. The plan names its agencies only together and never gives a target to
 * one of them: which of them answers for what is inferred from their functions, and shown as such.
 */
export const AGENCIES = {
  office: {
    '2021': {
      vi: 'Văn phòng UBND thành phố',
      en: 'Office of the City People’s Committee',
      short: { vi: 'VP UBND thành phố', en: 'City Office' },
    },
    '2025': {
      vi: 'Văn phòng UBND thành phố',
      en: 'Office of the City People’s Committee',
      short: { vi: 'VP UBND thành phố', en: 'City Office' },
    },
  },
  technology: {
    '2021': {
      vi: 'Sở Thông tin và Truyền thông',
      en: 'Department of Information and Communications',
      short: { vi: 'Sở TT&TT', en: 'Dept. of Information' },
    },
    '2025': {
      vi: 'Sở Khoa học và Công nghệ',
      en: 'Department of Science and Technology',
      short: { vi: 'Sở KH&CN', en: 'Dept. of Science & Tech.' },
    },
  },
  home: {
    '2021': {
      vi: 'Sở Nội vụ',
      en: 'Department of Home Affairs',
      short: { vi: 'Sở Nội vụ', en: 'Dept. of Home Affairs' },
    },
    '2025': {
      vi: 'Sở Nội vụ',
      en: 'Department of Home Affairs',
      short: { vi: 'Sở Nội vụ', en: 'Dept. of Home Affairs' },
    },
  },
  homeAndOffice: {
    '2021': {
      vi: 'Sở Nội vụ và Văn phòng UBND thành phố',
      en: 'Department of Home Affairs and the Office',
      short: { vi: 'Sở Nội vụ, VP UBND', en: 'Home Affairs and Office' },
    },
    '2025': {
      vi: 'Sở Nội vụ và Văn phòng UBND thành phố',
      en: 'Department of Home Affairs and the Office',
      short: { vi: 'Sở Nội vụ, VP UBND', en: 'Home Affairs and Office' },
    },
  },
  environment: {
    '2021': {
      vi: 'Sở Tài nguyên và Môi trường',
      en: 'Department of Natural Resources and Environment',
      short: { vi: 'Sở TN&MT', en: 'Dept. of Environment' },
    },
    '2025': {
      vi: 'Sở Nông nghiệp và Môi trường',
      en: 'Department of Agriculture and Environment',
      short: { vi: 'Sở NN&MT', en: 'Dept. of Environment' },
    },
  },
  civilDefence: {
    '2021': {
      vi: 'Ban Chỉ huy PCTT và TKCN thành phố',
      en: 'City Disaster Prevention Command',
      short: { vi: 'BCH PCTT và TKCN', en: 'Disaster Command' },
    },
    '2025': {
      vi: 'Ban Chỉ huy Phòng thủ dân sự thành phố',
      en: 'City Civil Defence Command',
      short: { vi: 'BCH Phòng thủ dân sự', en: 'Civil Defence Command' },
    },
  },
  transport: {
    '2021': {
      vi: 'Sở Giao thông vận tải',
      en: 'Department of Transport',
      short: { vi: 'Sở GTVT', en: 'Dept. of Transport' },
    },
    '2025': {
      vi: 'Sở Xây dựng',
      en: 'Department of Construction',
      short: { vi: 'Sở Xây dựng', en: 'Dept. of Construction' },
    },
  },
  districts: {
    '2021': {
      vi: 'UBND quận, huyện',
      en: 'District People’s Committees',
      short: { vi: 'UBND quận, huyện', en: 'District Committees' },
    },
    '2025': {
      vi: 'UBND quận, huyện',
      en: 'District People’s Committees',
      short: { vi: 'UBND quận, huyện', en: 'District Committees' },
    },
  },
  communes: {
    '2021': {
      vi: 'UBND xã, phường',
      en: 'Commune People’s Committees',
      short: { vi: 'UBND xã, phường', en: 'Commune Committees' },
    },
    '2025': {
      vi: 'UBND xã, phường',
      en: 'Commune People’s Committees',
      short: { vi: 'UBND xã, phường', en: 'Commune Committees' },
    },
  },
  centre: {
    '2021': {
      vi: 'Trung tâm điều hành (IOC)',
      en: 'Operations centre (IOC)',
      short: { vi: 'Trung tâm điều hành', en: 'Operations centre' },
    },
    '2025': {
      vi: 'Trung tâm điều hành (IOC)',
      en: 'Operations centre (IOC)',
      short: { vi: 'Trung tâm điều hành', en: 'Operations centre' },
    },
  },
} as const satisfies Record<string, Agency>
export type AgencyId = keyof typeof AGENCIES
