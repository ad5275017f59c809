import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, STOCK, YES_NO } from './system.ts'

/** Cơ sở dữ liệu dùng chung. */
export const sharedDatabases = {
  name: { vi: 'Cơ sở dữ liệu dùng chung', en: 'Shared databases' },
  short: { vi: 'CSDL dùng chung', en: 'Shared databases' },
  purpose: {
    vi: 'Dữ liệu gốc về công dân, doanh nghiệp, cán bộ, thủ tục, danh mục, hồ sơ điện tử',
    en: 'Master data of citizens, businesses, officials, procedures, catalogues and e-dossiers',
  },
  counts: {
    reuseCalls: { label: { vi: 'Lượt khai thác', en: 'Calls for reuse' }, ...FLOW },
    planned: { label: { vi: 'CSDL dùng chung theo danh mục', en: 'Shared databases planned' }, ...STOCK },
    formedAndConnected: { label: { vi: 'CSDL đã hình thành và kết nối', en: 'Formed and connected' }, ...STOCK },
    integratedCitizens: { label: { vi: 'Đã tích hợp: công dân', en: 'Integrated: citizens' }, ...YES_NO },
    integratedBusinesses: { label: { vi: 'Đã tích hợp: doanh nghiệp', en: 'Integrated: businesses' }, ...YES_NO },
    integratedOfficials: {
      label: { vi: 'Đã tích hợp: cán bộ, công chức, viên chức', en: 'Integrated: officials' },
      ...YES_NO,
    },
    integratedProcedures: {
      label: { vi: 'Đã tích hợp: thủ tục hành chính', en: 'Integrated: procedures' },
      ...YES_NO,
    },
    integratedCatalogues: {
      label: { vi: 'Đã tích hợp: danh mục dùng chung', en: 'Integrated: common catalogues' },
      ...YES_NO,
    },
    integratedDossiers: { label: { vi: 'Đã tích hợp: hồ sơ điện tử', en: 'Integrated: e-dossiers' }, ...YES_NO },
  },
  rules: [{ parts: ['formedAndConnected'], of: ['planned'] }],
  links: {
    population: {
      name: { vi: 'CSDL dùng chung → CSDL dân cư', en: 'Shared data → population data' },
      to: { vi: 'Cơ sở dữ liệu quốc gia về dân cư', en: 'National population database' },
    },
  },
  everyMs: 5 * MINUTE_MS,
  reportedAt: ['city'],
  lead: 'technology',
  source: 'Luật Dữ liệu 60/2024/QH15; NĐ 165/2025/NĐ-CP',
} as const satisfies SourceSystem
