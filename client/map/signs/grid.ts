import type { Box } from '../box.ts'

/** A point of the map's picture, px from its left and top. */
export type Point = readonly [x: number, y: number]

/** What lies under a cell of the picture. Bits, because a cell may be several things at once. */
export const LIES = {
  /** Rivers and the sea: no name of land stands on them. */
  water: 1,
  /** Panels, seams, badges, marks: nothing stands on them. */
  taken: 2,
  /** Communes that stand up: a name on one is read as its own. */
  raised: 4,
  /** The city's own land. */
  city: 8,
  /** Small marks: a great name stands on them only where there is no other place. */
  marks: 16,
} as const

/**
 * The picture as cells. Shapes are filled into it once, then any box is asked in constant time how many of its cells lie on something:
 * thousands of places can be tried for a name within a few milliseconds.
 */
export interface Grid {
  readonly width: number
  readonly height: number
  readonly cell: number
  readonly columns: number
  readonly rows: number
  readonly cells: Uint8Array
}

export function createGrid(width: number, height: number, cell: number): Grid {
  const columns = Math.max(1, Math.ceil(width / cell))
  const rows = Math.max(1, Math.ceil(height / cell))
  return { width, height, cell, columns, rows, cells: new Uint8Array(columns * rows) }
}

/** Fills a polygon: outer ring and holes, even-odd, so that islands stay what they are. */
export function fillRings(
  { cells, cell, columns, rows }: Grid,
  rings: readonly (readonly Point[])[],
  bit: number,
): void {
  const crossings: number[] = []
  let top = Number.POSITIVE_INFINITY
  let bottom = Number.NEGATIVE_INFINITY
  for (const ring of rings) {
    for (const [, y] of ring) {
      if (y < top) top = y
      if (y > bottom) bottom = y
    }
  }
  const first = Math.max(0, Math.floor(top / cell))
  const last = Math.min(rows - 1, Math.floor(bottom / cell))
  for (let row = first; row <= last; row++) {
    const y = (row + 0.5) * cell
    crossings.length = 0
    for (const ring of rings) collectCrossings(ring, y, crossings)
    crossings.sort((a, b) => a - b)
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.round((crossings[i] as number) / cell))
      const to = Math.min(columns, Math.round((crossings[i + 1] as number) / cell))
      for (let column = from; column < to; column++)
        cells[row * columns + column] = (cells[row * columns + column] as number) | bit
    }
  }
}

function collectCrossings(ring: readonly Point[], y: number, into: number[]): void {
  for (let i = 0, before = ring.length - 1; i < ring.length; before = i++) {
    const [ax, ay] = ring[before] as Point
    const [bx, by] = ring[i] as Point
    if (ay <= y !== by <= y) into.push(ax + ((y - ay) / (by - ay)) * (bx - ax))
  }
}

/** Fills a box whole: every cell that it touches. */
export function fillBox({ cells, cell, columns, rows }: Grid, { left, top, right, bottom }: Box, bit: number): void {
  const [west, east] = [Math.max(0, Math.floor(left / cell)), Math.min(columns, Math.ceil(right / cell))]
  const [north, south] = [Math.max(0, Math.floor(top / cell)), Math.min(rows, Math.ceil(bottom / cell))]
  for (let row = north; row < south; row++) {
    for (let column = west; column < east; column++)
      cells[row * columns + column] = (cells[row * columns + column] as number) | bit
  }
}

/** How many cells of a box lie on something, in constant time. */
export type Counted = (box: Box) => number

/** Adds up the cells with one of these bits. What is filled in later is not in it. */
export function counted({ cells, cell, columns, rows }: Grid, bits: number): Counted {
  const wide = columns + 1
  const sums = new Int32Array(wide * (rows + 1))
  for (let row = 0; row < rows; row++) {
    let across = 0
    for (let column = 0; column < columns; column++) {
      if (((cells[row * columns + column] as number) & bits) !== 0) across++
      sums[(row + 1) * wide + column + 1] = (sums[row * wide + column + 1] as number) + across
    }
  }
  return ({ left, top, right, bottom }) => {
    const west = Math.min(columns, Math.max(0, Math.floor(left / cell)))
    const east = Math.min(columns, Math.max(west, Math.ceil(right / cell)))
    const north = Math.min(rows, Math.max(0, Math.floor(top / cell)))
    const south = Math.min(rows, Math.max(north, Math.ceil(bottom / cell)))
    const at = (row: number, column: number) => sums[row * wide + column] as number
    return at(south, east) - at(north, east) - at(south, west) + at(north, west)
  }
}

/** How many cells a box touches, inside the picture or not. */
export function cellsOf({ cell }: Grid, { left, top, right, bottom }: Box): number {
  return (Math.ceil(right / cell) - Math.floor(left / cell)) * (Math.ceil(bottom / cell) - Math.floor(top / cell))
}

export function isWithin(
  { left, top, right, bottom }: Box,
  { width, height }: Pick<Grid, 'width' | 'height'>,
): boolean {
  return left >= 0 && top >= 0 && right <= width && bottom <= height
}

/** The square around a place. */
export function around(x: number, y: number, radius: number): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
}
