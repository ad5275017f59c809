import type { Directive } from '../../../domain/directives/directive.ts'
import { type OfficialCounts, officialCounts } from '../../../domain/directives/official.ts'
import type { DirectiveCells } from '../../../domain/feeds/directiveCells.ts'
import { dayOf, MINUTE_MS, startOfDay } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import type { Clock } from '../../clock.ts'
import type { Store } from '../../store/store.ts'
import type { Matters } from '../matters/matters.ts'

/** What the official cells are told from; a few numbers each, so that those of years fit into memory. */
type Recorded = Pick<
  Directive,
  'id' | 'lead' | 'state' | 'openedAt' | 'closedAt' | 'judgedAt' | 'completedAt' | 'paused' | 'simulated'
>

const PAGE = 2_000

/** Every directive of this map of units, for what official reports count. */
export interface OfficialRecord {
  start(): Promise<void>
  stop(): void
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
  const told = new Map<string, string>()
  let timer: NodeJS.Timeout | undefined
  let soon: NodeJS.Timeout | undefined

  function record(directive: Directive): void {
    if (directive.edition !== units.edition) return
    const { id, lead, state, openedAt, closedAt, judgedAt, completedAt, paused, simulated } = directive
    const before = leadOf.get(id)
    if (before !== undefined && before !== lead) byLead.get(before)?.delete(id)
    leadOf.set(id, lead)
    const own = byLead.get(lead) ?? new Map<string, Recorded>()
    byLead.set(lead, own.set(id, { id, lead, state, openedAt, closedAt, judgedAt, completedAt, paused, simulated }))
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
    counts: (unit, from, at) => ({
      own: officialCounts(ownOf(unit), from, at),
      below: officialCounts(withBelow(unit), from, at),
    }),
  }
}
