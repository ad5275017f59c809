import * as z from 'zod'
import type { MatterKind } from '../../domain/matters/fact.ts'
import type { Matter } from '../../domain/matters/machine.ts'
import { MATTER_KIND } from '../../domain/matters/matterKinds.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { compareWork, WORK_LISTS, type WorkList, workListsOf } from '../../domain/work/work.ts'
import type { Clock } from '../clock.ts'
import { createReach, type Reach } from '../gate/reach.ts'
import type { AnyMatters } from '../services/matters/matters.ts'
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
  const ofCity = units.lineage(units.city.code)
  const lineage = (unit: string | null) => (unit === null ? ofCity : units.lineage(unit))

  return [
    answers(QUERIES.myWork, ({ query: { list, after: text, limit }, principal }) => {
      const at = clock.now()
      const after = text === undefined ? undefined : decodePlace(text, `my-work ${list}`, Place)
      const counts = Object.fromEntries(WORK_LISTS.map((each) => [each, { all: 0, overdue: 0 }])) as Record<
        WorkList,
        { all: number; overdue: number }
      >
      const found: { readonly kind: MatterKind; readonly matter: Matter }[] = []
      for (const each of matters) {
        const reach = createReach(principal, MATTER_KIND[each.kind].see, units)
        for (const matter of each.open()) {
          if (!maySee(matter, reach, principal.id)) continue
          for (const in_ of workListsOf(matter, principal, lineage)) {
            counts[in_].all++
            if (matter.dueAt !== null && matter.dueAt < at) counts[in_].overdue++
            if (in_ === list) found.push({ kind: each.kind, matter })
          }
        }
      }
      found.sort((a, b) => compareWork(a.matter, b.matter))
      const [dueAt = null, openedAt = 0, id = ''] = after ?? []
      const from =
        after === undefined ? 0 : found.findIndex(({ matter }) => compareWork(matter, { dueAt, openedAt, id }) > 0)
      const page = from === -1 ? [] : found.slice(from, from + limit)
      const last = from !== -1 && found.length > from + limit ? page.at(-1)?.matter : undefined
      return {
        at,
        counts,
        rows: page.map(({ kind, matter }) => rowOf(kind, matter)),
        next: last === undefined ? null : encodePlace(`my-work ${list}`, [last.dueAt, last.openedAt, last.id]),
      }
    }),
  ]
}

/** Whoever is waited for by name is told, wherever it belongs. */
function maySee({ unit, alsoUnits = [], turn }: Matter, reach: Reach, id: string): boolean {
  return turn === `person/${id}` || reach.has(unit) || alsoUnits.some((each) => reach.has(each))
}

function rowOf(kind: MatterKind, matter: Matter) {
  const { id, version, state, title, unit, openedAt, dueAt, turn, givenBy, simulated } = matter
  const path = MATTER_KIND[kind].path(id)
  return { kind, id, version, state, title, unit, openedAt, dueAt, turn, givenBy, simulated, path }
}
