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
  /** Each within one panel: a large picture, then small ones, from the top. None but where a mosaic or one picture is shown. */
  readonly tiles: readonly Box[]
  /** Where there is room to say how the sources are. */
  readonly sourcesIn: 'clock' | 'ticker'
  /** The alerts. */
  readonly ticker: Box
  /** What the map's colours say, and who made it, from the bottom upwards. */
  readonly legend: Box
  /** Both are the same box: the alerts have what the legend leaves, which is all of it where there is none. */
  readonly isStacked: boolean
  /** That the line is lost, or the alert that calls: within one column, so that the map has room beside it. */
  readonly banner: Box
  /** Where the map is to be seen whole, and where while the banner stands. */
  readonly free: Box
  readonly freeOfBanner: Box
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
/** The same under pictures that stand in place of the map, which have no legend. */
const TILED_FOOT_REM = 7
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

/** A wall's frame for each side, worked out once: a scene that is prepared has the same object as when it is seen. @param rem one rem, CSS pixels */
export function framesOf(geometry: WallGeometry, size: WindowSize, rem: number): (side: RightSide) => Frame {
  const frames = new Map<RightSide, Frame>()
  return (side) => {
    const known = frames.get(side)
    if (known !== undefined) return known
    const frame = frameOf(geometry, size, rem, side)
    frames.set(side, frame)
    return frame
  }
}

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

  // The alerts stand at the left of the middle, the legend at its right; where the middle is one column, one over the other. Pictures in place
  // of the map have no legend, and leave the alerts all of the middle. A wall of fewer columns shows them where a list stands.
  const isTiled = (side === 'mosaic' || side === 'picture') && columns >= 3
  const first = Math.min(1, last.column)
  const beforeLast = Math.max(first, last.column - 1)
  const footEnd = isTaken ? beforeLast - 1 : beforeLast
  const lowest = (from: number, to: number) => {
    const box = inner(grid.lowest(from, to))
    return from > headEnd ? box : { ...box, top: Math.max(box.top, head.bottom + GAP_REM * rem) }
  }
  const foot = (from: number, to: number, height: number) => bottom(lowest(from, to), height * rem)
  const middle = Math.ceil((first + footEnd) / 2)
  const isStacked = isTiled || footEnd <= first
  const tickerEnd = isTiled
    ? grid.farthest(first, footEnd, last.row)
    : isStacked
      ? first
      : grid.farthest(first, middle - 1, last.row)
  const legendFrom = grid.farthest(footEnd, middle, last.row)
  const sourcesIn = clock.bottom - clock.top >= SOURCES_FROM_REM * rem ? 'clock' : 'ticker'
  const footRem = isTiled && sourcesIn === 'clock' ? TILED_FOOT_REM : isStacked ? STACK_REM : FOOT_REM
  const ticker = foot(first, tickerEnd, footRem)
  const legend = isStacked ? ticker : foot(legendFrom, footEnd, LEGEND_REM)
  const usualLegend = isStacked ? legend : foot(legendFrom, footEnd, FOOT_REM)

  const bannerRow = Math.min(1, last.row)
  const banner = middleOf(inner(grid.cell(first, bannerRow)), BANNER_REM * rem)

  // Every panel beside the figures gives what is free in it, its corners included.
  const besideFigures = grid.cell(first, 0).left + (grid.together([0, 0], [first, 0]) ? GAP_REM * rem : 0)
  const standingAround = [head, clock, ticker, legend].map((box) => ({
    ...{ left: box.left - GAP_REM * rem, right: box.right + GAP_REM * rem },
    ...{ top: box.top - GAP_REM * rem, bottom: box.bottom + GAP_REM * rem },
  }))
  const tileBoxes = isTiled
    ? grid.panels.flatMap((panel) => {
        const beside = { ...panel, left: Math.max(panel.left, besideFigures) }
        if (beside.left >= panel.right) return []
        const part = largestFree(beside, standingAround, (width, height) => width * height)
        const [width, height] = [part.right - part.left, part.bottom - part.top]
        const isFree = !standingAround.some((box) => overlaps(box, part))
        const isRoomy = width >= LEAST_TILE_REM * rem && height >= (LEAST_TILE_REM * 9 * rem) / 16
        return isFree && isRoomy ? [part] : []
      })
    : []
  const tiles = tilesOf(tileBoxes, side === 'mosaic' ? MOST_TILES : 1, rem)
  const shown = side === 'pictures' ? pictures : side === 'picture' ? tiles : right
  const air = AIR_REM * rem
  const middleOfWall: Box = {
    left: Math.max(...left.map((box) => box.right), 0) + air,
    top: air,
    right: Math.min(...right.map((box) => box.left), size.width) - air,
    bottom: size.height - air,
  }
  const freeOf = (...standing: readonly Box[]) =>
    largestFree(
      middleOfWall.right - middleOfWall.left > 8 * rem ? middleOfWall : { ...middleOfWall, right: size.width - air },
      [head, clock, ticker, usualLegend, ...shown, ...standing].map((box) => inset(box, -air)),
    )
  const areas = { free: freeOf(), freeOfBanner: freeOf(banner) }
  return { seams, head, clock, sourcesIn, left, right, pictures, tiles, ticker, legend, isStacked, banner, ...areas }
}

/** What stands under a picture, and how wide a picture at least is that one can make something out in, rem. */
const CAPTION_REM = 3.4
const LEAST_TILE_REM = 8
/** How much higher or lower than 16:9 a picture may be made, so that rows fill their box. */
const STRETCH = 1.6
/** How many times as wide as small pictures in one panel those in another may be. */
const MUCH_WIDER = 1.25
/** How many times as wide as a small picture the large one is at least, and the share of its box that it takes at least. */
const LARGE_BY = 1.5
const LARGE_SHARE = 0.2

/** A box cut into equal parts, `across` by `down`. */
interface Parts {
  readonly box: Box
  readonly across: number
  readonly down: number
}

/** The pictures of one box, the largest first. */
type Tiling = readonly Box[]

/**
 * Cuts boxes into pictures: the first takes as many of the parts of the largest box, in a square, as leave room for the others. All parts are
 * used, so that no edge is ragged; as many pictures as there may be, and of those ways the one with the largest first.
 * @param boxes each within one panel
 */
function tilesOf(boxes: readonly Box[], most: number, rem: number): Box[] {
  const [largest, ...others] = [...boxes].sort((a, b) => areaOf(b) - areaOf(a))
  if (largest === undefined) return []
  if (most === 1) return [largest]
  const ways: (readonly [first: Box, ...small: Box[]])[] = []
  const cuts = cutsOf(largest, rem)
  for (const cut of cuts) {
    for (let side = Math.min(cut.across, cut.down); side > 0; side--) {
      if (countOf(cut, side) > most) continue
      const [first, ...beside] = tilingOf(cut, side)
      if (first === undefined) continue
      // Where the first leaves no part of its box, the others may be of any width.
      const widths = new Set((beside.length > 0 ? [cut] : cuts).map(widthOf))
      for (const width of widths) {
        const nearest = others.flatMap((box) => nearestCut(box, width, rem) ?? [])
        const small = fewEnough(nearest, most - 1 - beside.length, wide(first) / LARGE_BY + 0.5, rem)
        if (small !== undefined) ways.push([first, ...[...beside, ...small].sort(byWidth)])
      }
    }
  }
  const isLarge = ([first, ...small]: readonly [Box, ...Box[]]) =>
    areaOf(first) >= LARGE_SHARE * areaOf(largest) && small.every((box) => wide(box) * LARGE_BY <= wide(first) + 0.5)
  // Where the boxes are too low for a large one and others, all are alike.
  const usable = ways.some((way) => way.length > 1 && isLarge(way)) ? ways.filter(isLarge) : ways
  const [best = [largest]] = usable.sort((a, b) => b.length - a.length || areaOf(b[0]) - areaOf(a[0]))
  return [...best]
}
/** Ways to cut a box into pictures that are about 16:9. */
function cutsOf(box: Box, rem: number): Parts[] {
  const width = box.right - box.left
  const cuts: Parts[] = []
  for (let across = 1; width / across >= LEAST_TILE_REM * rem; across++)
    for (let down = 1; down <= across + 4; down++) {
      const stretch = stretchOf({ box, across, down }, rem)
      if (stretch <= STRETCH && stretch >= 1 / STRETCH) cuts.push({ box, across, down })
    }
  return cuts
}

/** How much higher than 16:9 the pictures of a cut are. */
function stretchOf({ box, across, down }: Parts, rem: number): number {
  return (((box.bottom - box.top) / down - CAPTION_REM * rem) * 16) / 9 / widthOf({ box, across, down })
}

/** The cut of a box whose pictures are nearest to a width, in CSS pixels; undefined: all are much wider. */
function nearestCut(box: Box, width: number, rem: number): Parts | undefined {
  const off = (cut: Parts) => Math.abs(Math.log(widthOf(cut) / width)) + Math.abs(Math.log(stretchOf(cut, rem)))
  const small = cutsOf(box, rem).filter((cut) => widthOf(cut) <= MUCH_WIDER * width)
  return small.sort((a, b) => off(a) - off(b))[0]
}

/** How many pictures `tilingOf` makes of it. */
function countOf({ across, down }: Parts, side: number): number {
  return across * down - side * side + 1
}

/** The parts of a box as pictures, the square of `side` by `side` at its left top as one. */
function tilingOf(cut: Parts, side: number): Tiling {
  const places = Array.from(
    { length: cut.across * cut.down },
    (_, i) => [i % cut.across, Math.floor(i / cut.across)] as const,
  )
  const beside = places.filter(([column, row]) => column >= side || row >= side)
  return [
    partOf(cut, [0, 0], [side, side]),
    ...beside.map(([column, row]) => partOf(cut, [column, row], [column + 1, row + 1])),
  ]
}

/**
 * The pictures of boxes as they are cut, and where those are too many, of some of the boxes cut into fewer, wider ones: as many pictures as there
 * may be, and of those ways the one that changes the fewest boxes. Undefined: there are too many boxes.
 * @param widest of a picture, CSS pixels
 */
function fewEnough(cuts: readonly Parts[], most: number, widest: number, rem: number): Tiling | undefined {
  interface Way {
    readonly tiles: Tiling
    readonly changed: number
  }
  // By how many pictures they have.
  let ways = new Map<number, Way>([[0, { tiles: [], changed: 0 }]])
  for (const cut of cuts) {
    const best = tilingOf(cut, 1)
    const others = tilingsOf(cut.box, widest, rem)
    const next = new Map<number, Way>()
    for (const { tiles, changed } of ways.values())
      for (const tiling of [best, ...others]) {
        if (tiles.length + tiling.length > most) continue
        const way = { tiles: [...tiles, ...tiling], changed: changed + (tiling === best ? 0 : 1) }
        const known = next.get(way.tiles.length)
        const isBetter = known === undefined || way.changed < known.changed
        if (isBetter) next.set(way.tiles.length, way)
      }
    ways = next
  }
  return ways.get(Math.max(...ways.keys()))?.tiles
}

/** Ways to lay pictures over a box that one of them may stand out in, one for each number of pictures. @param widest of a picture */
function tilingsOf(box: Box, widest: number, rem: number): readonly Tiling[] {
  const ways = new Map<number, readonly [cut: Parts, side: number]>()
  for (const cut of cutsOf(box, rem))
    for (let side = Math.min(cut.across, cut.down); side > 0; side--)
      if (side * widthOf(cut) <= widest) ways.set(countOf(cut, side), [cut, side])
  return [...ways].filter(([count]) => count <= MOST_TILES).map(([, [cut, side]]) => tilingOf(cut, side))
}

/** What lies between two corners, counted in parts; neighbours have the very same edge. */
function partOf({ box, across, down }: Parts, from: readonly [number, number], to: readonly [number, number]): Box {
  const x = (part: number) => (part === across ? box.right : box.left + (part * (box.right - box.left)) / across)
  const y = (part: number) => (part === down ? box.bottom : box.top + (part * (box.bottom - box.top)) / down)
  return { left: x(from[0]), top: y(from[1]), right: x(to[0]), bottom: y(to[1]) }
}

function wide({ left, right }: Box): number {
  return right - left
}

/** The wider first; those about as wide as each other stay in their order. */
function byWidth(a: Box, b: Box): number {
  const step = (box: Box) => Math.round(Math.log(wide(box)) / Math.log(MUCH_WIDER))
  return step(b) - step(a)
}

function widthOf({ box, across }: Parts): number {
  return (box.right - box.left) / across
}

function areaOf({ left, top, right, bottom }: Box): number {
  return (right - left) * (bottom - top)
}

interface Grid {
  readonly panels: readonly Box[]
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
    panels,
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
