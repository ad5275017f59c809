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
  const count = Math.ceil((to - from) / most)
  return Array.from({ length: count + 1 }, (_, n) => from + ((to - from) * n) / count)
}
