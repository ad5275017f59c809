import type { Bounds, CameraView, Padding } from './fitView.ts'
import { fitView } from './fitView.ts'

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

/** The camera for a view in a window of this size, pixels. */
export function cameraOf(view: MapView, width: number, height: number): CameraView {
  const { pitch = 0, bearing = 0 } = view
  if (!('bounds' in view)) return { lng: view.lng, lat: view.lat, zoom: view.zoom, pitch, bearing }
  return fitView({ bounds: view.bounds, padding: paddingOf(view), pitch, bearing, width, height })
}

/** Pixels of the map that something else covers. */
export function paddingOf({ padding = 24 }: MapView): Padding {
  return typeof padding === 'number' ? { top: padding, right: padding, bottom: padding, left: padding } : padding
}
