import { expect, it } from 'vitest'
import type { Grant } from '../../../domain/access/principal.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { recipients } from '../../../server/accounts/recipients.ts'
import type { PersonRecord } from '../../../server/store/accounts.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const HERE = units.communes[0]?.code ?? ''
const DISTRICT = units.byCode.get(HERE)?.parent ?? ''
const THERE = units.communes.at(-1)?.code ?? ''

function person(id: string, grants: readonly Grant[], disabledAt: number | null = null): PersonRecord {
  return {
    ...{ id, user: id, name: id, grants, disabledAt, createdAt: 0, usedAt: null, lastSignInAt: 1 },
    ...{ password: null, totp: null, external: null },
  }
}
const people = [
  person('operator', [{ role: 'operator', place: CITY }]),
  person('officer', [{ role: 'officer', place: HERE }]),
  person('both', [
    { role: 'officer', place: THERE },
    { role: 'lead', place: CITY },
  ]),
  person('district', [{ role: 'officer', place: DISTRICT }]),
  person('gone', [{ role: 'officer', place: HERE }], 1),
]
const accounts = { all: () => people, demoPeople: [person('demo', [{ role: 'lead', place: CITY }])] } as never
const of = (roles: Parameters<typeof recipients>[2], unit: string) => {
  const found = recipients(accounts, units, roles, unit)
  return [found.people.map(({ id }) => id), found.unit]
}

it('whoever holds a role for a unit is told, of the demo, too, and nobody who may not sign in', () => {
  expect(of(['officer'], HERE)).toEqual([['officer'], HERE])
  expect(of(['lead', 'operator'], CITY)).toEqual([['operator', 'both', 'demo'], CITY])
})

it('where nobody does, those of the nearest unit above are, and the answer says which', () => {
  expect(of(['lead'], HERE)).toEqual([['both', 'demo'], CITY])
  const other = units.communes.find(({ code, parent }) => parent === DISTRICT && code !== HERE)?.code ?? ''
  expect(of(['officer'], other)).toEqual([['district'], DISTRICT])
  expect(of(['auditor'], HERE)).toEqual([[], CITY])
  expect(of(['operator'], 'no such unit')).toEqual([['operator'], CITY])
})

it('who has never signed in, or waits for a password of their own, is told only where nobody else is there', () => {
  const officer = (id: string, place: string, but: Partial<PersonRecord> = {}) => ({
    ...person(id, [{ role: 'officer', place }]),
    ...but,
  })
  const never = officer('never', HERE, { lastSignInAt: null })
  const first = officer('first', HERE, { password: { hash: '', chosenAt: 1, isFirst: true } })
  const told = (...all: PersonRecord[]) => {
    const found = recipients({ all: () => all, demoPeople: [] } as never, units, ['officer'], HERE)
    return [found.people.map(({ id }) => id), found.unit]
  }
  expect(told(never, first, officer('there', HERE))).toEqual([['there'], HERE])
  expect(told(never, first, officer('above', DISTRICT))).toEqual([['above'], DISTRICT])
  expect(told(never, first, officer('gone', HERE, { disabledAt: 1 }))).toEqual([['never', 'first'], HERE])
})
