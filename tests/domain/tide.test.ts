import { describe, expect, it } from 'vitest'
import {
  aboveHighWater,
  FOLLOWS_WITHIN_M,
  highWaters,
  type LevelAt,
  nextHighWater,
  strayFromTide,
} from '../../domain/sensors/tide.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { CAN_THO_TIDE, tideHeight } from '../../simulators/sensors/tide.ts'

const START = Date.parse('2026-11-01T00:00:00+07:00')
const M2_MS = 12.4206 * HOUR_MS

/** A course of levels, one each ten minutes. */
function course(from: number, to: number, level: (at: number) => number): LevelAt[] {
  const points: LevelAt[] = []
  for (let at = from; at < to; at += 10 * MINUTE_MS) points.push({ at, level: level(at) })
  return points
}

/** A tide of one wave, whose high waters are known by heart. */
const plain = (at: number) => 1 + 0.6 * Math.cos((2 * Math.PI * (at - START)) / M2_MS)

describe('high waters', () => {
  it('are where the water was seen to turn, and nowhere else', () => {
    const seen = highWaters(course(START - HOUR_MS, START + 2.2 * M2_MS, plain))
    // The first is seen from an hour before only; of the third the fall is seen.
    expect(seen.map(({ at }) => Math.round((at - START) / M2_MS))).toEqual([1, 2])
    expect(seen[0]?.level).toBeCloseTo(1.6, 2)
  })

  it('are not made of ripple, nor of a level that stands', () => {
    expect(highWaters(course(START, START + DAY_MS, () => 1))).toEqual([])
    expect(highWaters(course(START, START + DAY_MS, (at) => 1 + 0.01 * Math.sin(at / 1e6)))).toEqual([])
  })
})

describe('the next high water', () => {
  it('comes half a lunar day after the last', () => {
    const now = START + 3.3 * M2_MS
    const next = nextHighWater(course(START - DAY_MS, now, plain), now)
    expect(Math.abs((next?.at ?? 0) - (START + 4 * M2_MS))).toBeLessThan(10 * MINUTE_MS)
    expect(next?.level).toBeCloseTo(1.6, 2)
  })

  it('is not known from one high water, from none, and from a gauge that has been silent for long', () => {
    expect(nextHighWater([], START)).toBeUndefined()
    const one = START + 1.5 * M2_MS
    expect(nextHighWater(course(START + 2 * HOUR_MS, one, plain), one)).toBeUndefined()
    const silent = course(START - DAY_MS, START + M2_MS, plain)
    expect(nextHighWater(silent, START + M2_MS + 2 * DAY_MS)).toBeUndefined()
  })

  it('is refuted by water that stands above it already, unless it comes only after the ebb', () => {
    const soon = { at: START + HOUR_MS, level: 1.36 }
    expect(aboveHighWater(soon, START, 1.56)).toBeCloseTo(0.2, 6)
    expect(aboveHighWater(soon, START, 1.36)).toBeUndefined()
    expect(aboveHighWater(soon, START, 1.1)).toBeUndefined()
    // The lower of a day's two high waters is below the higher one that stands now.
    expect(aboveHighWater({ ...soon, at: START + 11 * HOUR_MS }, START, 1.56)).toBeUndefined()
  })

  it('is hardly ever refuted by the tide itself', () => {
    const level = (at: number) => 0.9 + tideHeight(at, CAN_THO_TIDE)
    const all = course(START - 3 * DAY_MS, START + 32 * DAY_MS, level)
    let known = 0
    let refuted = 0
    for (let now = START; now < START + 30 * DAY_MS; now += HOUR_MS) {
      const water = nextHighWater(
        all.filter(({ at }) => at <= now && at > now - 3 * DAY_MS),
        now,
      )
      if (water === undefined) continue
      known++
      if (aboveHighWater(water, now, level(now)) !== undefined) refuted++
    }
    expect(known).toBeGreaterThan(600)
    expect(refuted / known).toBeLessThan(0.08)
  })

  it('is reckoned over a gap, and never lies in the past', () => {
    const now = START + 4.4 * M2_MS
    const known = course(START - DAY_MS, START + 3.4 * M2_MS, plain)
    const next = nextHighWater(known, now)
    expect(Math.abs((next?.at ?? 0) - (START + 5 * M2_MS))).toBeLessThan(20 * MINUTE_MS)
  })

  it('comes near to that of the tide at Cần Thơ on every hour of a month', () => {
    const level = (at: number) => 0.9 + tideHeight(at, CAN_THO_TIDE)
    const all = course(START - 3 * DAY_MS, START + 32 * DAY_MS, level)
    const really = highWaters(all)
    let known = 0
    const off: { minutes: number; metres: number }[] = []
    for (let now = START; now < START + 30 * DAY_MS; now += HOUR_MS) {
      const next = nextHighWater(
        all.filter(({ at }) => at > now - 3 * DAY_MS && at <= now),
        now,
      )
      if (next === undefined) continue
      known++
      const nearest = really.reduce((a, b) => (Math.abs(b.at - next.at) < Math.abs(a.at - next.at) ? b : a))
      off.push({ minutes: Math.abs(nearest.at - next.at) / MINUTE_MS, metres: Math.abs(nearest.level - next.level) })
    }
    expect(known).toBeGreaterThan(0.95 * 30 * 24)
    const within = (share: number, of: (each: (typeof off)[number]) => number) =>
      off.map(of).sort((a, b) => a - b)[Math.floor(share * (off.length - 1))] ?? 0
    expect(within(0.9, ({ minutes }) => minutes)).toBeLessThan(60)
    expect(within(0.9, ({ metres }) => metres)).toBeLessThan(0.12)
  })
})

describe('how far a level strays from the rhythm of its tide', () => {
  const level = (at: number) => 0.9 + tideHeight(at, CAN_THO_TIDE)

  it('is little through a year, and what a flood adds', () => {
    let farthest = 0
    for (let now = START; now < START + 365 * DAY_MS; now += 5 * HOUR_MS) {
      const stray = strayFromTide(course(now - 26 * HOUR_MS, now, level), now, level(now))
      farthest = Math.max(farthest, Math.abs(stray ?? Infinity))
      expect(strayFromTide(course(now - 26 * HOUR_MS, now, level), now, level(now) + 0.6)).toBeGreaterThan(
        FOLLOWS_WITHIN_M,
      )
    }
    expect(farthest).toBeLessThan(FOLLOWS_WITHIN_M * 0.7)
  })

  it('is not known of a gauge that was silent a lunar day ago', () => {
    expect(strayFromTide(course(START - 3 * HOUR_MS, START, level), START, 1)).toBeUndefined()
  })
})
