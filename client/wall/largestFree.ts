import { type Box, overlaps } from '../../domain/walls/geometry.ts'

/** Wider than this, a rectangle shows no more of the city: land is half again as wide as it is high. */
const WIDEST = 2.2

/** What a rectangle shows of the city: its area, of which no more counts than the city's shape can use. */
function cityIn(width: number, height: number): number {
  const used = Math.min(width, height * WIDEST)
  return used * Math.min(height, used)
}

/** The rectangle in a box that touches no obstacle and shows the most. @param shown how much a rectangle shows */
export function largestFree(
  within: Box,
  obstacles: readonly Box[],
  shown: (width: number, height: number) => number = cityIn,
): Box {
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
          const shows = shown(right - left, bottom - top)
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
