import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Frame, frameOf, type RightSide } from '../../../client/wall/frame.ts'
import { fitProblem } from '../../../client/wall/geometryFits.ts'
import { wallRemPx } from '../../../client/wall/viewing.ts'
import {
  type Box,
  cellOf,
  DEFAULT_GEOMETRY,
  isWithin,
  overlaps,
  panelsOf,
  type WallGeometry,
  type WindowSize,
} from '../../../domain/walls/geometry.ts'

const textBoxes = ({ head, clock, left, right, ticker, legend, banner }: Frame): Box[] => [
  head,
  clock,
  ...left,
  ...right,
  ticker,
  legend,
  banner,
]

function frame(given: Partial<WallGeometry>, size: WindowSize, side: RightSide = 'list') {
  const geometry = { ...DEFAULT_GEOMETRY, ...given }
  const rem = wallRemPx(geometry, size)
  return { geometry, rem, panels: panelsOf(geometry, size), ...frameOf(geometry, size, rem, side) }
}

describe('the frame of the twelve panels', () => {
  const { head, clock, left, right, ticker, legend, free, pictures, panels } = frame(
    { columns: 4, rows: 3, bezelPx: 18 },
    { width: 3840, height: 1620 },
    'pictures',
  )

  it('answers at the top left, tells the time at the top right, and has a box below each', () => {
    expect(cellOf(head, panels)).toBe(0)
    expect(cellOf(clock, panels)).toBe(3)
    expect(left.map((box) => cellOf(box, panels))).toEqual([4, 8])
    expect(right.map((box) => cellOf(box, panels))).toEqual([7, 11])
    expect(cellOf(ticker, panels)).toBe(9)
  })

  it('lays pictures exactly over panels, and the legend beside them', () => {
    expect(pictures.map((box) => panels.findIndex((panel) => JSON.stringify(panel) === JSON.stringify(box)))).toEqual([
      7, 11,
    ])
    expect(pictures.some((picture) => overlaps(picture, legend))).toBe(false)
  })

  it('leaves the map the middle', () => {
    expect(free.left).toBeGreaterThan(900)
    expect(free.right - free.left).toBeGreaterThan(1_700)
    expect(free.bottom - free.top).toBeGreaterThan(900)
  })
})

const WALLS: [string, Partial<WallGeometry>, WindowSize][] = [
  ['one screen of 16:9', {}, { width: 3840, height: 2160 }],
  ['one screen of 64:27', {}, { width: 3840, height: 1620 }],
  ['2 × 2', { columns: 2, rows: 2, bezelPx: 18 }, { width: 3840, height: 2160 }],
  ['3 × 3', { columns: 3, rows: 3, bezelPx: 18 }, { width: 3840, height: 2160 }],
  ['4 × 3', { columns: 4, rows: 3, bezelPx: 18 }, { width: 3840, height: 1620 }],
  ['4 × 3 of 64:27', { columns: 4, rows: 3, bezelPx: 18 }, { width: 3840, height: 1215 }],
  ['4 × 3 at 7680', { columns: 4, rows: 3, bezelPx: 36 }, { width: 7680, height: 3240 }],
  ['4 × 2', { columns: 4, rows: 2, bezelPx: 18 }, { width: 3840, height: 1080 }],
  ['1 × 3', { columns: 1, rows: 3, bezelPx: 18 }, { width: 1920, height: 3240 }],
  ['1 × 3 upright', { columns: 1, rows: 3, bezelPx: 18 }, { width: 1080, height: 1920 }],
]

describe.each(WALLS)('%s', (_, given, size) => {
  it.each(['list', 'pictures'] as const)('has room for everything, %s', (side) => {
    const made = frame(given, size, side)
    const { rem, left, right, pictures, head, clock, free } = made
    expect(left.length).toBeGreaterThan(0)
    const height = (boxes: readonly Box[]) => boxes.reduce((sum, box) => sum + box.bottom - box.top, 0) / rem
    const least = given.rows === 2 && given.columns === 4 ? 10 : 16
    expect(height(left)).toBeGreaterThan(least)
    expect(height(right)).toBeGreaterThan(least)
    for (const box of [...left, ...right]) expect((box.right - box.left) / rem).toBeGreaterThan(20)
    expect((clock.bottom - clock.top) / rem).toBeGreaterThan(8)
    expect((head.bottom - head.top) / rem).toBeGreaterThan(8)
    expect((free.right - free.left) / rem).toBeGreaterThan(22)
    expect((free.bottom - free.top) / rem).toBeGreaterThan(12)
    const shown = side === 'pictures' ? pictures : right
    const standing = [head, clock, ...left, ...shown, made.ticker]
    expect(standing.some((box) => overlaps(box, free))).toBe(false)
    if (side === 'pictures') expect(pictures.length).toBeGreaterThan(0)
  })
})

describe('a mosaic of cameras', () => {
  const sides = (boxes: readonly Box[], rem: number) => boxes.map((box) => (box.right - box.left) / rem)

  it.each(WALLS)('lays pictures within panels and over nothing else, the first the largest: %s', (_, given, size) => {
    const made = frame(given, size, 'mosaic')
    const { tiles, panels, rem } = made
    expect(tiles.length).toBeLessThanOrEqual(24)
    for (const tile of tiles) expect(cellOf(tile, panels)).toBeGreaterThanOrEqual(0)
    const standing = [made.head, made.clock, ...made.left, made.ticker, made.legend]
    expect(tiles.some((tile) => standing.some((box) => overlaps(box, tile)))).toBe(false)
    expect(tiles.some((tile, i) => tiles.slice(i + 1).some((other) => overlaps(tile, other)))).toBe(false)
    const [large, ...small] = sides(tiles, rem)
    for (const width of small) expect(width).toBeLessThanOrEqual(large as number)
  })

  it.each(WALLS)('leaves no gap between pictures and no ragged edge in any panel: %s', (_, given, size) => {
    const { tiles, panels } = frame(given, size, 'mosaic')
    for (const panel of panels) {
      const inPanel = tiles.filter((tile) => overlaps(tile, panel))
      if (inPanel.length === 0) continue
      const [left, right] = [Math.min(...inPanel.map((box) => box.left)), Math.max(...inPanel.map((box) => box.right))]
      const [top, bottom] = [Math.min(...inPanel.map((box) => box.top)), Math.max(...inPanel.map((box) => box.bottom))]
      const covered = inPanel.reduce((sum, box) => sum + (box.right - box.left) * (box.bottom - box.top), 0)
      expect(covered / ((right - left) * (bottom - top))).toBeCloseTo(1)
    }
  })

  it('has 24 of them on one screen, of which one is three times as wide', () => {
    const { tiles, rem } = frame({}, { width: 3840, height: 2160 }, 'mosaic')
    const [large, ...small] = sides(tiles, rem)
    expect(small).toHaveLength(23)
    for (const width of small) expect(large).toBeCloseTo(3 * width)
  })

  it.each([
    ['4 × 3', { columns: 4, rows: 3, bezelPx: 18 }, { width: 3840, height: 1620 }],
    [
      '4 × 3 at 7680',
      { columns: 4, rows: 3, bezelPx: 36, pitchMm: 0.63, acrossPx: 7680 },
      { width: 7680, height: 3240 },
    ],
    ['3 × 3', { columns: 3, rows: 3, bezelPx: 18 }, { width: 3840, height: 2160 }],
  ] as const)(
    'has 24 of them on %s, one that fills a panel, and each panel is full where nothing else stands',
    (_, given, size) => {
      const { tiles, panels, head, clock, left, ticker } = frame(given, size, 'mosaic')
      expect(tiles).toHaveLength(24)
      expect(panels).toContainEqual(tiles[0])
      const isFree = (panel: Box) => ![head, clock, ...left, ticker].some((box) => overlaps(box, panel))
      const area = (box: Box) => (box.right - box.left) * (box.bottom - box.top)
      for (const panel of panels.filter(isFree)) {
        const inPanel = tiles.filter((tile) => overlaps(tile, panel))
        expect(inPanel.reduce((sum, tile) => sum + area(tile), 0)).toBeCloseTo(area(panel))
      }
    },
  )

  it('has one alone as large as can be where one is in focus', () => {
    const { tiles, rem } = frame({}, { width: 3840, height: 2160 }, 'picture')
    expect(sides(tiles, rem)).toEqual([expect.closeTo(73.6, 1)])
  })
})

describe.each(WALLS)('a banner on %s', (_, given, size) => {
  it.each(['list', 'pictures'] as const)('leaves the map room beside it, %s', (side) => {
    const { rem, banner, freeOfBanner, head, clock, left, right, pictures, ticker } = frame(given, size, side)
    const standing = [banner, head, clock, ...left, ...(side === 'pictures' ? pictures : right), ticker]
    expect(standing.some((box) => overlaps(box, freeOfBanner))).toBe(false)
    expect((freeOfBanner.right - freeOfBanner.left) / rem).toBeGreaterThan(15)
    expect((freeOfBanner.bottom - freeOfBanner.top) / rem).toBeGreaterThan(8)
  })
})

describe('any wall', () => {
  const walls = fc.record({
    columns: fc.integer({ min: 1, max: 8 }),
    rows: fc.integer({ min: 1, max: 6 }),
    bezelPx: fc.integer({ min: 0, max: 60 }),
    distanceM: fc.double({ min: 2, max: 12, noNaN: true }),
  })
  const sizes = fc.record({ width: fc.integer({ min: 1000, max: 7680 }), height: fc.integer({ min: 600, max: 4320 }) })
  const sides = fc.constantFrom<RightSide>('list', 'pictures', 'mosaic', 'picture')

  it('has every box of text within one panel, no two over each other, away from the edges', () => {
    fc.assert(
      fc.property(walls, sizes, sides, (given, size, side) => {
        fc.pre(fitProblem({ ...DEFAULT_GEOMETRY, ...given }, size) === undefined)
        const made = frame(given, size, side)
        const { panels, rem, banner, right, pictures, ...rest } = made
        const boxes = textBoxes({ ...rest, banner, right, pictures })
        for (const box of boxes) {
          expect(cellOf(box, panels)).toBeGreaterThanOrEqual(0)
          expect(box.right - box.left).toBeGreaterThan(10 * rem)
          expect(box.bottom - box.top).toBeGreaterThanOrEqual(3 * rem - 1e-6)
          const panel = panels[cellOf(box, panels)]
          const roomy = panel && { ...panel, left: panel.left + rem / 2, right: panel.right - rem / 2 }
          expect(roomy !== undefined && isWithin(box, roomy)).toBe(true)
        }
        const shown = side === 'pictures' ? pictures : right
        // Alerts and legend share a box where the middle is one column.
        const foot = rest.isStacked ? [rest.legend] : [rest.ticker, rest.legend]
        const standing = [rest.head, rest.clock, ...rest.left, ...shown, ...foot]
        for (const [i, box] of standing.entries())
          for (const other of standing.slice(i + 1))
            expect(overlaps(shrink(box), other), JSON.stringify([box, other])).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('either stands, or is refused with what is allowed, and stands at that', () => {
    fc.assert(
      fc.property(walls, sizes, (given, size) => {
        const geometry = { ...DEFAULT_GEOMETRY, ...given }
        const problem = fitProblem(geometry, size)
        if (problem?.is === 'tooFar' && problem.farthestM !== undefined)
          expect(fitProblem({ ...geometry, distanceM: problem.farthestM }, size)).toBeUndefined()
        if (problem?.is === 'bezelTooWide')
          expect(fitProblem({ ...geometry, bezelPx: problem.mostPx }, size)?.is).not.toBe('bezelTooWide')
        if (problem === undefined) expect(wallRemPx(geometry, size)).toBeGreaterThan(0)
      }),
    )
  })
})

function shrink({ left, top, right, bottom }: Box): Box {
  return { left: left + 0.01, top: top + 0.01, right: right - 0.01, bottom: bottom - 0.01 }
}
