import { expect, it } from 'vitest'
import type { Looking } from '../../../domain/matters/looking.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createLookers } from '../../../server/realtime/lookers.ts'
import { personWith as person } from '../../support/people.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const HERE = units.communes[0]?.code ?? ''
const THERE = units.communes.at(-1)?.code ?? ''
const ALERT = { kind: 'alert', id: 'a-1' } as const

function lookers() {
  const told = new Map<object, Looking>()
  const places: Record<string, string | null> = { 'a-1': HERE, 'a-2': null }
  return {
    told: (line: object) => told.get(line)?.people,
    move(id: string, unit: string) {
      places[id] = unit
    },
    ...createLookers<object>({
      units,
      unitOf: (kind, id) => (kind === 'alert' ? places[id] : undefined),
      tell: (line, looking) => void told.set(line, looking),
    }),
  }
}

it('tells everybody who has something open who else has, each person once, until they leave', () => {
  const { look, gone, told } = lookers()
  const [an, anAgain, be] = [{}, {}, {}]
  look(an, person('operator', CITY, 'An'), ALERT)
  expect(told(an)).toEqual([])
  look(anAgain, person('operator', CITY, 'An'), ALERT)
  look(be, person('lead', HERE, 'Bé'), ALERT)
  expect([told(an), told(anAgain), told(be)]).toEqual([['Bé'], ['Bé'], ['An']])
  gone(an)
  expect(told(be)).toEqual(['An'])
  look(anAgain, person('operator', CITY, 'An'), { kind: 'alert', id: 'a-2' })
  expect(told(be)).toEqual([])
})

it('is open to nobody who may not see it, and takes it away from who may no longer', () => {
  const { look, judge, told } = lookers()
  const [an, far] = [{}, {}]
  expect(look(an, person('operator', CITY, 'An'), ALERT)).toBe(true)
  expect(look(far, person('operator', THERE, 'Xa'), ALERT)).toBe(false)
  expect(look(far, person('admin', CITY, 'Quản trị'), ALERT)).toBe(false)
  expect(look(far, person('operator', HERE, 'Gần'), { kind: 'alert', id: 'a-2' })).toBe(false)
  expect(look(far, person('operator', CITY, 'Xa'), { kind: 'alert', id: 'none' })).toBe(false)
  expect(look(far, person('operator', HERE, 'Gần'), ALERT)).toBe(true)
  expect(told(an)).toEqual(['Gần'])
  judge(far, person('operator', THERE, 'Gần'))
  expect(told(an)).toEqual([])
})

it('tells no names of where a matter has gone to who saw it where it was', () => {
  const { look, told, move } = lookers()
  const [before, after, again] = [{}, {}, {}]
  look(before, person('operator', HERE, 'Cũ'), ALERT)
  move(ALERT.id, THERE)
  look(after, person('operator', THERE, 'Mới'), ALERT)
  expect([told(before), told(after)]).toEqual([[], []])
  look(again, person('operator', CITY, 'An'), ALERT)
  expect([told(before), told(after), told(again)]).toEqual([[], ['An'], ['Mới']])
})
