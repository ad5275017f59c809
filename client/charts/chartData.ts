/** One point of a curve. `mean` null: known to be missing. Times are epoch ms. */
export interface ChartPoint {
  readonly at: number
  readonly mean: number | null
  readonly min?: number
  readonly max?: number
}

export interface ChartSeries {
  readonly label: string
  readonly unit: string
  /** After the comma; found from the values when not given. */
  readonly digits?: number
  /** In order of time. */
  readonly points: readonly ChartPoint[]
}

/** A horizontal line across the chart, in the unit of the first series. */
export interface ChartLimit {
  readonly at: number
  readonly label: string
}

/** Columns as uPlot wants them: times, then mean, min and max of each series. `null` ends a curve, `undefined` is passed over. */
export type ChartColumns = (number | null | undefined)[][]

/** A stretch without points this many times the usual step is a gap, not a slope. */
const GAP_STEPS = 2.5

/** The points with a hole put in wherever the curve stopped: a line across an hour of silence would be invented. */
export function withGaps(points: readonly ChartPoint[]): ChartPoint[] {
  const step = usualStep(points)
  const out: ChartPoint[] = []
  for (const point of points) {
    const before = out.at(-1)
    if (before !== undefined && step !== undefined && point.at - before.at > step * GAP_STEPS) {
      out.push({ at: before.at + step, mean: null })
    }
    out.push(point)
  }
  return out
}

/** The median distance between neighbours, ms; undefined with less than three points. */
function usualStep(points: readonly ChartPoint[]): number | undefined {
  if (points.length < 3) return undefined
  const steps = points.slice(1).map((point, i) => point.at - (points[i] as ChartPoint).at)
  return steps.sort((a, b) => a - b)[steps.length >> 1]
}

/** All series over one list of times. */
export function chartColumns(series: readonly ChartSeries[]): ChartColumns {
  const filled = series.map(({ points }) => withGaps(points))
  const times = [...new Set(filled.flatMap((points) => points.map(({ at }) => at)))].sort((a, b) => a - b)
  const place = new Map(times.map((at, i) => [at, i]))
  const columns: ChartColumns = [times]
  for (const points of filled) {
    const mean: (number | null | undefined)[] = new Array(times.length).fill(undefined)
    const min: (number | null | undefined)[] = new Array(times.length).fill(undefined)
    const max: (number | null | undefined)[] = new Array(times.length).fill(undefined)
    for (const point of points) {
      const i = place.get(point.at) as number
      mean[i] = point.mean
      min[i] = point.mean === null ? null : (point.min ?? point.mean)
      max[i] = point.mean === null ? null : (point.max ?? point.mean)
    }
    columns.push(mean, min, max)
  }
  return columns
}

/**
 * From where to where the values are drawn, with a little air. A limit above or below the curve is brought in when it is not further away
 * than the curve is high: how near it is, is what the chart is looked at for; a far one would press the curve flat.
 */
export function valueRange(series: readonly ChartSeries[], limits: readonly ChartLimit[]): [number, number] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const { points } of series) {
    for (const { mean, min, max } of points) {
      if (mean === null) continue
      low = Math.min(low, min ?? mean)
      high = Math.max(high, max ?? mean)
    }
  }
  if (low > high) return [0, 1]
  const reach = Math.max(high - low, Math.abs(high) * 0.25, 1e-6)
  const near = limits.map(({ at }) => at).filter((at) => at > low - reach && at < high + reach)
  low = Math.min(low, ...near)
  high = Math.max(high, ...near)
  const air = Math.max((high - low) * 0.08, Math.abs(high) * 0.01, 1e-6)
  // What counts things does not go below nothing.
  return [low >= 0 && low - air < 0 ? 0 : low - air, high + air]
}

/** Digits that tell the values of a series apart: 0 for counts, 2 for a water level. */
export function digitsOf({ digits, points }: ChartSeries): number {
  if (digits !== undefined) return digits
  const values = points.flatMap(({ mean }) => (mean === null ? [] : [mean]))
  if (values.every(Number.isInteger)) return 0
  const span = Math.max(...values) - Math.min(...values)
  return span >= 20 ? 0 : span >= 3 ? 1 : 2
}

/** What a person who does not see the curve is told of it; undefined when there is nothing. */
export function summarise(
  series: ChartSeries,
): { lowest: ChartPoint; highest: ChartPoint; last: ChartPoint; gaps: number } | undefined {
  const known = series.points.filter(({ mean }) => mean !== null)
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined) return undefined
  const lowOf = ({ min, mean }: ChartPoint) => min ?? (mean as number)
  const highOf = ({ max, mean }: ChartPoint) => max ?? (mean as number)
  const filled = withGaps(series.points)
  return {
    lowest: known.reduce((a, b) => (lowOf(b) < lowOf(a) ? b : a), first),
    highest: known.reduce((a, b) => (highOf(b) > highOf(a) ? b : a), first),
    last,
    gaps: filled.filter(({ mean }, i) => mean === null && i > 0 && filled[i - 1]?.mean !== null).length,
  }
}

/** With so few points each is a figure of its own, e.g. of a day, and gets a dot. */
const FEW = 40

/** Which points get a dot: all when they are few, else those that no line touches, which would be invisible. */
export function dotted(values: readonly (number | null | undefined)[]): number[] {
  const there = values.flatMap((value, i) => (value === undefined ? [] : [{ i, isKnown: value !== null }]))
  const known = there.filter(({ isKnown }) => isKnown)
  if (known.length <= FEW) return known.map(({ i }) => i)
  return there
    .filter(({ isKnown }, n) => isKnown && there[n - 1]?.isKnown !== true && there[n + 1]?.isKnown !== true)
    .map(({ i }) => i)
}
