import fc from 'fast-check'
import { expect, it } from 'vitest'
import { momentOf, typedMoment } from '../../../client/ui/typedMoment.ts'
import { MINUTE_MS } from '../../../domain/time.ts'

const AT = Date.parse('2026-11-03T18:05:00+07:00')

it('a moment is typed with the day before the month and the time, whatever the browser would have', () => {
  expect(typedMoment(AT)).toBe('03/11/2026 18:05')
  for (const text of [
    '03/11/2026 18:05',
    '3/11/2026 18:05',
    ' 3-11-2026, 18h05 ',
    '18:05 03.11.2026',
    '18h05 3/11/2026',
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

it('what was written is read as the same minute', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2001, 0), max: Date.UTC(2098, 0) }), (ms) => {
      const at = Math.floor(ms / MINUTE_MS) * MINUTE_MS
      expect(momentOf(typedMoment(at))).toBe(at)
    }),
  )
})
