import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { needed } from '../../domain/plan/needed.ts'

const flow = { combine: 'ratio', direction: 'higher', nature: 'flow' } as const

describe('what it takes', () => {
  it('is a number a working day of those that come', () => {
    // 1,000 of 5,000; 2,000 more come in 20 days; 25 % of 7,000 are 1,750: 750 in 20 days.
    const figure = { numerator: 1_000, denominator: 5_000 }
    const perDay = { numerator: 20, denominator: 100 }
    expect(needed({ ...flow, figure, target: 25, perDay, days: 20 })).toEqual({
      is: 'perDay',
      count: 38,
      of: 100,
      days: 20,
    })
    expect(needed({ ...flow, figure, target: 25, perDay: { ...perDay, numerator: 38 }, days: 20 })).toEqual({
      is: 'secured',
    })
    expect(needed({ ...flow, figure, target: 60, perDay, days: 20 })).toEqual({
      is: 'outOfReach',
      best: expect.closeTo((3_000 / 7_000) * 100, 9),
    })
  })

  it('is told as a whole where few come, and of a stock', () => {
    const few = { numerator: 0.4, denominator: 1.2 }
    expect(needed({ ...flow, figure: { numerator: 2, denominator: 10 }, target: 50, perDay: few, days: 10 })).toEqual({
      is: 'total',
      count: 9,
      days: 10,
    })
    const stock = { ...flow, nature: 'stock', perDay: { numerator: 0, denominator: 0 }, days: 27 } as const
    expect(needed({ ...stock, figure: { numerator: 57, denominator: 62 }, target: 95 })).toEqual({
      is: 'total',
      count: 2,
      days: 27,
    })
    expect(needed({ ...stock, figure: { numerator: 62, denominator: 62 }, target: 100 })).toEqual({ is: 'secured' })
    expect(needed({ ...stock, combine: 'sum', figure: { numerator: 4, denominator: null }, target: 6 })).toEqual({
      is: 'total',
      count: 2,
      days: 27,
    })
  })

  it('is a most where few are good', () => {
    const lower = { ...flow, direction: 'lower', figure: { numerator: 100, denominator: 1_000 }, days: 10 } as const
    expect(needed({ ...lower, target: 10, perDay: { numerator: 30, denominator: 100 } })).toEqual({
      is: 'atMost',
      count: 10,
      of: 100,
      days: 10,
    })
    expect(needed({ ...lower, target: 10, perDay: { numerator: 5, denominator: 100 } })).toEqual({ is: 'secured' })
    expect(needed({ ...lower, target: 2, perDay: { numerator: 5, denominator: 100 } })).toMatchObject({
      is: 'outOfReach',
    })
  })

  it('says nothing where nothing is counted', () => {
    const nothing = { numerator: 0, denominator: 0 }
    expect(needed({ ...flow, figure: nothing, target: 25, perDay: nothing, days: 20 })).toBeUndefined()
    expect(needed({ ...flow, nature: 'stock', figure: nothing, target: 25, perDay: nothing, days: 20 })).toBeUndefined()
  })

  it('done, reaches the target; one less a day does not', () => {
    const given = fc.record({
      denominator: fc.integer({ min: 0, max: 20_000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      of: fc.integer({ min: 5, max: 900 }),
      target: fc.integer({ min: 1, max: 100 }),
      days: fc.integer({ min: 1, max: 250 }),
    })
    fc.assert(
      fc.property(given, ({ denominator, share, of, target, days }) => {
        const figure = { numerator: Math.floor(share * denominator), denominator }
        const asked = needed({ ...flow, figure, target, perDay: { numerator: 0, denominator: of }, days })
        const reaches = (count: number) =>
          ((figure.numerator + count * days) / (denominator + of * days)) * 100 >= target - 1e-6
        if (asked?.is === 'perDay') {
          expect(reaches(asked.count)).toBe(true)
          // The number is whole: one less a day falls short, or only just does not.
          expect(((figure.numerator + (asked.count - 1) * days) / (denominator + of * days)) * 100).toBeLessThan(target)
        } else if (asked?.is === 'outOfReach') expect(reaches(of)).toBe(false)
        else expect(asked).toEqual({ is: 'secured' })
      }),
    )
  })
})
