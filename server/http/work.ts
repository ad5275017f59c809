import TinyQueue from 'tinyqueue'
import * as z from 'zod'
import type { MatterKind } from '../../domain/matters/fact.ts'
import type { Matter } from '../../domain/matters/machine.ts'
import { MATTER_KIND } from '../../domain/matters/matterKinds.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { handedIn } from '../../domain/work/handedIn.ts'
import { compareWork, WORK_LISTS, type WorkList, type WorkPlace, workListsOf } from '../../domain/work/work.ts'
import type { Clock } from '../clock.ts'
import { createReach } from '../gate/reach.ts'
import type { AnyMatters } from '../services/matters/matters.ts'
import { isReached, visibleIn } from '../services/matters/visibleIn.ts'
import { decodePlace, encodePlace } from './page.ts'
import { answers, type Route } from './route.ts'

/** The last row of a page. */
const Place = z.tuple([z.int().nullable(), z.int(), z.string()])

/** What somebody has to do with, of every kind of matter. Whatever is open is in memory: nothing is asked of the store. */
export function workRoutes({
  matters,
  units,
  clock,
}: {
  matters: readonly Pick<AnyMatters, 'kind' | 'open'>[]
  units: UnitTree
  clock: Clock
}): Route[] {
  const lineages = new Map<string | null, readonly string[]>()
  /** Asked of every open matter: told once a unit. */
  function lineage(unit: string | null): readonly string[] {
    const known = lineages.get(unit) ?? units.lineage(unit ?? units.city.code)
    lineages.set(unit, known)
    return known
  }

  return [
    answers(QUERIES.myWork, ({ query: { list, after: text, limit }, principal }) => {
      const at = clock.now()
      const after = text === undefined ? undefined : placeOf(decodePlace(text, `my-work ${list}`, Place))
      const counts = Object.fromEntries(WORK_LISTS.map((each) => [each, { all: 0, overdue: 0 }])) as Record<
        WorkList,
        { all: number; overdue: number }
      >
      // One more than fits tells whether there is another page. Of tens of thousands no more are put in order than are shown.
      const page = new TinyQueue<Found>([], (a, b) => compareWork(b.matter, a.matter))
      for (const each of matters) {
        const { kind } = each
        const reach = createReach(principal, MATTER_KIND[kind].see, units)
        const known = new Map<string | null, boolean>()
        const reaches = (unit: string | null) => {
          const has = known.get(unit) ?? reach.has(unit)
          known.set(unit, has)
          return has
        }
        for (const kept of each.open()) {
          const matter = visibleIn(kept, units.edition)
          // Whoever was named in a matter and may see it no longer is told nothing more of it: what waits for them there goes on by its clock.
          if (!isReached(matter, reaches)) continue
          for (const its of workListsOf(matter, principal, lineage)) {
            counts[its].all++
            if (matter.dueAt !== null && matter.dueAt < at) counts[its].overdue++
            if (its !== list || (after !== undefined && compareWork(matter, after) <= 0)) continue
            const last = page.length > limit ? page.peek() : undefined
            if (last !== undefined && compareWork(matter, last.matter) >= 0) continue
            page.push({ kind, matter })
            if (page.length > limit + 1) page.pop()
          }
        }
      }
      const found = page.data.toSorted((a, b) => compareWork(a.matter, b.matter))
      const shown = found.slice(0, limit)
      const last = found.length > limit ? shown.at(-1)?.matter : undefined
      return {
        at,
        counts,
        rows: shown.map(({ kind, matter }) => rowOf(kind, matter)),
        next: last === undefined ? null : encodePlace(`my-work ${list}`, [last.dueAt, last.openedAt, last.id]),
      }
    }),
  ]
}

interface Found {
  readonly kind: MatterKind
  readonly matter: Matter
}

function placeOf([dueAt, openedAt, id]: z.output<typeof Place>): WorkPlace {
  return { dueAt, openedAt, id }
}

function rowOf(kind: MatterKind, matter: Matter) {
  const { id, version, state, title, titleEn, unit, openedAt, dueAt, turn, givenBy, simulated } = matter
  const path = MATTER_KIND[kind].path(id)
  const named = { title, ...(titleEn !== undefined && { titleEn }) }
  return {
    kind,
    id,
    version,
    state,
    ...named,
    unit,
    openedAt,
    dueAt,
    turn,
    givenBy,
    simulated,
    path,
    handedIn: handedIn(kind, matter),
  }
}
