import { DAY_MS } from '../../domain/time.ts'
import type { Unit } from '../../domain/units/unit.ts'
import type { Random } from '../random.ts'

/** What one commune's office is like. */
export interface OfficeProfile {
  readonly population: number
  readonly counters: number
  /** Minutes at the counter for one visitor, mean. */
  readonly serviceMinutes: number
  /** Visitors on an ordinary working day, mean. */
  readonly visitors: number
  /** Share of dossiers that come online. */
  readonly online: number
  /** Share of dossiers with a fee whose fee is paid online. */
  readonly paysOnline: number
  readonly digitises: number
  /** Share of dossiers that pass their term, moving slowly over the weeks. @param at epoch ms */
  late(at: number): number
}

/** Visits that end in a new dossier; the others have copies certified, ask, bring what was missing, or fetch their result. */
export const FILING_SHARE = 0.26
/** Offices that run late, as a share of all. */
const LATE_OFFICES = 0.1
/** Where a population is not known, that of a middling commune of its edition stands in: for simulation only. */
export function medianPopulation(communes: readonly Unit[]): number {
  const known = communes.flatMap(({ population }) => population ?? []).sort((a, b) => a - b)
  return known[Math.floor(known.length / 2)] ?? 15_000
}

/** @param typical population to use when the unit's is not known */
export function officeProfileOf(random: Random, unit: Unit, typical: number): OfficeProfile {
  const draw = (what: string) => random.of('temper', unit.code, what)
  const population = unit.population ?? typical
  // Towns go online sooner than villages.
  const online = 0.34 + 0.26 * draw('online') + (unit.type === 'xã' ? 0 : 0.09)
  const dossiers = (population / 1000) * (1.9 + 0.7 * draw('volume'))
  const visitors = Math.max(8, (dossiers * (1 - online)) / FILING_SHARE)
  const serviceMinutes = 10 + 6 * draw('service')
  // Counters for the mean day's work and more or less some reserve.
  const reserve = 1.1 + 0.3 * draw('reserve')
  const counters = Math.min(12, Math.max(3, Math.round((visitors * serviceMinutes * reserve) / (8.5 * 60))))
  const isLate = draw('late') < LATE_OFFICES
  const lateShare = isLate ? 0.07 + 0.09 * draw('how late') : 0.002 + 0.022 * draw('how late')
  return {
    population,
    counters,
    serviceMinutes,
    visitors,
    online,
    paysOnline: 0.3 + 0.55 * draw('pays'),
    digitises: 0.6 + 0.38 * draw('digitises'),
    late: (at) => lateShare * (1 + 0.45 * random.smooth(at, 12 * DAY_MS, unit.code, 'late')),
  }
}
