import { WHOLE_DAYS } from './definitionChanges.ts'
import type { Kpi } from './kpi.ts'

export const signedDocuments = {
  name: { vi: 'Văn bản đi được ký số', en: 'Outgoing documents signed digitally' },
  short: { vi: 'Văn bản ký số', en: 'Signed documents' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'month',
  combine: 'ratio',
  formula: {
    vi: 'văn bản đi đã ký số ÷ văn bản đi × 100',
    en: 'outgoing documents signed ÷ outgoing documents × 100',
  },
  numeratorName: { vi: 'văn bản đã ký số', en: 'documents signed' },
  denominatorName: { vi: 'văn bản đi', en: 'outgoing documents' },
  lead: 'technology',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }, WHOLE_DAYS],
  from: 'statistic',
  system: 'signatures',
  reads: ['signedDocuments', 'outgoingDocuments'],
  reportedBy: ['city', 'district', 'commune'],
  // One without the other says nothing.
  share({ signedDocuments, outgoingDocuments }) {
    if (signedDocuments === undefined || outgoingDocuments === undefined) return undefined
    return { numerator: signedDocuments, denominator: outgoingDocuments }
  },
  example: {
    inputs: [
      { signedDocuments: 90, outgoingDocuments: 100 },
      { signedDocuments: 70, outgoingDocuments: 100 },
    ],
    value: 80,
  },
} as const satisfies Kpi
