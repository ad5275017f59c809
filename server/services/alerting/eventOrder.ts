import { LRUCache } from 'lru-cache'
import type { StoredEvent } from '../../store/store.ts'

/** Events whose last message is remembered; the one longest unheard of gives way. */
const MAX_EVENTS = 10_000

/** Which messages of events are news: brokers deliver again, and systems that catch up deliver late. */
export interface EventOrder {
  /** False for what was heard before, and for what is older than the last that was heard of the same event. */
  isNews(event: StoredEvent): boolean
}

export function createEventOrder(): EventOrder {
  const last = new LRUCache<string, Pick<StoredEvent, 'at' | 'state'>>({ max: MAX_EVENTS })
  return {
    isNews({ system, unit, id, at, state }) {
      const key = `${system}/${unit}/${id}`
      const before = last.get(key)
      // Opened and closed at the same moment: closed is what remains.
      const isLater = before === undefined || at > before.at
      if (!isLater && !(at === before.at && before.state === 'open' && state === 'closed')) return false
      last.set(key, { at, state })
      return true
    },
  }
}
