import type { FeatureCollection, Position } from 'geojson'
import type { Scene, SceneView } from './scene.ts'

export type Bounds = [[west: number, south: number], [east: number, north: number]]

/** The box around every commune of a geography, degrees; undefined when it is empty. */
export function boundsOf(features: FeatureCollection): Bounds | undefined {
  let west = Number.POSITIVE_INFINITY
  let south = Number.POSITIVE_INFINITY
  let east = Number.NEGATIVE_INFINITY
  let north = Number.NEGATIVE_INFINITY
  const visit = (coordinates: Position | Position[] | Position[][] | Position[][][]): void => {
    const [first] = coordinates
    if (typeof first === 'number') {
      const [lng = Number.NaN, lat = Number.NaN] = coordinates as Position
      west = Math.min(west, lng)
      east = Math.max(east, lng)
      south = Math.min(south, lat)
      north = Math.max(north, lat)
    } else for (const inner of coordinates as Position[]) visit(inner)
  }
  for (const { geometry } of features.features) {
    if (geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon') visit(geometry.coordinates)
  }
  return west <= east && south <= north
    ? [
        [west, south],
        [east, north],
      ]
    : undefined
}

/** Pixels of the map that panels cover, and a little air. */
export interface Covered {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** Margin of the wall at its sides and air between panels and land, rem. `wall.css` has the same margin. */
const SIDE = 2.25
const AIR = 4
/** What the map keeps between the panels, rem, however near together they come. */
const LEAST_MAP = 20

/**
 * Widths of the panels in rem. On a wall read from farther away the same window holds fewer rems: the sides give way, and the
 * map keeps a middle.
 * @param across width of the window in rem
 */
export function stageSides(
  scene: Pick<Scene, 'right'>,
  across: number,
): { readonly left: number; readonly right: number } {
  const left = Math.min(23.5, Math.max(17, across * 0.24))
  const wanted = { narrow: Math.min(27, across * 0.3), wide: 50, table: 64 }[scene.right]
  return { left, right: Math.max(16, Math.min(wanted, across - 2 * SIDE - left - LEAST_MAP)) }
}

/**
 * @param rem one rem in pixels
 * @param width of the window in pixels
 */
export function coveredBy(scene: Pick<Scene, 'right'>, rem: number, width: number): Covered {
  const { left, right } = stageSides(scene, width / rem)
  return {
    top: 1.5 * rem,
    bottom: 6.6 * rem,
    left: (SIDE + left + AIR) * rem,
    right: (SIDE + right + AIR) * rem,
  }
}

/** The box a scene shows. */
export function sceneBounds(view: SceneView, city: Bounds): Bounds {
  if (view.is === 'city') return city
  const [[west, south], [east, north]] = view.bounds
  return [
    [west, south],
    [east, north],
  ]
}
