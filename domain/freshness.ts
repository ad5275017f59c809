import * as z from 'zod'
import { says } from './schema.ts'

/**
 * How much a value can be trusted by its age alone.
 *
 * - `live`: within what its source promised
 * - `stale`: older than promised; shown, marked, never judged
 * - `lost`: so old that it says nothing about now
 * - `never`: nothing was ever received
 */
export type Freshness = 'live' | 'stale' | 'lost' | 'never'

/** Ages in milliseconds at which a value stops being live and stops being stale. */
export interface Patience {
  readonly staleAfterMs: number
  readonly lostAfterMs: number
}

/** Two missed reports and a half are a silence; ten are a loss. The floor keeps a source that speaks each second from flickering. */
export function patienceFor(everyMs: number): Patience {
  return { staleAfterMs: staleAfterMs(everyMs), lostAfterMs: Math.max(20_000, everyMs * 10) }
}

/** @param everyMs promised interval, ms */
export function staleAfterMs(everyMs: number): number {
  return Math.max(5_000, everyMs * 2.5)
}

/**
 * By how much what a source says lags steadily behind the hub's clock, ms: its clock is slow, or its way is long. Absent or null: not at all,
 * or by no more than a network's delay.
 */
export const lag = z
  .number()
  .nullish()
  .meta(
    says(
      'phần chậm đều của nguồn so với giờ trung tâm, ms: tuổi của số liệu được tính sau khi bù phần này; không có là không chậm',
      'by how much the source steadily lags behind the hub clock, ms: not counted as age of the data; absent where it does not lag',
    ),
  )

/** When a source says that something was true, and how much of its age is no age. Times are epoch ms. */
export interface Said {
  /** By the source's clock; null: nothing was ever said. */
  readonly at: number | null
  /** See `lag`. */
  readonly lagMs?: number | null | undefined
}

/**
 * The moment from which the age of a value counts, on the hub's clock: `at`, put right by what the source is known to lag. So a source with a
 * slow clock that speaks as it promised is live, and what it delivers late is as old as it was delivered late. Everything that judges or
 * shows an age asks here.
 */
export function asOf(said: { readonly at: number; readonly lagMs?: number | null | undefined }): number
export function asOf(said: Said | undefined): number | null
export function asOf(said: Said | undefined): number | null {
  return said?.at == null ? null : said.at + (said.lagMs ?? 0)
}

/**
 * The part of a value's age that is its source's lag: nothing counts as younger than its receipt.
 * @param sourceLagMs what the source is known to lag, ms
 */
export function lagIn(at: number, receivedAt: number, sourceLagMs: number): number | undefined {
  const lagMs = Math.min(sourceLagMs, receivedAt - at)
  return lagMs > 0 ? lagMs : undefined
}

/**
 * @param at when the value was true, on the hub's clock (`asOf`), epoch ms; undefined or null when nothing was ever received
 * @param now epoch ms on the hub's clock
 * @param retained the value came from a broker's memory and no live one has followed: never better than stale
 */
export function freshness(at: number | null | undefined, now: number, patience: Patience, retained = false): Freshness {
  if (at === null || at === undefined) return 'never'
  const age = now - at
  if (age > patience.lostAfterMs) return 'lost'
  if (age > patience.staleAfterMs || retained) return 'stale'
  return 'live'
}
