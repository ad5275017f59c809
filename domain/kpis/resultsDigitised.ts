import { WHOLE_DAYS } from './definitionChanges.ts'
import type { Kpi } from './kpi.ts'

export const resultsDigitised = {
  name: { vi: 'Kết quả giải quyết được số hóa', en: 'Results digitised' },
  short: { vi: 'Số hóa kết quả', en: 'Results digitised' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'month',
  combine: 'ratio',
  formula: {
    vi: 'kết quả điện tử ÷ kết quả phải trả × 100',
    en: 'electronic results ÷ results to be returned × 100',
  },
  numeratorName: { vi: 'kết quả điện tử', en: 'electronic results' },
  denominatorName: { vi: 'kết quả phải trả', en: 'results to be returned' },
  lead: 'communes',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }, WHOLE_DAYS],
  from: 'statistic',
  system: 'oneStop',
  reads: ['resultsElectronic', 'resultsDue'],
  reportedBy: ['commune'],
  // One without the other says nothing.
  share({ resultsElectronic, resultsDue }) {
    if (resultsElectronic === undefined || resultsDue === undefined) return undefined
    return { numerator: resultsElectronic, denominator: resultsDue }
  },
  example: {
    inputs: [
      { resultsElectronic: 60, resultsDue: 100 },
      { resultsElectronic: 80, resultsDue: 100 },
    ],
    value: 70,
  },
} as const satisfies Kpi
