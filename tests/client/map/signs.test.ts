import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Box } from '../../../client/map/box.ts'
import type { Geography } from '../../../client/map/geography.ts'
import { cameraOf } from '../../../client/map/mapView.ts'
import { outlineOf } from '../../../client/map/outline.ts'
import { boundsOf } from '../../../client/map/shapeBounds.ts'
import { crowdOf, movedApart } from '../../../client/map/signs/crowd.ts'
import { counted, createGrid, fillBox, fillRings, LIES, type Point } from '../../../client/map/signs/grid.ts'
import { nameLines } from '../../../client/map/signs/nameLines.ts'
import { newerThan } from '../../../client/map/signs/newer.ts'
import { placeAlong } from '../../../client/map/signs/placeAlong.ts'
import { signsPlacedBefore } from '../../../client/map/signs/placedBefore.ts'
import { overlap, placeNames, type Wish } from '../../../client/map/signs/placeNames.ts'
import { seenBy } from '../../../client/map/signs/seen.ts'
import { type Demands, type Signs, signsOf } from '../../../client/map/signs/signs.ts'
import { waterParts } from '../../../client/map/waterParts.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { EDITIONS, type Edition } from '../../../domain/units/unit.ts'

const file = (name: string) => JSON.parse(readFileSync(resolve(`public/map/${name}.geojson`), 'utf8'))
const geographyOf = (edition: Edition): Geography => ({
  edition,
  communes: file(`communes-${edition}`),
  districts: file(`districts-${edition}`),
  neighbours: file('neighbours'),
  water: file('water'),
  waterways: file('waterways'),
  roads: file('roads'),
  basemap: null,
  boundaries: 'schematic',
})
const GEOGRAPHIES: Record<Edition, Geography> = { '2021': geographyOf('2021'), '2025': geographyOf('2025') }

const measure = (text: string, size: number) => text.length * size * 0.56
const NOTHING: Demands = { clear: [], clearOfSmall: [], heights: new Map(), first: [], badges: [] }

/** The picture of the whole city between panels, on a wall of 4 × 3 screens. */
function wall(edition: Edition, width: number, height: number, demands: Partial<Demands> = {}, pitch = 50) {
  const geography = GEOGRAPHIES[edition]
  const bounds = boundsOf(geography.communes)
  if (bounds === undefined) throw new Error('no communes')
  const padding = { left: width * 0.25, right: width * 0.25, top: height * 0.06, bottom: height * 0.12 }
  const seen = seenBy(cameraOf({ bounds, pitch, bearing: -14, padding }, width, height, geography), width, height)
  const seam = width / 240
  const keepClear: Box[] = [
    { left: 0, top: 0, right: width * 0.24, bottom: height },
    { left: width * 0.76, top: 0, right: width, bottom: height },
    ...[1, 2, 3].map((n) => ({
      left: (width * n) / 4 - seam,
      right: (width * n) / 4 + seam,
      top: 0,
      bottom: height,
    })),
    ...[1, 2].map((n) => ({ left: 0, right: width, top: (height * n) / 3 - seam, bottom: (height * n) / 3 + seam })),
  ]
  const scale = width / 120 / 12
  const signs = signsOf({ geography, seen, scale, keepClear, demands: { ...NOTHING, ...demands }, measure })
  return { signs, seen, keepClear, geography, scale }
}

const letterBoxes = ({ courses }: Signs): Box[] =>
  courses.flatMap(({ letters, size }) =>
    letters.map(({ x, y }) => ({
      left: x - size / 2,
      right: x + size / 2,
      top: y - size / 2,
      bottom: y + size / 2,
    })),
  )

const WALLS = EDITIONS.flatMap((edition) =>
  [
    [3840, 2160],
    [3840, 1620],
    [7680, 3240],
  ].map(([width = 0, height = 0]) => [edition, width, height] as const),
)

describe.each(WALLS)('names of %s at %i × %i', (edition, width, height) => {
  const { signs, seen, keepClear, geography } = wall(edition, width, height, {
    clear: UNIT_TREES[edition].communes.slice(0, 8).map(({ lng, lat }) => ({ lng, lat, radius: width / 90 })),
  })

  it('has one for every district or area, once', () => {
    const ids = signs.names.flatMap(({ id, kind }) => (kind === 'district' ? [id] : []))
    expect(ids.toSorted()).toEqual(UNIT_TREES[edition].districts.map(({ code }) => `d ${code}`).toSorted())
  })

  it('stands on no panel, no seam, no mark and no other name', () => {
    const boxes = [...signs.names.map(({ box }) => box), ...letterBoxes(signs)]
    for (const box of boxes) expect(keepClear.filter((taken) => overlap(taken, box))).toEqual([])
    const names = signs.names.map(({ box }) => box)
    names.forEach((box, i) => {
      expect(names.slice(i + 1).filter((other) => overlap(other, box))).toEqual([])
      expect(letterBoxes(signs).filter((other) => overlap(other, box))).toEqual([])
    })
  })

  it('stands on no small mark either: one beside the unit is read, one under a mark is not', () => {
    const clearOfSmall = UNIT_TREES[edition].communes.flatMap(({ lng, lat }) => [
      { lng, lat, radius: (12 * width) / 1440 },
      { lng, lat, radius: (5 * width) / 1440, aside: 11 },
    ])
    const { signs, seen } = wall(edition, width, height, { clearOfSmall })
    const great = signs.names.filter(({ kind }) => kind === 'district')
    expect(great).toHaveLength(UNIT_TREES[edition].districts.length)
    const covered = great.filter(({ box }) =>
      clearOfSmall.some(({ lng, lat, radius, aside = 0 }) => {
        const [x, y] = seen.project(lng, lat)
        return overlap(box, {
          left: x + aside - radius,
          right: x + aside + radius,
          top: y - aside - radius,
          bottom: y - aside + radius,
        })
      }),
    )
    // An area that others surround may have no other place.
    expect(covered.map(({ id }) => id).filter((id) => id !== 'd hau-giang')).toEqual([])
    // Beside its unit a name stands outside the city: on another's land it would seem to name that.
    for (const { id, box } of great.filter(({ from }) => from !== undefined)) {
      const others = createGrid(width, height, 4)
      for (const { properties, geometry } of geography.districts.features) {
        if (`d ${properties.code}` === id) continue
        const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
        for (const rings of polygons) fillRings(others, seen.rings(rings), LIES.city)
      }
      const { left, top, right, bottom } = box
      const within = { left: left + 8, top: top + 8, right: right - 8, bottom: bottom - 8 }
      expect(`${id} ${counted(others, LIES.city)(within)}`).toBe(`${id} 0`)
    }
    // The line from a name to its unit crosses no other name.
    for (const { id, from, x, y } of signs.names.filter((name) => name.from !== undefined)) {
      const [fromX, fromY] = from ?? [x, y]
      const along = Array.from({ length: 50 }, (_, n) => [
        fromX + ((x - fromX) * n) / 50,
        fromY + ((y - fromY) * n) / 50,
      ])
      const crossed = signs.names.filter(
        ({ id: other, kind, box }) =>
          other !== id &&
          kind === 'district' &&
          along.some(
            ([px = 0, py = 0]) => px > box.left + 1 && px < box.right - 1 && py > box.top + 1 && py < box.bottom - 1,
          ),
      )
      expect(crossed.map((other) => `${id} ${other.id}`)).toEqual([])
    }
  })

  it('stands on no water, but for the name of the sea', () => {
    const grid = createGrid(width, height, 4)
    for (const rings of waterParts(geography.water)) fillRings(grid, seen.rings(rings), LIES.water)
    const onWater = counted(grid, LIES.water)
    const text = ({ x, y, size, lines }: Signs['names'][number]): Box => {
      const half = (Math.max(...lines.map((line) => measure(line, size))) / 2) * 0.95
      return { left: x - half, right: x + half, top: y - size / 2, bottom: y + size / 2 }
    }
    const wet = signs.names.filter((name) => onWater(text(name)) > 0 !== (name.kind === 'sea'))
    expect(wet.map(({ id }) => id)).toEqual([])
  })

  it('names the Hậu along its course, to be read from left to right, turning gently', () => {
    const [hau] = signs.courses
    expect(hau?.name).toBe('SÔNG HẬU')
    expect(hau?.letters.map(({ text }) => text).join('')).toBe('SÔNG HẬU')
    const letters = hau?.letters ?? []
    letters.slice(1).forEach((letter, i) => {
      const before = letters[i] ?? letter
      expect(Math.hypot(letter.x - before.x, letter.y - before.y)).toBeLessThan(2 * (hau?.size ?? 0))
      expect(Math.abs(letter.turn - before.turn)).toBeLessThanOrEqual(26)
      expect(Math.abs(letter.turn)).toBeLessThanOrEqual(90.001)
    })
  })

  it('says nothing smaller than one rem', () => {
    const rem = width / 120
    for (const { size } of [...signs.names, ...signs.courses]) expect(size).toBeGreaterThanOrEqual(rem - 1e-9)
  })
})

describe('which names come first', () => {
  it('are those of communes that are behind; far away the rest only where there is room inside', () => {
    const { signs } = wall('2025', 3840, 1620, { first: ['31135', '31120'] })
    const communes = signs.names.filter(({ kind }) => kind === 'commune' || kind === 'behind')
    expect(communes.length).toBeGreaterThan(3)
    expect(communes.every(({ from }) => from === undefined)).toBe(true)
  })

  it('are those of no calm commune from far away where there is room for two or three alone', () => {
    const calmOn = (demands: Partial<Demands>) =>
      wall('2025', 1920, 1080, demands).signs.names.filter(({ kind }) => kind === 'commune')
    const named = calmOn({})
    expect(named.length).toBeGreaterThan(6)
    /** Where marks leave room for the names of so many alone. */
    const withRoomFor = (count: number) => {
      const roomy = new Set(named.slice(0, count).map(({ id }) => id))
      const marked = UNIT_TREES['2025'].communes.filter(({ code }) => !roomy.has(code))
      return calmOn({ clearOfSmall: marked.map(({ lng, lat }) => ({ lng, lat, radius: 14 })) }).length
    }
    expect([1, 2, 3].map(withRoomFor)).toEqual([0, 0, 0])
    expect(withRoomFor(6)).toBeGreaterThanOrEqual(4)
  })

  it('stand beside their unit on a line, when the unit is too small and somebody is needed there', () => {
    const geography = GEOGRAPHIES['2021']
    const seen = seenBy({ lng: 105.77, lat: 10.035, zoom: 11.4, bearing: 0, pitch: 0 }, 1440, 900)
    const first = UNIT_TREES['2021'].communesOf('916')
    const demands = { ...NOTHING, first }
    const { names } = signsOf({ geography, seen, scale: 1, keepClear: [], demands, measure })
    const behind = names.filter(({ kind }) => kind === 'behind')
    expect(behind.length).toBeGreaterThanOrEqual(0.7 * first.length)
    expect(behind.some(({ from }) => from !== undefined)).toBe(true)
  })

  it('names the sea only in the city that has one', () => {
    const kinds = (edition: Edition) => wall(edition, 3840, 1620).signs.names.map(({ kind }) => kind)
    expect(kinds('2025')).toContain('sea')
    expect(kinds('2021')).not.toContain('sea')
  })
})

describe('a place for a name', () => {
  const square = (left: number, top: number, side: number): Point[][][] => [
    [
      [
        [left, top],
        [left + side, top],
        [left + side, top + side],
        [left, top + side],
      ],
    ],
  ]
  const wish = (id: string, shapes: Wish['shapes'], isNeeded = false): Wish => ({
    id,
    lines: [id],
    width: 60,
    height: 16,
    shapes,
    isNeeded,
  })

  it('is the middle of its unit where nothing is in the way', () => {
    const { placed } = placeNames([wish('A', square(100, 100, 200))], createGrid(600, 400, 4))
    expect(placed[0]?.x).toBeCloseTo(200, -1)
    expect(placed[0]?.y).toBeCloseTo(200, -1)
  })

  it('is not found in a unit that is too small, and then said to be left out; a needed one stands beside it', () => {
    const small = square(300, 200, 30)
    expect(placeNames([wish('A', small)], createGrid(600, 400, 4))).toEqual({ placed: [], left: ['A'] })
    const [aside] = placeNames([wish('A', small, true)], createGrid(600, 400, 4)).placed
    expect(aside?.from).toBeDefined()
  })

  it('beside its unit is reached without crossing the land of others, though it stands farther off', () => {
    const grid = createGrid(600, 400, 4)
    const neighbour = [
      [300, 232] as const,
      [600, 232] as const,
      [600, 400] as const,
      [0, 400] as const,
      [0, 232] as const,
    ]
    const own = square(285, 200, 30)
    for (const ring of [...own.flat(), neighbour.map(([x, y]): Point => [x, y])]) fillRings(grid, [ring], LIES.city)
    // No room at once above it: the first free place is above that, beyond its neighbour a nearer one.
    fillBox(grid, { left: 0, top: 150, right: 600, bottom: 232 }, LIES.taken)
    const [aside] = placeNames([wish('A', own, true)], grid).placed
    expect(aside?.y).toBeLessThan(150)
  })

  it('is never one that is taken, whatever is taken', () => {
    const box = fc.record({
      left: fc.integer({ min: 0, max: 560 }),
      top: fc.integer({ min: 0, max: 360 }),
      side: fc.integer({ min: 4, max: 200 }),
    })
    fc.assert(
      fc.property(fc.array(box, { maxLength: 12 }), (boxes) => {
        const grid = createGrid(600, 400, 4)
        const taken = boxes.map(({ left, top, side }) => ({ left, top, right: left + side, bottom: top + side }))
        for (const each of taken) fillBox(grid, each, LIES.taken)
        const wishes = ['A', 'B', 'C', 'D'].map((id, i) => wish(id, square(40 + 90 * i, 60 + 40 * i, 150), i % 2 === 0))
        const { placed, left } = placeNames(wishes, grid)
        expect([...placed.map(({ id }) => id), ...left].toSorted()).toEqual(['A', 'B', 'C', 'D'])
        for (const { box } of placed) expect(taken.filter((each) => overlap(each, box))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('letters along a course', () => {
  const course: Point[] = [
    [900, 50],
    [100, 450],
  ]
  const set = (isFree: (box: Box) => boolean) =>
    placeAlong({
      letters: [...'SÔNG'],
      advances: [20, 20, 20, 20],
      size: 18,
      course,
      aside: [0, 30],
      isFree,
      grid: { width: 1000, height: 500 },
    })

  it('go from left to right, whichever way the river runs', () => {
    const letters = set(() => true) ?? []
    expect(letters.map(({ text }) => text).join('')).toBe('SÔNG')
    expect(letters[0]?.x).toBeLessThan(letters[3]?.x ?? 0)
  })

  it('are not set where there is no room', () => {
    expect(set(() => false)).toBeUndefined()
  })
})

describe('badges', () => {
  const spots = (...points: [number, number][]) => points.map(([x, y], i) => ({ id: `B${i}`, x, y }))

  it('stay where they are when there is room, and move apart as little as it takes when there is not', () => {
    expect(movedApart(spots([10, 10], [90, 10]), 30)).toEqual([
      [10, 10],
      [90, 10],
    ])
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), { maxLength: 5 }),
        (places) => {
          const moved = movedApart(spots(...places), 10)
          expect(movedApart(spots(...places), 10)).toEqual(moved)
          moved.forEach(([x, y], i) => {
            for (const [ox, oy] of moved.slice(i + 1)) expect(Math.hypot(x - ox, y - oy)).toBeGreaterThan(9)
          })
        },
      ),
    )
  })

  it('stay within the rim of a loupe', () => {
    const crowd = spots([0, 0], [2, 0], [4, 1], [6, 0], [8, 2], [99, 50], [50, 99])
    const moved = movedApart(crowd, 20, { x: 50, y: 50, radius: 45 })
    for (const [x, y] of moved) expect(Math.hypot(x - 50, y - 50)).toBeLessThan(45.01)
    moved.forEach(([x, y], i) => {
      for (const [ox, oy] of moved.slice(i + 1)) expect(Math.hypot(x - ox, y - oy)).toBeGreaterThan(17)
    })
  })

  it('are a crowd only where four or more pile up', () => {
    expect(crowdOf(spots([0, 0], [5, 0], [10, 0], [90, 0]), 12)).toEqual([])
    expect(crowdOf(spots([0, 0], [5, 0], [10, 0], [15, 0], [90, 0]), 12).toSorted()).toEqual(['B0', 'B1', 'B2', 'B3'])
  })

  const middle = UNIT_TREES['2021'].communesOf('916').slice(0, 8)
  const badges = [...middle, '31249'].flatMap((code, i) => {
    const unit = UNIT_TREES['2021'].byCode.get(code)
    return unit === undefined ? [] : [{ id: code, rank: i + 1, lng: unit.lng, lat: unit.lat }]
  })

  it.each([
    [3840, 2160],
    [3840, 1620],
    [7680, 3240],
  ])('of the dense middle stand in a loupe at %i × %i, and nowhere else', (width, height) => {
    const { signs, keepClear, seen, scale } = wall('2021', width, height, { badges })
    const { loupe } = signs
    if (loupe === undefined) throw new Error('no loupe')
    const shown = [...loupe.badges, ...signs.badges].map(({ id }) => id)
    expect(shown.toSorted()).toEqual(badges.map(({ id }) => id).toSorted())
    expect(loupe.badges.length).toBeGreaterThanOrEqual(4)
    const { x, y, radius } = loupe
    const box = { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
    for (const taken of keepClear) expect(overlap(taken, box)).toBe(false)
    for (const name of signs.names) expect(overlap(name.box, box)).toBe(false)
    const placed = signs.badges.map(({ lng, lat }) => seen.project(lng, lat))
    placed.forEach(([px, py], i) => {
      for (const [ox, oy] of placed.slice(i + 1)) expect(Math.hypot(px - ox, py - oy)).toBeGreaterThan(26 * scale)
    })
  })

  it('move apart where there is no room for a loupe: none is lost', () => {
    const geography = GEOGRAPHIES['2021']
    const seen = seenBy({ lng: 105.77, lat: 10.035, zoom: 9.4, bearing: 0, pitch: 0 }, 300, 200)
    const demands = { ...NOTHING, badges }
    const { badges: placed, loupe } = signsOf({ geography, seen, scale: 1, keepClear: [], demands, measure })
    expect(loupe).toBeUndefined()
    expect(placed.map(({ id }) => id)).toEqual(badges.map(({ id }) => id))
  })
})

describe('a place breathes', () => {
  const arrival = (id: string, at: number) => ({ id, at, lng: 105, lat: 10 })

  it('once for each report that is newer, and not for what was there at first', () => {
    const seen = new Map<string, number>()
    expect(newerThan(seen, [arrival('A', 1), arrival('B', 1)])).toEqual([])
    expect(newerThan(seen, [arrival('A', 2), arrival('B', 1)]).map(({ id }) => id)).toEqual(['A'])
    expect(newerThan(seen, [arrival('A', 2), arrival('B', 1)])).toEqual([])
    expect(newerThan(seen, [arrival('A', 1)])).toEqual([])
  })

  it('not when everybody is told again at once', () => {
    const all = (at: number) => Array.from({ length: 83 }, (_, i) => arrival(`C${i}`, at))
    const seen = new Map<string, number>()
    newerThan(seen, all(1))
    expect(newerThan(seen, all(2))).toEqual([])
  })
})

describe('what is said of the river', () => {
  it('stands beside its name, on nothing else, and loses no word', () => {
    const geography = GEOGRAPHIES['2021']
    const bounds = boundsOf(geography.communes)
    if (bounds === undefined) throw new Error('no communes')
    const [width, height] = [3840, 1620]
    const seen = seenBy(cameraOf({ bounds, pitch: 50, bearing: -14 }, width, height, geography), width, height)
    const seam: Box = { left: 2870, right: 2890, top: 0, bottom: height }
    const note = 'Sông chảy ngược 0,4 m/s (mô hình từ 3 trạm, ±0,2)'
    const signs = signsOf({ geography, seen, scale: 2.67, keepClear: [seam], demands: NOTHING, note, measure })
    expect(signs.note?.lines.join(' ')).toBe(note)
    const { x = 0, y = 0, size = 0, lines = [] } = signs.note ?? {}
    const half = Math.max(...lines.map((line) => measure(line, size))) / 2
    const box = {
      left: x - half,
      right: x + half,
      top: y - lines.length * size * 0.6,
      bottom: y + lines.length * size * 0.6,
    }
    expect(overlap(box, seam)).toBe(false)
    for (const name of signs.names) expect(overlap(box, name.box)).toBe(false)
    for (const letter of letterBoxes(signs)) expect(overlap(box, letter)).toBe(false)
  })
})

describe('long names', () => {
  it('stand on lines of nearly the same length, and lose no word', () => {
    expect(nameLines('Cái Khế')).toEqual(['Cái Khế'])
    const long = 'Trung tâm hành chính công xã Nông thôn mới Kiểu mẫu Thới Thạnh'
    const lines = nameLines(long)
    expect(lines.join(' ')).toBe(long)
    expect(lines).toHaveLength(3)
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(26)
  })
})

describe('the line around the city', () => {
  it.each(EDITIONS)('is one line that ends where it begins, in the edition %s', (edition) => {
    const lines = outlineOf(GEOGRAPHIES[edition].communes)
    expect(lines).toHaveLength(1)
    expect(lines[0]?.at(-1)).toEqual(lines[0]?.[0])
  })

  it('is not drawn where units do not share their borders', () => {
    const apart = GEOGRAPHIES['2021'].communes.features.slice(0, 30).map((feature, i) => ({
      ...feature,
      geometry: {
        type: 'Polygon' as const,
        coordinates: [
          [
            [i, 0],
            [i + 0.5, 0],
            [i, 0.5],
            [i, 0],
          ],
        ],
      },
    }))
    expect(outlineOf({ type: 'FeatureCollection', features: apart })).toEqual([])
  })
})

describe('signs that have been placed before', () => {
  const { seen, keepClear, geography, scale } = wall('2021', 1920, 1080)
  let measured = 0
  const asked = {
    ...{ geography, seen, scale, keepClear, demands: NOTHING, note: undefined },
    measure: (text: string, size: number) => {
      measured++
      return measure(text, size)
    },
  }
  const [communeA = '', communeB = ''] = UNIT_TREES['2021'].communes.map(({ code }) => code)

  it('are those that would be placed anew, and are not', () => {
    const first = signsPlacedBefore(asked)
    expect(first).toEqual(signsOf(asked))
    measured = 0
    // As another scene asks, which says the same.
    expect(signsPlacedBefore({ ...asked, demands: { ...NOTHING }, keepClear: [...keepClear] })).toBe(first)
    expect(measured).toBe(0)
  })

  it.each([
    ['another camera', { seen: { ...seen, camera: { ...seen.camera, zoom: seen.camera.zoom + 0.5 } } }],
    ['another window', { seen: { ...seen, width: 1280, height: 720 } }],
    ['another scale', { scale: 2 * scale }],
    ['another panel', { keepClear: keepClear.slice(1) }],
    ['another note', { note: 'Triều đang lên' }],
    ['a mark', { demands: { ...NOTHING, clear: [{ lng: 105.7, lat: 10.1, radius: 300 }] } }],
    ['a commune that stands up', { demands: { ...NOTHING, heights: new Map([[communeA, 900]]) } }],
    ['another one', { demands: { ...NOTHING, heights: new Map([[communeB, 900]]) } }],
    ['one that comes first', { demands: { ...NOTHING, first: [communeB] } }],
    ['the shapes of another edition', { geography: GEOGRAPHIES['2025'] }],
    ['a loupe', { isLoupe: true }],
  ])('are placed anew for %s', (_, change) => {
    const first = signsPlacedBefore(asked)
    measured = 0
    expect(signsPlacedBefore({ ...asked, ...change })).not.toBe(first)
    expect(measured).toBeGreaterThan(0)
  })
})
