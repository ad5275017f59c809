import {
  CRITERIA,
  type Criterion,
  type CriterionId,
  natureOfCriterion,
  type Reported,
  type System,
} from '../../domain/index766/criteria.ts'
import { type CountedCriterion, type Index766Row, scoreIndex } from '../../domain/index766/index766.ts'
import { dueBefore, owedOf, reportedDays } from '../../domain/kpis/coverage.ts'
import type { Reads } from '../../domain/kpis/reads.ts'
import { countedSpan } from '../../domain/kpis/trailing.ts'
import { type Period, type Span, toDate } from '../../domain/periods.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import { type Counts, pooledCounts, type SourceSystem, totalCounts } from '../../domain/systems/system.ts'
import type { Day } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { ownTurn } from '../ownTurn.ts'
import type { Counted } from './figures/figureInputs.ts'
import type { Figures } from './figures/figures.ts'

/** Index 766 of the city and of communes over a period. */
export interface Index766 {
  /**
   * The city first.
   * @param isWanted the city and every commune where it is not said; of communes alone nobody else's reports are read
   * @throws when the store fails
   */
  rows(period: Period, day: Day, isWanted?: (unit: string) => boolean): Promise<readonly Index766Row[]>
}

type Asked = Pick<Figures, 'counted' | 'countedDays' | 'due' | 'endOf'>
type ByAuthority = ReadonlyMap<string, Counted>

const OFFICIAL = 'officialScoreHundredths'
const ALL = Object.entries(CRITERIA) as [CriterionId, Criterion][]

/** One system's reports by one authority. */
interface Party {
  readonly system: System
  readonly authority: string
}

/** What one party counted. */
interface Part {
  readonly system: System
  readonly counts: Counts
}

export function createIndex766({ units, figures }: { units: UnitTree; figures: Asked }): Index766 {
  const city = units.city.code
  const communes = units.communes.map(({ code }) => code)
  const everybody = [city, ...communes]

  /**
   * Whose reports make up a criterion in a unit. Each set counts the days of which all of it is known: a commune's own systems together; and
   * where the city's report is held against those of the communes, all of them.
   */
  function partiesOf({ reads }: Criterion, unit: string): readonly (readonly Party[])[] {
    const systems = Object.keys(reads) as System[]
    const authoritiesOf = (system: System) => {
      if (unit !== city) return [unit]
      const declared: SourceSystem = SYSTEMS[system]
      return declared.cityReports === 'everybody' ? [city] : communes
    }
    const [first = [], ...others] = systems.map(authoritiesOf)
    if (others.every((authorities) => authorities === first || authorities[0] === first[0]))
      return first.map((authority) => systems.map((system) => ({ system, authority })))
    return [systems.flatMap((system) => authoritiesOf(system).map((authority) => ({ system, authority })))]
  }

  const endOfParty = ({ system, authority }: Party) => figures.endOf(system, authority)

  /** The day on which the first of some parties ended: what they owe together ends with it. */
  function endOfAny(parties: readonly Party[]): Day | undefined {
    return parties.flatMap((party) => endOfParty(party) ?? []).sort()[0]
  }

  async function measured(
    criterion: Criterion,
    asked: Span,
    authorities: readonly string[],
  ): Promise<(unit: string) => Promise<CountedCriterion>> {
    const nature = natureOfCriterion(criterion)
    const span = nature === 'mixed' ? countedSpan('trailing', asked) : asked
    const reads = Object.entries(criterion.reads) as [System, Reads][]
    const counted = new Map(
      await Promise.all(
        reads.map(
          async ([system, of]) => [system, await figures.counted({ system, reads: of }, authorities, span)] as const,
        ),
      ),
    )
    const due = figures.due(reads.map(([system]) => system) as [System, ...System[]], span)
    return async (unit) => {
      // Who had ended before is no party any more.
      const parties = partiesOf(criterion, unit)
        .map((own) => own.filter((party) => (endOfParty(party) ?? span.to) >= span.from))
        .filter((own) => own.length > 0)
      const known = (
        await Promise.all(
          parties.map(async (own) => {
            const found = await together(own, counted, (days) => onDays(own, criterion, span, days))
            return found && { ...found, own }
          }),
        )
      ).filter((one) => one !== undefined)
      const reported = pooled(
        parties.flat(),
        known.flatMap(({ parts }) => parts),
      )
      const covered = known.map(({ own, days, last }) =>
        nature === 'stock'
          ? { days: last >= due.stockSince ? 1 : 0, running: false }
          : reportedDays(days, dueBefore(due, endOfAny(own))),
      )
      const running = covered.filter((one) => one.running).length
      return {
        share: known.length === 0 ? undefined : criterion.share(reported),
        reported: covered.reduce((sum, { days }) => sum + days, 0) + running,
        expected:
          parties.reduce((sum, own) => sum + owedOf(nature === 'stock' ? nature : 'flow', due, endOfAny(own)), 0) +
          running,
      }
    }
  }

  /** The counts of the days alone that all of some parties know. */
  async function onDays(
    parties: readonly Party[],
    { reads }: Criterion,
    span: Span,
    days: ReadonlySet<Day>,
  ): Promise<readonly Part[]> {
    const systems = [...new Set(parties.map(({ system }) => system))]
    const parts = await Promise.all(
      systems.map(async (system): Promise<readonly Part[]> => {
        const authorities = parties.filter((party) => party.system === system).map(({ authority }) => authority)
        const counted = await figures.countedDays({ system, reads: reads[system] ?? [] }, authorities, span)
        const known = counted.filter(({ day }) => days.has(day)).sort((a, b) => (a.day < b.day ? -1 : 1))
        return authorities.map((authority) => {
          const own = known.filter(({ reporter }) => reporter === authority).map(({ counts }) => counts)
          return { system, counts: totalCounts(SYSTEMS[system], own) }
        })
      }),
    )
    return parts.flat()
  }

  return {
    async rows(period, day, isWanted = () => true) {
      const wanted = everybody.filter(isWanted)
      if (wanted.length === 0) return []
      // The city's row is made of what all of them reported.
      const authorities = wanted.includes(city) ? everybody : wanted
      const span = toDate(period, day)
      const official = await figures.counted({ system: 'nationalPortal', reads: [OFFICIAL] }, authorities, span)
      const tellers = new Map(
        await Promise.all(
          ALL.map(async ([id, criterion]) => [id, await measured(criterion, span, authorities)] as const),
        ),
      )
      const rowOf = async (unit: string) => {
        const told = new Map<CriterionId, CountedCriterion>()
        for (const [id, tell] of tellers) {
          // One criterion of the city is as much work as one of all communes.
          if (unit === city || told.size === 0) await ownTurn()
          told.set(id, await tell(unit))
        }
        const { counts, unpooled } = official.get(unit) ?? {}
        const hundredths = counts?.[OFFICIAL]
        const own = {
          official: hundredths === undefined ? null : hundredths / 100,
          officialUnpooled: unpooled?.includes(OFFICIAL) ?? false,
        }
        return scoreIndex(unit, unit === city ? 'city' : 'commune', own, (id) => told.get(id) as CountedCriterion)
      }
      const rows: Index766Row[] = []
      for (const unit of wanted) rows.push(await rowOf(unit))
      return rows
    },
  }
}

/**
 * What parties report on the days that each of them knows; undefined where there is none.
 * @param onDays reads the counts of some of the days, where not all parties know the same ones
 */
async function together(
  parties: readonly Party[],
  counted: ReadonlyMap<System, ByAuthority>,
  onDays: (days: ReadonlySet<Day>) => Promise<readonly Part[]>,
): Promise<{ readonly parts: readonly Part[]; readonly days: readonly Day[]; readonly last: Day } | undefined> {
  const totals: { system: System; total: Counted }[] = []
  for (const { system, authority } of parties) {
    const total = counted.get(system)?.get(authority)
    if (total === undefined) return undefined
    totals.push({ system, total })
  }
  const [first, ...others] = totals.map(({ total }) => total.days)
  const sets = others.map((days) => new Set(days))
  const days = (first ?? []).filter((day) => sets.every((known) => known.has(day)))
  const last = days.at(-1)
  if (last === undefined) return undefined
  const isSame = totals.every(({ total }) => total.days.length === days.length)
  const parts = isSame
    ? totals.map(({ system, total: { counts } }) => ({ system, counts }))
    : await onDays(new Set(days))
  return { parts, days, last }
}

/** @param parties all of them, heard or not */
function pooled(parties: readonly Party[], parts: readonly Part[]): Reported {
  const systems = [...new Set(parties.map(({ system }) => system))]
  return Object.fromEntries(
    systems.map((system) => {
      const own = parts.filter((part) => part.system === system).map(({ counts }) => ({ counts, weight: 1 }))
      const among = parties.filter((party) => party.system === system).length
      return [system, pooledCounts(SYSTEMS[system], own, among)]
    }),
  )
}
