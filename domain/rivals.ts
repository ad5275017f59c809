import type { Source } from './sources/source.ts'
import { MINUTE_MS } from './time.ts'

const LEAST_MS = 10 * MINUTE_MS
/** Of the source's own intervals. */
const REPORTS = 10

/** Whether two senders speak for a source now: found lately, and no longer once the source has spoken alone for a while. */
export function areRivals({ rivals, everyMs }: Pick<Source, 'rivals' | 'everyMs'>, now: number): boolean {
  return rivals !== null && now - rivals.seenAt <= rivalsForMs(everyMs)
}

/** How long two senders are remembered, and looked for, ms. */
export function rivalsForMs(everyMs: number | null): number {
  return Math.max(LEAST_MS, (everyMs ?? 0) * REPORTS)
}
