import { DAY_MS } from '../../../domain/time.ts'

/** A stretch of time, epoch ms. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** No answer of the hub is longer. */
const LONGEST_MS = 1_100 * DAY_MS

/** Half as long about the same middle, not shorter than `leastMs`. */
export function zoomIn(stretch: Stretch, leastMs: number): Stretch {
  return about(stretch, Math.max(leastMs, lengthOf(stretch) / 2), Number.POSITIVE_INFINITY)
}

/** Twice as long about the same middle, ending at `latest` at the latest. */
export function zoomOut(stretch: Stretch, latest: number): Stretch {
  return about(stretch, Math.min(LONGEST_MS, lengthOf(stretch) * 2), latest)
}

/** Half its length earlier or later, ending at `latest` at the latest. */
export function move(stretch: Stretch, direction: -1 | 1, latest: number): Stretch {
  const length = lengthOf(stretch)
  const to = Math.min(latest, stretch.to + (direction * length) / 2)
  return { from: to - length, to }
}

/** What was drawn over with the pointer, made at least `leastMs` long. */
export function selected(stretch: Stretch, leastMs: number, latest: number): Stretch {
  return lengthOf(stretch) >= leastMs ? stretch : about(stretch, leastMs, latest)
}

function lengthOf({ from, to }: Stretch): number {
  return to - from
}

function about({ from, to }: Stretch, length: number, latest: number): Stretch {
  const end = Math.min(latest, (from + to) / 2 + length / 2)
  return { from: end - length, to: end }
}
