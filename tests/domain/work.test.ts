import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Role } from '../../domain/access/roles.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { compareWork, type Worker, type WorkPlace, workListsOf } from '../../domain/work/work.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const WARD = '31117'
const [DISTRICT = ''] = units.lineage(WARD).slice(1)
const lineage = (unit: string | null) => units.lineage(unit ?? CITY)
const worker = (id: string, ...grants: readonly (readonly [Role, string])[]): Worker => ({
  id,
  grants: grants.map(([role, place]) => ({ role, place })),
})
const matter = (turn: string | null, givenBy: string | null = null, unit: string | null = WARD) => ({
  turn,
  givenBy,
  unit,
})

describe('what somebody has to do with', () => {
  it.each([
    ['their name', matter('person/an'), worker('an', ['officer', WARD]), ['mine', 'unit']],
    ['another name', matter('person/be'), worker('an', ['officer', WARD]), ['unit']],
    ['their unit', matter(`unit/${WARD}`), worker('an', ['officer', WARD]), ['mine', 'unit']],
    ['a unit below theirs', matter(`unit/${WARD}`), worker('an', ['officer', DISTRICT]), ['unit']],
    ['their role, above', matter('role/operator'), worker('an', ['operator', CITY]), ['mine', 'unit']],
    ['another role', matter('role/lead'), worker('an', ['operator', CITY]), ['unit']],
    ['their role, elsewhere', matter('role/operator', null, CITY), worker('an', ['operator', WARD]), []],
    ['nobody’s word', matter(null, 'an'), worker('an', ['leader', CITY]), ['given', 'unit']],
    ['the one who gave it', matter('person/an', 'an'), worker('an', ['leader', CITY]), ['waiting', 'given', 'unit']],
    ['a unit of which they only look on', matter(`unit/${WARD}`), worker('an', ['auditor', WARD]), []],
    ['the whole city', matter('role/lead', 'be', null), worker('an', ['lead', CITY]), ['mine', 'unit']],
  ] as const)('waits for %s', (_, given, who, lists) => {
    expect(workListsOf(given, who, lineage)).toEqual(lists)
  })

  it('is also a unit’s that works with the one in charge', () => {
    const given = { ...matter(`unit/${WARD}`), alsoUnits: ['31135'] }
    expect(workListsOf(given, worker('an', ['officer', '31135']), lineage)).toEqual(['unit'])
    expect(workListsOf(matter(`unit/${WARD}`), worker('an', ['officer', '31135']), lineage)).toEqual([])
  })

  it('is in order of deadlines, and the order is one', () => {
    const place: fc.Arbitrary<WorkPlace> = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      dueAt: fc.option(fc.integer({ min: 0, max: 3 })),
      openedAt: fc.integer({ min: 0, max: 2 }),
    })
    fc.assert(
      fc.property(place, place, place, (a, b, c) => {
        expect(Math.sign(compareWork(a, b))).toBe(0 - Math.sign(compareWork(b, a)))
        if (compareWork(a, b) <= 0 && compareWork(b, c) <= 0) expect(compareWork(a, c)).toBeLessThanOrEqual(0)
        if (a.dueAt !== null && b.dueAt === null) expect(compareWork(a, b)).toBeLessThan(0)
      }),
    )
  })
})
