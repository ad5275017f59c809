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
  /** How often a point is promised, ms: a longer silence is a gap. Told from the steps around it when not given. */
  readonly everyMs?: number
  /** Of another time than the axis says. */
  readonly isDashed?: boolean
  /** In order of time. */
  readonly points: readonly ChartPoint[]
}

/** A horizontal line across the chart, in the unit of the first series. */
export interface ChartLimit {
  readonly at: number
  readonly label: string
}

/** Times, then the means of each series, as uPlot wants them. `null` ends a curve, `undefined` is passed over. */
export type ChartColumns = (number | null | undefined)[][]

/** A step this many times as long as the promised one, or as those around it, is a gap, not a slope. */
const GAP_STEPS = 2.5
/** Steps before and after that are looked at. */
const AROUND = 3

/**
 * The points with a hole put in wherever the curve stopped: a line across an hour of silence would be invented. What a source promised says
 * how long a step may be. Where no promise is known, a step is held against its neighbours, not against the whole: a series may be told in
 * coarse steps long ago and in fine ones lately.
 */
export function withGaps(points: readonly ChartPoint[], everyMs?: number): ChartPoint[] {
  const steps = points.slice(1).map((point, i) => point.at - (points[i] as ChartPoint).at)
  return points.flatMap((point, i): ChartPoint[] => {
    const step = steps[i]
    const usual = everyMs ?? usualStep(steps, i)
    if (step === undefined || usual === undefined || step <= usual * GAP_STEPS) return [point]
    return [point, { at: point.at + Math.min(usual, step / 2), mean: null }]
  })
}

/** The usual step before or after one, whichever is longer, ms; undefined when there are too few to say. */
function usualStep(steps: readonly number[], i: number): number | undefined {
  const sides = [steps.slice(Math.max(0, i - AROUND), i), steps.slice(i + 1, i + 1 + AROUND)]
  const medians = sides.flatMap((side) =>
    side.length === 0 ? [] : [side.sort((a, b) => a - b)[side.length >> 1] as number],
  )
  return medians.length === 0 ? undefined : Math.max(...medians)
}

/** All series over one list of times. */
export function chartColumns(series: readonly ChartSeries[]): ChartColumns {
  const filled = series.map(({ points, everyMs }) => withGaps(points, everyMs))
  const times = [...new Set(filled.flatMap((points) => points.map(({ at }) => at)))].sort((a, b) => a - b)
  const place = new Map(times.map((at, i) => [at, i]))
  const columns = filled.map((points) => {
    const means: (number | null | undefined)[] = new Array(times.length).fill(undefined)
    for (const { at, mean } of points) means[place.get(at) as number] = mean
    return means
  })
  return [times, ...columns]
}

/** The stretches of a series in which it has a lowest and a highest value, without gaps. */
export function bandRuns({ points, everyMs }: Pick<ChartSeries, 'points' | 'everyMs'>): Required<ChartPoint>[][] {
  const runs: Required<ChartPoint>[][] = []
  let run: Required<ChartPoint>[] = []
  for (const { at, mean, min, max } of [...withGaps(points, everyMs), { at: 0, mean: null }]) {
    if (mean !== null && min !== undefined && max !== undefined) {
      run.push({ at, mean, min, max })
      continue
    }
    if (run.length > 1) runs.push(run)
    run = []
  }
  return runs
}

/** Marks that an axis has at least, so that one that never changes still stands between two others. */
const LEAST_MARKS = 2

/**
 * From where to where the values are drawn, with a little air, and over at least two steps of their last digit. A limit above or below the curve is brought in when it is not further away
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
  const first = series[0]
  const least = first === undefined ? 0 : LEAST_MARKS * 10 ** -digitsOf(first)
  const air = Math.max((high - low) * 0.08, Math.abs(high) * 0.01, (least - (high - low)) / 2, 1e-6)
  // What counts things does not go below nothing.
  if (low < 0 || low - air >= 0) return [low - air, high + air]
  return [0, Math.max(high + air, least)]
}

/** Distances between marks of an axis of values: none finer than the last digit, so that no two marks read the same. */
export function markSteps(digits: number): number[] {
  return Array.from({ length: 14 + digits }, (_, i) => i - digits).flatMap((power) =>
    [1, 2, 5].map((n) => n * 10 ** power),
  )
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
  const filled = withGaps(series.points, series.everyMs)
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
