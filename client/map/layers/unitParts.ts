import type { UnitShapes } from '../geography.ts'

/** One polygon of a unit; a unit with islands has several. */
export interface UnitPart {
  readonly code: string
  /** Outer ring, then holes; degrees. */
  readonly rings: [number, number][][]
}

const kept = new WeakMap<UnitShapes, readonly UnitPart[]>()

/** Every polygon of a geography, each with its unit's code. The same list for the same shapes: cut up once. */
export function unitParts(shapes: UnitShapes): readonly UnitPart[] {
  const known = kept.get(shapes)
  if (known !== undefined) return known
  const parts = shapes.features.flatMap(({ geometry, properties: { code } }): UnitPart[] =>
    geometry.type === 'Polygon'
      ? [{ code, rings: geometry.coordinates as UnitPart['rings'] }]
      : geometry.coordinates.map((rings) => ({ code, rings: rings as UnitPart['rings'] })),
  )
  kept.set(shapes, parts)
  return parts
}
