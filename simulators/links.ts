import type { LinkReport } from '../domain/messages.ts'
import { addDays } from '../domain/periods.ts'
import { SYSTEMS } from '../domain/systems/index.ts'
import type { SourceSystem } from '../domain/systems/system.ts'
import { DAY_MS, dayOf, MINUTE_MS, startOfDay } from '../domain/time.ts'
import type { Random } from './random.ts'

/** A connection of the demo city. */
export interface CityLink {
  readonly system: string
  readonly link: string
  readonly everyMs: number
}

export const LINKS: readonly CityLink[] = (Object.entries(SYSTEMS) as [string, SourceSystem][]).flatMap(
  ([system, { links = {}, everyMs }]) => Object.keys(links).map((link) => ({ system, link, everyMs })),
)

/** Outages of one link begin so often on a day, and last from minutes to hours. */
const OUTAGES_A_DAY = 0.22
const SHORTEST_MS = 3 * MINUTE_MS
const LONGEST_MS = 260 * MINUTE_MS
/** How far back the last change is looked for. */
const LOOK_BACK_DAYS = 30
/** Something goes through this often while a link stands. */
const SUCCESS_EVERY_MS = 20_000

/** How a connection stands at a moment, since when, and when something last went through. */
export function linkAt(random: Random, { system, link }: CityLink, at: number): LinkReport {
  let upSince = startOfDay(addDays(dayOf(at), -LOOK_BACK_DAYS))
  for (let back = LOOK_BACK_DAYS; back >= 0; back--) {
    const day = addDays(dayOf(at), -back)
    const draw = (what: string) => random.of('outage', system, link, day, what)
    if (draw('is') >= OUTAGES_A_DAY) continue
    const from = startOfDay(day) + Math.floor(draw('at') * (DAY_MS - LONGEST_MS))
    const to = from + SHORTEST_MS + Math.floor(draw('length') ** 3 * (LONGEST_MS - SHORTEST_MS))
    if (from <= at && at < to)
      return {
        at,
        state: 'down',
        since: from,
        lastSuccess: from - Math.floor(draw('last') * SUCCESS_EVERY_MS),
        simulated: true,
      }
    if (to <= at) upSince = to
  }
  const lastSuccess = Math.max(upSince, at - (at % SUCCESS_EVERY_MS))
  return { at, state: 'up', since: upSince, lastSuccess, simulated: true }
}
