import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addressProblems,
  bounded,
  DEFAULT_SETTINGS,
  fromAddress,
  fromMemory,
  geometryOf,
  settle,
  wallPartOf,
} from '../../../client/wall/settings.ts'
import { panelsOf } from '../../../domain/walls/geometry.ts'

const address = (text: string) => fromAddress(new URLSearchParams(text))

describe('settings of a wall', () => {
  it('reads every parameter of the address', () => {
    expect(
      address('distance=8&pitch=0.63&across=7680&dwell=30&scenes=oneStop,riverAir&scene=riverAir&lang=vi'),
    ).toEqual({
      distanceM: 8,
      pitchMm: 0.63,
      acrossPx: 7680,
      dwellS: 30,
      scenes: ['oneStop', 'riverAir'],
      scene: 'riverAir',
    })
  })

  it('reads the panels of the wall', () => {
    expect(address('columns=4&rows=3&bezel=18&distance=6&pitch=1,26')).toEqual({
      columns: 4,
      rows: 3,
      bezelPx: 18,
      distanceM: 6,
      pitchMm: 1.26,
    })
    expect(fromMemory('{"columns":4,"rows":3,"bezelPx":18}')).toEqual({ columns: 4, rows: 3, bezelPx: 18 })
  })

  it('refuses in an address what cannot be, each by its name, and forgets it in memory', () => {
    const refused = (text: string) => addressProblems(new URLSearchParams(text))
    expect(refused('columns=0&rows=40&bezel=x&distance=600&pitch=NaN&across=2.5')).toMatchObject([
      { is: 'outOfBounds', name: 'columns', least: 1, most: 12 },
      { is: 'outOfBounds', name: 'rows', said: '40' },
      { is: 'notANumber', name: 'bezelPx', said: 'x' },
      { is: 'outOfBounds', name: 'distanceM', least: 1, most: 30 },
      { is: 'notANumber', name: 'pitchMm', said: 'NaN' },
      { is: 'outOfBounds', name: 'acrossPx' },
    ])
    expect(refused('columns=2.5')).toMatchObject([{ is: 'notWhole', name: 'columns' }])
    for (const text of ['-3', '1e999', 'Infinity', '4×3', '4;3', '0x4', '9'.repeat(400), '<b>4</b>'])
      expect(refused(`columns=${encodeURIComponent(text)}`), text).toHaveLength(1)
    expect(refused('columns=&rows=+3+&dwell=x&unknown=1')).toEqual([])
    expect(fromMemory('{"columns":0,"rows":"3","bezelPx":{}}')).toEqual({ rows: 3 })
  })

  it('takes a window for the wall where nobody says how many pixels that has, unless it is a small preview', () => {
    const across = (width: number, given = {}) => geometryOf(settle(given, {}), { width, height: 1 }).acrossPx
    expect(across(1920)).toBe(3840)
    expect(across(7680)).toBe(7680)
    expect(across(7680, { acrossPx: 3840 })).toBe(3840)
  })

  it('takes a decimal comma, as people here write it', () => {
    expect(address('pitch=0,63').pitchMm).toBe(0.63)
  })

  it('draws a slip of the keyboard to the nearest bound and passes over what is no number', () => {
    expect(bounded('distanceM', '600')).toBe(30)
    expect(bounded('distanceM', '0')).toBe(1)
    expect(bounded('distanceM', 'sáu')).toBeUndefined()
    expect(bounded('distanceM', 'Infinity')).toBeUndefined()
    expect(address('distance=&dwell=x&scenes=,&scene=')).toEqual({})
  })

  it('the address wins over memory, memory over the default', () => {
    const memory = fromMemory('{"distanceM":9,"pitchMm":0.9}')
    expect(settle(address('distance=4'), memory)).toEqual({ ...DEFAULT_SETTINGS, distanceM: 4, pitchMm: 0.9 })
  })

  it.each([null, '', 'null', '[]', '{"distanceM":"far"}', '{broken', '{"scenes":5}'])(
    'forgets what it cannot read: %s',
    (json) => {
      expect(settle({}, fromMemory(json))).toEqual(DEFAULT_SETTINGS)
    },
  )
})

describe('one of several screens of a wall', () => {
  it('draws the whole wall and shows its own panel, whatever the wall is made of', () => {
    fc.assert(
      fc.property(
        fc.record({
          columns: fc.integer({ min: 1, max: 12 }),
          rows: fc.integer({ min: 1, max: 8 }),
          bezelPx: fc.integer({ min: 0, max: 40 }),
          width: fc.integer({ min: 640, max: 3_840 }),
          height: fc.integer({ min: 360, max: 2_160 }),
          acrossPx: fc.option(fc.integer({ min: 3_840, max: 30_720 }), { nil: undefined }),
        }),
        fc.integer({ min: 1, max: 96 }),
        ({ width, height, acrossPx, ...made }, screen) => {
          fc.pre(made.columns * made.rows > 1 && screen <= made.columns * made.rows)
          const settings = { ...DEFAULT_SETTINGS, ...made, screen, ...(acrossPx !== undefined && { acrossPx }) }
          const { geometry, size, slice } = wallPartOf(settings, { width, height })
          expect((slice?.right ?? 0) - (slice?.left ?? 0)).toBeCloseTo(width, 3)
          expect((slice?.bottom ?? 0) - (slice?.top ?? 0)).toBeCloseTo(height, 3)
          expect(panelsOf(geometry, size)[screen - 1]).toEqual(slice)
          // Every screen comes to the same wall.
          const other = wallPartOf({ ...settings, screen: 1 }, { width, height })
          expect([other.geometry, other.size]).toEqual([geometry, size])
        },
      ),
    )
  })

  it('is refused where the wall has no such screen, and says how many it has', () => {
    const refused = (text: string) => addressProblems(new URLSearchParams(text))
    for (const said of ['7', '0', '-1', '2.5', 'x', '97'])
      expect(refused(`columns=3&rows=2&screen=${said}`)).toEqual([{ is: 'noSuchScreen', said, screens: 6 }])
    expect(refused('screen=2')).toEqual([{ is: 'noSuchScreen', said: '2', screens: 1 }])
    expect(refused('columns=3&rows=2&screen=6')).toEqual([])
    expect(refused('columns=3&rows=2&screen=')).toEqual([])
    // What is remembered counts as well as what is said.
    const search = new URLSearchParams('screen=4')
    expect(addressProblems(search, settle(fromAddress(search), { columns: 2, rows: 2 }))).toEqual([])
  })

  it('is the whole wall where there is one panel, or no such screen', () => {
    const window = { width: 1_920, height: 1_080 }
    expect(wallPartOf({ ...DEFAULT_SETTINGS, screen: 2 }, window)).toMatchObject({ size: window, slice: undefined })
    const six = { ...DEFAULT_SETTINGS, columns: 3, rows: 2 }
    expect(wallPartOf({ ...six, screen: 7 }, window).slice).toBeUndefined()
    expect(wallPartOf(six, window).slice).toBeUndefined()
    expect(wallPartOf({ ...six, screen: 5 }, window).slice).toEqual({
      left: 1_920,
      top: 1_080,
      right: 3_840,
      bottom: 2_160,
    })
  })
})
