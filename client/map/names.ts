import type { Feature, FeatureCollection, Point } from 'geojson'
import { UNIT_TREES } from '../../domain/units/index.ts'
import type { Edition, Unit } from '../../domain/units/unit.ts'

/** A place's name. `order`: the smaller is placed first, and keeps its place when two do not fit. */
export interface Name {
  readonly name: string
  readonly order: number
}

/** Names of districts and communes at their centres. Larger places come first. */
export function unitNames(edition: Edition): {
  districts: FeatureCollection<Point, Name>
  communes: FeatureCollection<Point, Name>
} {
  const { districts, communes } = UNIT_TREES[edition]
  return { districts: points(districts), communes: points(communes) }
}

function points(units: readonly Unit[]): FeatureCollection<Point, Name> {
  return {
    type: 'FeatureCollection',
    features: units.map(
      ({ name, lng, lat, population, areaKm2 }): Feature<Point, Name> => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [lng, lat] },
        properties: { name, order: -(population ?? (areaKm2 ?? 0) * 500) },
      }),
    ),
  }
}
