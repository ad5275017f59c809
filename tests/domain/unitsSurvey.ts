import { UNIT_TREES } from '../../domain/units/index.ts'
import type { Edition, Unit } from '../../domain/units/unit.ts'
import type { ShapeLevel } from '../../domain/units/unitMatching.ts'

/** A surveyor's file as tests may spoil it. */
export interface Survey {
  type: string
  [member: string]: unknown
  features: SurveyFeature[]
}

export interface SurveyFeature {
  type: string
  properties: Record<string, unknown> | null
  geometry: { type: string; coordinates: unknown } | null
}

/** A sound file: one hexagon around the centre of every unit, with more digits than the map keeps. */
export function survey(edition: Edition, level: ShapeLevel = 'commune'): Survey {
  const tree = UNIT_TREES[edition]
  const units = level === 'commune' ? tree.communes : tree.districts
  return {
    type: 'FeatureCollection',
    attribution: 'Sở Nông nghiệp và Môi trường',
    features: units.map((unit) => ({
      type: 'Feature',
      properties: { code: unit.code, name: unit.name },
      geometry: { type: 'Polygon', coordinates: [hexagon(unit)] },
    })),
  }
}

/** Counter-clockwise, closed, about a kilometre across. */
export function hexagon({ lng, lat }: Pick<Unit, 'lng' | 'lat'>, radius = 0.005): number[][] {
  const corners = Array.from({ length: 6 }, (_, n) => {
    const angle = (Math.PI * n) / 3
    return [lng + radius * Math.cos(angle), lat + radius * Math.sin(angle)]
  })
  return [...corners, [...(corners[0] ?? [])]]
}

/** The feature of a unit, to be spoilt. */
export function featureOf(file: Survey, code: string): SurveyFeature {
  const found = file.features.find(({ properties }) => properties?.code === code)
  if (found === undefined) throw new Error(`no feature ${code}`)
  return found
}

/** The first ring of a unit's Polygon. */
export function ringOf(file: Survey, code: string): number[][] {
  const coordinates = featureOf(file, code).geometry?.coordinates as number[][][] | undefined
  return coordinates?.[0] ?? []
}
