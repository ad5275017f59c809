/** One bucket of a series as the hub answers it. */
export interface Bucket {
  readonly at: number
  readonly mean: number
  readonly min: number
  readonly max: number
}

/** The vertical range of a level curve, in the quantity's unit: a quarter of air around what is drawn, ends on quarters. */
export function levelRange(
  buckets: readonly Bucket[],
  limits: readonly number[],
): readonly [low: number, high: number] {
  const all = [...buckets.flatMap(({ min, max }) => [min, max]), ...limits]
  if (all.length === 0) return [0, 1]
  const low = Math.min(...all)
  const high = Math.max(...all)
  const air = Math.max(0.1, (high - low) * 0.08)
  return [Math.floor((low - air) * 4) / 4, Math.ceil((high + air) * 4) / 4]
}

/** Stretches of buckets with no hole longer than `gapMs` between them: a silence stays a gap, it is not bridged by a line. */
export function stretches(buckets: readonly Bucket[], gapMs: number): Bucket[][] {
  const found: Bucket[][] = []
  for (const bucket of buckets) {
    const current = found.at(-1)
    const last = current?.at(-1)
    if (current === undefined || last === undefined || bucket.at - last.at > gapMs) found.push([bucket])
    else current.push(bucket)
  }
  return found
}

/** The highest moment; undefined when there is none. */
export function peakOf(buckets: readonly Bucket[]): { readonly at: number; readonly value: number } | undefined {
  let peak: { at: number; value: number } | undefined
  for (const { at, max } of buckets) if (peak === undefined || max > peak.value) peak = { at, value: max }
  return peak
}
