import { LRUCache } from 'lru-cache'
import { HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { Problem } from '../problem.ts'
import { type CommandHandler, carriesOut } from './handler.ts'

/** Exports that one person may have told in an hour: the log keeps each for ever. */
const EXPORTS_AN_HOUR = 60
/** Those whose exports are counted; beyond, the one that has exported longest ago is forgotten. */
const MAX_COUNTED = 10_000

/** Nothing changes but the log. */
export function recordExport(): CommandHandler {
  /** When each has exported within the hour, the oldest first. */
  const told = new LRUCache<string, readonly number[]>({ max: MAX_COUNTED })
  return carriesOut('recordExport', (_input, { principal, at }) => {
    const whose = principal.id
    const lately = (told.get(whose) ?? []).filter((each) => each > at - HOUR_MS)
    if (lately.length >= EXPORTS_AN_HOUR) {
      const minutes = Math.ceil(((lately[0] ?? at) + HOUR_MS - at) / MINUTE_MS)
      throw new Problem('exportsTooOften', { most: EXPORTS_AN_HOUR, minutes })
    }
    told.set(whose, [...lately, at])
    return { answer: () => ({}) }
  })
}
