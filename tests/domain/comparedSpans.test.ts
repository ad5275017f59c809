import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../domain/calendar/calendar.ts'
import { ALIGNMENTS, spanBefore, spanLastYear } from '../../domain/calendar/comparedSpans.ts'
import { VIETNAM_HOLIDAYS } from '../../domain/calendar/vietnamHolidays.ts'
import { addDays, daysIn, PERIODS, type Period, toDate } from '../../domain/periods.ts'
import type { Day } from '../../domain/time.ts'

const calendar = createCalendar(VIETNAM_HOLIDAYS)
const lastYear = (period: Period, day: Day, alignment: 'date' | 'workday') =>
  spanLastYear(period, day, alignment, calendar)
const earlier = (period: Period, day: Day, alignment: 'date' | 'workday') =>
  spanBefore(period, day, alignment, calendar)
const one = (day: Day) => ({ from: day, to: day })

describe('by date', () => {
  it('a day is laid beside the same date, whatever weekday it was', () => {
    expect(lastYear('day', '2026-11-23', 'date')).toEqual(one('2025-11-23'))
    expect(lastYear('month', '2026-11-23', 'date')).toEqual({ from: '2025-11-01', to: '2025-11-23' })
  })

  it('a whole February is laid beside a whole one, leap year or not', () => {
    expect(lastYear('month', '2025-02-28', 'date')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(lastYear('month', '2024-02-29', 'date')).toEqual({ from: '2023-02-01', to: '2023-02-28' })
    expect(lastYear('month', '2024-02-28', 'date')).toEqual({ from: '2023-02-01', to: '2023-02-28' })
    expect(lastYear('quarter', '2025-03-31', 'date')).toEqual({ from: '2024-01-01', to: '2024-03-31' })
  })
})

describe('by working days', () => {
  it('a Monday is laid beside a Monday', () => {
    expect(lastYear('day', '2026-11-23', 'workday')).toEqual(one('2025-11-24'))
    expect(earlier('day', '2026-11-23', 'workday')).toEqual(one('2026-11-20'))
    // A Sunday beside a Sunday, and beside the Saturday before.
    expect(lastYear('day', '2026-11-22', 'workday')).toEqual(one('2025-11-23'))
    expect(earlier('day', '2026-11-22', 'workday')).toEqual(one('2026-11-21'))
  })

  it('a working day is not laid beside a holiday', () => {
    // 52 weeks before 29 April 2026 was 30 April.
    expect(lastYear('day', '2026-04-29', 'workday')).toEqual(one('2025-04-23'))
    expect(earlier('day', '2026-05-04', 'workday')).toEqual(one('2026-04-29'))
  })

  it('a holiday on a weekday is not laid beside a working day, in any year', () => {
    // 52 weeks before 1 May 2026 was a Friday that was worked, as were all Fridays around it.
    expect(lastYear('day', '2026-05-01', 'workday')).toEqual(one('2025-05-01'))
    for (let day = '2025-06-01'; day < '2029-04-01'; day = addDays(day, 1))
      expect([day, calendar.isWorkingDay(lastYear('day', day, 'workday').from)]).toEqual([
        day,
        calendar.isWorkingDay(day),
      ])
  })

  it('a month to date has as many working days as it has', () => {
    // 16 working days each: November 2026 begins on a Sunday, November 2025 on a Saturday, October 2026 on a Thursday.
    expect(calendar.workingDaysIn({ from: '2026-11-01', to: '2026-11-23' })).toBe(16)
    expect(lastYear('month', '2026-11-23', 'workday')).toEqual({ from: '2025-11-01', to: '2025-11-24' })
    expect(earlier('month', '2026-11-23', 'workday')).toEqual({ from: '2026-10-01', to: '2026-10-22' })
  })

  it('a week is laid beside the week 52 weeks ago, weekday by weekday', () => {
    expect(lastYear('week', '2026-11-25', 'workday')).toEqual({ from: '2025-11-24', to: '2025-11-26' })
    expect(earlier('week', '2026-11-25', 'workday')).toEqual({ from: '2026-11-16', to: '2026-11-18' })
  })

  it('what is over is laid beside what is over, whole', () => {
    expect(lastYear('month', '2026-02-28', 'workday')).toEqual({ from: '2025-02-01', to: '2025-02-28' })
    expect(earlier('month', '2026-11-30', 'workday')).toEqual({ from: '2026-10-01', to: '2026-10-31' })
  })

  it('before the first working day of a month lie as many days', () => {
    expect(lastYear('month', '2026-11-01', 'workday')).toEqual(one('2025-11-01'))
  })
})

it('what is compared with lies before, begins with its period, and has days', () => {
  const days = fc.integer({ min: 0, max: 1_400 }).map((n) => addDays('2025-06-01', n))
  fc.assert(
    fc.property(fc.constantFrom(...PERIODS), days, fc.constantFrom(...ALIGNMENTS), (period, day, alignment) => {
      const now = toDate(period, day)
      for (const then of [earlier(period, day, alignment), lastYear(period, day, alignment)]) {
        expect(then.from <= then.to && then.to < now.from).toBe(true)
        if (alignment === 'workday' && period === 'day')
          expect(calendar.isWorkingDay(then.from)).toBe(calendar.isWorkingDay(day))
        if (period !== 'day' && period !== 'week') expect(then.from.slice(8)).toBe('01')
        expect(daysIn(then)).toBeGreaterThan(0)
      }
    }),
  )
})
