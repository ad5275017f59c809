import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'

export const securityDossiers = {
  name: { vi: 'Hồ sơ an toàn thông tin theo cấp độ được phê duyệt', en: 'Security-level dossiers approved' },
  short: { vi: 'Hồ sơ ATTT cấp độ', en: 'Security dossiers' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'now',
  combine: 'ratio',
  target: {
    value: PLAN_TARGETS.T11,
    near: 9.5,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), T11: 95% hồ sơ bảo đảm an toàn thông tin theo cấp độ được xây dựng và phê duyệt',
      en: 'Plan 11/KH-UBND (2021), T11: 95% of security-level dossiers are drawn up and approved',
    },
  },
  formula: {
    vi: 'hồ sơ cấp độ đã phê duyệt ÷ hệ thống phải có hồ sơ × 100',
    en: 'level dossiers approved ÷ systems that need one × 100',
  },
  numeratorName: { vi: 'hồ sơ cấp độ đã phê duyệt', en: 'level dossiers approved' },
  denominatorName: { vi: 'hệ thống phải có hồ sơ', en: 'systems that need one' },
  work: { done: { vi: 'phê duyệt', en: 'approved' }, thing: { vi: 'hồ sơ', en: 'dossiers', one: 'dossier' } },
  lead: 'technology',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  system: 'soc',
  reads: ['dossiersApproved', 'systemsNeedingDossier'],
  reportedBy: ['city'],
  // One without the other says nothing.
  share({ dossiersApproved, systemsNeedingDossier }) {
    if (dossiersApproved === undefined || systemsNeedingDossier === undefined) return undefined
    return { numerator: dossiersApproved, denominator: systemsNeedingDossier }
  },
  example: {
    inputs: [{ dossiersApproved: 57, systemsNeedingDossier: 60 }],
    value: 95,
  },
} as const satisfies Kpi
