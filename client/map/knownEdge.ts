import { type Bounds, cornersOf } from './fitView.ts'
import type { Geography } from './geography.ts'
import { boundsOfParts } from './shapeBounds.ts'
import type { Point } from './signs/grid.ts'
import type { Seen } from './signs/seen.ts'
import { waterParts } from './waterParts.ts'

/** Share of the box of what is drawn, from its edge, within which that fades: the city of 2025 begins not much farther in. */
export const EDGE = 0.12

/** The box of what there is to be drawn of the water, degrees: beyond it nobody has drawn any, and what ends there ends in no coast. */
export function knownBounds(water: Geography['water']): Bounds | undefined {
  return boundsOfParts(waterParts(water))
}

/**
 * The perspective that carries the corners of the unit square, counter-clockwise from the origin, to four points; by columns.
 * P. Heckbert, Fundamentals of Texture Mapping and Image Warping, 1989, §2.2.3.
 */
export function squareTo([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: readonly [
  Point,
  Point,
  Point,
  Point,
]): readonly number[] {
  const [ax, ay, bx, by] = [x1 - x2, y1 - y2, x3 - x2, y3 - y2]
  const [sx, sy] = [x0 - x1 + x2 - x3, y0 - y1 + y2 - y3]
  const area = ax * by - bx * ay
  const g = (sx * by - bx * sy) / area
  const h = (ax * sy - sx * ay) / area
  return [x1 - x0 + g * x1, y1 - y0 + g * y1, g, x3 - x0 + h * x3, y3 - y0 + h * y3, h, x0, y0, 1]
}

/** Where what is drawn fades towards one of its edges: all of it is gone at `from`, and all of it there at `to`. px */
export interface FadingEdge {
  readonly from: Point
  readonly to: Point
  /** All that lies between edge and `to`, and beyond the edge. */
  readonly rings: readonly (readonly Point[])[]
}

/** Beyond the edge, shares of the box: farther than any picture reaches. */
const BEYOND = 3
/** Pieces into which an edge is cut to find where it lies in the picture. */
const PIECES = 60

/** The edges of a box that lie in a picture. */
export function fadingEdges(box: Bounds, seen: Seen): readonly FadingEdge[] {
  const [[west, south], [east, north]] = box
  const corners = cornersOf(box)
  const [wide, high] = [east - west, north - south]
  const inward: readonly Point[] = [
    [0, high],
    [-wide, 0],
    [0, -high],
    [wide, 0],
  ]
  return corners.flatMap(([lng, lat], side): FadingEdge[] => {
    const [endLng, endLat] = corners[(side + 1) % corners.length] ?? [lng, lat]
    const [inLng, inLat] = inward[side] ?? [0, 0]
    const at = (share: number): Point => [lng + (endLng - lng) * share, lat + (endLat - lat) * share]
    const moved = ([x, y]: Point, by: number): Point => [x + inLng * by, y + inLat * by]
    const line = Array.from({ length: PIECES + 1 }, (_, i) => [...at(i / PIECES)])
    const seenLine = seen.lines(line).flat()
    const [a, b] = [seenLine[0], seenLine.at(-1)]
    if (a === undefined || b === undefined) return []
    // Across the edge, as far as its inner line lies from the middle of what is seen of it.
    const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
    const [inX, inY] = seen.project(...moved(seen.unproject(middle), EDGE))
    const [nx, ny] = [a[1] - b[1], b[0] - a[0]]
    const across = ((inX - middle[0]) * nx + (inY - middle[1]) * ny) / (nx * nx + ny * ny)
    const ends = [at(-BEYOND), at(1 + BEYOND)] as const
    const ring = [moved(ends[0], EDGE), moved(ends[1], EDGE), moved(ends[1], -BEYOND), moved(ends[0], -BEYOND)]
    return [
      {
        from: middle,
        to: [middle[0] + nx * across, middle[1] + ny * across],
        rings: seen.rings([[...ring, ring[0] as Point].map(([x, y]) => [x, y])]),
      },
    ]
  })
}
