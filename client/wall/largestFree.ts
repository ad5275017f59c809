import { type Box, overlaps } from '../../domain/walls/geometry.ts'

/** Wider than this, a rectangle shows no more of the city: land is half again as wide as it is high. */
const WIDEST = 2.2

/** The rectangle in a box that touches no obstacle and shows the most: its area, of which no more counts than the city's shape can use. */
export function largestFree(within: Box, obstacles: readonly Box[]): Box {
  const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))
  const xs = edges([within.left, within.right], obstacles, 'left', 'right', (x) => clamp(x, within.left, within.right))
  const ys = edges([within.top, within.bottom], obstacles, 'top', 'bottom', (y) => clamp(y, within.top, within.bottom))
  let best = within
  let most = Number.NEGATIVE_INFINITY
  for (const left of xs)
    for (const right of xs)
      for (const top of ys)
        for (const bottom of ys) {
          if (right <= left || bottom <= top) continue
          const box = { left, top, right, bottom }
          const width = Math.min(right - left, (bottom - top) * WIDEST)
          const shows = width * Math.min(bottom - top, width)
          if (shows <= most || obstacles.some((obstacle) => overlaps(box, obstacle))) continue
          best = box
          most = shows
        }
  return best
}

function edges(
  ends: readonly number[],
  obstacles: readonly Box[],
  low: 'left' | 'top',
  high: 'right' | 'bottom',
  clamp: (value: number) => number,
): number[] {
  return [...new Set([...ends, ...obstacles.flatMap((box) => [clamp(box[low]), clamp(box[high])])])]
}
