import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarWith, createCalendar } from '../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../domain/calendar/vietnamHolidays.ts'
import {
  addWorkingMs,
  endOfWork,
  nextReminder,
  WORKING_DAY_MS,
  workingMsBetween,
} from '../../domain/calendar/workingTime.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'

const calendar = createCalendar(VIETNAM_HOLIDAYS)
const at = (text: string) => Date.parse(`${text}:00+07:00`)
const written = (ms: number) => new Date(ms + 7 * HOUR_MS).toISOString().slice(0, 16)
const added = (from: string, hours: number) => written(addWorkingMs(calendar, at(from), hours * HOUR_MS))

/** 2026-11-26 is a Thursday. */
describe('working time', () => {
  it('is 8.5 hours a day', () => {
    expect(WORKING_DAY_MS).toBe(8.5 * HOUR_MS)
  })

  it('begins at seven, rests at noon and ends at five', () => {
    expect(added('2026-11-26T08:00', 4)).toBe('2026-11-26T13:30')
    expect(added('2026-11-26T08:00', 3.5)).toBe('2026-11-26T11:30')
    expect(added('2026-11-26T05:12', 1)).toBe('2026-11-26T08:00')
    expect(added('2026-11-26T12:10', 1)).toBe('2026-11-26T14:00')
    expect(added('2026-11-26T16:00', 1)).toBe('2026-11-26T17:00')
    expect(added('2026-11-26T16:00', 4)).toBe('2026-11-27T10:00')
    expect(added('2026-11-27T22:00', 4)).toBe('2026-11-30T11:00')
    expect(added('2026-11-27T09:00', 8.5)).toBe('2026-11-30T09:00')
  })

  it('does not pass on holidays and days in lieu, and does on days that are worked instead', () => {
    // 1 January 2027 is a Friday.
    expect(added('2026-12-31T16:00', 2)).toBe('2027-01-04T08:00')
    expect(added('2027-02-04T16:30', 1)).toBe('2027-02-12T07:30')
    const made = calendarWith(calendar, (day) =>
      day === '2026-11-28' ? { is: 'worked', name: { vi: 'Làm bù', en: 'Made up for' } } : undefined,
    )
    expect(written(addWorkingMs(made, at('2026-11-27T16:00'), 2 * HOUR_MS))).toBe('2026-11-28T08:00')
    expect(workingMsBetween(made, at('2026-11-28T00:00'), at('2026-11-29T00:00'))).toBe(WORKING_DAY_MS)
  })

  it('counts Monday to Friday in years whose holidays nobody has told', () => {
    expect(calendar.unknownYears({ from: '2031-01-01', to: '2031-12-31' })).toEqual([2031])
    // 1 January 2031 is a Wednesday, and nobody has said that it is off.
    expect(added('2030-12-31T16:00', 2)).toBe('2031-01-01T08:00')
  })

  it('means by a day alone the end of work on it', () => {
    expect(written(endOfWork('2026-11-29'))).toBe('2026-11-29T17:00')
  })

  const moment = fc.integer({ min: at('2026-01-01T00:00'), max: at('2029-12-31T00:00') })
  const length = fc.integer({ min: 1, max: 60 * WORKING_DAY_MS })

  it('has passed between a moment and what is added to it', () => {
    fc.assert(
      fc.property(moment, length, (from, ms) => {
        const to = addWorkingMs(calendar, from, ms)
        expect(workingMsBetween(calendar, from, to)).toBe(ms)
        expect(workingMsBetween(calendar, from, to - 1)).toBe(ms - 1)
      }),
    )
  })

  it('adds up over any moment between, and never passes faster than the clock', () => {
    fc.assert(
      fc.property(moment, fc.nat(40 * DAY_MS), fc.nat(40 * DAY_MS), (from, first, second) => {
        const [middle, to] = [from + first, from + first + second]
        const [a, b] = [workingMsBetween(calendar, from, middle), workingMsBetween(calendar, middle, to)]
        expect(workingMsBetween(calendar, from, to)).toBe(a + b)
        expect(a).toBeLessThanOrEqual(first)
        expect(workingMsBetween(calendar, to, from)).toBe(0)
      }),
    )
  })

  it('agrees with a count minute by minute', () => {
    const isWorked = (ms: number) => {
      const time = written(ms).slice(11)
      const isOpen = (time >= '07:00' && time < '11:30') || (time >= '13:00' && time < '17:00')
      return isOpen && calendar.isWorkingDay(written(ms).slice(0, 10))
    }
    fc.assert(
      fc.property(moment, fc.nat(6 * 24 * 60), (near, minutes) => {
        const from = Math.floor(near / MINUTE_MS) * MINUTE_MS
        let counted = 0
        for (let minute = 0; minute < minutes; minute++) if (isWorked(from + minute * MINUTE_MS)) counted++
        expect(workingMsBetween(calendar, from, from + minutes * MINUTE_MS)).toBe(counted * MINUTE_MS)
      }),
      { numRuns: 20 },
    )
  })
})

describe('reminders of a deadline', () => {
  function reminders(dueAt: number, from: number, count: number) {
    const all: string[] = []
    for (let after = from; all.length < count; ) {
      const { is, at: time } = nextReminder(calendar, dueAt, after)
      all.push(`${is} ${written(time)}`)
      after = time
    }
    return all
  }

  it('come three days and a working day before, at the moment, and then once each working day', () => {
    expect(reminders(endOfWork('2026-11-26'), at('2026-11-16T09:00'), 6)).toEqual([
      'threeDaysBefore 2026-11-23T07:00',
      'workingDayBefore 2026-11-25T07:00',
      'due 2026-11-26T17:00',
      'overdue 2026-11-27T07:00',
      'overdue 2026-11-30T07:00',
      'overdue 2026-12-01T07:00',
    ])
  })

  it('come on days that are worked, and once where two fall on one day', () => {
    expect(reminders(endOfWork('2026-11-30'), at('2026-11-16T09:00'), 3)).toEqual([
      'workingDayBefore 2026-11-27T07:00',
      'due 2026-11-30T17:00',
      'overdue 2026-12-01T07:00',
    ])
    // Over the New Year of 2027, a Friday.
    expect(reminders(at('2026-12-31T10:00'), at('2026-12-31T08:00'), 3)).toEqual([
      'due 2026-12-31T10:00',
      'overdue 2027-01-04T07:00',
      'overdue 2027-01-05T07:00',
    ])
  })

  it('come one after the other, none twice', () => {
    const day = fc.integer({ min: at('2026-01-01T00:00'), max: at('2028-12-31T00:00') })
    fc.assert(
      fc.property(day, fc.integer({ min: -10 * DAY_MS, max: 10 * DAY_MS }), (dueAt, offset) => {
        const first = nextReminder(calendar, dueAt, dueAt + offset)
        const second = nextReminder(calendar, dueAt, first.at)
        expect(first.at).toBeGreaterThan(dueAt + offset)
        expect(second.at).toBeGreaterThan(first.at)
        if (offset < 0) expect(first.at).toBeLessThanOrEqual(dueAt)
      }),
    )
  })
})
