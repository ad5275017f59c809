import type { FeatureCollection, Position } from 'geojson'
import type { Edition } from '../../domain/units/unit.ts'
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

/**
 * Where a scene's camera stands. Every screen of a wall has the same list, and so the same place.
 * @param edition undefined while the hub has not said which is in force
 * @param listed where what its list names is, degrees
 */
export function viewOf(
  { view, viewIn, viewWide }: Pick<Scene, 'view' | 'viewIn' | 'viewWide'>,
  edition: Edition | undefined,
  listed: readonly { readonly lng: number; readonly lat: number }[] = [],
): SceneView {
  const stands = (edition && viewIn?.[edition]) ?? view
  if (viewWide === undefined || stands.is !== 'around') return stands
  const [[west, south], [east, north]] = stands.bounds
  const isOutside = listed.some(({ lng, lat }) => lng < west || lng > east || lat < south || lat > north)
  return isOutside ? viewWide : stands
}

/** The box a scene shows. @param focus that of the unit in focus; undefined while none is, or its shape is not known */
export function sceneBounds(view: SceneView, city: Bounds, focus?: Bounds): Bounds {
  if (view.is === 'unit') return focus === undefined ? city : around(focus)
  // Narrowed to a unit, a scene of the city shows that one.
  if (focus !== undefined) return focus
  if (view.is === 'city') return city
  const [[west, south], [east, north]] = view.bounds
  return [
    [west, south],
    [east, north],
  ]
}

/** How much of its own width and height a commune has around it on either side: it is seen where it lies, not alone. */
const AROUND = 0.8

function around([[west, south], [east, north]]: Bounds): Bounds {
  const [x, y] = [(east - west) * AROUND, (north - south) * AROUND]
  return [
    [west - x, south - y],
    [east + x, north + y],
  ]
}
