import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem } from './system.ts'

/** Khảo sát hài lòng at kiosks, by QR code and on the portal: three buttons. */
export const satisfaction = {
  name: { vi: 'Khảo sát hài lòng', en: 'Satisfaction survey' },
  short: { vi: 'Khảo sát hài lòng', en: 'Satisfaction survey' },
  purpose: {
    vi: 'Hỏi người dân, doanh nghiệp về cách giải quyết hồ sơ',
    en: 'Asks citizens and businesses how their dossiers were handled',
  },
  counts: {
    verySatisfied: { label: { vi: 'Rất hài lòng', en: 'Very satisfied' }, ...FLOW },
    satisfied: { label: { vi: 'Hài lòng', en: 'Satisfied' }, ...FLOW },
    dissatisfied: { label: { vi: 'Không hài lòng', en: 'Dissatisfied' }, ...FLOW },
  },
  rules: {
    none: {
      vi: 'Ba loại phiếu tách rời, tổng số phiếu là tổng của chúng',
      en: 'Three kinds of answer that exclude each other; all answers are their sum',
    },
  },
  everyMs: MINUTE_MS,
  reportedAt: ['commune'],
  lead: 'homeAndOffice',
  source: 'QĐ 766/QĐ-TTg (2022), nhóm 5; phiếu ba mức',
} as const satisfies SourceSystem
