import { isInside, type Position, type Rings } from './geometry.ts'
import type { Misplacement } from './misplacement.ts'

/** What a device says of its place: degrees (WGS 84), null where it says nothing, and its commune's code. */
export interface DevicePlace {
  readonly lng: number | null
  readonly lat: number | null
  readonly commune: string
}

/** Communes of one edition, as the file of the map has them. */
export interface CommuneShapes {
  readonly ioc?: { readonly boundaries?: string }
  readonly features: readonly {
    readonly properties: { readonly code: string }
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: Rings }
      | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] }
  }[]
}

/**
 * How far beyond a border a position counts as inside, metres. Surveyed borders leave a receiver its error; schematic ones are themselves
 * that far from where the border runs (public/map/README.md).
 */
export const BORDER_TOLERANCE_M = { surveyed: 100, schematic: 1_000 } as const

const M_PER_DEGREE = 111_195

interface Area {
  readonly code: string
  readonly parts: readonly Rings[]
  /** Degrees, the tolerance included. */
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}

/**
 * Judges positions of devices by the communes' shapes.
 * @returns undefined for a position that lies in the device's own commune
 */
export function createPlaceJudge(shapes: CommuneShapes): (place: DevicePlace) => Misplacement | undefined {
  const isSurveyed = shapes.ioc?.boundaries === 'surveyed'
  const toleranceM = BORDER_TOLERANCE_M[isSurveyed ? 'surveyed' : 'schematic']
  const areas = shapes.features.map(({ properties: { code }, geometry }) =>
    areaOf(code, geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates, toleranceM),
  )
  const byCode = new Map(areas.map((area) => [area.code, area]))

  /** Metres from the area, 0 inside; undefined beyond the tolerance. */
  function distance(at: Position, area: Area | undefined): number | undefined {
    if (area === undefined || !isInBox(at, area)) return undefined
    const metres = Math.min(...area.parts.map((part) => distanceM(at, part)))
    return metres <= toleranceM ? metres : undefined
  }

  function communeAt(at: Position): string | undefined {
    let nearest: { code: string; metres: number } | undefined
    for (const area of areas) {
      const metres = distance(at, area)
      if (metres === 0) return area.code
      if (metres !== undefined && metres < (nearest?.metres ?? Infinity)) nearest = { code: area.code, metres }
    }
    return nearest?.code
  }

  return ({ lng, lat, commune }) => {
    if (lng === null || lat === null) return { is: 'none' }
    if (lng === 0 && lat === 0) return { is: 'zero' }
    if (distance([lng, lat], byCode.get(commune)) !== undefined) return undefined
    const other = communeAt([lng, lat])
    if (other !== undefined) return { is: 'elsewhere', commune: other }
    return { is: communeAt([lat, lng]) === undefined ? 'outside' : 'swapped' }
  }
}

/** A device that can stand on the map: where it says, which may be in another commune than it says. */
export type Mappable<T extends DevicePlace> = T & { readonly lng: number; readonly lat: number }

export function isMappable<T extends DevicePlace & { readonly misplaced?: Misplacement | null }>(
  device: T,
): device is Mappable<T> {
  const { lng, lat, misplaced } = device
  return lng !== null && lat !== null && (misplaced == null || misplaced.is === 'elsewhere')
}

function areaOf(code: string, parts: readonly Rings[], toleranceM: number): Area {
  const area = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity }
  for (const [lng, lat] of parts.flat(2)) {
    area.west = Math.min(area.west, lng)
    area.east = Math.max(area.east, lng)
    area.south = Math.min(area.south, lat)
    area.north = Math.max(area.north, lat)
  }
  const margin = toleranceM / M_PER_DEGREE
  const wide = margin / narrowing(area.north)
  return {
    code,
    parts,
    west: area.west - wide,
    east: area.east + wide,
    south: area.south - margin,
    north: area.north + margin,
  }
}

function isInBox([lng, lat]: Position, { west, east, south, north }: Area): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north
}

/** Metres from a position to a polygon, 0 inside. Flat: right to a few centimetres over the size of a city. */
function distanceM(at: Position, part: Rings): number {
  if (isInside(at, part)) return 0
  const [lng, lat] = at
  const scale = M_PER_DEGREE * narrowing(lat)
  let least = Infinity
  for (const ring of part) {
    for (const [n, [toLng, toLat]] of ring.entries()) {
      const [fromLng, fromLat] = ring[n - 1] ?? [toLng, toLat]
      const [ax, ay] = [(fromLng - lng) * scale, (fromLat - lat) * M_PER_DEGREE]
      const [bx, by] = [(toLng - lng) * scale, (toLat - lat) * M_PER_DEGREE]
      const [dx, dy] = [bx - ax, by - ay]
      const length = dx * dx + dy * dy
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length))
      least = Math.min(least, Math.hypot(ax + along * dx, ay + along * dy))
    }
  }
  return least
}

/** How much shorter a degree of longitude is than one of latitude. */
function narrowing(lat: number): number {
  return Math.cos((lat * Math.PI) / 180)
}
