import type { Box } from './box.ts'

/**
 * Bands along the sides of the map's picture in which names would be cut: where it fades under panels. Middles of the bands, px from
 * each side, and half their width.
 */
export interface Edges {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
  readonly radius: number
}

/** A box is covered by at most so many discs in each direction: larger ones, the larger it is. */
const MOST_ACROSS = 24

/** Discs that cover a box of the picture, px: none outside the picture. */
export function boxPlaces(
  { left, top, right, bottom }: Box,
  width: number,
  height: number,
): readonly { readonly x: number; readonly y: number; readonly radius: number }[] {
  const [west, east] = [Math.max(0, left), Math.min(width, right)]
  const [north, south] = [Math.max(0, top), Math.min(height, bottom)]
  if (west >= east || north >= south) return []
  const step = Math.max(4, Math.min(east - west, south - north), Math.max(east - west, south - north) / MOST_ACROSS)
  const across = steps(west + Math.min(step, east - west) / 2, east - Math.min(step, east - west) / 2, step)
  const down = steps(north + Math.min(step, south - north) / 2, south - Math.min(step, south - north) / 2, step)
  return across.flatMap((x) => down.map((y) => ({ x, y, radius: step / 2 })))
}

/** Points along the four bands, px, near enough to each other that nothing passes between discs of that radius around them. */
export function edgePlaces(
  { top, right, bottom, left, radius }: Edges,
  width: number,
  height: number,
): readonly { readonly x: number; readonly y: number }[] {
  if (radius <= 0 || right + left >= width || top + bottom >= height) return []
  const [east, south] = [width - right, height - bottom]
  const down = steps(top, south, radius).flatMap((y) => [
    { x: left, y },
    { x: east, y },
  ])
  const across = steps(left, east, radius).flatMap((x) => [
    { x, y: top },
    { x, y: south },
  ])
  return [...down, ...across]
}

function steps(from: number, to: number, most: number): number[] {
  const count = Math.max(1, Math.ceil((to - from) / most))
  return Array.from({ length: count + 1 }, (_, n) => from + ((to - from) * n) / count)
}
