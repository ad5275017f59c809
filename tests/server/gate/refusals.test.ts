import { expect, it } from 'vitest'
import type { AuditEntry } from '../../../domain/access/auditEntry.ts'
import { createRefusals } from '../../../server/gate/refusals.ts'
import { handClock } from '../../support/clock.ts'

const entry = (address: string, id = ''): AuditEntry => ({
  at: 1,
  who: { is: id === '' ? 'public' : 'token', id, name: id },
  from: { address, via: 'http', agent: 'curl' },
  did: 'signIn',
  input: {},
  unit: null,
  result: 'wrongSignIn',
})

it('a stranger who is refused a thousand times makes two entries: the first, and how many more', () => {
  const told: AuditEntry[] = []
  const refusals = createRefusals({ clock: handClock(), note: (each) => told.push(each) })
  for (let n = 0; n < 1_000; n++)
    refusals.refused(entry(n % 2 === 0 ? '2001:db8:1:2::1' : `2001:db8:1:2::${n.toString(16)}`))
  refusals.stop()
  expect(told).toMatchObject([
    { did: 'signIn' },
    { did: 'refusals', input: { times: 999, kinds: { 'signIn wrongSignIn': 999 } } },
  ])
})

it('of many guesses the names they were made under are told, so many of them as have room', () => {
  const told: AuditEntry[] = []
  const refusals = createRefusals({ clock: handClock(), note: (each) => told.push(each) })
  const under = (user: string) => refusals.refused({ ...entry('10.0.0.1'), input: { user } })
  for (const user of ['truc-ban', 'truc-ban', 'quan-tri', 'truc-ban']) under(user)
  for (let n = 0; n < 100; n++) under(`#${n}`)
  refusals.stop()
  const { input } = told.at(-1) as { input: { names: Record<string, number> } } & AuditEntry
  expect(input.names).toMatchObject({ 'truc-ban': 2, 'quan-tri': 1, '…': 52 })
  expect(Object.keys(input.names)).toHaveLength(51)
})

it('however many strangers there are, the log has a bounded number of entries', () => {
  const told: AuditEntry[] = []
  const refusals = createRefusals({ clock: handClock(), note: (each) => told.push(each) })
  for (let n = 0; n < 10_000; n++) refusals.refused(entry(`10.0.${n >> 8}.${n & 255}`))
  // Whoever is known stands apart, however many strangers there are.
  refusals.refused(entry('10.9.9.9', 't-1'))
  expect(told.at(-1)).toMatchObject({ who: { id: 't-1' }, from: { address: '10.9.9.9' } })
  refusals.stop()
  expect(told.length).toBe(22)
  expect(told.at(-1)).toMatchObject({ did: 'refusals', from: { address: '*' }, input: { times: 9_980 } })
})

it('of somebody known the first ten stand as they were', () => {
  const told: AuditEntry[] = []
  const refusals = createRefusals({ clock: handClock(), note: (each) => told.push(each) })
  for (let n = 0; n < 12; n++) refusals.refused(entry('10.0.0.1', 't-1'))
  refusals.stop()
  expect(told.filter(({ did }) => did === 'signIn')).toHaveLength(10)
  expect(told.at(-1)).toMatchObject({ did: 'refusals', input: { times: 2 } })
})
