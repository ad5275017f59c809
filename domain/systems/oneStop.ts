import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, STOCK } from './system.ts'

/** Hệ thống một cửa điện tử: how dossiers are handled. */
export const oneStop = {
  name: { vi: 'Một cửa điện tử', en: 'E-one-stop' },
  short: { vi: 'Một cửa điện tử', en: 'E-one-stop' },
  purpose: {
    vi: 'Tiếp nhận, giải quyết và trả kết quả hồ sơ thủ tục hành chính',
    en: 'Takes in, works on and returns dossiers of administrative procedures',
  },
  counts: {
    received: { label: { vi: 'Tiếp nhận', en: 'Received' }, ...FLOW },
    resolvedEarly: { label: { vi: 'Giải quyết trước hạn', en: 'Resolved early' }, ...FLOW },
    resolvedOnTime: { label: { vi: 'Giải quyết đúng hạn', en: 'Resolved on time' }, ...FLOW },
    resolvedLate: { label: { vi: 'Giải quyết trễ hạn', en: 'Resolved late' }, ...FLOW },
    resolvedOnline: {
      label: { vi: 'Giải quyết trực tuyến mức độ 3, 4', en: 'Resolved online, level 3 or 4' },
      ...FLOW,
    },
    pendingInTerm: { label: { vi: 'Đang giải quyết, trong hạn', en: 'Pending, in term' }, ...STOCK },
    pendingOverdue: { label: { vi: 'Đang giải quyết, quá hạn', en: 'Pending, overdue' }, ...STOCK },
    dueSoon: { label: { vi: 'Sắp đến hạn', en: 'Due soon' }, ...STOCK },
    supplement: { label: { vi: 'Chờ bổ sung', en: 'Awaiting supplement' }, ...STOCK },
    apologies: { label: { vi: 'Thư xin lỗi đã gửi', en: 'Apology letters sent' }, ...FLOW },
    digitised: { label: { vi: 'Số hóa', en: 'Digitised' }, ...FLOW },
    resultsDue: { label: { vi: 'Kết quả phải trả', en: 'Results to be returned' }, ...FLOW },
    resultsElectronic: { label: { vi: 'Kết quả điện tử', en: 'Electronic results' }, ...FLOW },
    dataReused: { label: { vi: 'Dùng lại dữ liệu đã số hóa', en: 'Reused digitised data' }, ...FLOW },
    personalStoreUsed: {
      label: { vi: 'Dùng giấy tờ từ kho cá nhân', en: 'Used papers of the personal store' },
      ...FLOW,
    },
  },
  rules: [
    { parts: ['resolvedOnline'], of: ['resolvedEarly', 'resolvedOnTime', 'resolvedLate'] },
    { parts: ['dueSoon'], of: ['pendingInTerm'] },
    { parts: ['digitised'], of: ['received'] },
    { parts: ['dataReused'], of: ['received'] },
    { parts: ['personalStoreUsed'], of: ['received'] },
    { parts: ['resultsElectronic'], of: ['resultsDue'] },
  ],
  everyMs: MINUTE_MS,
  reportedAt: ['commune'],
  lead: 'office',
  source: 'NĐ 118/2025/NĐ-CP, TT 03/2025/TT-VPCP: trước hạn, đúng hạn, trễ hạn, trong hạn, quá hạn',
} as const satisfies SourceSystem
