import { SYSTEMS } from '../../domain/systems/index.ts'
import type { SourceSystem } from '../../domain/systems/system.ts'
import { type Day, dayOf } from '../../domain/time.ts'
import { formatTopic } from '../../domain/topics.ts'
import { isAuthority } from '../../domain/units/reporters.ts'
import type { OfficeFault } from '../faults.ts'
import type { Authority } from './authority.ts'
import { type ReportingSystem, SYSTEM_MODELS } from './index.ts'
import type { SystemModel } from './systemModel.ts'

export const SYSTEM_IDS = Object.keys(SYSTEM_MODELS) as ReportingSystem[]

/** What one report says. */
interface Statistic {
  readonly period: Day
  readonly at: number
  readonly counts: Readonly<Record<string, number>>
  readonly simulated: true
}

/** Reports, ready to be sent: one, or those of several days. */
export interface Report<Body> {
  readonly topic: string
  readonly body: Body
}

/** Whether an authority reports to a system. */
export function reportsTo(system: ReportingSystem, { unit }: Authority): boolean {
  const { reportedAt }: SourceSystem = SYSTEMS[system]
  return reportedAt.includes(unit.level) && isAuthority(unit.edition, unit.level)
}

function statisticOf(system: ReportingSystem, authority: Authority, at: number): Statistic {
  const model: SystemModel = SYSTEM_MODELS[system]
  return { period: dayOf(at), at, counts: model(authority, at), simulated: true }
}

/** What a source system says of an authority at a moment: totals of that day so far. */
export function reportOf(
  system: ReportingSystem,
  authority: Authority,
  at: number,
  prefix: string,
  fault?: OfficeFault,
): Report<Statistic> {
  const statistic = statisticOf(system, authority, at)
  return {
    topic: formatTopic({ is: 'statistics', system, unit: authority.unit.code }, prefix),
    body: fault === undefined ? statistic : { ...statistic, counts: spoiled(system, statistic.counts, fault) },
  }
}

/** The same of several moments in one message. */
export function reportsOf(
  system: ReportingSystem,
  authority: Authority,
  times: readonly number[],
  prefix: string,
): Report<Statistic[]> {
  return {
    topic: formatTopic({ is: 'statistics', system, unit: authority.unit.code }, prefix),
    body: times.map((at) => statisticOf(system, authority, at)),
  }
}

/** What the one-stop system counts of the dossiers that it received. */
const OF_RECEIVED = ['received', 'digitised', 'dataReused', 'personalStoreUsed']

/** What the books of an office say that does not do what it should. */
function spoiled(system: ReportingSystem, counts: Statistic['counts'], fault: OfficeFault): Statistic['counts'] {
  if (fault === 'unstaffed' && system === 'queue') return { ...counts, countersOpen: 0 }
  if (fault !== 'outside' || system !== 'oneStop') return counts
  // Of dossiers that are not in the books nothing is in the books.
  const rest = (name: string) => Math.floor((counts[name] ?? 0) * 0.04)
  return { ...counts, ...Object.fromEntries(OF_RECEIVED.map((name) => [name, rest(name)])) }
}
