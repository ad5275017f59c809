import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CalendarFile, createCalendar } from '../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../domain/calendar/vietnamHolidays.ts'
import { addDays } from '../../domain/periods.ts'

const name = { vi: 'Nghỉ bù', en: 'Day in lieu' }
const vietnam = createCalendar(VIETNAM_HOLIDAYS)

describe('working days', () => {
  it('are Monday to Friday without public holidays', () => {
    expect(vietnam.isWorkingDay('2026-11-23')).toBe(true)
    expect(vietnam.isWorkingDay('2026-11-22')).toBe(false)
    expect(vietnam.isWorkingDay('2026-09-02')).toBe(false)
    // Tết of 2026: the eve, the day and three after it.
    expect(['2026-02-16', '2026-02-17', '2026-02-20'].map(vietnam.isWorkingDay)).toEqual([false, false, false])
    expect(vietnam.isWorkingDay('2026-02-23')).toBe(true)
    expect(vietnam.holidayOn('2026-02-17')?.vi).toBe('Tết Nguyên đán')
    expect(vietnam.workingDaysIn({ from: '2026-11-01', to: '2026-11-30' })).toBe(21)
  })

  it('change by the city’s own file: a day in lieu is off, a Saturday worked instead is not', () => {
    const city = createCalendar(VIETNAM_HOLIDAYS, {
      holidays: [{ from: '2026-04-27', to: '2026-04-27', name }],
      workdays: [{ day: '2026-08-22', name }],
    })
    expect(city.isWorkingDay('2026-04-27')).toBe(false)
    expect(city.isWorkingDay('2026-08-22')).toBe(true)
    expect(city.workdayOn('2026-08-22')).toEqual(name)
  })

  it('are counted on: a term of five working days from a Friday before Tết', () => {
    expect(vietnam.addWorkingDays('2026-02-13', 5)).toBe('2026-02-27')
    expect(vietnam.addWorkingDays('2026-02-14', 0)).toBe('2026-02-14')
  })

  it('counted after a day are those added to it', () => {
    const days = fc.integer({ min: 0, max: 1_500 }).map((n) => addDays('2025-01-01', n))
    fc.assert(
      fc.property(days, fc.nat(40), (day, count) => {
        expect(vietnam.workingDaysAfter(day, vietnam.addWorkingDays(day, count))).toBe(count)
      }),
    )
  })
})

describe('the calendar file', () => {
  const refused = (file: unknown) => !CalendarFile.safeParse(file).success

  it('takes holidays and days worked instead', () => {
    const holiday = { from: '2027-01-02', to: '2027-01-02', name }
    expect(refused({ holidays: [holiday], workdays: [{ day: '2027-01-09', name }] })).toBe(false)
  })

  it('refuses what is no day, what ends before it begins, a year off, and keys nobody knows', () => {
    expect(refused({ holidays: [{ from: '2027-02-30', to: '2027-03-01', name }], workdays: [] })).toBe(true)
    expect(refused({ holidays: [{ from: '2027-03-02', to: '2027-03-01', name }], workdays: [] })).toBe(true)
    expect(refused({ holidays: [{ from: '2027-01-01', to: '2027-12-31', name }], workdays: [] })).toBe(true)
    expect(refused({ holidays: [], workdays: [], weekends: [] })).toBe(true)
    expect(refused({ holidays: [] })).toBe(true)
  })
})
