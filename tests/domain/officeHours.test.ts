import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../domain/calendar/calendar.ts'
import { officeHours, wholeOfficeHours } from '../../domain/calendar/officeHours.ts'
import { VIETNAM_HOLIDAYS } from '../../domain/calendar/vietnamHolidays.ts'
import { addDays } from '../../domain/periods.ts'
import { HOUR_MS, startOfDay } from '../../domain/time.ts'

const calendar = createCalendar(VIETNAM_HOLIDAYS)

describe('office hours', () => {
  const at = (time: string) => officeHours(calendar, Date.parse(`${time}:00+07:00`))

  it('are those of a working day, with a break at noon', () => {
    expect(at('2026-11-23T06:59')).toEqual({ isOpen: false, openMinutes: 0 })
    expect(at('2026-11-23T07:30')).toEqual({ isOpen: true, openMinutes: 30 })
    expect(at('2026-11-23T12:00')).toEqual({ isOpen: false, openMinutes: 270 })
    expect(at('2026-11-23T13:10')).toEqual({ isOpen: true, openMinutes: 280 })
    expect(at('2026-11-23T17:00')).toEqual({ isOpen: false, openMinutes: 510 })
  })

  it('are none at a weekend or on a holiday', () => {
    expect(at('2026-11-22T09:00')).toEqual({ isOpen: false, openMinutes: 0 })
    expect(at('2026-09-02T09:00')).toEqual({ isOpen: false, openMinutes: 0 })
  })
})

describe('whole office hours', () => {
  const of = (from: string, to: string) =>
    [...wholeOfficeHours(calendar, startOfDay(from), startOfDay(addDays(to, 1)))].map(
      (at) => (at - startOfDay(from)) / HOUR_MS,
    )

  it('leave out the hours that the break cuts', () => {
    expect(of('2026-11-23', '2026-11-23')).toEqual([7, 8, 9, 10, 13, 14, 15, 16])
  })

  it('are those of working days, and of the part of a day that is asked for', () => {
    expect(of('2026-11-20', '2026-11-23').filter((hour) => hour >= 24)).toEqual(
      [7, 8, 9, 10, 13, 14, 15, 16].map((hour) => hour + 72),
    )
    const nine = startOfDay('2026-11-23') + 9 * HOUR_MS
    expect([...wholeOfficeHours(calendar, nine, nine + 2 * HOUR_MS)]).toEqual([nine, nine + HOUR_MS])
  })
})
