import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { CalendarFile, createCalendar, isWeekend, missingHolidays } from '../../domain/calendar/calendar.ts'
import { CULTURE_DAY, VIETNAM_HOLIDAYS, vietnamHolidays } from '../../domain/calendar/vietnamHolidays.ts'
import { addDays, eachDay } from '../../domain/periods.ts'
import { startOfDay } from '../../domain/time.ts'
import { CALENDAR } from '../../server/cityFiles/calendar.ts'
import { createHolidayGaps } from '../../server/cityFiles/holidayGaps.ts'
import { handClock } from '../support/clock.ts'

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

describe('public holidays on a weekend', () => {
  const offIn = (from: string, to: string, calendar = vietnam) =>
    eachDay({ from, to }).filter((day) => calendar.holidayOn(day) !== undefined)

  it('have days in lieu: the next days that are worked', () => {
    // Tết of 2027 is from Friday to Tuesday, two of its days on a weekend.
    expect(offIn('2027-02-01', '2027-02-28')).toEqual([
      ...['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09'],
      ...['2027-02-10', '2027-02-11'],
    ])
    expect(vietnam.holidayOn('2027-02-10')).toEqual({ vi: 'Nghỉ bù Tết Nguyên đán', en: 'In lieu of Lunar New Year' })
    expect(vietnam.holidayOn('2027-05-03')?.vi).toBe('Nghỉ bù Ngày Quốc tế lao động')
    expect(['2027-02-12', '2027-05-04'].map(vietnam.isWorkingDay)).toEqual([true, true])
    expect(vietnam.holidayOn('2026-04-27')?.vi).toBe('Nghỉ bù Giỗ Tổ Hùng Vương')
    expect(vietnam.isWorkingDay('2024-09-03')).toBe(false)
  })

  it('were in 2024 and 2025 as the Government said', () => {
    expect(offIn('2024-02-01', '2024-02-29')).toEqual(eachDay({ from: '2024-02-08', to: '2024-02-14' }))
    expect(offIn('2025-01-20', '2025-02-10')).toEqual(eachDay({ from: '2025-01-27', to: '2025-01-31' }))
  })

  it('leave as many days off as the law gives, whatever the year', () => {
    for (const year of VIETNAM_HOLIDAYS.years ?? []) {
      const weekdaysOff = eachDay({ from: `${year}-01-01`, to: `${year}-12-31` }).filter(
        (day) => vietnam.holidayOn(day) !== undefined && !isWeekend(day),
      )
      expect(weekdaysOff).toHaveLength(11)
    }
  })

  it('may be worked after all, where the city says so', () => {
    const city = createCalendar(VIETNAM_HOLIDAYS, { holidays: [], workdays: [{ day: '2027-05-03', name }] })
    expect(city.isWorkingDay('2027-05-03')).toBe(true)
  })
})

describe('24 November', () => {
  it('is off once the city says that it is in force, from 2026 on, with a day in lieu', () => {
    expect(vietnam.isWorkingDay('2026-11-24')).toBe(true)
    const city = createCalendar(vietnamHolidays([{ ...CULTURE_DAY, inForce: true }]))
    expect(city.holidayOn('2026-11-24')?.vi).toBe('Ngày Văn hóa Việt Nam')
    expect(city.isWorkingDay('2025-11-24')).toBe(true)
    // A Saturday in 2029.
    expect(city.isWorkingDay('2029-11-26')).toBe(false)
    expect(createCalendar(vietnamHolidays([CULTURE_DAY])).isWorkingDay('2026-11-24')).toBe(true)
  })
})

describe('years whose holidays nobody has told', () => {
  it('are known as such, and no longer once the city has told them', () => {
    expect(vietnam.unknownYears({ from: '2023-12-01', to: '2030-01-05' })).toEqual([2023, 2030])
    expect(missingHolidays(vietnam, '2026-11-23')).toEqual([])
    expect(missingHolidays(vietnam, '2029-11-23')).toEqual([2030])
    const city = createCalendar(VIETNAM_HOLIDAYS, { holidays: [], workdays: [], years: [2030] })
    expect(missingHolidays(city, '2029-11-23')).toEqual([])
  })

  it('are told in the log once, when they begin to be needed', () => {
    const clock = handClock(startOfDay('2029-10-20'))
    const warn = vi.fn()
    const gaps = createHolidayGaps({ calendar: vietnam, clock, log: { warn } })
    expect(gaps()).toEqual([])
    expect(warn).not.toHaveBeenCalled()
    clock.set(startOfDay('2029-11-23'))
    expect([gaps(), gaps()]).toEqual([[2030], [2030]])
    expect(warn).toHaveBeenCalledTimes(1)
    expect(warn.mock.calls[0]?.[1]).toContain('2030')
    expect(warn.mock.calls[0]?.[1]).toContain('calendar.json')
  })
})

describe('the calendar file', () => {
  const refused = (file: unknown) => !CalendarFile.safeParse(file).success

  it('takes holidays and days worked instead', () => {
    const holiday = { from: '2027-01-02', to: '2027-01-02', name }
    expect(refused({ holidays: [holiday], workdays: [{ day: '2027-01-09', name }] })).toBe(false)
  })

  it('takes holidays of every year, and the years it tells', () => {
    const file = { holidays: [], workdays: [], yearly: [CULTURE_DAY], years: [2030] }
    expect(refused(file)).toBe(false)
    expect(refused({ ...file, yearly: [{ ...CULTURE_DAY, date: '02-30' }] })).toBe(true)
    expect(refused({ ...file, yearly: [{ ...CULTURE_DAY, inForce: 'yes' }] })).toBe(true)
    expect(refused({ ...file, years: ['2030'] })).toBe(true)
    expect(CALENDAR.parse(CALENDAR.first()).isWorkingDay('2026-11-24')).toBe(true)
    expect(CALENDAR.parse({ ...file, yearly: [{ ...CULTURE_DAY, inForce: true }] }).isWorkingDay('2026-11-24')).toBe(
      false,
    )
  })

  it('refuses what is no day, what ends before it begins, a year off, and keys nobody knows', () => {
    expect(refused({ holidays: [{ from: '2027-02-30', to: '2027-03-01', name }], workdays: [] })).toBe(true)
    expect(refused({ holidays: [{ from: '2027-03-02', to: '2027-03-01', name }], workdays: [] })).toBe(true)
    expect(refused({ holidays: [{ from: '2027-01-01', to: '2027-12-31', name }], workdays: [] })).toBe(true)
    expect(refused({ holidays: [], workdays: [], weekends: [] })).toBe(true)
    expect(refused({ holidays: [] })).toBe(true)
  })
})
