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

/** Times, then the means of each series, as uPlot wants them. `null` ends a curve, `undefined` is passed over. */
export type ChartColumns = (number | null | undefined)[][]

/** A step this many times as long as those around it is a gap, not a slope. */
const GAP_STEPS = 2.5
/** Steps before and after that are looked at. */
const AROUND = 3

/**
 * The points with a hole put in wherever the curve stopped: a line across an hour of silence would be invented. A series may be told in
 * coarse steps long ago and in fine ones lately, so a step is held against its neighbours, not against the whole.
 */
export function withGaps(points: readonly ChartPoint[]): ChartPoint[] {
  const steps = points.slice(1).map((point, i) => point.at - (points[i] as ChartPoint).at)
  return points.flatMap((point, i): ChartPoint[] => {
    const step = steps[i]
    const usual = usualStep(steps, i)
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
  const filled = series.map(({ points }) => withGaps(points))
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
export function bandRuns(points: readonly ChartPoint[]): Required<ChartPoint>[][] {
  const runs: Required<ChartPoint>[][] = []
  let run: Required<ChartPoint>[] = []
  for (const { at, mean, min, max } of [...withGaps(points), { at: 0, mean: null }]) {
    if (mean !== null && min !== undefined && max !== undefined) {
      run.push({ at, mean, min, max })
      continue
    }
    if (run.length > 1) runs.push(run)
    run = []
  }
  return runs
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
