import type { Box } from '../box.ts'
import { type Counted, cellsOf, counted, createGrid, fillRings, type Grid, isWithin, LIES, type Point } from './grid.ts'

/** A name that wants a place: `shapes` are the polygons of its unit as they are seen, px, each an outer ring and holes. */
export interface Wish {
  readonly id: string
  readonly lines: readonly string[]
  /** Of the whole text as set, px. */
  readonly width: number
  readonly height: number
  readonly shapes: readonly (readonly (readonly Point[])[])[]
  /** What one finds one's way by, or what needs somebody: rather stands half outside its unit, or beside it on a line, than not at all. */
  readonly isNeeded: boolean
  /** Names a water, and stands on it. */
  readonly isWater?: boolean
}

/** A name in its place. `from`: where its unit lies, when the name had to stand aside. */
export interface PlacedName {
  readonly id: string
  readonly lines: readonly string[]
  readonly x: number
  readonly y: number
  readonly box: Box
  readonly from?: Point
}

/** Places tried in each direction across a unit. */
const TRIED = 33
/** Share of a name that must lie in its own unit. */
const INSIDE = 0.97
const INSIDE_AT_LEAST = 0.55
/** How far aside a needed name may stand, in its own heights. */
const ASIDE = [1.6, 2.6, 3.8, 5.2, 6.8] as const
const AROUND = 24
/** What it costs a name beside its unit to stand on the land of others, and each of its heights that its line crosses of that: in its own heights. */
const FOREIGN = 6
const ACROSS = 1.5
/** Air around each name, share of its height. */
const AIR = 0.22

/**
 * Gives each name the best place that is free: inside its unit, off the water (or on it, for a name of water), off everything taken, off
 * each other and inside the picture. The order of the wishes is their priority. A name that finds no place is left out, and named.
 * @param grid with water, the city, what is taken and what stands up already filled in
 */
export function placeNames(
  wishes: readonly Wish[],
  grid: Grid,
): { readonly placed: readonly PlacedName[]; readonly left: readonly string[] } {
  const free = {
    land: counted(grid, LIES.water | LIES.taken | LIES.marks),
    water: counted(grid, LIES.taken | LIES.raised | LIES.marks),
  }
  const crowded = { land: counted(grid, LIES.water | LIES.taken), water: counted(grid, LIES.taken | LIES.raised) }
  const raised = counted(grid, LIES.raised | LIES.marks)
  const city = counted(grid, LIES.city)
  const placed: PlacedName[] = []
  const left: string[] = []
  for (const wish of wishes) {
    const own = ownOf(wish, grid)
    const find = (solid: typeof free, mayBeForeign: boolean): PlacedName | undefined => {
      const hard = wish.isWater ? solid.water : solid.land
      const isFree = (box: Box, from?: Point) =>
        isWithin(box, grid) &&
        hard(box) === 0 &&
        placed.every(
          (other) =>
            !overlap(other.box, box) &&
            (other.from === undefined || !crosses(other.from, other, box)) &&
            (from === undefined || !crosses(from, middleOfBox(box), other.box)),
        )
      if (own === undefined) return undefined
      const isOwn: IsFree = (box, from) => isFree(box, from) && city(box) <= own.count(box)
      return (
        inside(wish, own, grid, isFree, raised) ??
        (wish.isNeeded ? aside(wish, own, grid, mayBeForeign ? isFree : isOwn, raised, city) : undefined)
      )
    }
    // On a small mark only where there is no other place: beside the unit neither, but never on the land of another, which it would seem to name.
    const found = find(free, false) ?? (wish.isNeeded ? find(crowded, true) : undefined)
    if (found === undefined) left.push(wish.id)
    else placed.push(found)
  }
  return { placed, left }
}

/** @param from where the line to it begins, for a name beside its unit: it crosses no name, as no name stands on the line of another */
type IsFree = (box: Box, from?: Point) => boolean

/** Steps along a line that are looked at. */
const STEPS = 24

function crosses(from: Point, to: { readonly x: number; readonly y: number }, box: Box): boolean {
  for (let n = 0; n <= STEPS; n++) {
    const x = from[0] + ((to.x - from[0]) * n) / STEPS
    const y = from[1] + ((to.y - from[1]) * n) / STEPS
    if (x > box.left && x < box.right && y > box.top && y < box.bottom) return true
  }
  return false
}

function middleOfBox({ left, top, right, bottom }: Box): { readonly x: number; readonly y: number } {
  return { x: (left + right) / 2, y: (top + bottom) / 2 }
}

/** Within the unit, or for a needed name mostly so. */
function inside(wish: Wish, own: Own, grid: Grid, isFree: IsFree, raised: Counted): PlacedName | undefined {
  const { width, height } = wish
  const { extent, middle } = own
  const reach = Math.max(1, Math.hypot(extent.right - extent.left, extent.bottom - extent.top))
  let best: Best | undefined
  for (const y of spread(extent.top, extent.bottom)) {
    for (const x of spread(extent.left, extent.right)) {
      const box = boxAt(x, y, width, height)
      const cells = cellsOf(grid, box)
      const share = own.count(box) / cells
      if (share < (wish.isNeeded ? INSIDE_AT_LEAST : INSIDE)) continue
      const far = Math.hypot(x - middle[0], (y - middle[1]) * 1.5) / reach
      const score = 2 * share - (3 * raised(box)) / cells - 0.8 * far
      if ((best === undefined || score > best.score) && isFree(box)) best = { score, x, y }
    }
  }
  return best && placedAt(wish, best)
}

/** Around the unit: as near to it as there is room, and rather farther off than across the land of others, which the name would seem to be of. */
function aside(
  wish: Wish,
  own: Own,
  grid: Grid,
  isFree: IsFree,
  raised: Counted,
  city: Counted,
): PlacedName | undefined {
  const { width, height } = wish
  const { middle } = own
  let best: Best | undefined
  for (const far of ASIDE) {
    for (let n = 0; n < AROUND; n++) {
      const angle = (n / AROUND) * 2 * Math.PI
      const x = middle[0] + Math.cos(angle) * (far * height + width / 2)
      const y = middle[1] + Math.sin(angle) * (far * height + height / 2)
      const box = boxAt(x, y, width, height)
      if (!isFree(box, middle)) continue
      const cells = cellsOf(grid, box)
      const foreign = Math.max(0, city(box) - own.count(box)) / cells
      const across = foreignAlong(middle, { x, y }, own, city) / height
      const score = -far - raised(box) / cells - FOREIGN * foreign - ACROSS * across
      if (best === undefined || score > best.score) best = { score, x, y }
    }
  }
  return best && { ...placedAt(wish, best), from: middle }
}

/** How much of the line from a unit to its name lies on the land of others, px. */
function foreignAlong(from: Point, to: { readonly x: number; readonly y: number }, own: Own, city: Counted): number {
  let count = 0
  for (let n = 1; n <= STEPS; n++) {
    const x = from[0] + ((to.x - from[0]) * n) / STEPS
    const y = from[1] + ((to.y - from[1]) * n) / STEPS
    const point = { left: x, right: x + 1, top: y, bottom: y + 1 }
    if (city(point) > 0 && own.count(point) === 0) count++
  }
  return (count / STEPS) * Math.hypot(to.x - from[0], to.y - from[1])
}

interface Best {
  readonly score: number
  readonly x: number
  readonly y: number
}

function placedAt({ id, lines, width, height }: Wish, { x, y }: Best): PlacedName {
  return { id, lines, x, y, box: boxAt(x, y, width, height) }
}

/** The part of a unit that is in the picture: cells of its own, so that a small unit costs little. */
interface Own {
  readonly extent: Box
  readonly middle: Point
  readonly count: Counted
}

function ownOf({ shapes }: Wish, grid: Grid): Own | undefined {
  const extent = extentOf(shapes, grid)
  if (extent === undefined) return undefined
  // Cells of the unit lie on cells of the picture, so that a box touches as many of either.
  const [west, north] = [
    Math.floor(extent.left / grid.cell) * grid.cell,
    Math.floor(extent.top / grid.cell) * grid.cell,
  ]
  const cells = createGrid(extent.right - west, extent.bottom - north, grid.cell)
  for (const rings of shapes) {
    const moved = rings.map((ring) => ring.map(([x, y]): Point => [x - west, y - north]))
    fillRings(cells, moved, LIES.city)
  }
  const within = counted(cells, LIES.city)
  const count: Counted = ({ left, top, right, bottom }) =>
    within({ left: left - west, top: top - north, right: right - west, bottom: bottom - north })
  const [x, y] = middleOf(cells)
  return { extent, middle: [x + west, y + north], count }
}

function boxAt(x: number, y: number, width: number, height: number): Box {
  const air = height * AIR
  return {
    left: x - width / 2 - air,
    right: x + width / 2 + air,
    top: y - height / 2 - air / 2,
    bottom: y + height / 2 + air / 2,
  }
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/** The part of the shapes that is in the picture. */
function extentOf(shapes: Wish['shapes'], { width, height }: Grid): Box | undefined {
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (const [outer = []] of shapes) {
    for (const [x, y] of outer) {
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  }
  const extent = {
    left: Math.max(0, left),
    top: Math.max(0, top),
    right: Math.min(width, right),
    bottom: Math.min(height, bottom),
  }
  return extent.left < extent.right && extent.top < extent.bottom ? extent : undefined
}

/** The middle of what is filled; of all cells, when the unit is smaller than one. */
function middleOf({ cells, cell, columns, rows }: Grid): Point {
  let [count, x, y] = [0, 0, 0]
  for (let i = 0; i < cells.length; i++) {
    if (cells[i] === 0) continue
    count++
    x += (i % columns) + 0.5
    y += Math.floor(i / columns) + 0.5
  }
  return count === 0 ? [(columns * cell) / 2, (rows * cell) / 2] : [(x / count) * cell, (y / count) * cell]
}

function spread(from: number, to: number): number[] {
  return Array.from({ length: TRIED }, (_, n) => from + ((to - from) * (n + 0.5)) / TRIED)
}
