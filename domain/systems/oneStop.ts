import { MINUTE_MS } from '../time.ts'
import type { SourceSystem } from './system.ts'

/** Hệ thống một cửa điện tử: how dossiers are handled. */
export const oneStop = {
  name: { vi: 'Một cửa điện tử', en: 'E-one-stop' },
  short: { vi: 'Một cửa điện tử', en: 'E-one-stop' },
  purpose: {
    vi: 'Tiếp nhận, giải quyết và trả kết quả hồ sơ thủ tục hành chính',
    en: 'Takes in, works on and returns dossiers of administrative procedures',
  },
  counts: {
    received: { label: { vi: 'Tiếp nhận', en: 'Received' }, nature: 'flow' },
    resolvedEarly: { label: { vi: 'Giải quyết trước hạn', en: 'Resolved early' }, nature: 'flow' },
    resolvedOnTime: { label: { vi: 'Giải quyết đúng hạn', en: 'Resolved on time' }, nature: 'flow' },
    resolvedLate: { label: { vi: 'Giải quyết trễ hạn', en: 'Resolved late' }, nature: 'flow' },
    resolvedOnline: {
      label: { vi: 'Giải quyết trực tuyến mức độ 3, 4', en: 'Resolved online, level 3 or 4' },
      nature: 'flow',
    },
    pendingInTerm: { label: { vi: 'Đang giải quyết, trong hạn', en: 'Pending, in term' }, nature: 'stock' },
    pendingOverdue: { label: { vi: 'Đang giải quyết, quá hạn', en: 'Pending, overdue' }, nature: 'stock' },
    dueSoon: { label: { vi: 'Sắp đến hạn', en: 'Due soon' }, nature: 'stock' },
    supplement: { label: { vi: 'Chờ bổ sung', en: 'Awaiting supplement' }, nature: 'stock' },
    apologies: { label: { vi: 'Thư xin lỗi đã gửi', en: 'Apology letters sent' }, nature: 'flow' },
    digitised: { label: { vi: 'Số hóa', en: 'Digitised' }, nature: 'flow' },
    resultsDue: { label: { vi: 'Kết quả phải trả', en: 'Results to be returned' }, nature: 'flow' },
    resultsElectronic: { label: { vi: 'Kết quả điện tử', en: 'Electronic results' }, nature: 'flow' },
    dataReused: { label: { vi: 'Dùng lại dữ liệu đã số hóa', en: 'Reused digitised data' }, nature: 'flow' },
    personalStoreUsed: {
      label: { vi: 'Dùng giấy tờ từ kho cá nhân', en: 'Used papers of the personal store' },
      nature: 'flow',
    },
  },
  everyMs: MINUTE_MS,
  reportedAt: ['commune'],
  source: 'NĐ 118/2025/NĐ-CP, TT 03/2025/TT-VPCP: trước hạn, đúng hạn, trễ hạn, trong hạn, quá hạn',
} as const satisfies SourceSystem
