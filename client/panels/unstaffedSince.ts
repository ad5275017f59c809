import type { Bucket } from '../../domain/queries/series.ts'

/** Since when no counter is staffed. */
export interface UnstaffedSince {
  readonly at: number
  /** It was so from the beginning of what was asked about, and maybe before. */
  readonly isWhole: boolean
}

/**
 * The beginning of the last stretch of a count of staffed counters in which it was nought. Undefined when the last count was more.
 * @param buckets of `countersStaffed`, rising in time
 */
export function unstaffedSince(buckets: readonly Pick<Bucket, 'at' | 'max'>[]): UnstaffedSince | undefined {
  const place = buckets.findLastIndex(({ max }) => max > 0)
  const first = buckets[place + 1]
  return first && { at: first.at, isWhole: place < 0 }
}
