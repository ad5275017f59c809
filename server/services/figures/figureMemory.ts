import type { Span } from '../../../domain/periods.ts'
import { type Day, dayOf, MINUTE_MS } from '../../../domain/time.ts'
import type { Clock } from '../../clock.ts'

/** Spans of one system that are remembered: the months of three years, and the longer ones that screens ask for. */
const MAX_SPANS = 48
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

/** @param goodForMs longer where it takes long to find out */
export function createMemory<T>({ clock, goodForMs = GOOD_FOR_MS }: { clock: Clock; goodForMs?: number }): Memory<T> {
  const bySystem = new Map<string, Map<string, { span: Span; until: number; found: Promise<T> }>>()

  return {
    of(system, key, span, find) {
      const entries = bySystem.get(system) ?? new Map()
      bySystem.set(system, entries)
      const known = entries.get(key)
      // Put back behind the others: the first of the map is the one that was asked for longest ago.
      entries.delete(key)
      if (known !== undefined && clock.now() < known.until) {
        entries.set(key, known)
        return known.found
      }
      const entry = { span, until: clock.now() + goodForMs, found: find() }
      entries.set(key, entry)
      entry.found.catch(() => {
        if (entries.get(key) === entry) entries.delete(key)
      })
      const [oldest] = entries.keys()
      if (entries.size > MAX_SPANS && oldest !== undefined) entries.delete(oldest)
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
