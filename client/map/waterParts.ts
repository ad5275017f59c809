import type { Geography } from './geography.ts'

const surfaces = new WeakMap<Geography['water'], [number, number][][][]>()

/** Polygons of the rivers and the sea, each an outer ring and its islands; cut up once. */
export function waterParts(water: Geography['water']): [number, number][][][] {
  const known = surfaces.get(water)
  if (known !== undefined) return known
  const parts = water.features.flatMap(({ geometry }): [number, number][][][] =>
    geometry.type === 'Polygon'
      ? [geometry.coordinates as [number, number][][]]
      : geometry.type === 'MultiPolygon'
        ? (geometry.coordinates as [number, number][][][])
        : [],
  )
  surfaces.set(water, parts)
  return parts
}
