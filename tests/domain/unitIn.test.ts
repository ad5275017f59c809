import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { predecessorsOf, successorsOf } from '../../domain/units/crosswalk.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { EDITIONS, unitKey } from '../../domain/units/unit.ts'
import { keysReadAs, unitIn } from '../../domain/units/unitIn.ts'

const anyUnit = fc
  .constantFrom(...EDITIONS)
  .chain((edition) => fc.constantFrom(...UNIT_TREES[edition].all).map((unit) => ({ edition, unit })))

/** Communes of 2021 that the land of a unit is, as far as the map of 2021 reaches; a part of one counts as it. */
function landOf(edition: string, code: string): Set<string> {
  if (edition === '2021') return new Set(UNIT_TREES['2021'].communesOf(code))
  return new Set(UNIT_TREES['2025'].communesOf(code).flatMap((each) => predecessorsOf(each).map((old) => old.oldCode)))
}

describe('a stored unit in another map', () => {
  it('is itself in its own', () => {
    for (const edition of EDITIONS)
      for (const { code } of UNIT_TREES[edition].all) expect(unitIn(edition, unitKey(edition, code))).toBe(code)
    expect(unitIn('2021', unitKey('2021', '99999'))).toBeUndefined()
  })

  it('is never another unit that has its code by chance', () => {
    // Long Tuyền was divided and Hưng Lợi became a part of what is now called Tân An; both codes stand in both maps.
    expect(unitIn('2025', '2021:31183')).toBeUndefined()
    expect(unitIn('2025', '2021:31147')).toBe('31147')
    expect(unitIn('2025', '2021:31117')).toBe('31120')
    // Seen from before: what is now Ninh Kiều was seven communes, what is Tân Lộc was Tân Lộc.
    expect(unitIn('2021', '2025:31135')).toBeUndefined()
    expect(unitIn('2021', '2025:31213')).toBe('31213')
    // No district, and no area, is one unit of the other map.
    expect(unitIn('2025', '2021:916')).toBeUndefined()
    expect(unitIn('2021', '2025:can-tho')).toBeUndefined()
    expect(unitIn('2025', '2021:92')).toBe('92')
  })

  it('holds all of its land, is no greater kind of unit, and is where all of it went', () => {
    fc.assert(
      fc.property(anyUnit, fc.constantFrom(...EDITIONS), ({ edition, unit }, other) => {
        const code = unitIn(other, unitKey(edition, unit.code))
        fc.pre(code !== undefined && edition !== other)
        const read = UNIT_TREES[other].byCode.get(code ?? '')
        expect(read?.level).toBe(unit.level)
        const [before, after] = [landOf(edition, unit.code), landOf(other, code ?? '')]
        for (const commune of before) expect(after.size === 0 || unit.level === 'city' || after.has(commune)).toBe(true)
        if (edition === '2021' && unit.level === 'commune')
          expect(successorsOf(unit.code).map(({ newCode }) => newCode)).toEqual([code])
        // The map of before never reads a unit as one with land that it did not have.
        if (edition === '2025' && unit.level === 'commune') expect(after).toEqual(before)
      }),
    )
  })

  it('is found by the units that read it', () => {
    fc.assert(
      fc.property(anyUnit, fc.constantFrom(...EDITIONS), ({ edition, unit }, other) => {
        const key = unitKey(edition, unit.code)
        const readers = UNIT_TREES[other].all.filter(({ code }) => keysReadAs(other, [code]).includes(key))
        const code = unitIn(other, key)
        expect(readers.map((each) => each.code)).toEqual(code === undefined ? [] : [code])
      }),
    )
  })
})
