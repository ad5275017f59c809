// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest'
import { ask } from '../../../client/live/ask.ts'
import {
  dropAnswer,
  forgetKept,
  KEPT_FOR_MS,
  keepAnswer,
  keepReader,
  keptAnswer,
  keptReader,
} from '../../../client/live/kept.ts'
import { setPageClock } from '../../../client/live/pageMoment.ts'
import { HOUR_MS } from '../../../domain/time.ts'
import { directiveRow } from '../../support/directive.ts'
import { sessionOf } from '../../support/renderScreen.tsx'

const NOW = Date.parse('2026-11-29T14:05:00+07:00')
const asked = (id: string) => ask('/directives/{id}', { params: { id } })
const answer = (id: string) => ({ directive: directiveRow(id, NOW), facts: [] })
const names = () => Object.keys(localStorage)

beforeEach(() => localStorage.clear())

it('what is kept says when the hub gave it by the hub’s clock, where that is known', () => {
  keepReader(sessionOf(), '2025', NOW)
  setPageClock(() => ({ at: NOW + HOUR_MS, isHubs: true }))
  keepAnswer('p-1', asked('d-1'), answer('d-1'), NOW)
  expect(keptAnswer('p-1', asked('d-1'), NOW)).toMatchObject({ at: NOW, moment: { at: NOW + HOUR_MS, isHubs: true } })
})

it('what somebody has read is there without a line, for them and for a while', () => {
  keepReader(sessionOf(), '2025', NOW)
  keepAnswer('p-1', asked('d-1'), answer('d-1'), NOW)
  expect(keptAnswer('p-1', asked('d-1'), NOW + 1)).toMatchObject({ answer: answer('d-1'), at: NOW })
  expect(keptAnswer('p-1', asked('d-2'), NOW)).toBeUndefined()
  expect(keptAnswer('p-2', asked('d-1'), NOW)).toBeUndefined()
  expect(keptAnswer('p-1', asked('d-1'), NOW + KEPT_FOR_MS)).toBeUndefined()
  expect(keptReader(NOW + KEPT_FOR_MS)).toBeUndefined()
})

it('nothing is read longer than the session could have lasted, on a page that stayed open either, and none of it stays', () => {
  const endsAt = NOW + 12 * HOUR_MS
  const sit = () => {
    keepReader(sessionOf({ sessionEndsAt: endsAt }), '2025', NOW)
    keepAnswer('p-1', asked('d-1'), answer('d-1'), NOW)
  }
  sit()
  expect(keptReader(endsAt - 1)).toBeDefined()
  expect(keptAnswer('p-1', asked('d-1'), endsAt - 1)).toBeDefined()
  expect(keptReader(endsAt)).toBeUndefined()
  expect(names()).toEqual([])
  sit()
  expect(keptAnswer('p-1', asked('d-1'), endsAt)).toBeUndefined()
  expect(names()).toEqual([])
})

it('who reads is known by name and rights, and by nothing that opens the hub', () => {
  keepReader(sessionOf({ session: 's-secret' }, { 'directives.answer': ['31135'] }), '2025', NOW)
  expect(keptReader(NOW)).toMatchObject({ edition: '2025', session: { principal: { id: 'p-1', session: null } } })
  expect(JSON.stringify(localStorage)).not.toContain('s-secret')
  // The hub has said again who it is, and not yet which map of units it keeps.
  keepReader(sessionOf(), undefined, NOW + 1)
  expect(keptReader(NOW + 1)?.edition).toBe('2025')
})

it('nothing stays with whoever signs out, and nothing of whoever sat here before', () => {
  keepReader(sessionOf(), '2025', NOW)
  keepAnswer('p-1', asked('d-1'), answer('d-1'), NOW)
  keepAnswer('p-1', ask('/my-work', { query: { list: 'mine', limit: 50 } }), {} as never, NOW)
  keepReader(sessionOf({ id: 'p-2' }), '2025', NOW)
  expect(names()).toEqual(['ioc.reader'])
  // A page that the first one has left open keeps nothing more.
  keepAnswer('p-1', asked('d-1'), answer('d-1'), NOW)
  expect(names()).toEqual(['ioc.reader'])
  forgetKept()
  expect(names()).toEqual([])
})

it('what may not be read any more is dropped, and old answers make room for new ones', () => {
  keepReader(sessionOf(), '2025', NOW)
  for (let n = 0; n < 70; n++) keepAnswer('p-1', asked(`d-${n}`), answer(`d-${n}`), NOW + n)
  expect(keptAnswer('p-1', asked('d-9'), NOW)).toBeUndefined()
  expect(keptAnswer('p-1', asked('d-10'), NOW)).toBeDefined()
  dropAnswer('p-1', asked('d-10'))
  expect(keptAnswer('p-1', asked('d-10'), NOW)).toBeUndefined()
  expect(keptAnswer('p-1', asked('d-11'), NOW)).toBeDefined()
  const long = { directive: directiveRow('d-11', NOW, { title: 'x'.repeat(300_000) }), facts: [] }
  keepAnswer('p-1', asked('d-11'), long, NOW)
  expect(keptAnswer('p-1', asked('d-11'), NOW)).toBeUndefined()
})

it('a hub without accounts keeps nobody, and what is not ours to read is passed over', () => {
  keepReader(sessionOf({ is: 'public' }), '2025', NOW)
  expect(names()).toEqual([])
  for (const text of ['', '{', 'null', '[]', '{"at":1}']) {
    localStorage.setItem('ioc.reader', text)
    localStorage.setItem('ioc.work', text)
    expect([keptReader(NOW), keptAnswer('p-1', asked('d-1'), NOW)], text).toEqual([undefined, undefined])
  }
})
