import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankByNeed } from '../../domain/ranking/attention.ts'
import { MIN_CASES, type Rankable, rankUnits } from '../../domain/ranking/rank.ts'
import { wilson } from '../../domain/ranking/wilson.ts'

const HIGHER = { combine: 'ratio', direction: 'higher' } as const

function unit(code: string, numerator: number, denominator: number, fresh = true): Rankable {
  return { unit: code, value: (numerator / denominator) * 100, numerator, denominator, fresh }
}

describe('the interval of a share', () => {
  it('is Wilson’s', () => {
    // 8 of 10 and 3 of 3, by the formula on paper with z = 1.96.
    expect(wilson(8, 10).low).toBeCloseTo(0.4902, 4)
    expect(wilson(8, 10).high).toBeCloseTo(0.9433, 4)
    expect(wilson(3, 3).low).toBeCloseTo(0.4385, 4)
    expect(wilson(3, 3).high).toBe(1)
  })

  it('holds the share, within nothing and all, and narrows with cases', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
        const good = Math.round(n * p)
        const { low, high } = wilson(good, n)
        expect(0 <= low && low <= good / n && good / n <= high && high <= 1).toBe(true)
        const wider = wilson(good * 10, n * 10)
        expect(wider.high - wider.low).toBeLessThanOrEqual(high - low + 1e-12)
      }),
    )
  })
})

describe('a fair ranking', () => {
  it('puts apart who has too few cases, nothing new, or nothing at all', () => {
    const { places, unrankable } = rankUnits(HIGHER, [
      unit('three', 3, 3),
      unit('many', 900, 1_000),
      unit('old', 500, 1_000, false),
      { unit: 'nobody', value: null, numerator: null, denominator: null, fresh: true },
    ])
    expect(places.map(({ unit }) => unit)).toEqual(['many'])
    expect(unrankable.map(({ unit, why }) => [unit, why])).toEqual([
      ['three', 'few'],
      ['old', 'stale'],
      ['nobody', 'unknown'],
    ])
  })

  it('says between which places a unit may stand when it cannot be told from others', () => {
    const { places } = rankUnits(HIGHER, [
      unit('a', 990, 1_000),
      unit('b', 46, 50),
      unit('c', 905, 1_000),
      unit('d', 300, 1_000),
    ])
    expect(places.map(({ unit, firstPlace, lastPlace }) => [unit, firstPlace, lastPlace])).toEqual([
      ['a', 1, 1],
      ['b', 2, 3],
      ['c', 2, 3],
      ['d', 4, 4],
    ])
  })

  it('turns round where less is better; numbers that are not sampled have no interval', () => {
    const { places } = rankUnits({ combine: 'sum', direction: 'lower' }, [
      { unit: 'a', value: 5, numerator: 5, denominator: null, fresh: true },
      { unit: 'b', value: 2, numerator: 2, denominator: null, fresh: true },
      { unit: 'c', value: 5, numerator: 5, denominator: null, fresh: true },
    ])
    expect(places.map(({ unit, firstPlace, lastPlace }) => [unit, firstPlace, lastPlace])).toEqual([
      ['b', 1, 1],
      ['a', 2, 3],
      ['c', 2, 3],
    ])
  })

  const some = fc
    .array(fc.tuple(fc.integer({ min: MIN_CASES, max: 3_000 }), fc.double({ min: 0, max: 1, noNaN: true })), {
      maxLength: 25,
    })
    .map((given) => given.map(([n, p], i) => unit(`u${i}`, Math.round(n * p), n)))

  it('is the same in whatever order units come, and as comparing each with each', () => {
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (units, shuffle) => {
        const { places } = rankUnits(HIGHER, units)
        const keyed = units.map((each) => [shuffle.next().value as number, each] as const)
        const mixed = keyed.sort(([a], [b]) => a - b).map(([, each]) => each)
        expect(rankUnits(HIGHER, mixed).places).toEqual(places)
        for (const one of places) {
          const better = places.filter((other) => other.low > one.high).length
          const worse = places.filter((other) => other.high < one.low).length
          expect([one.firstPlace, one.lastPlace]).toEqual([better + 1, places.length - worse])
        }
      }),
    )
  })

  it('gives every place to somebody: as the list runs, nobody stands outside of their own range', () => {
    fc.assert(
      fc.property(some, (units) => {
        rankUnits(HIGHER, units).places.forEach(({ firstPlace, lastPlace }, i) => {
          expect(firstPlace <= i + 1 && i + 1 <= lastPlace).toBe(true)
        })
      }),
    )
  })
})

describe('ranking by need', () => {
  it('goes by how many people stand behind a rate, not by the rate', () => {
    const needs = rankByNeed(HIGHER, 90, [unit('small', 10, 40), unit('large', 8_000, 10_000), unit('fine', 95, 100)])
    expect(needs).toEqual([
      { unit: 'large', cases: 1_000, shortfall: expect.closeTo(10, 9) },
      { unit: 'small', cases: 26, shortfall: expect.closeTo(65, 9) },
      { unit: 'fine', cases: 0, shortfall: 0 },
    ])
  })

  it('counts what is too many where less is better, and leaves out who cannot be judged', () => {
    const lower = { combine: 'sum', direction: 'lower' } as const
    expect(
      rankByNeed(lower, 0, [
        { unit: 'a', value: 12, numerator: 12, denominator: null, fresh: true },
        { unit: 'old', value: 99, numerator: 99, denominator: null, fresh: false },
      ]),
    ).toEqual([{ unit: 'a', cases: 12, shortfall: 12 }])
  })

  it('asks for as many as reach the target and not one more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.nat(5_000),
        fc.integer({ min: 1, max: 100 }),
        (n, k, target) => {
          const good = Math.min(k, n)
          const cases = rankByNeed(HIGHER, target, [unit('u', good, n)])[0]?.cases ?? Number.NaN
          expect(((good + cases) / n) * 100).toBeGreaterThanOrEqual(target - 1e-3)
          if (cases > 0) expect(((good + cases - 1) / n) * 100).toBeLessThan(target)
        },
      ),
    )
  })
})
