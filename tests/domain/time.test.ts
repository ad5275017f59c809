import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshness, patienceFor } from '../../domain/freshness.ts'
import { bucketStart, DAY_MS, dayOf, HOUR_MS, isDay, monthStart, startOfDay } from '../../domain/time.ts'

describe('days of the city', () => {
  it('begin at midnight in Cần Thơ, whatever zone the hub stands in', () => {
    expect(dayOf(Date.parse('2026-11-23T16:59:59Z'))).toBe('2026-11-23')
    expect(dayOf(Date.parse('2026-11-23T17:00:00Z'))).toBe('2026-11-24')
    expect(startOfDay('2026-11-24')).toBe(Date.parse('2026-11-23T17:00:00Z'))
    expect(monthStart('2026-11-23')).toBe('2026-11-01')
  })

  it('are only real ones', () => {
    expect(isDay('2024-02-29')).toBe(true)
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', '2026-01-01T00:00', '']) {
      expect(isDay(text)).toBe(false)
    }
  })

  it('hold every moment in the bucket that begins before it', () => {
    const moment = fc.integer({ min: 0, max: 4e12 })
    fc.assert(
      fc.property(moment, fc.constantFrom(60_000, HOUR_MS, DAY_MS), (at, size) => {
        const start = bucketStart(at, size)
        expect(start).toBeLessThanOrEqual(at)
        expect(at - start).toBeLessThan(size)
        expect(bucketStart(start, size)).toBe(start)
        if (size === DAY_MS) expect(start).toBe(startOfDay(dayOf(at)))
      }),
    )
  })
})

describe('freshness', () => {
  const patience = patienceFor(10_000)

  it('goes from live to stale to lost by age alone', () => {
    expect(freshness(0, 25_000, patience)).toBe('live')
    expect(freshness(0, 25_001, patience)).toBe('stale')
    expect(freshness(0, 100_000, patience)).toBe('stale')
    expect(freshness(0, 100_001, patience)).toBe('lost')
    expect(freshness(null, 0, patience)).toBe('never')
    expect(freshness(undefined, 0, patience)).toBe('never')
  })

  it('takes what a broker remembered for stale at best', () => {
    expect(freshness(0, 1, patience, true)).toBe('stale')
    expect(freshness(0, 200_000, patience, true)).toBe('lost')
  })

  it('never gets better with age', () => {
    const order = ['live', 'stale', 'lost']
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), fc.integer({ min: 1, max: 86_400_000 }), (a, b, every) => {
        const at = (age: number) => order.indexOf(freshness(0, age, patienceFor(every)))
        expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)))
      }),
    )
  })
})
