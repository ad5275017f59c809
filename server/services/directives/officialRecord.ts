import type { Directive } from '../../../domain/directives/directive.ts'
import { type OfficialCounts, officialCounts } from '../../../domain/directives/official.ts'
import type { DirectiveCells } from '../../../domain/feeds/directiveCells.ts'
import { dayOf, MINUTE_MS, startOfDay } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import type { Clock } from '../../clock.ts'
import type { Store } from '../../store/store.ts'
import type { Matters } from '../matters/matters.ts'
import { visibleIn } from '../matters/visibleIn.ts'

/** What the official cells are told from; a few numbers each, so that those of years fit into memory. */
type Recorded = Pick<
  Directive,
  | 'id'
  | 'lead'
  | 'unit'
  | 'alsoUnits'
  | 'state'
  | 'openedAt'
  | 'closedAt'
  | 'judgedAt'
  | 'completedAt'
  | 'paused'
  | 'simulated'
>

const PAGE = 2_000

/** Every directive, for what lists and official reports count. */
export interface OfficialRecord {
  start(): Promise<void>
  stop(): void
  /** How many there are in each state, of those that these units see; of all when undefined. */
  totals(asked: { open?: boolean | undefined; units?: readonly string[] | undefined }): Map<string, number>
  /** Ids of those that were made of an explanation, in the order in which they were recorded. */
  madeOf(explanation: string): readonly string[]
  /** Counts of one unit and of all that lies below it. @param from, at see `officialCounts` */
  counts(unit: string, from: number, at: number): { readonly own: OfficialCounts; readonly below: OfficialCounts }
}

/** @param publish puts the year's counts of a unit into the picture, where they are others than before */
export function createOfficialRecord({
  units,
  clock,
  store,
  directives,
  publish,
}: {
  units: UnitTree
  clock: Clock
  store: Pick<Store, 'matters'>
  directives: Pick<Matters<Directive, never>, 'onFact'>
  publish: (row: DirectiveCells) => void
}): OfficialRecord {
  /** By unit in charge, then by id. */
  const byLead = new Map<string, Map<string, Recorded>>()
  const leadOf = new Map<string, string>()
  const ofExplanation = new Map<string, string[]>()
  const told = new Map<string, string>()
  let timer: NodeJS.Timeout | undefined
  let soon: NodeJS.Timeout | undefined

  function record(given: Directive): void {
    const directive = visibleIn(given, units.edition)
    const { id, unit, alsoUnits, state, openedAt, closedAt, judgedAt, completedAt, paused, simulated, explanation } =
      directive
    // A code of another map may be another unit's: what was given under it is in nobody's cells.
    const lead = directive.edition === units.edition ? directive.lead : `${directive.edition} ${directive.lead}`
    const before = leadOf.get(id)
    if (before !== undefined && before !== lead) byLead.get(before)?.delete(id)
    if (before === undefined && explanation !== null)
      ofExplanation.set(explanation, [...(ofExplanation.get(explanation) ?? []), id])
    leadOf.set(id, lead)
    const own = byLead.get(lead) ?? new Map<string, Recorded>()
    byLead.set(
      lead,
      own.set(id, {
        ...{ id, lead, unit, alsoUnits, state, openedAt, closedAt, judgedAt, completedAt, paused, simulated },
      }),
    )
  }

  const ownOf = (unit: string): Iterable<Recorded> => byLead.get(unit)?.values() ?? []

  function* withBelow(unit: string): Iterable<Recorded> {
    for (const lead of byLead.keys()) if (lead === unit || units.lineage(lead).includes(unit)) yield* ownOf(lead)
  }

  function tell(): void {
    soon = undefined
    const at = clock.now()
    const from = startOfDay(`${dayOf(at).slice(0, 4)}-01-01`)
    const concerned = new Set([...byLead.keys()].flatMap((lead) => units.lineage(lead)))
    for (const unit of concerned) {
      const all = [...withBelow(unit)]
      const row = { unit, from, ...officialCounts(all, from, at), simulated: all.some(({ simulated }) => simulated) }
      const text = JSON.stringify(row)
      if (told.get(unit) === text) continue
      told.set(unit, text)
      publish(row)
    }
  }

  /** The newest first, page by page. */
  async function readAll(): Promise<void> {
    let after: { openedAt: number; id: string } | undefined
    for (;;) {
      const page = (await store.matters({ kind: 'directive', limit: PAGE, after })) as Directive[]
      for (const directive of page) if (!leadOf.has(directive.id)) record(directive)
      const last = page.at(-1)
      if (last === undefined || page.length < PAGE) return
      after = { openedAt: last.openedAt, id: last.id }
    }
  }

  directives.onFact(({ matter }) => {
    record(matter)
    soon ??= setTimeout(tell, 0)
  })

  return {
    async start() {
      await readAll()
      tell()
      // What is in time becomes overdue without anybody doing anything.
      timer = setInterval(tell, MINUTE_MS)
    },
    stop() {
      clearInterval(timer)
      clearTimeout(soon)
    },
    totals({ open, units: seeing }) {
      const wanted = seeing && new Set(seeing)
      const counts = new Map<string, number>()
      for (const own of byLead.values())
        for (const { unit, alsoUnits, state, closedAt } of own.values()) {
          if (open !== undefined && open !== (closedAt === null)) continue
          const isSeen =
            wanted === undefined || (unit !== null && [unit, ...alsoUnits].some((each) => wanted.has(each)))
          if (isSeen) counts.set(state, (counts.get(state) ?? 0) + 1)
        }
      return counts
    },
    madeOf: (explanation) => ofExplanation.get(explanation) ?? [],
    counts: (unit, from, at) => ({
      own: officialCounts(ownOf(unit), from, at),
      below: officialCounts(withBelow(unit), from, at),
    }),
  }
}
