import type { Bounds } from './fitView.ts'
import type { UnitShapes } from './geography.ts'
import { unitParts } from './layers/unitParts.ts'

/** The box around all units, degrees; undefined when there are none. */
export function boundsOf(shapes: UnitShapes): Bounds | undefined {
  return boundsOfParts(unitParts(shapes).map(({ rings }) => rings))
}

/** The box around polygons, each an outer ring and its holes, degrees; undefined when there are none. */
export function boundsOfParts(parts: readonly (readonly (readonly [number, number])[])[][]): Bounds | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [outer = []] of parts) {
    for (const [lng, lat] of outer) {
      west = Math.min(west, lng)
      east = Math.max(east, lng)
      south = Math.min(south, lat)
      north = Math.max(north, lat)
    }
  }
  return west <= east && south <= north
    ? [
        [west, south],
        [east, north],
      ]
    : undefined
}
