import { UNIT_TREES } from '../../../domain/units/index.ts'
import type { Unit } from '../../../domain/units/unit.ts'
import type { Box } from '../box.ts'
import { type Lane, lanesOf } from '../flow/lanes.ts'
import type { Geography, UnitShapes } from '../geography.ts'
import { BADGE_CLEAR, BADGES_APART, type Badge } from '../layers/badge.ts'
import type { Clear } from '../layers/layerData.ts'
import { type UnitPart, unitParts } from '../layers/unitParts.ts'
import { waterParts } from '../waterParts.ts'
import { crowdOf, movedApart } from './crowd.ts'
import {
  around,
  cellsOf,
  counted,
  createGrid,
  fillBox,
  fillRings,
  type Grid,
  isWithin,
  LIES,
  type Point,
} from './grid.ts'
import { type Loupe, placeLoupe } from './loupe.ts'
import { nameLines } from './nameLines.ts'
import { type Letter, placeAlong } from './placeAlong.ts'
import { type PlacedName, placeNames, type Wish } from './placeNames.ts'
import type { Seen } from './seen.ts'
import { EAST_SEA, waterCourses } from './waterCourses.ts'

/** A district or an area, a commune, a commune that is behind, the sea. */
type NameKind = 'district' | 'commune' | 'behind' | 'sea'

/** Everything that is written on the map, px of its picture. */
export interface Signs {
  readonly names: readonly (PlacedName & { readonly kind: NameKind; readonly size: number })[]
  /** Names of rivers, letter by letter along their course. */
  readonly courses: readonly {
    readonly id: string
    readonly name: string
    readonly size: number
    readonly letters: readonly Letter[]
  }[]
  /** Along which the flow of the Hậu is drawn. */
  readonly lanes: readonly Lane[]
  /** Badges where they stand, without those in the loupe. */
  readonly badges: readonly Badge[]
  readonly loupe?: Loupe
  /** What is said of the river, beside it. */
  readonly note?: { readonly x: number; readonly y: number; readonly size: number; readonly lines: readonly string[] }
}

type Course = Signs['courses'][number]

/** What the layers of data ask of the names. */
export interface Demands {
  /** Discs that no name may stand on. */
  readonly clear: readonly Clear[]
  /** Discs that no name of a commune may stand on, and that of a district only where there is no other place: one finds one's way by it. */
  readonly clearOfSmall: readonly Clear[]
  /** Communes that stand up, metres. */
  readonly heights: ReadonlyMap<string, number>
  /** Codes of communes whose names come first: the farthest behind at the head. */
  readonly first: readonly string[]
  /** Numbers of a ranking, where they belong: moved apart here, or shown in a loupe where too many would pile up. */
  readonly badges: readonly Badge[]
}

/** Width of a text, px. */
export type Measure = (text: string, size: number) => number

/** Sizes at scale 1, px: on a wall scale 1 is what makes 12 px one rem. */
const SIZE: Readonly<Record<NameKind, number>> = { district: 14, commune: 12, behind: 12, sea: 15 }
const RIVER_SIZE = 13.5
const NOTE_SIZE = 12
/** Farther from the river's name a note would not be read as its own, px at scale 1. */
const NOTE_FAR = 190
/** Letters of waters stand apart, em. */
const SPACED = 0.26
const LINE_HEIGHT = 1.2
/** A cell of the picture at scale 1, px: fine enough for a river at the zoom of the whole city. */
const CELL = 3
/** Zoom at scale 1 from which communes have names, and until which districts have. Areas of three provinces give way earlier. */
const COMMUNES_FROM = 10.2
/** So many calm communes at least are named from far away, or none. */
const LEAST_CALM = 4
const DISTRICTS_TO = { '2021': 12.6, '2025': 9.7 } as const
/** Copies between the ground and the top of a commune that stands up: together they cover its walls. */
const STEPS_UP = 4

/**
 * Places everything that is written, for a camera at rest. First the rivers along their courses, then names by what they are for: districts
 * to find one's way, what misses its target, then the rest as far as there is room inside their units.
 * @param keepClear boxes of panels and seams
 */
export function signsOf({
  geography,
  seen,
  scale,
  keepClear,
  demands,
  note,
  measure,
  isLoupe = false,
}: {
  geography: Geography
  seen: Seen
  scale: number
  keepClear: readonly Box[]
  demands: Demands
  /** What is said of the flow of the Hậu. */
  note?: string | undefined
  measure: Measure
  /** The picture is a loupe itself: it has no other. */
  isLoupe?: boolean
}): Signs {
  const grid = pictureOf(geography, seen, scale, keepClear, demands)
  const { badges, loupe } = arranged(demands.badges, seen, grid, scale, isLoupe)
  if (loupe !== undefined) fillLoupe(grid, loupe, scale)
  for (const { lng, lat, height } of badges) {
    const [x, y] = seen.project(lng, lat, height)
    fillBox(grid, around(x, y, BADGE_CLEAR * scale), LIES.taken)
  }
  const courses = coursesOf(geography, seen, scale, grid, measure)
  for (const { letters, size } of courses) {
    for (const { x, y } of letters) fillBox(grid, around(x, y, size * 0.7), LIES.taken)
  }
  const said = note === undefined ? undefined : noteBeside(note, courses[0], grid, scale, measure)
  if (said !== undefined) fillBox(grid, said.box, LIES.taken)
  const { names } = namesOf(geography, seen, scale, grid, demands, measure)
  const lanes = lanesOf([...(waterCourses(geography)[0]?.line ?? [])], seen, grid, scale)
  return {
    names,
    courses,
    lanes,
    badges,
    ...(loupe !== undefined && { loupe }),
    ...(said !== undefined && { note: said }),
  }
}

/** Badges moved apart; where too many would pile up, and there is room for a loupe, those stand in it. */
function arranged(
  badges: readonly Badge[],
  seen: Seen,
  grid: Grid,
  scale: number,
  isLoupe: boolean,
): { readonly badges: readonly Badge[]; readonly loupe?: Loupe } {
  const apart = BADGES_APART * scale
  const all = badges.map(({ id, lng, lat, height }) => {
    const [x, y] = seen.project(lng, lat, height)
    return { id, x, y }
  })
  const crowd = new Set(isLoupe ? [] : crowdOf(all, apart))
  const crowded = all.filter(({ id }) => crowd.has(id))
  const middle = {
    x: crowded.reduce((sum, { x }) => sum + x, 0) / crowded.length,
    y: crowded.reduce((sum, { y }) => sum + y, 0) / crowded.length,
  }
  const radius = Math.max(apart * 0.6, ...crowded.map(({ x, y }) => Math.hypot(x - middle.x, y - middle.y) + 8 * scale))
  const place = crowded.length === 0 ? undefined : placeLoupe(grid, { ...middle, radius }, scale)
  const outside = badges.filter(({ id }) => place === undefined || !crowd.has(id))
  const moved = movedApart(
    all.filter(({ id }) => place === undefined || !crowd.has(id)),
    apart,
    isLoupe ? { x: seen.width / 2, y: seen.height / 2, radius: seen.width / 2 - BADGE_CLEAR * scale } : undefined,
  )
  const placed = outside.map((badge, i): Badge => {
    const to = moved[i]
    const [lng, lat] = to === undefined ? [badge.lng, badge.lat] : seen.unproject(to, badge.height)
    return { ...badge, lng, lat }
  })
  return place === undefined
    ? { badges: placed }
    : { badges: placed, loupe: { ...place, badges: badges.filter(({ id }) => crowd.has(id)) } }
}

/** The circle, and the line that joins it to its place. */
function fillLoupe(grid: Grid, { x, y, radius, from }: Loupe, scale: number): void {
  fillBox(grid, around(x, y, radius), LIES.taken)
  const steps = Math.ceil(Math.hypot(x - from.x, y - from.y) / (4 * scale))
  for (let n = 0; n <= steps; n++) {
    const share = n / steps
    fillBox(grid, around(from.x + (x - from.x) * share, from.y + (y - from.y) * share, 2 * scale), LIES.taken)
  }
}

/** What lies where in the picture. */
function pictureOf(
  { communes, water }: Geography,
  seen: Seen,
  scale: number,
  keepClear: readonly Box[],
  { clear, heights }: Demands,
): Grid {
  const grid = createGrid(seen.width, seen.height, CELL * scale)
  for (const { code, rings } of unitParts(communes)) {
    fillRings(grid, seen.rings(rings), LIES.city)
    const height = heights.get(code) ?? 0
    for (let n = 0; height > 0 && n <= STEPS_UP; n++) {
      fillRings(grid, seen.raisedRings(rings, (height * n) / STEPS_UP), LIES.raised)
    }
  }
  for (const rings of waterParts(water)) fillRings(grid, seen.rings(rings), LIES.water)
  for (const box of keepClear) fillBox(grid, box, LIES.taken)
  for (const { lng, lat, radius, height } of clear) {
    const [x, y] = seen.project(lng, lat, height)
    fillBox(grid, around(x, y, radius), LIES.taken)
  }
  return grid
}

function coursesOf(geography: Geography, seen: Seen, scale: number, grid: Grid, measure: Measure): Signs['courses'] {
  const size = RIVER_SIZE * scale
  const water = counted(grid, LIES.water)
  const solid = counted(grid, LIES.taken | LIES.city | LIES.raised | LIES.water)
  const taken = counted(grid, LIES.taken | LIES.raised)
  const set: Course[] = []
  for (const { id, name, line } of waterCourses(geography)) {
    if (set.some((other) => other.name === name)) continue
    const letters = [...name]
    const advances = letters.map((letter) => measure(letter, size) + SPACED * size)
    for (const course of seen.lines(line)) {
      const half = halfWidth(course, water, grid.cell)
      const isBroad = half > 1.25 * size
      const beside = half + 0.95 * size
      const placed = placeAlong({
        letters,
        advances,
        size,
        course,
        grid,
        aside: [...(isBroad ? [0] : []), -beside, -beside * 1.35, beside, -beside * 1.8, beside * 1.35],
        isFree: (box, aside) =>
          isWithin(box, grid) &&
          (aside === 0 ? taken(box) === 0 && water(box) >= 0.9 * cellsOf(grid, box) : solid(box) === 0),
      })
      if (placed === undefined) continue
      set.push({ id, name, size, letters: placed })
      break
    }
  }
  return set
}

/** Beside the river's name, on free land: as near to it as there is room. Undefined where the river has no name or there is none. */
function noteBeside(note: string, course: Course | undefined, grid: Grid, scale: number, measure: Measure) {
  const middle = course?.letters[Math.floor(course.letters.length / 2)]
  if (middle === undefined) return undefined
  const solid = counted(grid, LIES.taken | LIES.city | LIES.raised | LIES.water)
  const size = NOTE_SIZE * scale
  const lines = nameLines(note)
  const width = Math.max(...lines.map((line) => measure(line, size)))
  const height = lines.length * size * LINE_HEIGHT
  let best: { readonly far: number; readonly x: number; readonly y: number } | undefined
  for (let y = height; y <= grid.height - height; y += size / 2) {
    for (let x = width / 2; x <= grid.width - width / 2; x += size) {
      const far = Math.hypot(x - middle.x, y - middle.y)
      if (far > NOTE_FAR * scale || (best !== undefined && far >= best.far)) continue
      if (solid(boxOf(x, y, width, height, size)) === 0) best = { far, x, y }
    }
  }
  return best && { x: best.x, y: best.y, size, lines, box: boxOf(best.x, best.y, width, height, size) }
}

function boxOf(x: number, y: number, width: number, height: number, air: number): Box {
  const [halfWidth, halfHeight] = [(width + air) / 2, (height + air / 2) / 2]
  return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight }
}

/** Half of how wide the water is along a course as it is seen, px: the middle one of all its points. */
function halfWidth(course: readonly Point[], water: (box: Box) => number, cell: number): number {
  const halves = course
    .map(([x, y], i) => {
      const [ax, ay] = course[Math.max(0, i - 1)] as Point
      const [bx, by] = course[Math.min(course.length - 1, i + 1)] as Point
      const length = Math.hypot(bx - ax, by - ay) || 1
      const [nx, ny] = [-(by - ay) / length, (bx - ax) / length]
      const reach = (sign: number) => {
        let far = 0
        while (far < 400 && water(around(x + sign * nx * far, y + sign * ny * far, 0.5)) > 0) far += cell
        return far
      }
      return (reach(1) + reach(-1)) / 2
    })
    .sort((a, b) => a - b)
  return halves[Math.floor(halves.length / 2)] ?? 0
}

function namesOf(
  geography: Geography,
  seen: Seen,
  scale: number,
  grid: Grid,
  { first, clearOfSmall, heights }: Demands,
  measure: Measure,
): { readonly names: Signs['names'] } {
  const { edition, communes, districts } = geography
  const tree = UNIT_TREES[edition]
  const zoom = seen.camera.zoom - Math.log2(scale)
  const wish = (id: string, name: string, kind: NameKind, parts: Wish['shapes'], more: Partial<Wish> = {}): Wish => {
    const lines = nameLines(name)
    const size = SIZE[kind] * scale
    const spaced = kind === 'sea' ? SPACED * size * name.length : 0
    return {
      id,
      lines,
      width: Math.max(...lines.map((line) => measure(line, size))) + spaced,
      height: lines.length * size * LINE_HEIGHT,
      shapes: parts,
      isNeeded: false,
      ...more,
    }
  }
  const rank = new Map(first.map((code, i) => [code, i]))
  const shapesOf = (shapes: UnitShapes, { code }: Unit) =>
    partsOf(shapes)
      .get(code)
      ?.map(({ rings }) => seen.raisedRings(rings, heights.get(code) ?? 0)) ?? []
  const wishes: [NameKind, Wish][] = []
  if (zoom < DISTRICTS_TO[edition]) {
    for (const unit of bySize(tree.districts))
      wishes.push([
        'district',
        wish(`d ${unit.code}`, unit.name, 'district', shapesOf(districts, unit), { isNeeded: true }),
      ])
  }
  const small: [NameKind, Wish][] = []
  if (zoom >= COMMUNES_FROM || edition === '2025') {
    const isBehind = ({ code }: Unit) => rank.has(code)
    const ordered = bySize(tree.communes).sort((a, b) => (rank.get(a.code) ?? 1e6) - (rank.get(b.code) ?? 1e6))
    for (const unit of ordered) {
      const kind = isBehind(unit) ? 'behind' : 'commune'
      small.push([
        kind,
        wish(unit.code, unit.name, kind, shapesOf(communes, unit), {
          isNeeded: zoom >= COMMUNES_FROM && kind === 'behind',
        }),
      ])
    }
  }
  const sea =
    edition === '2025'
      ? waterParts(geography.water).find((rings) => contains(rings[0] ?? [], EAST_SEA.lng, EAST_SEA.lat))
      : undefined
  if (sea !== undefined) wishes.push(['sea', wish('sea', EAST_SEA.name, 'sea', [seen.rings(sea)], { isWater: true })])
  const marks = clearOfSmall.map(({ lng, lat, radius, height, aside = 0 }) => {
    const [x, y] = seen.project(lng, lat, height)
    return around(x + aside, y - aside, radius)
  })
  for (const box of marks) fillBox(grid, box, LIES.marks)
  const great = placeNames(
    wishes.map(([, each]) => each),
    grid,
  )
  for (const { box } of great.placed) fillBox(grid, box, LIES.taken)
  for (const box of marks) fillBox(grid, box, LIES.taken)
  const rest = placeNames(
    small.map(([, each]) => each),
    grid,
  )
  const kinds = new Map([...wishes, ...small].map(([kind, { id }]) => [id, kind]))
  const names = [...great.placed, ...rest.placed].map((name) => {
    const kind = kinds.get(name.id) as NameKind
    return { ...name, kind, size: SIZE[kind] * scale }
  })
  // Among a hundred communes two or three names would be taken for what is meant.
  const calm = names.filter(({ kind }) => kind === 'commune').length
  if (zoom < COMMUNES_FROM && calm < LEAST_CALM) return { names: names.filter(({ kind }) => kind !== 'commune') }
  return { names }
}

/** Larger units first. */
function bySize(units: readonly Unit[]): Unit[] {
  const size = ({ population, areaKm2 }: Unit) => population ?? (areaKm2 ?? 0) * 500
  return [...units].sort((a, b) => size(b) - size(a))
}

const byCode = new WeakMap<UnitShapes, Map<string, UnitPart[]>>()
function partsOf(shapes: UnitShapes): ReadonlyMap<string, readonly UnitPart[]> {
  const known = byCode.get(shapes)
  if (known !== undefined) return known
  const grouped = new Map<string, UnitPart[]>()
  for (const part of unitParts(shapes)) grouped.set(part.code, [...(grouped.get(part.code) ?? []), part])
  byCode.set(shapes, grouped)
  return grouped
}

function contains(ring: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let isIn = false
  ring.forEach(([bx, by], i) => {
    const [ax, ay] = ring[(i + ring.length - 1) % ring.length] as [number, number]
    if (ay <= y !== by <= y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) isIn = !isIn
  })
  return isIn
}
