import { bucketStart, DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'

/**
 * Sizes that are kept, finest first. `size` is the number in the table. `slotMs`: rows of one slot of time lie together on disk, by
 * source within the slot. Sources report side by side, so a commit touches few pages; a history is read slot by slot.
 */
export const ROLLUPS = [
  { size: 1, name: 'minute', ms: MINUTE_MS, slotMs: 10 * MINUTE_MS },
  { size: 2, name: 'hour', ms: HOUR_MS, slotMs: 6 * HOUR_MS },
  { size: 3, name: 'day', ms: DAY_MS, slotMs: 8 * DAY_MS },
] as const
export type Rollup = (typeof ROLLUPS)[number]
export type RollupName = Rollup['name']

/** The same for raw readings. */
export const RAW_SLOT_MS = 10 * MINUTE_MS

/** @param at epoch ms of a reading, or of the start of a bucket */
export function slotOf(at: number, slotMs: number): number {
  return Math.floor(at / slotMs)
}

/** Every slot that `[from, to)` touches. */
export function slotsOf(from: number, to: number, slotMs: number): number[] {
  if (from >= to) return []
  const first = slotOf(from, slotMs)
  return Array.from({ length: slotOf(to - 1, slotMs) - first + 1 }, (_, i) => first + i)
}

/** How long each resolution is kept, ms; days are kept for ever. */
export interface Retention {
  readonly raw: number
  readonly minute: number
  readonly hour: number
}
export const DEFAULT_RETENTION: Retention = { raw: 8 * DAY_MS, minute: 35 * DAY_MS, hour: 3 * 366 * DAY_MS }

/** How long messages of reports and events are kept as they came where nobody says otherwise, ms. */
export const DEFAULT_MESSAGES_FOR_MS = 400 * DAY_MS

/** Whether all of a size's history from `at` on is still there. */
export function reaches(name: RollupName, at: number, retention: Retention, now: number): boolean {
  return name === 'day' || at >= now - retention[name]
}

/** One value of one source, as it lies in the table. */
export interface Reading {
  readonly series: number
  readonly at: number
  readonly received_at: number
  readonly value: number
  readonly device_at: number | null
}

/** By series, then by time. Hubs that share a database take row locks in this order, so they never wait for each other in a circle. */
export function byPlace(a: { series: number; at: number }, b: { series: number; at: number }): number {
  return a.series - b.series || a.at - b.at
}

export interface RollupRow {
  readonly size: number
  readonly slot: number
  readonly series: number
  readonly at: number
  count: number
  sum: number
  min: number
  max: number
  /** Of an hour: a bit for each minute that has readings, bit 0 the first. 0 for minutes and days. */
  minutes: bigint
}

/**
 * What readings that were not known before add to each bucket. Sums merge, so every reading is counted once however late it comes.
 * @param readings in the order of `byPlace`
 */
export function rollUp(readings: readonly Reading[]): RollupRow[] {
  return ROLLUPS.flatMap(({ size, ms, slotMs }) => {
    const rows: RollupRow[] = []
    let row: RollupRow | undefined
    for (const { series, at: moment, value } of readings) {
      const at = bucketStart(moment, ms)
      if (row === undefined || row.series !== series || row.at !== at) {
        row = { size, slot: slotOf(at, slotMs), series, at, count: 0, sum: 0, min: value, max: value, minutes: 0n }
        rows.push(row)
      }
      row.count++
      row.sum += value
      row.min = Math.min(row.min, value)
      row.max = Math.max(row.max, value)
      if (ms === HOUR_MS) row.minutes |= 1n << BigInt(Math.floor((moment - at) / MINUTE_MS))
    }
    return rows
  })
}
