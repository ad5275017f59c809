import * as z from 'zod'
import { QUERIES } from '../../domain/queries/index.ts'
import { entryOf, isEntry, type ShiftMatter, shiftLogOf, signedBoard } from '../../domain/shifts/machine.ts'
import { type ShiftStarts, shiftAt } from '../../domain/shifts/shift.ts'
import type { Edition } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import { knownShift } from '../commands/shift.ts'
import type { Handover } from '../services/shifts/handover.ts'
import { shiftOnDuty } from '../services/shifts/onDuty.ts'
import type { Store } from '../store/store.ts'
import { decodePlace, encodePlace } from './page.ts'
import { answers, type Route } from './route.ts'

/** The last shift of a page. */
const Place = z.tuple([z.int(), z.string()])

/** The log of shifts, for who may read it. */
export function shiftRoutes({
  keptLog,
  starts,
  handover,
  clock,
  store,
  edition,
}: {
  /** The log of a shift, also of one that is over. */
  keptLog: (id: string) => Promise<ShiftMatter | undefined>
  starts: ShiftStarts
  handover: Handover
  clock: Clock
  store: Pick<Store, 'matters' | 'facts'>
  /** The map of units in force. */
  edition: Edition
}): Route[] {
  return [
    answers(QUERIES.shifts, async ({ query: { after: text, limit } }) => {
      const now = await shiftOnDuty(clock.now(), starts, keptLog)
      const before = shiftAt(now.from - 1, starts)
      const place = text === undefined ? undefined : decodePlace(text, 'shifts', Place)
      const after = place && { openedAt: place[0], id: place[1] }
      // One more than fits tells whether there is another page.
      const found = (await store.matters({ kind: 'shift', after, limit: limit + 1 })) as ShiftMatter[]
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      return {
        now: shiftLogOf(now, await keptLog(now.id)),
        before: shiftLogOf(before, await keptLog(before.id)),
        shifts: page.map((log) => shiftLogOf(log, log)),
        next: last === undefined ? null : encodePlace('shifts', [last.openedAt, last.id]),
      }
    }),
    answers(QUERIES.shift, async ({ params: { id } }) => {
      const now = clock.now()
      const log = await keptLog(id)
      const shift = knownShift(id, starts, now, log)
      const facts = log === undefined ? [] : await store.facts('shift', id)
      const signed = signedBoard(facts, edition)
      return {
        shift: shiftLogOf(shift, log),
        entries: facts.filter(isEntry).map(entryOf),
        board: signed ?? handover(now),
        signed: signed !== undefined,
      }
    }),
  ]
}
