import { type Place, WHOLE_CITY } from '../../domain/feeds/feed.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { DAY_MS } from '../../domain/time.ts'
import { parseTopic } from '../../domain/topics.ts'
import { type Edition, unitKey } from '../../domain/units/unit.ts'
import { unitIn } from '../../domain/units/unitIn.ts'
import { DEFAULT_RETENTION } from '../store/rollups.ts'
import type { Store, StoredMessage } from '../store/store.ts'
import { answers, type Route } from './route.ts'

/**
 * @param edition the map of units in force
 * @param messagesForMs how long messages of reports and events are kept, ms
 */
export function messageRoutes({
  store,
  edition,
  prefix,
  messagesForMs,
}: {
  store: Pick<Store, 'message'>
  edition: Edition
  prefix: string
  messagesForMs: number
}): Route[] {
  /** Where a message belongs: the unit of its topic, which is of the map that it was received under, read in the one in force. */
  function placeOf({ topic, edition: own }: StoredMessage): Place {
    const parsed = parseTopic(topic, prefix)
    const isOfUnit = parsed?.is === 'statistics' || parsed?.is === 'event'
    return (isOfUnit && own !== null ? unitIn(edition, unitKey(own, parsed.unit)) : undefined) ?? WHOLE_CITY
  }

  return [
    answers(QUERIES.messages, async ({ query: { id }, reach }) => {
      const found = await store.message(id)
      return {
        keptDays: messagesForMs / DAY_MS,
        lastKeptDays: DEFAULT_RETENTION.raw / DAY_MS,
        messages: found !== undefined && reach.has(placeOf(found)) ? [found] : [],
      }
    }),
  ]
}
