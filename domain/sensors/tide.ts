import { HOUR_MS } from '../time.ts'

/** A level of one gauge, m over its own zero, epoch ms. */
export interface LevelAt {
  readonly at: number
  readonly level: number
}

/** High water to come, as the rhythm of the tide lets expect it. An estimate: wind, rain and the flood from upstream are not in it. */
export interface HighWater extends LevelAt {
  /** High waters that were seen and that it rests on. */
  readonly seen: number
}

/** From one high water to the next: half a lunar day. */
const HALF_LUNAR_DAY_MS = 12.4206 * HOUR_MS
/** The two high waters of a day differ; each resembles the one a lunar day before. */
const LUNAR_DAY_MS = 2 * HALF_LUNAR_DAY_MS
/** A high water is the highest of so long on either side, and the water must have been seen to rise to it and to fall from it. */
const AROUND_MS = 3 * HOUR_MS
const SEEN_TURNING_MS = 1.5 * HOUR_MS
/** By so much at least, m: less is ripple. */
const TURNS_BY = 0.04
/** What lies so near to the top counts to it, m: the middle of that time is high water. */
const TOP = 0.01
/** How far from the rhythm a high water may come, and how long without one until nothing can be said. */
const STRAYS_MS = 2.5 * HOUR_MS
const FORGOTTEN_MS = 30 * HOUR_MS

/**
 * The high waters in a course of levels, oldest first. One at the edge of what is known is none: nobody saw the water fall.
 * @param course rising in time; gaps are allowed
 */
export function highWaters(course: readonly LevelAt[]): readonly LevelAt[] {
  const found: LevelAt[] = []
  for (const point of course) {
    const around = course.filter(({ at }) => Math.abs(at - point.at) <= AROUND_MS)
    const isHighest = around.every(({ at, level }) => level < point.level || (level === point.level && at >= point.at))
    if (!isHighest) continue
    const turns = (side: (at: number) => boolean) =>
      around.some(({ at, level }) => side(at - point.at) && level <= point.level - TURNS_BY)
    if (!turns((off) => off <= -SEEN_TURNING_MS) || !turns((off) => off >= SEEN_TURNING_MS)) continue
    const top = around.filter(({ level }) => level >= point.level - TOP)
    const at = ((top[0]?.at ?? point.at) + (top.at(-1)?.at ?? point.at)) / 2
    found.push({ at, level: point.level })
  }
  return found
}

/**
 * The next high water after `now`: half a lunar day after the last one and a lunar day after the one before, as high as that was, and moved
 * by as much as the last two days' have moved. Undefined with fewer than two high waters, or when the last of them is too long ago.
 * @param course levels of the last days of one gauge, rising in time
 * @param now epoch ms
 */
export function nextHighWater(course: readonly LevelAt[], now: number): HighWater | undefined {
  const seen = highWaters(course.filter(({ at }) => at <= now))
  const last = seen.at(-1)
  if (last === undefined || seen.length < 2 || now - last.at > FORGOTTEN_MS) return undefined
  const near = (at: number) => seen.find((water) => Math.abs(water.at - at) <= STRAYS_MS)
  // What was not seen since the last one, as while a gauge was silent, is passed over half a lunar day at a time.
  const steps = Math.max(1, Math.ceil((now - last.at) / HALF_LUNAR_DAY_MS))
  const expected = last.at + steps * HALF_LUNAR_DAY_MS
  const like = near(expected - LUNAR_DAY_MS) ?? near(expected - 2 * LUNAR_DAY_MS)
  const at = like === undefined ? expected : (expected + roundTo(like.at, expected)) / 2
  const level = like?.level ?? last.level
  return { at: Math.max(at, now), level: level + driftOf(seen), seen: seen.length }
}

/** What was measured within so long of a moment tells the level at that moment. */
const AT_MS = 20 * 60_000

/**
 * How far the level stands from that of a lunar day before, m; undefined where that is not known. From a day to the next the tide itself changes
 * by 0.15 m at Cần Thơ at most: what is more than `FOLLOWS_WITHIN_M` is flood, surge or a faulty gauge, of which the rhythm says nothing.
 * @param course levels of the last days of one gauge
 * @param now epoch ms
 * @param level what the gauge shows now, m
 */
export function strayFromTide(course: readonly LevelAt[], now: number, level: number): number | undefined {
  const then = course.filter(({ at }) => Math.abs(at - (now - LUNAR_DAY_MS)) <= AT_MS)
  if (then.length === 0) return undefined
  return level - then.reduce((sum, each) => sum + each.level, 0) / then.length
}

/** While the level strays no farther, m, the next high water is estimated from the rhythm of the last ones. */
export const FOLLOWS_WITHIN_M = 0.3

/**
 * By how much the water stands above a high water that comes within three hours, m; undefined where it does not. A high water is the highest of its
 * hours: such an estimate is refuted by what is measured, as while a flood runs off. One that is farther away may well be lower than what stands now.
 * @param now epoch ms
 * @param level what the gauge shows now, m
 */
export function aboveHighWater(water: LevelAt, now: number, level: number): number | undefined {
  const above = level - water.level
  return water.at - now < AROUND_MS && above > TOP ? above : undefined
}

/** The moment whole lunar days after `from` that lies nearest to `to`. */
function roundTo(from: number, to: number): number {
  return from + Math.round((to - from) / LUNAR_DAY_MS) * LUNAR_DAY_MS
}

/** By how much high waters rise from a day to the next, by the mean of the last two; 0 where that is not known. */
function driftOf(seen: readonly LevelAt[]): number {
  const rises = seen.slice(-2).flatMap(({ at, level }) => {
    const before = seen.find((water) => Math.abs(at - water.at - LUNAR_DAY_MS) <= STRAYS_MS)
    return before === undefined ? [] : [level - before.level]
  })
  return rises.length === 0 ? 0 : rises.reduce((sum, rise) => sum + rise, 0) / rises.length
}
