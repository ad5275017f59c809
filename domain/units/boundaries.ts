import { type BoundaryProblem, type BoundaryRefusal, boundaryProblem, type ProblemDetail } from './boundaryProblem.ts'
import { type Position, polygonFault, type Ring, type Rings, signedArea, withoutRepeats } from './geometry.ts'
import type { Edition, Unit, UnitTree } from './unit.ts'
import { type Claim, claimOf, createMatcher, type ShapeLevel } from './unitMatching.ts'

/** One unit's surveyed shape: parts, each an outer ring (counter-clockwise) and holes (clockwise), rounded for the map. */
interface UnitShape {
  readonly unit: Unit
  readonly parts: readonly Rings[]
}

/** What the map file of one edition and level holds. */
export interface BoundaryFile {
  readonly type: 'FeatureCollection'
  readonly ioc: { readonly edition: Edition; readonly boundaries: 'surveyed' }
  readonly attribution: string
  readonly features: readonly {
    readonly type: 'Feature'
    readonly properties: Pick<Unit, 'code' | 'name' | 'type' | 'parent'>
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: Rings }
      | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] }
  }[]
}

export type CheckedBoundaries =
  | { readonly ok: true; readonly file: BoundaryFile }
  | { readonly ok: false; readonly problems: readonly BoundaryProblem[] }

/** How far, in degrees, a shape may reach beyond the outermost centres of units: some 28 km. */
const CITY_MARGIN = 0.25
/** How far, in degrees, the centre of a unit may lie outside the box around its shape: some 5 km. */
const CENTRE_MARGIN = 0.05
/** Parts of a degree kept for the map: about a metre. */
const DIGITS = 5
/** Square degrees below which a rounded ring is a line: a tenth of the smallest triangle on the rounding grid. */
const NO_AREA = 0.05 * 10 ** (-2 * DIGITS)

const NO_CREDIT = 'Ranh giới đo đạc; nguồn không ghi trong tệp'

/**
 * Judges surveyed boundaries: every unit of the level once, in its place, with a sound shape. All that is wrong is reported, one
 * problem a feature and one a missing unit; nothing of a file with a problem may be used.
 * @param input parsed JSON
 */
export function checkBoundaries(input: unknown, tree: UnitTree, level: ShapeLevel): CheckedBoundaries {
  if (!isRecord(input) || input.type !== 'FeatureCollection' || !Array.isArray(input.features)) {
    return { ok: false, problems: [boundaryProblem('notCollection')] }
  }
  const problems = [...fileProblems(input)]
  const match = createMatcher(tree, level)
  const shapes = new Map<string, UnitShape>()
  const claimed = new Set<string>()
  // Units some feature speaks of, soundly or not: they are not missing too.
  const mentioned = new Set<string>()

  for (const [n, feature] of input.features.entries()) {
    if (!isRecord(feature) || feature.type !== 'Feature' || !isRecord(feature.properties)) {
      problems.push(boundaryProblem('notFeature', {}, place(n)))
      continue
    }
    const claim = claimOf(feature.properties, level)
    const where = place(n, claim)
    const said = claim.name ?? claim.code ?? 'không ghi, not given'
    const found = match(claim)
    if (found.is !== 'found') {
      const units = found.is === 'ambiguous' ? found.units : found.is === 'contradiction' ? [found.unit] : []
      for (const { code } of units) mentioned.add(code)
      problems.push(boundaryProblem(found.is, { said, units }, where))
      continue
    }
    const { unit } = found
    if (claimed.has(unit.code)) {
      problems.push(boundaryProblem('doubled', { units: [unit] }, where))
      continue
    }
    claimed.add(unit.code)
    mentioned.add(unit.code)
    const shape = shapeOf(feature.geometry, unit, tree)
    if ('reason' in shape) problems.push(boundaryProblem(shape.reason, shape.detail, where))
    else shapes.set(unit.code, { unit, parts: shape.parts })
  }

  const units = level === 'commune' ? tree.communes : tree.districts
  for (const unit of units.filter(({ code }) => !mentioned.has(code))) {
    problems.push(boundaryProblem('missing', { units: [unit] }))
  }
  if (problems.length > 0) return { ok: false, problems }
  const inOrder = units.flatMap(({ code }) => shapes.get(code) ?? [])
  const credit = typeof input.attribution === 'string' ? input.attribution.trim() : ''
  return { ok: true, file: boundaryFile(tree.edition, inOrder, credit === '' ? NO_CREDIT : credit) }
}

function* fileProblems(input: Readonly<Record<string, unknown>>): Generator<BoundaryProblem> {
  if (isRecord(input.ioc) && input.ioc.boundaries === 'schematic') yield boundaryProblem('schematic')
  const crs = isRecord(input.crs) && isRecord(input.crs.properties) ? input.crs.properties.name : undefined
  if (typeof crs === 'string' && !/(CRS:?84|EPSG:{1,2}4326)$/i.test(crs)) {
    yield boundaryProblem('projection', { said: crs })
  }
}

type Refused = { readonly reason: BoundaryRefusal; readonly detail?: ProblemDetail }

function shapeOf(geometry: unknown, unit: Unit, tree: UnitTree): { readonly parts: readonly Rings[] } | Refused {
  if (!isRecord(geometry) || (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon')) {
    return { reason: 'geometryType', detail: { said: isRecord(geometry) ? String(geometry.type) : 'null' } }
  }
  const parts = partsOf(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)
  if (parts === undefined) return { reason: 'notFinite' }
  const positions = parts.flat(2)
  const stray = strayPosition(positions, tree)
  if (stray !== undefined) return stray
  for (const part of parts) {
    const fault = polygonFault(part)
    if (fault !== undefined) {
      const { is: reason, ...detail } = fault
      return { reason, detail }
    }
  }
  const [west, east, south, north] = box(positions, CENTRE_MARGIN)
  if (unit.lng < west || unit.lng > east || unit.lat < south || unit.lat > north) {
    return { reason: 'misplaced', detail: { units: [unit], at: [unit.lng, unit.lat] } }
  }
  const rounded = parts.map(forTheMap).filter((part) => part.length > 0)
  return rounded.length > 0 ? { parts: rounded } : { reason: 'noArea' }
}

/** Parts of a MultiPolygon as GeoJSON nests them; heights are left out. Undefined when something is not a finite number in its place. */
function partsOf(coordinates: unknown): Rings[] | undefined {
  const list = <T>(value: unknown, item: (value: unknown) => T | undefined): T[] | undefined => {
    if (!Array.isArray(value) || value.length === 0) return undefined
    const items = value.map(item)
    const known = items.filter((one) => one !== undefined)
    return known.length === items.length ? known : undefined
  }
  const position = (value: unknown): Position | undefined => {
    const [lng, lat]: unknown[] = Array.isArray(value) ? value : []
    return Number.isFinite(lng) && Number.isFinite(lat) ? [Number(lng), Number(lat)] : undefined
  }
  return list(coordinates, (part) => list(part, (ring) => list(ring, position)))
}

function strayPosition(positions: readonly Position[], tree: UnitTree): Refused | undefined {
  const [west, east, south, north] = box(
    tree.communes.map(({ lng, lat }): Position => [lng, lat]),
    CITY_MARGIN,
  )
  const isInCity = ([lng, lat]: Position) => lng >= west && lng <= east && lat >= south && lat <= north
  const at = positions.find((position) => !isInCity(position))
  if (at === undefined) return undefined
  if (isInCity([at[1], at[0]])) return { reason: 'swapped', detail: { at } }
  return { reason: Math.abs(at[0]) > 180 || Math.abs(at[1]) > 90 ? 'notDegrees' : 'outside', detail: { at } }
}

function box(
  positions: readonly Position[],
  margin: number,
): [west: number, east: number, south: number, north: number] {
  const start = [Infinity, -Infinity, Infinity, -Infinity] as const
  const [west, east, south, north] = positions.reduce<readonly [number, number, number, number]>(
    ([w, e, s, n], [lng, lat]) => [Math.min(w, lng), Math.max(e, lng), Math.min(s, lat), Math.max(n, lat)],
    start,
  )
  return [west - margin, east + margin, south - margin, north + margin]
}

/** Rounded, wound as GeoJSON asks; rings that rounding flattens are left out, a part goes with its outer ring. */
function forTheMap(part: Rings): Rings {
  const rings = part.map((ring, n): Ring => {
    const round = (degrees: number) => Math.round(degrees * 10 ** DIGITS) / 10 ** DIGITS
    const rounded = withoutRepeats(ring.map(([lng, lat]): Position => [round(lng), round(lat)]))
    const area = signedArea(rounded)
    if (rounded.length < 4 || Math.abs(area) < NO_AREA) return []
    return area > 0 === (n === 0) ? rounded : [...rounded].reverse()
  })
  return rings[0]?.length === 0 ? [] : rings.filter((ring) => ring.length > 0)
}

function boundaryFile(edition: Edition, shapes: readonly UnitShape[], attribution: string): BoundaryFile {
  return {
    type: 'FeatureCollection',
    ioc: { edition, boundaries: 'surveyed' },
    attribution,
    features: shapes.map(({ unit: { code, name, type, parent }, parts: [first = [], ...others] }) => ({
      type: 'Feature',
      properties: { code, name, type, ...(parent !== undefined && { parent }) },
      geometry:
        others.length === 0
          ? { type: 'Polygon', coordinates: first }
          : { type: 'MultiPolygon', coordinates: [first, ...others] },
    })),
  }
}

/** `đối tượng 12 (31117 Cái Khế)`, counted from 1. */
function place(n: number, claim: Claim = {}): { vi: string; en: string } {
  const label = [claim.code, claim.name].filter((part) => part !== undefined).join(' ')
  const inBrackets = label === '' ? '' : ` (${label.slice(0, 80)})`
  return { vi: `đối tượng ${n + 1}${inBrackets}`, en: `feature ${n + 1}${inBrackets}` }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
