import { MINUTE_MS } from '../time.ts'
import { FLOW, REGISTER, type SourceSystem } from './system.ts'

/** Cổng Dịch vụ công Quốc gia. */
export const nationalPortal = {
  name: { vi: 'Cổng Dịch vụ công Quốc gia', en: 'National Public Service Portal' },
  short: { vi: 'Cổng DVC Quốc gia', en: 'National Portal' },
  purpose: {
    vi: 'Công khai thủ tục, nhận hồ sơ đồng bộ và công bố bộ chỉ số 766',
    en: 'Publishes procedures, takes synchronised dossiers and gives out index 766',
  },
  counts: {
    dossiersSynced: { label: { vi: 'Hồ sơ đã đồng bộ', en: 'Dossiers synchronised' }, ...FLOW },
    dossiersToSync: { label: { vi: 'Hồ sơ phải đồng bộ', en: 'Dossiers to synchronise' }, ...FLOW },
    dossiersPopulationData: {
      label: { vi: 'Hồ sơ dùng dữ liệu dân cư', en: 'Dossiers that used population data' },
      ...FLOW,
    },
    certifiedCopies: { label: { vi: 'Bản sao chứng thực', en: 'Certified copies' }, ...FLOW },
    certifiedCopiesElectronic: {
      label: { vi: 'Bản sao chứng thực điện tử', en: 'Electronic certified copies' },
      ...FLOW,
    },
    proceduresEligible: {
      label: { vi: 'Thủ tục đủ điều kiện trực tuyến', en: 'Procedures eligible to go online' },
      ...REGISTER,
    },
    proceduresOnline: {
      label: { vi: 'Thủ tục có dịch vụ mức độ 3, 4', en: 'Procedures online at level 3 or 4' },
      ...REGISTER,
    },
    servicesTotal: { label: { vi: 'Dịch vụ công trực tuyến', en: 'Online services' }, ...REGISTER },
    servicesLevel4MultiChannel: {
      label: { vi: 'Dịch vụ mức độ 4, nhiều phương tiện', en: 'Services at level 4 on several channels' },
      ...REGISTER,
    },
    servicesLevel34: { label: { vi: 'Dịch vụ mức độ 3, 4', en: 'Services at level 3 or 4' }, ...REGISTER },
    servicesIntegrated: {
      label: { vi: 'Dịch vụ tích hợp Cổng quốc gia', en: 'Services integrated on the National Portal' },
      ...REGISTER,
    },
    proceduresAnnounced: { label: { vi: 'Thủ tục đã công bố', en: 'Procedures announced' }, ...REGISTER },
    announcedOnTime: { label: { vi: 'Công bố đúng hạn', en: 'Announced on time' }, ...REGISTER },
    publicationsDue: { label: { vi: 'Thủ tục phải cập nhật, công khai', en: 'Publications due' }, ...REGISTER },
    publishedOnTime: { label: { vi: 'Công khai đúng hạn', en: 'Published on time' }, ...REGISTER },
    proceduresPublished: { label: { vi: 'Thủ tục đang công khai', en: 'Procedures published' }, ...REGISTER },
    proceduresComplete: { label: { vi: 'Công khai đủ nội dung', en: 'Published in full' }, ...REGISTER },
    onlineServices: { label: { vi: 'Dịch vụ đang cung cấp', en: 'Services offered' }, ...REGISTER },
    onlineServicesUsed: {
      label: { vi: 'Dịch vụ có phát sinh hồ sơ', en: 'Services that had dossiers' },
      ...REGISTER,
    },
    feeProcedures: { label: { vi: 'Thủ tục có nghĩa vụ tài chính', en: 'Procedures with a fee' }, ...REGISTER },
    feeProceduresOnline: {
      label: { vi: 'Thủ tục có phí đưa lên Cổng', en: 'Fee procedures on the portal' },
      ...REGISTER,
    },
    feeProceduresPaid: {
      label: { vi: 'Thủ tục có giao dịch thanh toán', en: 'Fee procedures paid online' },
      ...REGISTER,
    },
    proceduresCitizen: { label: { vi: 'Thủ tục cho công dân', en: 'Procedures for citizens' }, ...REGISTER },
    proceduresPopulationData: {
      label: { vi: 'Thủ tục kết nối dữ liệu dân cư', en: 'Procedures connected to population data' },
      ...REGISTER,
    },
    officialScoreHundredths: {
      label: { vi: 'Điểm 766 chính thức, phần trăm điểm', en: 'Official 766 score, in hundredths' },
      nature: 'stock',
      most: 10_000,
      overUnits: 'none',
      overDays: 'last',
    },
  },
  rules: [
    { parts: ['dossiersSynced'], of: ['dossiersToSync'] },
    { parts: ['dossiersPopulationData'], of: ['dossiersToSync'] },
    { parts: ['certifiedCopiesElectronic'], of: ['certifiedCopies'] },
    { parts: ['proceduresOnline'], of: ['proceduresEligible'] },
    { parts: ['servicesLevel34'], of: ['servicesTotal'] },
    { parts: ['servicesLevel4MultiChannel'], of: ['servicesTotal'] },
    { parts: ['servicesIntegrated'], of: ['servicesLevel34'] },
    { parts: ['announcedOnTime'], of: ['proceduresAnnounced'] },
    { parts: ['publishedOnTime'], of: ['publicationsDue'] },
    { parts: ['proceduresComplete'], of: ['proceduresPublished'] },
    { parts: ['onlineServicesUsed'], of: ['onlineServices'] },
    { parts: ['feeProceduresOnline'], of: ['feeProcedures'] },
    { parts: ['feeProceduresPaid'], of: ['feeProcedures'] },
    { parts: ['proceduresPopulationData'], of: ['proceduresCitizen'] },
  ],
  everyMs: 5 * MINUTE_MS,
  reportedAt: ['city', 'commune'],
  cityReports: 'everybody',
  lead: 'office',
  source: 'QĐ 766/QĐ-TTg (2022): các nhóm 1, 3 và 4',
} as const satisfies SourceSystem
