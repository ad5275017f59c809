import { type Place, WHOLE_CITY } from '../../domain/feeds/feed.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { DAY_MS } from '../../domain/time.ts'
import { parseTopic } from '../../domain/topics.ts'
import type { City } from '../city/city.ts'
import { DEFAULT_RETENTION } from '../store/rollups.ts'
import type { Store } from '../store/store.ts'
import { answers, type Route } from './route.ts'

/** @param messagesForMs how long messages of reports and events are kept, ms */
export function messageRoutes({
  store,
  city,
  prefix,
  messagesForMs,
}: {
  store: Pick<Store, 'message'>
  city: Pick<City, 'sensor' | 'camera'>
  prefix: string
  messagesForMs: number
}): Route[] {
  /** Where a message belongs, by its topic. */
  function placeOf(topic: string): Place {
    const parsed = parseTopic(topic, prefix)
    switch (parsed?.is) {
      case 'statistics':
      case 'event':
        return parsed.unit
      case 'sensor':
        return city.sensor(parsed.id)?.commune
      case 'camera':
        return city.camera(parsed.id)?.commune
      default:
        return WHOLE_CITY
    }
  }

  return [
    answers(QUERIES.messages, async ({ query: { id }, reach }) => {
      const found = await store.message(id)
      return {
        keptDays: messagesForMs / DAY_MS,
        lastKeptDays: DEFAULT_RETENTION.raw / DAY_MS,
        messages: found !== undefined && reach.has(placeOf(found.topic)) ? [found] : [],
      }
    }),
  ]
}
