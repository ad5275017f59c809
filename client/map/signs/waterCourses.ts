import type { Position } from 'geojson'
import type { Geography } from '../geography.ts'

/** A great water and the line its name is written along. */
interface Course {
  readonly id: string
  readonly name: string
  readonly line: readonly Position[]
}

/** The Tiền is not among the mapped courses: a few points in the middle of its surface, set by hand, for its name alone. */
const TIEN: readonly Position[] = [
  [105.4, 10.64],
  [105.45, 10.55],
  [105.5, 10.495],
  [105.55, 10.44],
  [105.6, 10.418],
  [105.65, 10.412],
  [105.7, 10.398],
  [105.75, 10.36],
  [105.8, 10.3],
  [105.85, 10.298],
  [105.9, 10.278],
  [105.95, 10.27],
  [106, 10.27],
  [106.05, 10.256],
  [106.1, 10.244],
]

/** Great rivers, the city's own first. */
export function waterCourses({ waterways }: Geography): readonly Course[] {
  const lineOf = (id: string) =>
    waterways.features.flatMap(({ properties, geometry }) =>
      properties.id === id && geometry.type === 'LineString' ? [geometry.coordinates] : [],
    )[0] ?? []
  return [
    { id: 'hau', name: 'SÔNG HẬU', line: lineOf('hau') },
    { id: 'hau-tran-de', name: 'SÔNG HẬU', line: lineOf('hau-tran-de') },
    { id: 'tien', name: 'SÔNG TIỀN', line: TIEN },
  ]
}

/** A place in the open sea before the coast: the surface that it lies in is named so. */
export const EAST_SEA = { name: 'BIỂN ĐÔNG', lng: 106.6, lat: 9.2 } as const
