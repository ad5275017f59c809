import type { Reception } from '../../domain/reception.ts'
import type { Source } from '../../domain/sources/source.ts'
import { sourceFreshness } from '../../domain/sources/sourceTrouble.ts'

/** How many sources are heard, late and silent. */
export interface SourceCounts {
  readonly all: number
  readonly live: number
  readonly stale: number
  /** Lost, or announced and never heard. */
  readonly lost: number
  /** Of which nobody can say: the hub could not have heard them. */
  readonly unheard: number
  readonly simulated: number
}

/** Sources that promise no interval (events) are silent by nature: they count only for whether anything is simulated. */
export function countSources(sources: Iterable<Source>, now: number, reception: Reception): SourceCounts {
  const counts = { all: 0, live: 0, stale: 0, lost: 0, unheard: 0, simulated: 0 }
  for (const source of sources) {
    if (source.simulated) counts.simulated++
    if (source.everyMs === null) continue
    counts.all++
    const state = sourceFreshness(source, now, reception)
    if (state === 'live') counts.live++
    else if (state === 'stale') counts.stale++
    else if (state === 'unheard') counts.unheard++
    else counts.lost++
  }
  return counts
}
