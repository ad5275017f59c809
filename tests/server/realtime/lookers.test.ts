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
  const held: (() => void)[] = []
  let [times, isHeld] = [0, false]
  const places: Record<string, string | null> = { 'a-1': HERE, 'a-2': null }
  return {
    told: (line: object) => told.get(line)?.people,
    /** @returns how often anybody was told of what was done meanwhile */
    heldDuring(work: () => void): number {
      const before = times
      isHeld = true
      work()
      isHeld = false
      for (const each of held.splice(0)) each()
      return times - before
    },
    move(id: string, unit: string) {
      places[id] = unit
    },
    ...createLookers<object>({
      units,
      unitOf: (kind, id) => (kind === 'alert' ? places[id] : undefined),
      tell: (line, looking) => {
        times++
        told.set(line, looking)
      },
      soon: (work) => void (isHeld ? held.push(work) : work()),
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

it('tells of what somebody opens again and again once, and whom it changes nothing for not at all', () => {
  const { look, told, heldDuring } = lookers()
  const mine = Array.from({ length: 50 }, () => ({}))
  for (const line of mine) look(line, person('operator', CITY, 'An'), ALERT)
  const [first = {}] = mine
  expect(
    heldDuring(() => {
      for (let n = 0; n < 1_000; n++) look(first, person('operator', CITY, 'An'), n % 2 === 0 ? null : ALERT)
    }),
  ).toBe(1)
  expect(heldDuring(() => look({}, person('lead', CITY, 'Bé'), ALERT))).toBe(51)
  expect(told(first)).toEqual(['Bé'])
})
