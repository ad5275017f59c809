import { WebMercatorViewport } from '@deck.gl/core'

export interface Padding {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** Where the camera stands. Degrees; pixels for the padding. */
export interface CameraView {
  readonly lng: number
  readonly lat: number
  readonly zoom: number
  readonly bearing: number
  readonly pitch: number
}

/** Degrees [[west, south], [east, north]]. */
export type Bounds = readonly [readonly [number, number], readonly [number, number]]

const MIN_ZOOM = 7
const MAX_ZOOM = 16
/** Each round comes several times nearer: these end under a pixel. */
const ROUNDS = 12

/** The corners of a box, degrees. */
export function cornersOf([[west, south], [east, north]]: Bounds): readonly (readonly [number, number])[] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ]
}

/**
 * The camera that shows some places, or the corners of a box, as large as it goes inside the padding, tilted and turned as asked. MapLibre's own fit
 * looks from straight above and lets the far corners of a tilted box fall outside.
 */
export function fitView({
  bounds,
  places = cornersOf(bounds),
  padding,
  pitch,
  bearing,
  width,
  height,
}: {
  bounds: Bounds
  /** What is to be seen of the box: turned, a city takes less room than its box. Degrees. */
  places?: readonly (readonly [number, number])[]
  padding: Padding
  pitch: number
  bearing: number
  width: number
  height: number
}): CameraView {
  // Half the room at least is left for the map, whatever the panels cover.
  const roomX = Math.max(width * 0.2, width - padding.left - padding.right)
  const roomY = Math.max(height * 0.2, height - padding.top - padding.bottom)
  const aimX = padding.left + roomX / 2
  const aimY = padding.top + roomY / 2
  const [[west, south], [east, north]] = bounds
  let view = { longitude: (west + east) / 2, latitude: (south + north) / 2, zoom: 9, bearing, pitch }
  for (let round = 0; round < ROUNDS; round++) {
    const seen = new WebMercatorViewport({ ...view, width, height })
    const corners = places.map((place) => seen.project([...place]))
    const xs = corners.map(([x = 0]) => x)
    const ys = corners.map(([, y = 0]) => y)
    const left = Math.min(...xs)
    const right = Math.max(...xs)
    const top = Math.min(...ys)
    const bottom = Math.max(...ys)
    const grow = Math.min(roomX / Math.max(1, right - left), roomY / Math.max(1, bottom - top))
    // Tilted, what grows also spreads: half steps arrive without swinging.
    const zoom = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, view.zoom + Math.log2(grow) * (pitch > 0 ? 0.7 : 1)))
    // What stands now in the middle of the box is to stand where the room's middle is.
    const middle = seen.unproject([width / 2 + (left + right) / 2 - aimX, height / 2 + (top + bottom) / 2 - aimY])
    const [longitude = view.longitude, latitude = view.latitude] = middle
    view = { ...view, longitude, latitude, zoom }
  }
  return { lng: view.longitude, lat: view.latitude, zoom: view.zoom, bearing, pitch }
}
