import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketStart, DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { DEFAULT_RETENTION, reaches, slotOf, slotsOf } from '../../../server/store/rollups.ts'
import { shapeOf } from '../../../server/store/series.ts'

const NOW = Date.parse('2026-11-23T09:00:00+07:00')

describe('the shape of an answer', () => {
  it('has at most as many buckets as asked for, made of whole rollups that are still there, whatever is asked', () => {
    const query = fc.record({
      from: fc.oneof(fc.integer({ min: 0, max: NOW }), fc.integer({ min: NOW - 40 * DAY_MS, max: NOW })),
      length: fc.oneof(fc.integer({ min: 1, max: 2 * HOUR_MS }), fc.integer({ min: 1, max: 60 * 365 * DAY_MS })),
      points: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5_000 })),
    })
    fc.assert(
      fc.property(query, ({ from, length, points }) => {
        const to = from + length
        const { rollup, bucketMs, first } = shapeOf({ from, to, points }, DEFAULT_RETENTION, NOW)
        expect(reaches(rollup.name, from, DEFAULT_RETENTION, NOW)).toBe(true)
        expect(bucketMs % rollup.ms).toBe(0)
        expect(first).toBeLessThanOrEqual(from)
        // Every bucket begins where a rollup begins: none is cut in two.
        expect(bucketStart(first, rollup.ms)).toBe(first)
        expect(Math.floor((to - 1 - first) / bucketMs) + 1).toBeLessThanOrEqual(points)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    [2 * HOUR_MS, 500, MINUTE_MS],
    [DAY_MS, 500, 5 * MINUTE_MS],
    [7 * DAY_MS, 500, 30 * MINUTE_MS],
    [30 * DAY_MS, 500, 2 * HOUR_MS],
    [365 * DAY_MS, 500, DAY_MS],
  ])('over %d ms for %d points is made of buckets of %d ms', (length, points, bucketMs) => {
    expect(shapeOf({ from: NOW - length, to: NOW, points }, DEFAULT_RETENTION, NOW).bucketMs).toBe(bucketMs)
  })

  it('touches every slot of a range and no other', () => {
    expect(slotsOf(1_000, 1_000, 600)).toEqual([])
    expect(slotsOf(1_199, 1_200, 600)).toEqual([1])
    expect(slotsOf(1_199, 1_801, 600)).toEqual([1, 2, 3])
    expect(slotOf(1_200, 600)).toBe(2)
  })
})
