import { bucketStart, DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'

/** Sizes that are kept, finest first. `size` is the number in the table. */
export const ROLLUPS = [
  { size: 1, name: 'minute', ms: MINUTE_MS },
  { size: 2, name: 'hour', ms: HOUR_MS },
  { size: 3, name: 'day', ms: DAY_MS },
] as const
export type RollupName = (typeof ROLLUPS)[number]['name']

/** `[series, at, receivedAt, value]` */
export type ReadingRow = readonly [series: number, at: number, receivedAt: number, value: number]
/** `[series, size, at, count, sum, min, max]` */
export type RollupRow = [series: number, size: number, at: number, count: number, sum: number, min: number, max: number]

/** What readings that were not known before add to each bucket. Sums merge, so every reading is counted once however late it comes. */
export function rollUp(readings: Iterable<ReadingRow>): RollupRow[] {
  const rows = new Map<string, RollupRow>()
  for (const [series, at, , value] of readings) {
    for (const { size, ms } of ROLLUPS) {
      const start = bucketStart(at, ms)
      const key = `${series} ${size} ${start}`
      const row = rows.get(key)
      if (row === undefined) {
        rows.set(key, [series, size, start, 1, value, value, value])
        continue
      }
      row[3]++
      row[4] += value
      row[5] = Math.min(row[5], value)
      row[6] = Math.max(row[6], value)
    }
  }
  return [...rows.values()]
}
