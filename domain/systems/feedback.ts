import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, STOCK } from './system.ts'

/** Phản ánh, kiến nghị (PAKN). */
export const feedback = {
  name: { vi: 'Phản ánh, kiến nghị (PAKN)', en: 'Citizen feedback' },
  short: { vi: 'Phản ánh (PAKN)', en: 'Citizen feedback' },
  purpose: { vi: 'Nhận và trả lời phản ánh, kiến nghị của người dân', en: 'Takes and answers what citizens report' },
  counts: {
    received: { label: { vi: 'Tiếp nhận', en: 'Received' }, ...FLOW },
    resolvedOnTime: { label: { vi: 'Xử lý đúng hạn', en: 'Handled on time' }, ...FLOW },
    resolvedLate: { label: { vi: 'Xử lý trễ hạn', en: 'Handled late' }, ...FLOW },
    satisfied: { label: { vi: 'Hài lòng với trả lời', en: 'Satisfied with the answer' }, ...FLOW },
    dissatisfied: { label: { vi: 'Không hài lòng với trả lời', en: 'Dissatisfied with the answer' }, ...FLOW },
    pendingInTerm: { label: { vi: 'Đang xử lý, trong hạn', en: 'Pending, in term' }, ...STOCK },
    pendingOverdue: { label: { vi: 'Đang xử lý, quá hạn', en: 'Pending, overdue' }, ...STOCK },
  },
  rules: {
    none: {
      vi: 'Phản ánh được xử lý và đánh giá vào ngày khác ngày tiếp nhận',
      en: 'What is handled or judged today was often received on an earlier day',
    },
  },
  links: {
    nationalPortal: {
      name: { vi: 'PAKN thành phố → Cổng quốc gia', en: 'City feedback → National Portal' },
      to: {
        vi: 'Hệ thống tiếp nhận phản ánh, kiến nghị của Cổng quốc gia',
        en: 'Feedback system of the National Portal',
      },
    },
  },
  everyMs: MINUTE_MS,
  reportedAt: ['commune'],
  lead: 'office',
  source: 'QĐ 766/QĐ-TTg (2022): nhóm 5.1–5.3',
} as const satisfies SourceSystem
