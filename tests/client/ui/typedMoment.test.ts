import fc from 'fast-check'
import { expect, it } from 'vitest'
import { momentOf, TIME_OF_DAY, typedMoment, WHOLE_DAY } from '../../../client/ui/typedMoment.ts'
import { dayOf, MINUTE_MS } from '../../../domain/time.ts'

const AT = Date.parse('2026-11-03T18:05:00+07:00')

it('a moment is typed with the day before the month and the time, whatever the browser would have', () => {
  expect(typedMoment(AT)).toBe('03/11/2026 18:05')
  for (const text of [
    '03/11/2026 18:05',
    '3/11/2026 18:05',
    ' 3-11-2026, 18h05 ',
    '18:05 03.11.2026',
    '18h05 3/11/2026',
    '031120261805',
  ])
    expect(momentOf(text), text).toBe(AT)
  expect(momentOf('3/11/2026 18h')).toBe(AT - 5 * MINUTE_MS)
  expect(momentOf('03/11/2026')).toBe(Date.parse('2026-11-03T00:00:00+07:00'))
})

it('what is no moment is none', () => {
  for (const text of [
    '',
    '03/11',
    '11/23/2026 18:05',
    '29/02/2027 08:00',
    '03/11/2026 24:00',
    '03/11/2026 18:60',
    '2026-11-03T18:05',
    '03/11/26 18:05',
  ])
    expect(momentOf(text), text).toBeUndefined()
})

it('a day is typed with the day before the month, on keys for numbers without anything between', () => {
  expect(WHOLE_DAY.write('2026-11-03')).toBe('03/11/2026')
  for (const text of ['03/11/2026', '3-11-2026', ' 3.11.2026 ', '03112026'])
    expect(WHOLE_DAY.read(text), text).toBe('2026-11-03')
  for (const text of ['', '11/23/2026', '29/02/2027', '2026-11-03', '03/11', '03/11/2026 18:05', '3112026'])
    expect(WHOLE_DAY.read(text), text).toBeUndefined()
  expect(WHOLE_DAY.later('2026-12-31', 1)).toBe('2027-01-01')
})

it('a time of the day is typed by the clock of twenty-four hours, and is one of the same day', () => {
  expect(TIME_OF_DAY.write(0)).toBe('00:00')
  for (const text of ['18:05', '18h05', '1805']) expect(TIME_OF_DAY.read(text), text).toBe(18 * 60 + 5)
  for (const text of ['', '24:00', '18:60', '6:05 PM', '185']) expect(TIME_OF_DAY.read(text), text).toBeUndefined()
  expect(TIME_OF_DAY.later(23 * 60 + 50, 1)).toBe(5)
  expect(TIME_OF_DAY.later(0, -1)).toBe(23 * 60 + 45)
})

it('what was written is read as the same day and the same time', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2001, 0), max: Date.UTC(2098, 0) }), (ms) => {
      expect(WHOLE_DAY.read(WHOLE_DAY.write(dayOf(ms)))).toBe(dayOf(ms))
    }),
  )
  for (let minute = 0; minute < 24 * 60; minute++) expect(TIME_OF_DAY.read(TIME_OF_DAY.write(minute))).toBe(minute)
})

it('what was written is read as the same minute', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2001, 0), max: Date.UTC(2098, 0) }), (ms) => {
      const at = Math.floor(ms / MINUTE_MS) * MINUTE_MS
      expect(momentOf(typedMoment(at))).toBe(at)
    }),
  )
})
