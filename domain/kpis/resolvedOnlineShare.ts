import { PLAN_TARGETS } from '../plan/targets.ts'
import { WHOLE_DAYS } from './definitionChanges.ts'
import type { Kpi } from './kpi.ts'

export const resolvedOnlineShare = {
  name: { vi: 'Hồ sơ giải quyết trực tuyến mức độ 3, 4', en: 'Dossiers resolved online at level 3 or 4' },
  short: { vi: 'Giải quyết trực tuyến', en: 'Resolved online' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'month',
  combine: 'ratio',
  target: {
    value: PLAN_TARGETS.T04,
    near: 2.5,
    basis: 'plan',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021), T04: ít nhất 25% hồ sơ được giải quyết trực tuyến mức độ 3, 4',
      en: 'Plan 11/KH-UBND (2021), T04: at least 25% of dossiers are resolved online at level 3 or 4',
    },
  },
  formula: {
    vi: 'giải quyết trực tuyến mức độ 3, 4 ÷ (trước hạn + đúng hạn + trễ hạn) × 100',
    en: 'resolved online at level 3 or 4 ÷ (early + on time + late) × 100',
  },
  numeratorName: { vi: 'hồ sơ giải quyết trực tuyến', en: 'dossiers resolved online' },
  denominatorName: { vi: 'hồ sơ đã giải quyết', en: 'dossiers resolved' },
  work: {
    done: { vi: 'giải quyết trực tuyến', en: 'resolved online' },
    thing: { vi: 'hồ sơ', en: 'dossiers', one: 'dossier' },
  },
  lead: 'office',
  minCoverage: 0.8,
  history: [{ since: '2026-11-23', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }, WHOLE_DAYS],
  from: 'statistic',
  system: 'oneStop',
  reads: ['resolvedOnline', 'resolvedEarly', 'resolvedOnTime', 'resolvedLate'],
  reportedBy: ['commune'],
  share({ resolvedOnline, resolvedEarly, resolvedOnTime, resolvedLate }) {
    // Whatever is left out of those resolved would make the share larger than it is.
    if (resolvedOnline === undefined || resolvedLate === undefined) return undefined
    if (resolvedEarly === undefined || resolvedOnTime === undefined) return undefined
    return { numerator: resolvedOnline, denominator: resolvedEarly + resolvedOnTime + resolvedLate }
  },
  example: {
    inputs: [
      { resolvedOnline: 30, resolvedEarly: 60, resolvedOnTime: 37, resolvedLate: 3 },
      { resolvedOnline: 10, resolvedEarly: 50, resolvedOnTime: 50, resolvedLate: 0 },
    ],
    value: 20,
  },
} as const satisfies Kpi
