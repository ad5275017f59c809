import type { LayersList } from '@deck.gl/core'
import { use, useMemo } from 'react'
import type { Box } from '../box.ts'
import type { CameraView } from '../fitView.ts'
import type { Geography } from '../geography.ts'
import { withBadges } from '../layers/rankBadges.ts'
import { cameraOf } from '../mapView.ts'
import type { Palette } from '../palette.ts'
import { isInSight, PartInSight, withAir } from '../partInSight.ts'
import { StillPicture } from '../still/StillPicture.tsx'
import { demandsOf, flatten } from './demands.ts'
import { around } from './grid.ts'
import type { Loupe } from './loupe.ts'
import { MapSigns } from './MapSigns.tsx'
import { signsPlacedBefore } from './placedBefore.ts'
import { seenBy } from './seen.ts'
import { measure } from './useSigns.ts'
import './mapLoupe.css'

/** Nearer than the map by at least and at most so many steps of zoom. */
const NEARER = [0.8, 3] as const
/** Strips that close the corners of the square around the circle. */
const STRIPS = 10

interface LoupeOnMap {
  readonly loupe: Loupe
  readonly geography: Geography
  readonly layers: LayersList
  /** Of the map around. */
  readonly camera: CameraView
  readonly width: number
  readonly height: number
  readonly scale: number
  readonly palette: Palette
}

/** The crowded middle, larger and from above, joined by a line to where it lies. What stands in it stands nowhere else. */
export function MapLoupe(props: LoupeOnMap) {
  const { loupe, width, height, scale } = props
  const { x, y, radius, from } = loupe
  const part = use(PartInSight)
  const far = Math.hypot(x - from.x, y - from.y)
  const [dx, dy] = [(x - from.x) / far, (y - from.y) / far]
  return (
    <>
      <svg className="map-loupe__line" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <circle cx={from.x} cy={from.y} r={from.radius} strokeWidth={1.4 * scale} />
        <line
          x1={from.x + dx * from.radius}
          y1={from.y + dy * from.radius}
          x2={x - dx * radius}
          y2={y - dy * radius}
          strokeWidth={1.4 * scale}
        />
      </svg>
      {isInSight(around(x, y, radius), part && withAir(part)) && (
        // It is a picture of its own: no part of a window's.
        <PartInSight value={undefined}>
          <InLoupe {...props} />
        </PartInSight>
      )}
    </>
  )
}

function InLoupe({ loupe, geography, layers, camera, scale, palette }: LoupeOnMap) {
  const { x, y, radius } = loupe
  const inside = useMemo(() => {
    const side = 2 * radius
    const lngs = loupe.badges.map(({ lng }) => lng)
    const lats = loupe.badges.map(({ lat }) => lat)
    const fitted = cameraOf(
      {
        bounds: [
          [Math.min(...lngs), Math.min(...lats)],
          [Math.max(...lngs), Math.max(...lats)],
        ],
        bearing: camera.bearing,
        padding: radius * 0.42,
      },
      side,
      side,
    )
    const zoom = Math.min(camera.zoom + NEARER[1], Math.max(camera.zoom + NEARER[0], fitted.zoom))
    const seen = seenBy({ ...fitted, zoom }, side, side)
    const flat = withBadges(flatten(layers), loupe.badges, scale)
    const demands = demandsOf([...flat])
    const signs = signsPlacedBefore({
      ...{ geography, seen, scale, keepClear: corners(radius), demands, measure },
      isLoupe: true,
    })
    return { seen, signs, layers: [...withBadges(flat, signs.badges, scale)] }
  }, [loupe, radius, geography, layers, camera, scale])
  const side = 2 * radius
  return (
    <div
      className="map-loupe"
      style={{ left: x - radius, top: y - radius, width: side, height: side, borderWidth: 1.6 * scale }}
    >
      <StillPicture {...{ geography, layers: inside.layers, seen: inside.seen, scale, palette }} />
      <MapSigns signs={inside.signs} width={side} height={side} />
    </div>
  )
}

/** What of the square around a circle lies outside of it. */
function corners(radius: number): readonly Box[] {
  return Array.from({ length: STRIPS }, (_, n) => {
    const [top, bottom] = [(2 * radius * n) / STRIPS, (2 * radius * (n + 1)) / STRIPS]
    const up = Math.max(Math.abs(top - radius), Math.abs(bottom - radius))
    const half = Math.sqrt(Math.max(0, (radius * 0.97) ** 2 - up ** 2))
    return [
      { left: 0, top, right: radius - half, bottom },
      { left: radius + half, top, right: 2 * radius, bottom },
    ]
  }).flat()
}
