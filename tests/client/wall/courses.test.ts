import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparisonNote, type Other, periodNote } from '../../../client/panels/courseComparison.ts'
import { COURSE_DAYS, courseOf, courseShape, missingDays, type ToldPoint } from '../../../client/panels/courseShape.ts'
import { dailyHighest } from '../../../client/panels/useDailyHighest.ts'
import { weekdayOf } from '../../../client/panels/weekday.ts'
import { createCalendar } from '../../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../../domain/calendar/vietnamHolidays.ts'
import { KPIS } from '../../../domain/kpis/index.ts'
import { DAY_MS, HOUR_MS, startOfDay } from '../../../domain/time.ts'

const point = (value: number | null, reported = 83, day = 0): ToldPoint => ({
  at: day * DAY_MS,
  value,
  reported,
  expected: 83,
})

const CALENDAR = createCalendar(VIETNAM_HOLIDAYS)
const EVERY_DAY = { isWorkingDay: () => true }

describe('a course of thirty days', () => {
  it('is the last thirty of what was told, with gaps where too little was reported', () => {
    const told = Array.from({ length: 33 }, (_, day) => point(day, day === 31 ? 20 : 83, day))
    const course = courseOf(told, 0.8, EVERY_DAY)
    expect(course).toHaveLength(COURSE_DAYS)
    expect(course[0]?.value).toBe(3)
    expect(course.at(-2)?.value).toBeNull()
    expect(course.at(-1)?.value).toBe(32)
  })

  it('goes on over days off of which nothing is known, keeps those that are, and breaks only where a day is missing', () => {
    const start = startOfDay('2026-11-02')
    const isWeekend = (day: number) => day % 7 >= 5
    const told = (missing: readonly number[], workedOff: readonly number[]) =>
      Array.from({ length: 26 }, (_, day) => ({
        ...point((isWeekend(day) && !workedOff.includes(day)) || missing.includes(day) ? null : day),
        at: start + day * DAY_MS,
      }))
    const whole = courseOf(told([], []), 0.8, CALENDAR)
    expect(whole).toHaveLength(20)
    expect([courseShape(whole, undefined).runs.length, missingDays(whole)]).toEqual([1, 0])
    const broken = courseOf(told([9, 10], [5]), 0.8, CALENDAR)
    expect(broken.map(({ value }) => value)).toContain(5)
    expect([courseShape(broken, undefined).runs.length, missingDays(broken)]).toEqual([2, 2])
    // Today is the end of the line, a day off or not.
    expect(courseOf(told([], []).slice(0, 6), 0.8, CALENDAR)).toHaveLength(6)
  })

  it('breaks at days nobody knows, and keeps a day alone', () => {
    const { runs, last } = courseShape(
      [1, null, 2, null, 3, 4].map((value) => point(value)),
      undefined,
    )
    expect(runs.map((run) => run.length)).toEqual([1, 1, 2])
    expect(last?.[0]).toBe(1)
  })

  it('has its target in sight, wherever the line is', () => {
    const { target, runs } = courseShape(
      [10, 20].map((value) => point(value)),
      95,
    )
    const [low] = runs[0] ?? []
    expect(target).toBeGreaterThan(0.9)
    expect(low?.[1]).toBeCloseTo(0.08)
  })

  it('ends where the number beside it stands; of a day that still runs the end is a dot alone', () => {
    const days = [5, 6, 7].map((value) => point(value))
    expect(courseShape(days, undefined, { is: 'end', value: 6 }).last).toEqual([1, expect.closeTo(0.92)])
    expect(courseShape(days, undefined, { is: 'part', value: 1 }).runs.map((run) => run.length)).toEqual([2, 1])
    // What is unknown now is no end of the line: the last known day is.
    expect(courseShape(days, undefined, { is: 'end', value: null }).last?.[0]).toBe(0.5)
    expect(courseShape(days, undefined, { is: 'part', value: null }).last).toBeUndefined()
  })

  it('of something else than the number keeps its own end, and its dot stands where the number does', () => {
    const highest = [1.9, 2, 2.1].map((value) => point(value))
    const { runs, target, last } = courseShape(highest, 1.8, { is: 'beside', value: 1.36 })
    expect(runs[0]?.at(-1)?.[1]).toBeGreaterThan(target ?? 1)
    // Below the limit is drawn below the limit.
    expect(last?.[1]).toBeLessThan(target ?? 0)
    expect(courseShape(highest, 1.8, { is: 'beside', value: null }).last).toBeUndefined()
  })

  it('is nothing where nothing is known, and lies within its box whatever it says', () => {
    expect(courseShape([point(null), point(null)], 5)).toEqual({ runs: [], target: undefined, last: undefined })
    expect(courseShape([], 5).runs).toEqual([])
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true })), { maxLength: 33 }),
        fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: undefined }),
        (values, target) => {
          for (const [x, y] of courseShape(
            values.map((value) => point(value)),
            target,
          ).runs.flat()) {
            expect(x).toBeGreaterThanOrEqual(0)
            expect(x).toBeLessThanOrEqual(1)
            expect(y).toBeGreaterThanOrEqual(-1e-9)
            expect(y).toBeLessThanOrEqual(1 + 1e-9)
          }
        },
      ),
    )
  })

  it('of a station is the highest of each day', () => {
    const from = startOfDay('2026-11-01')
    const bucket = (day: number, hour: number, max: number) => ({
      at: from + day * DAY_MS + hour * HOUR_MS,
      mean: max,
      min: max,
      max,
    })
    const buckets = [bucket(-1, 0, 9), bucket(0, 3, 1.2), bucket(0, 15, 1.7), bucket(2, 1, 1.1)]
    const until = (at: number) => dailyHighest(buckets, from, at).map(({ value }) => value)
    const whole = until(from + COURSE_DAYS * DAY_MS)
    expect(whole).toHaveLength(COURSE_DAYS)
    expect(whole.slice(0, 3)).toEqual([1.7, null, 1.1])
    // As it was known at a moment: what came later that day is no part of it.
    expect(until(from + 12 * HOUR_MS).slice(0, 3)).toEqual([1.2, null, null])
  })
})

describe('what a figure is compared with', () => {
  const now = { value: 612, reported: 83, expected: 83 }
  const other = (than: Other['than'], value: number | null, reported = 83): Other => ({
    than,
    value,
    reported,
    expected: 83,
  })
  const kpi = KPIS.pendingOverdue

  it('says by how much it moved, and whether that is good where there is a target', () => {
    const note = comparisonNote(kpi, now, [other('sameDay', 700)], false)
    expect(note).toMatchObject({ says: 'moved', than: 'sameDay', by: -88 })
    expect(comparisonNote(KPIS.onTimeRate, { ...now, value: 96 }, [other('sameDay', 95)], false)).toMatchObject({
      good: true,
    })
    expect(comparisonNote(kpi, now, [other('sameDay', 612)], false)).toMatchObject({ says: 'same' })
  })

  it('is the first that can be set beside it; of none that can, why', () => {
    const thin = other('sameDay', 300, 20)
    expect(comparisonNote(kpi, now, [thin, other('yearBefore', 640)], false)).toMatchObject({ than: 'yearBefore' })
    expect(comparisonNote(kpi, now, [thin], false)).toMatchObject({ says: 'withheld', why: 'thinThen' })
    expect(comparisonNote(kpi, { ...now, reported: 20 }, [other('sameDay', 700)], false)).toMatchObject({
      says: 'withheld',
      why: 'thinNow',
    })
    expect(comparisonNote(kpi, now, [other('sameDay', null)], false)).toBeUndefined()
    expect(comparisonNote(kpi, now, [], false)).toBeUndefined()
  })

  it('sets no part of a day against a whole one', () => {
    const note = comparisonNote(KPIS.receivedToday, { ...now, reported: 20 }, [other('sameDay', 3211)], true)
    expect(note).toEqual({ says: 'whole', than: 'sameDay', value: 3211 })
  })

  it('follows the hub where the hub compares', () => {
    const span = { from: '2026-10-01', to: '2026-10-29' }
    const before = { span, reported: 83, expected: 83, value: 97, withheld: null } as const
    expect(periodNote(KPIS.onTimeRate, 98.1, 'monthBefore', before)).toMatchObject({ says: 'moved', good: true })
    expect(periodNote(KPIS.onTimeRate, 98.1, 'monthBefore', { ...before, value: null, withheld: 'uneven' })).toEqual({
      says: 'withheld',
      than: 'monthBefore',
      why: 'uneven',
    })
    expect(periodNote(KPIS.onTimeRate, null, 'monthBefore', before)).toBeUndefined()
  })

  it('knows the day of the week in Cần Thơ', () => {
    expect(weekdayOf(Date.parse('2026-11-30T00:30:00+07:00'))).toBe('mon')
    expect(weekdayOf(Date.parse('2026-11-29T23:30:00+07:00'))).toBe('sun')
  })
})
