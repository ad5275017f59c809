import { LRUCache } from 'lru-cache'
import type { Span } from '../../../domain/periods.ts'
import { type Day, dayOf, MINUTE_MS } from '../../../domain/time.ts'
import type { Clock } from '../../clock.ts'

/** Spans of one system that are remembered: the months of three years, and the longer ones that screens ask for. */
const MOST_SPANS = 48
/** Another hub on the same database keeps late reports this one is not told of. */
const GOOD_FOR_MS = 10 * MINUTE_MS

/** What was found out about spans of days that are past, by system: what was asked for longest ago gives way. */
export interface Memory<T> {
  /** What is remembered under this key, or what `find` finds. A failure is not remembered. */
  of(system: string, key: string, span: Span, find: () => Promise<T>): Promise<T>
  /** A report of a day that is past was kept: what was found with it is out of date. */
  forget(system: string, day: Day): void
  forgetAll(): void
}

/**
 * @param goodForMs longer where it takes long to find out
 * @param most spans of one system: fewer where each of them is large
 */
export function createMemory<T>({
  clock,
  goodForMs = GOOD_FOR_MS,
  most = MOST_SPANS,
}: {
  clock: Clock
  goodForMs?: number
  most?: number
}): Memory<T> {
  const bySystem = new Map<string, LRUCache<string, { readonly span: Span; readonly found: Promise<T> }>>()

  return {
    of(system, key, span, find) {
      const entries = bySystem.get(system) ?? new LRUCache({ max: most, ttl: goodForMs, perf: clock, ttlResolution: 0 })
      bySystem.set(system, entries)
      const known = entries.get(key)
      if (known !== undefined) return known.found
      const entry = { span, found: find() }
      entries.set(key, entry)
      entry.found.catch(() => {
        if (entries.peek(key) === entry) entries.delete(key)
      })
      return entry.found
    },
    forget(system, day) {
      const entries = bySystem.get(system)
      if (entries === undefined || day >= dayOf(clock.now())) return
      for (const [key, { span }] of entries) if (span.from <= day && day <= span.to) entries.delete(key)
    },
    forgetAll: () => bySystem.clear(),
  }
}
