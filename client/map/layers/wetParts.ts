import type { Geography } from '../geography.ts'
import { counted, createGrid, fillRings, LIES, type Point } from '../signs/grid.ts'
import { waterParts } from '../waterParts.ts'
import { type UnitPart, unitParts } from './unitParts.ts'

/** Share of a unit's land from which it lies mostly on the water. */
const MOSTLY = 0.5
/** Cells across a unit: enough to tell half from less. */
const ACROSS = 24

const kept = new WeakMap<Geography, readonly UnitPart[]>()

/** Polygons of communes of which more than half is water: the great river runs through them. Found once for the same geography. */
export function wetParts(geography: Geography): readonly UnitPart[] {
  const known = kept.get(geography)
  if (known !== undefined) return known
  const water = waterParts(geography.water).map((rings) => ({ rings, box: boxOf(rings[0] ?? []) }))
  const wet = unitParts(geography.communes).filter(({ rings }) => {
    const box = boxOf(rings[0] ?? [])
    const near = water.filter(
      (surface) =>
        box.west < surface.box.east &&
        surface.box.west < box.east &&
        box.south < surface.box.north &&
        surface.box.south < box.north,
    )
    return (
      near.length > 0 &&
      shareOf(
        rings,
        box,
        near.map((surface) => surface.rings),
      ) > MOSTLY
    )
  })
  kept.set(geography, wet)
  return wet
}

type Rings = readonly (readonly (readonly [number, number])[])[]

function shareOf(rings: Rings, { west, south, east, north }: Extent, water: readonly Rings[]): number {
  const placed = (all: Rings) =>
    all.map((ring) =>
      ring.map(([x, y]): Point => [((x - west) / (east - west)) * ACROSS, ((y - south) / (north - south)) * ACROSS]),
    )
  const own = createGrid(ACROSS, ACROSS, 1)
  fillRings(own, placed(rings), LIES.city)
  const whole = { left: 0, top: 0, right: ACROSS, bottom: ACROSS }
  const all = counted(own, LIES.city)(whole)
  const under = createGrid(ACROSS, ACROSS, 1)
  for (const each of water) fillRings(under, placed(each), LIES.water)
  let both = 0
  own.cells.forEach((cell, i) => {
    if (cell !== 0 && under.cells[i] !== 0) both++
  })
  return all === 0 ? 0 : both / all
}

interface Extent {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

function boxOf(ring: readonly (readonly [number, number])[]): Extent {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of ring) {
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  return { west, south, east, north }
}
