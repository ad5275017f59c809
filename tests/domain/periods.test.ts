import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  daysIn,
  eachDay,
  PERIODS,
  periodBefore,
  samePeriodLastYear,
  toDate,
  wholePeriod,
} from '../../domain/periods.ts'

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days))
const anyPeriod = fc.constantFrom(...PERIODS)

describe('periods', () => {
  it('begin where people begin them: weeks on Monday, quarters, six and nine months on the first', () => {
    expect(wholePeriod('week', '2026-11-23')).toEqual({ from: '2026-11-23', to: '2026-11-29' })
    expect(wholePeriod('week', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' })
    expect(wholePeriod('month', '2024-02-10')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(wholePeriod('quarter', '2026-11-23')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
    expect(wholePeriod('half', '2026-03-01')).toEqual({ from: '2026-01-01', to: '2026-06-30' })
    expect(wholePeriod('year', '2026-03-01')).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  })

  it('go up to the day; six and nine months stay at their end once it is passed', () => {
    expect(toDate('month', '2026-11-23')).toEqual({ from: '2026-11-01', to: '2026-11-23' })
    expect(toDate('half', '2026-11-23')).toEqual({ from: '2026-01-01', to: '2026-06-30' })
    expect(toDate('nineMonths', '2026-08-05')).toEqual({ from: '2026-01-01', to: '2026-08-05' })
  })

  it('stand beside as much of the period before', () => {
    expect(periodBefore('day', '2026-03-01')).toEqual({ from: '2026-02-28', to: '2026-02-28' })
    expect(periodBefore('week', '2026-11-25')).toEqual({ from: '2026-11-16', to: '2026-11-18' })
    expect(periodBefore('month', '2026-11-23')).toEqual({ from: '2026-10-01', to: '2026-10-23' })
    expect(periodBefore('month', '2026-03-30')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(periodBefore('month', '2026-04-30')).toEqual({ from: '2026-03-01', to: '2026-03-31' })
    expect(periodBefore('half', '2026-11-23')).toEqual({ from: '2025-01-01', to: '2025-06-30' })
  })

  it('of last year are the same days; the 29th of February becomes the 28th', () => {
    expect(samePeriodLastYear({ from: '2026-11-01', to: '2026-11-23' })).toEqual({
      from: '2025-11-01',
      to: '2025-11-23',
    })
    expect(samePeriodLastYear({ from: '2024-02-01', to: '2024-02-29' })).toEqual({
      from: '2023-02-01',
      to: '2023-02-28',
    })
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  })

  it('hold the day, and what stands before them ends before they begin', () => {
    fc.assert(
      fc.property(anyPeriod, anyDay, (period, day) => {
        const whole = wholePeriod(period, day)
        const now = toDate(period, day)
        expect(now.from <= now.to && now.to <= whole.to && now.from === whole.from).toBe(true)
        if (period !== 'half' && period !== 'nineMonths') expect(whole.from <= day && day <= whole.to).toBe(true)
        const before = periodBefore(period, day)
        expect(before.from <= before.to && before.to < now.from).toBe(true)
        expect(daysIn(before)).toBeLessThanOrEqual(daysIn(whole) + 3)
      }),
    )
  })

  it('count every day once', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(400), (from, length) => {
        const span = { from, to: addDays(from, length) }
        const days = eachDay(span)
        expect(days).toHaveLength(daysIn(span))
        expect(new Set(days).size).toBe(days.length)
        expect(days.at(-1)).toBe(span.to)
      }),
      { numRuns: 50 },
    )
  })
})
