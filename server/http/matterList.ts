import * as z from 'zod'
import type { MatterKind } from '../../domain/matters/fact.ts'
import type { Matter } from '../../domain/matters/machine.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Reach } from '../gate/reach.ts'
import { visibleIn } from '../services/matters/visibleIn.ts'
import type { MatterQuery } from '../store/matters.ts'
import type { Store } from '../store/store.ts'
import { decodePlace, encodePlace } from './page.ts'
import { unitsAsked } from './unitsAsked.ts'

const Place = z.tuple([z.int(), z.string()])

/** What a list of matters asks for. */
export interface ListAsked {
  readonly open?: boolean | undefined
  readonly state?: string | undefined
  readonly unit?: string | undefined
  readonly text?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/**
 * A page of matters, the newest first, as far as somebody reaches, and how many there are in each state.
 * @throws Problem when the unit is unknown, or the page is one of another list
 */
export async function matterPage<M extends Matter>(
  {
    units,
    store,
    totals = (asked) => store.matterCounts(asked),
    countsEveryPage = false,
  }: {
    units: UnitTree
    store: Pick<Store, 'matters' | 'matterCounts'>
    /** Counts them faster than the store does. */
    totals?: (asked: MatterQuery) => Promise<Map<string, number>> | Map<string, number>
    /** Else only the first one of a list without words: to count what is looked for by words takes the whole list once more. */
    countsEveryPage?: boolean
  },
  kind: MatterKind,
  { open, state, unit, text, after, limit }: ListAsked,
  reach: Reach,
): Promise<{ rows: M[]; totals: Record<string, number> | null; next: string | null }> {
  const { asked, within } = unitsAsked(units, unit, reach)
  const question = `${kind} ${open ?? ''} ${state ?? ''} ${asked.join()} ${text ?? ''}`
  const query = { kind, open, text, ...(within && { units: within }) }
  const [openedAt, id] = after === undefined ? [] : decodePlace(after, question, Place)
  const from = openedAt === undefined || id === undefined ? undefined : { openedAt, id }
  const [found, counts] = await Promise.all([
    // One more than fits tells whether there is another page.
    store.matters({ ...query, ...(state !== undefined && { states: [state] }), after: from, limit: limit + 1 }),
    countsEveryPage || (from === undefined && text === undefined) ? totals(query) : null,
  ])
  const rows = (found.slice(0, limit) as M[]).map((row) => visibleIn(row, units.edition))
  const last = found.length > limit ? rows.at(-1) : undefined
  return {
    rows,
    totals: counts && Object.fromEntries(counts),
    next: last === undefined ? null : encodePlace(question, [last.openedAt, last.id]),
  }
}
