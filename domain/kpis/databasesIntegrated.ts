import { PLAN_TARGETS } from '../plan/targets.ts'
import type { Kpi } from './kpi.ts'

export const databasesIntegrated = {
  name: { vi: 'Cơ sở dữ liệu dùng chung đã tích hợp, trên sáu', en: 'Shared databases integrated, of six' },
  short: { vi: 'CSDL tích hợp', en: 'Databases joined' },
  unit: { vi: '/6', en: '/6' },
  digits: 0,
  direction: 'higher',
  period: 'now',
  combine: 'sum',
  target: {
    value: PLAN_TARGETS.M10,
    near: 1,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), nhiệm vụ dữ liệu: tích hợp sáu cơ sở dữ liệu dùng chung được nêu tên',
      en: 'Plan 11/KH-UBND (2021), nhiệm vụ dữ liệu: the six shared databases named in it are integrated',
    },
  },
  formula: {
    vi: 'số CSDL đã tích hợp trong sáu: công dân, doanh nghiệp, cán bộ, thủ tục, danh mục, hồ sơ điện tử',
    en: 'databases integrated of six: citizens, businesses, officials, procedures, catalogues, e-dossiers',
  },
  numeratorName: { vi: 'CSDL đã tích hợp', en: 'databases integrated' },
  work: { done: { vi: 'tích hợp', en: 'integrated' }, thing: { vi: 'CSDL', en: 'databases', one: 'database' } },
  lead: 'technology',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }],
  from: 'statistic',
  most: 6,
  system: 'sharedDatabases',
  reads: [
    'integratedCitizens',
    'integratedBusinesses',
    'integratedOfficials',
    'integratedProcedures',
    'integratedCatalogues',
    'integratedDossiers',
  ],
  reportedBy: ['city'],
  // Six ones or zeros; one that is not told could be either.
  share({
    integratedCitizens,
    integratedBusinesses,
    integratedOfficials,
    integratedProcedures,
    integratedCatalogues,
    integratedDossiers,
  }) {
    let integrated = 0
    for (const one of [
      integratedCitizens,
      integratedBusinesses,
      integratedOfficials,
      integratedProcedures,
      integratedCatalogues,
      integratedDossiers,
    ]) {
      if (one === undefined) return undefined
      integrated += one > 0 ? 1 : 0
    }
    return { numerator: integrated }
  },
  example: {
    inputs: [
      {
        integratedCitizens: 1,
        integratedBusinesses: 1,
        integratedOfficials: 0,
        integratedProcedures: 1,
        integratedCatalogues: 1,
        integratedDossiers: 0,
      },
    ],
    value: 4,
  },
} as const satisfies Kpi
