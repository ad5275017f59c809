import { MINUTE_MS } from '../time.ts'
import { FLOW, type SourceSystem, STOCK } from './system.ts'

/** Chữ ký số chuyên dùng công vụ. */
export const signatures = {
  name: { vi: 'Chữ ký số chuyên dùng công vụ', en: 'Digital signatures' },
  short: { vi: 'Chữ ký số công vụ', en: 'Digital signatures' },
  purpose: { vi: 'Ký số văn bản, kể cả trên thiết bị di động', en: 'Signs documents, on mobile devices too' },
  counts: {
    outgoingDocuments: { label: { vi: 'Văn bản đi', en: 'Outgoing documents' }, ...FLOW },
    signedDocuments: { label: { vi: 'Văn bản đi đã ký số', en: 'Outgoing documents signed' }, ...FLOW },
    certificatesValid: { label: { vi: 'Chứng thư còn hiệu lực', en: 'Valid certificates' }, ...STOCK },
    certificatesExpiring: {
      label: { vi: 'Chứng thư hết hạn trong 30 ngày', en: 'Certificates expiring within 30 days' },
      ...STOCK,
    },
    mobileCertificates: { label: { vi: 'Chứng thư di động', en: 'Mobile certificates' }, ...STOCK },
  },
  rules: [
    { parts: ['signedDocuments'], of: ['outgoingDocuments'] },
    { parts: ['certificatesExpiring'], of: ['certificatesValid'] },
  ],
  everyMs: 5 * MINUTE_MS,
  reportedAt: ['city', 'district', 'commune'],
  lead: 'technology',
  source: 'Luật Giao dịch điện tử 20/2023/QH15',
} as const satisfies SourceSystem
