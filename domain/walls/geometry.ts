/**
 * The panels that a wall is put together from. A wall is one window: its pixels run on behind the bezels, so that lines of the map stay
 * straight, and what lies behind a bezel (a *seam*) is seen by nobody.
 */

/** A rectangle, CSS pixels from the left and the top of the window. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** CSS pixels. */
export interface WindowSize {
  readonly width: number
  readonly height: number
}

/** The room and its wall, in pixels of the wall: a window that is narrower than `acrossPx` shows the same wall smaller. */
export interface WallGeometry {
  readonly columns: number
  readonly rows: number
  /** Pixels hidden between the pictures of two neighbouring panels; 0 where nothing is hidden. */
  readonly bezelPx: number
  /** Millimetres from one pixel to the next. */
  readonly pitchMm: number
  /** Metres from the wall to its farthest reader. */
  readonly distanceM: number
  /** Pixels across the whole wall. */
  readonly acrossPx: number
}

/** What each number may be; `whole` ones have no fraction. */
export const GEOMETRY_BOUNDS = {
  columns: { least: 1, most: 12, whole: true },
  rows: { least: 1, most: 8, whole: true },
  bezelPx: { least: 0, most: 400, whole: false },
  distanceM: { least: 1, most: 30, whole: false },
  pitchMm: { least: 0.2, most: 10, whole: false },
  acrossPx: { least: 640, most: 30_720, whole: true },
} as const satisfies Record<keyof WallGeometry, { least: number; most: number; whole: boolean }>
export type GeometryName = keyof WallGeometry

/** Names in a wall's address. */
export const GEOMETRY_IN_ADDRESS = {
  columns: 'columns',
  rows: 'rows',
  bezelPx: 'bezel',
  distanceM: 'distance',
  pitchMm: 'pitch',
  acrossPx: 'across',
} as const satisfies Record<GeometryName, string>

/** A wall of one screen, 4.84 m wide, drawn at 3840 px, read from six metres. */
export const DEFAULT_GEOMETRY: WallGeometry = {
  columns: 1,
  rows: 1,
  bezelPx: 0,
  pitchMm: 1.26,
  distanceM: 6,
  acrossPx: 3840,
}

/** Why a geometry cannot be. Numbers in the units of the geometry. */
export type GeometryProblem =
  | { readonly is: 'notANumber'; readonly name: GeometryName; readonly said: string }
  | {
      readonly is: 'outOfBounds'
      readonly name: GeometryName
      readonly said: string
      readonly least: number
      readonly most: number
    }
  | { readonly is: 'notWhole'; readonly name: GeometryName; readonly said: string }
  /** A window is to show a panel that the wall does not have. */
  | { readonly is: 'noSuchScreen'; readonly said: string; readonly screens: number }
  | { readonly is: 'bezelTooWide'; readonly bezelPx: number; readonly mostPx: number }
  /** Text that can be read from there does not fit into a panel. `farthestM` undefined: from no distance. */
  | { readonly is: 'tooFar'; readonly distanceM: number; readonly farthestM: number | undefined }

/** Numbers as somebody wrote them; what is not given, or empty, is not said. */
export type SaidGeometry = Partial<Record<GeometryName, unknown>>

/** Reads the numbers that are said. A decimal comma is taken as well as a point. Every number that cannot be is told. */
export function readGeometry(
  said: SaidGeometry,
): { ok: true; geometry: Partial<WallGeometry> } | { ok: false; problems: readonly GeometryProblem[] } {
  const geometry: { -readonly [K in GeometryName]?: number } = {}
  const problems: GeometryProblem[] = []
  for (const name of Object.keys(GEOMETRY_BOUNDS) as GeometryName[]) {
    const text = written(said[name])
    if (text === '') continue
    const { least, most, whole } = GEOMETRY_BOUNDS[name]
    const value = NUMBER.test(text) ? Number(text.replace(',', '.')) : Number.NaN
    if (!Number.isFinite(value)) problems.push({ is: 'notANumber', name, said: text })
    else if (value < least || value > most) problems.push({ is: 'outOfBounds', name, said: text, least, most })
    else if (whole && !Number.isInteger(value)) problems.push({ is: 'notWhole', name, said: text })
    else geometry[name] = value
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, geometry }
}

const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/
/** What is quoted back to a reader is no longer than this. */
const QUOTED = 24

function written(value: unknown): string {
  if (value === undefined || value === null) return ''
  // An object may have no text of its own: it is no number either way.
  const text = typeof value === 'object' || typeof value === 'symbol' ? typeof value : String(value).trim()
  return text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text
}

/** CSS pixels for one pixel of the wall. */
function scaleOf({ acrossPx }: WallGeometry, { width }: WindowSize): number {
  return width / acrossPx
}

/** Size of the picture of one panel, CSS pixels; all panels are alike. */
export function panelSize(geometry: WallGeometry, size: WindowSize): WindowSize {
  const bezel = geometry.bezelPx * scaleOf(geometry, size)
  return {
    width: (size.width - (geometry.columns - 1) * bezel) / geometry.columns,
    height: (size.height - (geometry.rows - 1) * bezel) / geometry.rows,
  }
}

/**
 * The whole wall around a window that shows one panel of it, CSS pixels: every screen of a wall draws all of it and shows its own part, so that
 * what stands on two of them is one picture.
 */
export function wholeSize(geometry: WallGeometry, panel: WindowSize): WindowSize {
  const { columns, rows, bezelPx, acrossPx } = geometry
  // The wall's width has its bezels in it, which are as wide as its scale makes them.
  const width = (columns * panel.width) / (1 - ((columns - 1) * bezelPx) / acrossPx)
  const bezel = bezelPx * scaleOf(geometry, { width, height: 0 })
  return { width, height: rows * panel.height + (rows - 1) * bezel }
}

/** A bezel takes at most this share of its panel: beyond it the number is a slip of the keyboard. */
const MOST_BEZEL = 0.25

/** Why these bezels cannot be in a window of this size; undefined when they can. */
export function bezelProblem(geometry: WallGeometry, size: WindowSize): GeometryProblem | undefined {
  const { columns, rows, bezelPx } = geometry
  if (columns === 1 && rows === 1) return undefined
  const scale = scaleOf(geometry, size)
  // Panels of p and bezels of b fill n·p + (n − 1)·b: from b ≤ share·p follows the widest bezel.
  const widest = (length: number, count: number) =>
    count === 1 ? Number.POSITIVE_INFINITY : (MOST_BEZEL * length) / (count + (count - 1) * MOST_BEZEL) / scale
  const mostPx = Math.floor(Math.min(widest(size.width, columns), widest(size.height, rows)))
  return bezelPx > mostPx ? { is: 'bezelTooWide', bezelPx, mostPx } : undefined
}

/** The picture of every panel, row by row from the top left, CSS pixels. */
export function panelsOf(geometry: WallGeometry, size: WindowSize): readonly Box[] {
  const { columns, rows } = geometry
  const bezel = geometry.bezelPx * scaleOf(geometry, size)
  const { width, height } = panelSize(geometry, size)
  return Array.from({ length: rows * columns }, (_, place) => {
    const left = (place % columns) * (width + bezel)
    const top = Math.floor(place / columns) * (height + bezel)
    return { left, top, right: left + width, bottom: top + height }
  })
}

/**
 * The bands between the panels, over the whole height and width of the wall, CSS pixels. Without bezels they have no width, and still
 * nothing may stand on them.
 */
export function seamsOf(geometry: WallGeometry, size: WindowSize): readonly Box[] {
  const { columns, rows } = geometry
  const bezel = geometry.bezelPx * scaleOf(geometry, size)
  const { width, height } = panelSize(geometry, size)
  const upright = Array.from({ length: columns - 1 }, (_, place) => {
    const left = (place + 1) * width + place * bezel
    return { left, top: 0, right: left + bezel, bottom: size.height }
  })
  const level = Array.from({ length: rows - 1 }, (_, place) => {
    const top = (place + 1) * height + place * bezel
    return { left: 0, top, right: size.width, bottom: top + bezel }
  })
  return [...upright, ...level]
}

/** Whether two rectangles share more than an edge. A band without width is shared by whatever lies on both of its sides. */
export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/** Whether a rectangle lies wholly inside another; edges may touch. */
export function isWithin(inner: Box, outer: Box): boolean {
  return (
    inner.left >= outer.left && inner.top >= outer.top && inner.right <= outer.right && inner.bottom <= outer.bottom
  )
}

/** The place in `cells` of the one that a rectangle lies wholly in; −1 when it lies in none, because it crosses a seam or leaves the wall. */
export function cellOf(box: Box, cells: readonly Box[]): number {
  return cells.findIndex((cell) => isWithin(box, cell))
}
