import { MOST_TILES } from '../../domain/cameras/mosaic.ts'
import {
  type Box,
  cellOf,
  overlaps,
  panelsOf,
  seamsOf,
  type WallGeometry,
  type WindowSize,
} from '../../domain/walls/geometry.ts'
import { largestFree } from './largestFree.ts'

/**
 * Where everything stands on a wall. The wall is a grid of cells about as wide as a column of text is long; each lies within one panel, so
 * that what lies within a cell is cut by no seam. A wall of one screen has the same grid, without seams in it.
 */
export interface Frame {
  /** Every box the text of the wall stands in, and what is behind bezels. CSS pixels of the window. */
  readonly seams: readonly Box[]
  /** What the scene asks, and the answer. */
  readonly head: Box
  /** Clock, date, age of the data, and which scene this is. */
  readonly clock: Box
  /** The city's own figures, from the top. */
  readonly left: readonly Box[]
  /** What needs people, from the top. */
  readonly right: readonly Box[]
  /** Each exactly one panel, or a part of one that is as wide as it is high: pictures of cameras, from the top. */
  readonly pictures: readonly Box[]
  /** Each within one panel: a large picture, then small ones of half a cell, from the top. None but where a mosaic or one picture is shown. */
  readonly tiles: readonly Box[]
  /** Where there is room to say how the sources are. */
  readonly sourcesIn: 'clock' | 'ticker'
  /** The alerts. */
  readonly ticker: Box
  /** What the map's colours say, and who made it, from the bottom upwards. */
  readonly legend: Box
  /** Both are the same box: the alerts have what the legend leaves. */
  readonly isStacked: boolean
  /** That the line is lost. */
  readonly banner: Box
  /** Where the map is to be seen whole. */
  readonly free: Box
}

/** What stands on the right: a list in one column, or pictures: that fill panels, a mosaic over the middle too, or one as large as can be. */
export type RightSide = 'list' | 'pictures' | 'mosaic' | 'picture'

/** How wide a column of text is best, rem. */
const COLUMN_REM = 24
/** From a seam, and from the wall's own edge, to the first letter, rem: wider than the picture moves against burn-in. */
const MARGIN_REM = 1
/** What question and answer take where their panel goes on below them, and the clock likewise; a lower panel they fill. */
const HEAD_REM = 10
const CLOCK_REM = 11.6
/** A clock's box of this height has room for how the sources are. */
const SOURCES_FROM_REM = 11.2
/** From this height on a panel goes on below its head. */
const HIGH_PANEL_REM = 17.5
/** Between head or clock and what follows in the same panel, rem. */
const GAP_REM = 1.2
/** Height of the boxes at the foot of the map; that of a long legend, and of both in one column. */
const FOOT_REM = 9.5
const LEGEND_REM = 12.5
const STACK_REM = 15
/** What the banner of a lost line takes in one column: two lines of title and three of what it says, rem. */
const BANNER_REM = 12
/** Air between boxes and the land, rem. */
const AIR_REM = 1.5
/** A box lower than this holds nothing. */
const LEAST_BOX_REM = 3
/** Pictures at most: more are not looked at. */
const MOST_PICTURES = 6

/** @param rem one rem, CSS pixels */
export function frameOf(geometry: WallGeometry, size: WindowSize, rem: number, side: RightSide): Frame {
  const grid = gridOf(geometry, size, rem)
  const { columns, rows } = grid
  const last = { column: columns - 1, row: rows - 1 }
  const seams = seamsOf(geometry, size)
  const inner = (cells: Box) => inset(cells, MARGIN_REM * rem)

  const headEnd = columns >= 4 && grid.together([0, 0], [1, 0]) ? 1 : 0
  const head = top(inner(grid.span([0, 0], [headEnd, 0])), grid.isHigh, HEAD_REM * rem)
  const clock = top(inner(grid.cell(last.column, 0)), grid.isHigh, CLOCK_REM * rem)

  const below = (column: number, over: Box): Box[] =>
    grid
      .strip(column)
      .map(inner)
      .map((box) => ({ ...box, top: Math.max(box.top, over.bottom + (over.bottom >= box.top ? GAP_REM * rem : 0)) }))
      .filter((box) => box.bottom - box.top >= LEAST_BOX_REM * rem)
  const left = below(0, head)
  const right = below(last.column, clock)

  // One more picture stands beside the lowest, where what stands at the foot finds room in one column.
  const footRoom = inner(grid.lowest(1, 1))
  const isTaken =
    columns >= 4 && side === 'pictures' && last.row > 0 && footRoom.bottom - footRoom.top >= STACK_REM * rem
  const pictures: Box[] = []
  if (side === 'pictures') {
    for (let row = 1; row <= last.row; row++) pictures.push(grid.cell(last.column, row))
    if (isTaken) pictures.push(grid.cell(last.column - 1, last.row))
    if (last.row === 0) pictures.push(...right)
    pictures.splice(MOST_PICTURES)
  }

  // The alerts stand at the left of the middle, the legend at its right; where the middle is one column, one over the other.
  const first = Math.min(1, last.column)
  const beforeLast = Math.max(first, last.column - 1)
  const footEnd = isTaken ? beforeLast - 1 : beforeLast
  const lowest = (from: number, to: number) => {
    const box = inner(grid.lowest(from, to))
    return from > headEnd ? box : { ...box, top: Math.max(box.top, head.bottom + GAP_REM * rem) }
  }
  const foot = (from: number, to: number, height: number) => bottom(lowest(from, to), height * rem)
  const middle = Math.ceil((first + footEnd) / 2)
  const isStacked = footEnd <= first
  const tickerEnd = isStacked ? first : grid.farthest(first, middle - 1, last.row)
  const legendFrom = isStacked ? first : grid.farthest(footEnd, middle, last.row)
  const ticker = foot(first, tickerEnd, isStacked ? STACK_REM : FOOT_REM)
  const legend = foot(legendFrom, isStacked ? first : footEnd, isStacked ? STACK_REM : LEGEND_REM)
  const usualLegend = isStacked ? legend : foot(legendFrom, footEnd, FOOT_REM)

  const bannerRow = Math.min(1, last.row)
  const bannerEnd = grid.farthest(first, beforeLast, bannerRow)
  const banner = middleOf(inner(grid.span([first, bannerRow], [bannerEnd, bannerRow])), BANNER_REM * rem)

  const standing = [head, clock, ...left, ticker, legend]
  const tiles =
    side === 'mosaic' ? tilesOf(grid, standing, MOST_TILES) : side === 'picture' ? tilesOf(grid, standing, 1) : []
  const shown = side === 'pictures' ? pictures : side === 'picture' ? tiles : right
  const air = AIR_REM * rem
  const middleOfWall: Box = {
    left: Math.max(...left.map((box) => box.right), 0) + air,
    top: air,
    right: Math.min(...right.map((box) => box.left), size.width) - air,
    bottom: size.height - air,
  }
  const free = largestFree(
    middleOfWall.right - middleOfWall.left > 8 * rem ? middleOfWall : { ...middleOfWall, right: size.width - air },
    [head, clock, ticker, usualLegend, ...shown].map((box) => inset(box, -air)),
  )
  const sourcesIn = clock.bottom - clock.top >= SOURCES_FROM_REM * rem ? 'clock' : 'ticker'
  return { seams, head, clock, sourcesIn, left, right, pictures, tiles, ticker, legend, isStacked, banner, free }
}

/** Halves of a cell along the large picture at most: larger it says no more, and the others need the room. */
const MOST_HALVES = 8

/**
 * Halves of the cells that nothing stands on, the largest square of them in one panel put together for the picture that is looked at, as long as
 * the others find room.
 */
function tilesOf(grid: Grid, standing: readonly Box[], most: number): Box[] {
  const isFree = (box: Box) => !standing.some((other) => overlaps(box, other))
  const half = (column: number, row: number) => halfOf(grid.cell(column >> 1, row >> 1), column % 2, row % 2)
  const free = new Map<string, { readonly column: number; readonly row: number; readonly box: Box }>()
  for (let row = 0; row < grid.rows * 2; row++)
    for (let column = 2; column < grid.columns * 2; column++) {
      const box = half(column, row)
      if (isFree(box)) free.set(`${column} ${row}`, { column, row, box })
    }
  for (let side = MOST_HALVES; side > 1; side--) {
    if (free.size - side * side < Math.min(most - 1, free.size - 4)) continue
    for (const { column, row, box } of free.values()) {
      const [endColumn, endRow] = [column + side - 1, row + side - 1]
      const last = free.get(`${endColumn} ${endRow}`)
      const keys = Array.from({ length: side * side }, (_, i) => `${column + (i % side)} ${row + Math.floor(i / side)}`)
      const isOne = grid.together([column >> 1, row >> 1], [endColumn >> 1, endRow >> 1])
      if (last === undefined || !isOne || !keys.every((key) => free.has(key))) continue
      const large = { left: box.left, top: box.top, right: last.box.right, bottom: last.box.bottom }
      const small = [...free].flatMap(([key, each]) => (keys.includes(key) ? [] : [each.box]))
      return [large, ...small].slice(0, most)
    }
  }
  return [...free.values()].map(({ box }) => box).slice(0, most)
}

function halfOf({ left, top, right, bottom }: Box, column: number, row: number): Box {
  const [width, height] = [(right - left) / 2, (bottom - top) / 2]
  const [x, y] = [left + column * width, top + row * height]
  return { left: x, top: y, right: x + width, bottom: y + height }
}

interface Grid {
  readonly columns: number
  readonly rows: number
  cell(column: number, row: number): Box
  /** The box around two cells and what lies between them. */
  span(from: readonly [column: number, row: number], to: readonly [column: number, row: number]): Box
  /** Whether two cells lie in one panel. */
  together(a: readonly [column: number, row: number], b: readonly [column: number, row: number]): boolean
  /** Whether a panel is high enough to hold more than what stands at its head. */
  readonly isHigh: boolean
  /** A column from the top to the bottom: one box for each panel. */
  strip(column: number): Box[]
  /** The lowest box of a column, or of columns of one panel. */
  lowest(column: number, endColumn: number): Box
  /** The column farthest towards `to` whose cell lies in the same panel as that of `from`. */
  farthest(from: number, to: number, row: number): number
}

function gridOf(geometry: WallGeometry, size: WindowSize, rem: number): Grid {
  const panels = panelsOf(geometry, size)
  const [panel] = panels
  if (panel === undefined) throw new Error('a wall has a panel')
  const width = panel.right - panel.left
  const height = panel.bottom - panel.top
  // A side column stands at either side of the map, which needs a third.
  const least = Math.ceil(3 / geometry.columns)
  const across = Math.max(least, nearestPart(width / rem, COLUMN_REM))
  // A part is as high as a picture of a camera is that fills it.
  const down = Math.max(1, Math.round(height / ((width / across) * (9 / 16))))
  const columns = geometry.columns * across
  const rows = geometry.rows * down
  const cell = (column: number, row: number): Box => {
    const of = panels[Math.floor(row / down) * geometry.columns + Math.floor(column / across)] ?? panel
    const left = of.left + ((column % across) * width) / across
    const cellTop = of.top + ((row % down) * height) / down
    return { left, top: cellTop, right: left + width / across, bottom: cellTop + height / down }
  }
  const span: Grid['span'] = (from, to) => {
    const [a, b] = [cell(...from), cell(...to)]
    return {
      left: Math.min(a.left, b.left),
      top: Math.min(a.top, b.top),
      right: Math.max(a.right, b.right),
      bottom: Math.max(a.bottom, b.bottom),
    }
  }
  const panelOf = ([column, row]: readonly [number, number]) => cellOf(inset(cell(column, row), 0.5), panels)
  return {
    columns,
    rows,
    cell,
    span,
    together: (a, b) => panelOf(a) === panelOf(b),
    isHigh: height >= HIGH_PANEL_REM * rem,
    strip: (column) =>
      Array.from({ length: geometry.rows }, (_, row) => span([column, row * down], [column, row * down + down - 1])),
    lowest: (column, endColumn) => span([column, rows - down], [endColumn, rows - 1]),
    farthest(from, to, row) {
      let at = from
      const by = Math.sign(to - from)
      while (at !== to && by !== 0 && panelOf([at + by, row]) === panelOf([from, row])) at += by
      return at
    },
  }
}

/** Into how many equal parts a length is cut so that each is nearest to `wanted`, as a ratio. */
function nearestPart(length: number, wanted: number): number {
  const fewer = Math.max(1, Math.floor(length / wanted))
  const off = (parts: number) => Math.abs(Math.log(length / parts / wanted))
  return off(fewer) <= off(fewer + 1) ? fewer : fewer + 1
}

function inset({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left + by, top: top + by, right: right - by, bottom: bottom - by }
}

function middleOf(box: Box, height: number): Box {
  const air = Math.max(0, (box.bottom - box.top - height) / 2)
  return { ...box, top: box.top + air, bottom: box.bottom - air }
}

/** The head of a box where its panel goes on below it. */
function top(box: Box, goesOn: boolean, height: number): Box {
  return goesOn ? { ...box, bottom: Math.min(box.bottom, box.top + height) } : box
}

function bottom(box: Box, height: number): Box {
  return { ...box, top: Math.max(box.top, box.bottom - height) }
}
