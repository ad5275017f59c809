import { MINUTE_MS } from '../time.ts'
import type { SourceSystem } from './system.ts'

/** Cổng Dịch vụ công Quốc gia. */
export const nationalPortal = {
  name: { vi: 'Cổng Dịch vụ công Quốc gia', en: 'National Public Service Portal' },
  short: { vi: 'Cổng DVC Quốc gia', en: 'National Portal' },
  purpose: {
    vi: 'Công khai thủ tục, nhận hồ sơ đồng bộ và công bố bộ chỉ số 766',
    en: 'Publishes procedures, takes synchronised dossiers and gives out index 766',
  },
  counts: {
    dossiersSynced: { label: { vi: 'Hồ sơ đã đồng bộ', en: 'Dossiers synchronised' }, nature: 'flow' },
    dossiersToSync: { label: { vi: 'Hồ sơ phải đồng bộ', en: 'Dossiers to synchronise' }, nature: 'flow' },
    dossiersPopulationData: {
      label: { vi: 'Hồ sơ dùng dữ liệu dân cư', en: 'Dossiers that used population data' },
      nature: 'flow',
    },
    certifiedCopies: { label: { vi: 'Bản sao chứng thực', en: 'Certified copies' }, nature: 'flow' },
    certifiedCopiesElectronic: {
      label: { vi: 'Bản sao chứng thực điện tử', en: 'Electronic certified copies' },
      nature: 'flow',
    },
    proceduresEligible: {
      label: { vi: 'Thủ tục đủ điều kiện trực tuyến', en: 'Procedures eligible to go online' },
      nature: 'stock',
    },
    proceduresOnline: {
      label: { vi: 'Thủ tục có dịch vụ mức độ 3, 4', en: 'Procedures online at level 3 or 4' },
      nature: 'stock',
    },
    servicesTotal: { label: { vi: 'Dịch vụ công trực tuyến', en: 'Online services' }, nature: 'stock' },
    servicesLevel4MultiChannel: {
      label: { vi: 'Dịch vụ mức độ 4, nhiều phương tiện', en: 'Services at level 4 on several channels' },
      nature: 'stock',
    },
    servicesLevel34: { label: { vi: 'Dịch vụ mức độ 3, 4', en: 'Services at level 3 or 4' }, nature: 'stock' },
    servicesIntegrated: {
      label: { vi: 'Dịch vụ tích hợp Cổng quốc gia', en: 'Services integrated on the National Portal' },
      nature: 'stock',
    },
    proceduresAnnounced: { label: { vi: 'Thủ tục đã công bố', en: 'Procedures announced' }, nature: 'stock' },
    announcedOnTime: { label: { vi: 'Công bố đúng hạn', en: 'Announced on time' }, nature: 'stock' },
    publicationsDue: { label: { vi: 'Thủ tục phải cập nhật, công khai', en: 'Publications due' }, nature: 'stock' },
    publishedOnTime: { label: { vi: 'Công khai đúng hạn', en: 'Published on time' }, nature: 'stock' },
    proceduresPublished: { label: { vi: 'Thủ tục đang công khai', en: 'Procedures published' }, nature: 'stock' },
    proceduresComplete: { label: { vi: 'Công khai đủ nội dung', en: 'Published in full' }, nature: 'stock' },
    onlineServices: { label: { vi: 'Dịch vụ đang cung cấp', en: 'Services offered' }, nature: 'stock' },
    onlineServicesUsed: {
      label: { vi: 'Dịch vụ có phát sinh hồ sơ', en: 'Services that had dossiers' },
      nature: 'stock',
    },
    feeProcedures: { label: { vi: 'Thủ tục có nghĩa vụ tài chính', en: 'Procedures with a fee' }, nature: 'stock' },
    feeProceduresOnline: {
      label: { vi: 'Thủ tục có phí đưa lên Cổng', en: 'Fee procedures on the portal' },
      nature: 'stock',
    },
    feeProceduresPaid: {
      label: { vi: 'Thủ tục có giao dịch thanh toán', en: 'Fee procedures paid online' },
      nature: 'stock',
    },
    proceduresCitizen: { label: { vi: 'Thủ tục cho công dân', en: 'Procedures for citizens' }, nature: 'stock' },
    proceduresPopulationData: {
      label: { vi: 'Thủ tục kết nối dữ liệu dân cư', en: 'Procedures connected to population data' },
      nature: 'stock',
    },
    officialScoreHundredths: {
      label: { vi: 'Điểm 766 chính thức, phần trăm điểm', en: 'Official 766 score, in hundredths' },
      nature: 'stock',
    },
  },
  everyMs: 5 * MINUTE_MS,
  reportedAt: ['city', 'commune'],
  source: 'QĐ 766/QĐ-TTg (2022): các nhóm 1, 3 và 4',
} as const satisfies SourceSystem
