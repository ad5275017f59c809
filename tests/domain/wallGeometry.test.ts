import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bezelProblem,
  cellOf,
  DEFAULT_GEOMETRY,
  isWithin,
  overlaps,
  panelsOf,
  readGeometry,
  seamsOf,
  type WallGeometry,
} from '../../domain/walls/geometry.ts'

const wall = (given: Partial<WallGeometry>): WallGeometry => ({ ...DEFAULT_GEOMETRY, ...given })
const SIZE = { width: 3840, height: 1620 }

describe('the panels of a wall', () => {
  it('twelve without bezels are quarters and thirds, each 16:9', () => {
    const panels = panelsOf(wall({ columns: 4, rows: 3 }), SIZE)
    expect(panels).toHaveLength(12)
    expect(panels[5]).toEqual({ left: 960, top: 540, right: 1920, bottom: 1080 })
    expect(seamsOf(wall({ columns: 4, rows: 3 }), SIZE).map(({ left, right }) => right - left)).toEqual([
      0, 0, 0, 3840, 3840,
    ])
  })

  it('bezels lie between panels that are all alike, and over the quarters', () => {
    const bezelled = wall({ columns: 4, rows: 3, bezelPx: 18 })
    const [first, second] = panelsOf(bezelled, SIZE)
    expect(first).toEqual({ left: 0, top: 0, right: 946.5, bottom: 528 })
    expect(second?.left).toBe(964.5)
    const seams = seamsOf(bezelled, SIZE)
    for (const quarter of [960, 1920, 2880])
      expect(seams.some(({ left, right }) => left <= quarter && quarter <= right)).toBe(true)
    for (const third of [540, 1080]) expect(seams.some(({ top, bottom }) => top <= third && third <= bottom)).toBe(true)
  })

  it('a smaller window shows the same bezels smaller', () => {
    const [seam] = seamsOf(wall({ columns: 4, rows: 3, bezelPx: 18 }), { width: 1920, height: 810 })
    expect((seam?.right ?? 0) - (seam?.left ?? 0)).toBeCloseTo(9, 9)
  })

  it('says which panel a rectangle lies in, and of one that crosses a seam that it lies in none', () => {
    const panels = panelsOf(wall({ columns: 4, rows: 3, bezelPx: 18 }), SIZE)
    expect(cellOf({ left: 970, top: 550, right: 1500, bottom: 700 }, panels)).toBe(5)
    expect(cellOf({ left: 900, top: 550, right: 1500, bottom: 700 }, panels)).toBe(-1)
    expect(cellOf({ left: -5, top: 0, right: 10, bottom: 10 }, panels)).toBe(-1)
  })

  it('panels and seams fill the wall and share nothing, whatever the geometry', () => {
    fc.assert(
      fc.property(
        fc.record({
          columns: fc.integer({ min: 1, max: 12 }),
          rows: fc.integer({ min: 1, max: 8 }),
          bezelPx: fc.double({ min: 0, max: 60, noNaN: true }),
        }),
        fc.record({ width: fc.integer({ min: 1280, max: 7680 }), height: fc.integer({ min: 720, max: 4320 }) }),
        (given, size) => {
          const geometry = wall(given)
          fc.pre(bezelProblem(geometry, size) === undefined)
          const panels = panelsOf(geometry, size)
          const seams = seamsOf(geometry, size)
          expect(seams).toHaveLength(geometry.columns + geometry.rows - 2)
          const shrunk = panels.map(({ left, top, right, bottom }) => ({
            left: left + 1e-6,
            top: top + 1e-6,
            right: right - 1e-6,
            bottom: bottom - 1e-6,
          }))
          for (const panel of shrunk) {
            expect(isWithin(panel, { left: 0, top: 0, right: size.width, bottom: size.height })).toBe(true)
            expect(seams.some((seam) => overlaps(panel, seam))).toBe(false)
          }
          expect(Math.max(...panels.map(({ right }) => right))).toBeCloseTo(size.width, 6)
          expect(Math.max(...panels.map(({ bottom }) => bottom))).toBeCloseTo(size.height, 6)
        },
      ),
    )
  })
})

describe('a geometry that cannot be', () => {
  it('is told with what is allowed, all of it at once', () => {
    expect(readGeometry({ columns: '40', rows: '40' })).toEqual({
      ok: false,
      problems: [
        { is: 'outOfBounds', name: 'columns', said: '40', least: 1, most: 12 },
        { is: 'outOfBounds', name: 'rows', said: '40', least: 1, most: 8 },
      ],
    })
    expect(readGeometry({ columns: '0' })).toMatchObject({ ok: false })
    expect(readGeometry({ columns: Number.NaN })).toMatchObject({ problems: [{ is: 'notANumber', said: 'NaN' }] })
  })

  it('quotes no more of what was said than a line holds', () => {
    const said = readGeometry({ rows: 'x'.repeat(5_000) })
    expect(said.ok || said.problems).toEqual([{ is: 'notANumber', name: 'rows', said: `${'x'.repeat(24)}…` }])
  })

  it('has bezels wider than a quarter of a panel', () => {
    expect(bezelProblem(wall({ columns: 4, rows: 3, bezelPx: 18 }), SIZE)).toBeUndefined()
    const problem = bezelProblem(wall({ columns: 4, rows: 3, bezelPx: 400 }), SIZE)
    expect(problem).toEqual({ is: 'bezelTooWide', bezelPx: 400, mostPx: 115 })
    expect(bezelProblem(wall({ columns: 4, rows: 3, bezelPx: 115 }), SIZE)).toBeUndefined()
    // A single screen has no bezel within it.
    expect(bezelProblem(wall({ bezelPx: 400 }), SIZE)).toBeUndefined()
  })

  it('never throws and never lets a number through that it does not allow', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.double(), fc.constant(null), fc.object(), fc.constant({ toString: null })),
        (said) => {
          const read = readGeometry({ columns: said })
          const columns = read.ok ? read.geometry.columns : undefined
          expect(columns === undefined || (Number.isInteger(columns) && columns >= 1 && columns <= 12)).toBe(true)
        },
      ),
    )
  })
})
