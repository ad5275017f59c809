import type { Bounds, CameraView, Padding } from './fitView.ts'
import { cornersOf, fitView } from './fitView.ts'
import type { Geography } from './geography.ts'
import { outlineOf } from './outline.ts'
import { boundsOf } from './shapeBounds.ts'

/** Where the camera is to stand: a place, or a box that is to be seen as large as it goes. Degrees and pixels. */
export type MapView =
  | {
      readonly lng: number
      readonly lat: number
      readonly zoom: number
      readonly bearing?: number
      readonly pitch?: number
      readonly padding?: Padding | number
    }
  | {
      readonly bounds: Bounds
      readonly pitch?: number
      readonly bearing?: number
      readonly padding?: Padding | number
    }

/** The camera for a view in a window of this size, pixels. A box around the whole city is filled by the city itself. */
export function cameraOf(view: MapView, width: number, height: number, geography?: Geography): CameraView {
  const { pitch = 0, bearing = 0 } = view
  if (!('bounds' in view)) return { lng: view.lng, lat: view.lat, zoom: view.zoom, pitch, bearing }
  const places = placesIn(view.bounds, geography)
  return fitView({ bounds: view.bounds, places, padding: paddingOf(view), pitch, bearing, width, height })
}

/** The outline of the city where the box holds all of it, else the box's corners. */
function placesIn(bounds: Bounds, geography: Geography | undefined): readonly (readonly [number, number])[] {
  const city = geography && boundsOf(geography.communes)
  if (geography === undefined || city === undefined || !holds(bounds, city)) return cornersOf(bounds)
  const outline = outlineOf(geography.communes).flatMap((line) => line.map(([lng = 0, lat = 0]) => [lng, lat] as const))
  return outline.length === 0 ? cornersOf(bounds) : outline
}

function holds([[west, south], [east, north]]: Bounds, [[left, low], [right, high]]: Bounds): boolean {
  return west <= left && south <= low && east >= right && north >= high
}

/** Pixels of the map that something else covers. */
export function paddingOf({ padding = 24 }: MapView): Padding {
  return typeof padding === 'number' ? { top: padding, right: padding, bottom: padding, left: padding } : padding
}
