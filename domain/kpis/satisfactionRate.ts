import { WHOLE_DAYS } from './definitionChanges.ts'
import type { Kpi } from './kpi.ts'

export const satisfactionRate = {
  name: { vi: 'Người dân, doanh nghiệp hài lòng', en: 'Citizens and businesses satisfied' },
  short: { vi: 'Hài lòng', en: 'Satisfied' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'month',
  combine: 'ratio',
  target: {
    value: 90,
    near: 5,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021): ít nhất 90% người dân, doanh nghiệp hài lòng về giải quyết thủ tục hành chính',
      en: 'Plan 11/KH-UBND (2021): at least 90% of citizens and businesses satisfied with how procedures are handled',
    },
  },
  formula: {
    vi: '(rất hài lòng + hài lòng) ÷ tổng số phiếu × 100',
    en: '(very satisfied + satisfied) ÷ all answers × 100',
  },
  numeratorName: { vi: 'phiếu rất hài lòng và hài lòng', en: 'satisfied and very satisfied answers' },
  denominatorName: { vi: 'phiếu hợp lệ', en: 'valid answers' },
  work: {
    done: { vi: 'được đánh giá hài lòng', en: 'satisfied' },
    thing: { vi: 'phiếu', en: 'answers', one: 'answer' },
  },
  lead: 'homeAndOffice',
  minCoverage: 0.8,
  history: [{ since: '2026-11-02', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }, WHOLE_DAYS],
  from: 'statistic',
  system: 'satisfaction',
  reads: [['verySatisfied', 'satisfied'], 'dissatisfied'],
  reportedBy: ['commune'],
  share({ verySatisfied, satisfied, dissatisfied }) {
    // Without the dissatisfied everybody would be satisfied.
    if ((verySatisfied === undefined && satisfied === undefined) || dissatisfied === undefined) return undefined
    const happy = (verySatisfied ?? 0) + (satisfied ?? 0)
    return { numerator: happy, denominator: happy + dissatisfied }
  },
  example: {
    inputs: [
      { verySatisfied: 40, satisfied: 50, dissatisfied: 10 },
      { verySatisfied: 10, satisfied: 70, dissatisfied: 20 },
    ],
    value: 85,
  },
} as const satisfies Kpi
