import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FORECAST_WEEKS, forecastFlow, forecastStock, type Week } from '../../domain/plan/forecast.ts'

const weeks = (numerator: number, denominator: number): Week[] =>
  Array.from({ length: FORECAST_WEEKS }, () => ({ numerator, denominator, workingDays: 5 }))

/** Numbers that look random and are the same every time. */
function noise(seed: number): () => number {
  let state = seed >>> 0
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
  // Twelve uniforms are normal enough.
  return () => Array.from({ length: 12 }, uniform).reduce((sum, u) => sum + u, -6)
}

describe('the forecast of a flow', () => {
  it('is exact where every week is the same', () => {
    const forecast = forecastFlow('ratio', { numerator: 4_000, denominator: 10_000 }, weeks(300, 500), 20)
    // 20 more days of 60 in 100: (4,000 + 1,200) ÷ (10,000 + 2,000).
    expect(forecast?.value).toBeCloseTo((5_200 / 12_000) * 100, 9)
    expect(forecast?.low).toBeCloseTo(forecast?.value ?? 0, 9)
    expect(forecast?.high).toBeCloseTo(forecast?.value ?? 0, 9)
    expect(forecastFlow('sum', { numerator: 100, denominator: null }, weeks(10, 0), 10)?.value).toBeCloseTo(120, 9)
  })

  it('weighs a week by the days that were worked in it', () => {
    const short = weeks(300, 500).map((week, i) =>
      i === 0 ? { numerator: 120, denominator: 200, workingDays: 2 } : week,
    )
    const forecast = forecastFlow('ratio', { numerator: 0, denominator: 0 }, short, 5)
    expect(forecast?.value).toBeCloseTo(60, 9)
    expect((forecast?.high ?? 0) - (forecast?.low ?? 0)).toBeCloseTo(0, 6)
  })

  it('says nothing from three weeks, from weeks nobody worked, or where nothing is counted', () => {
    const sofar = { numerator: 1, denominator: 2 }
    expect(forecastFlow('ratio', sofar, weeks(3, 5).slice(0, 3), 20)).toBeUndefined()
    expect(
      forecastFlow(
        'ratio',
        sofar,
        weeks(3, 5).map((week) => ({ ...week, workingDays: 0 })),
        20,
      ),
    ).toBeUndefined()
    expect(forecastFlow('ratio', { numerator: 0, denominator: 0 }, weeks(0, 0), 20)).toBeUndefined()
  })

  it('stays between nothing and all, with its value inside its interval', () => {
    const week = fc.record({ denominator: fc.nat(900), share: fc.double({ min: 0, max: 1, noNaN: true }) })
    fc.assert(
      fc.property(fc.array(week, { minLength: 4, maxLength: 8 }), fc.nat(250), (told, days) => {
        const given = told.map(({ denominator, share }) => ({
          numerator: Math.round(share * denominator),
          denominator,
          workingDays: 5,
        }))
        const forecast = forecastFlow('ratio', { numerator: 200, denominator: 500 }, given, days)
        fc.pre(forecast !== undefined)
        const { low, value, high } = forecast
        expect(0 <= low && low <= value && value <= high && high <= 100).toBe(true)
      }),
    )
  })

  it('holds the end of the year four times in five', () => {
    let held = 0
    const years = 400
    for (let year = 0; year < years; year++) {
      const next = noise(year + 1)
      const rate = 0.5 + 0.3 * Math.sin(year)
      const week = (): Week => {
        const denominator = Math.round(500 + 40 * next())
        return { numerator: Math.round(denominator * (rate + 0.03 * next())), denominator, workingDays: 5 }
      }
      const past = Array.from({ length: FORECAST_WEEKS }, week)
      const sofar = { numerator: 9_000, denominator: 16_000 }
      const forecast = forecastFlow('ratio', sofar, past, 30)
      const end = { ...sofar }
      for (let w = 0; w < 6; w++) {
        const { numerator, denominator = 0 } = week()
        end.numerator += numerator
        end.denominator += denominator
      }
      const truth = (end.numerator / end.denominator) * 100
      if (forecast !== undefined && forecast.low <= truth && truth <= forecast.high) held++
    }
    expect(held / years).toBeGreaterThan(0.7)
    expect(held / years).toBeLessThan(0.9)
  })
})

describe('the forecast of a stock', () => {
  it('goes on rising as it did, and not above all', () => {
    const rising = Array.from({ length: 9 }, (_, i) => ({ numerator: 40 + i, denominator: 100, workingDays: 5 }))
    expect(forecastStock('ratio', rising, 5)).toEqual({
      value: expect.closeTo(53, 9),
      low: expect.closeTo(53, 6),
      high: expect.closeTo(53, 6),
    })
    expect(forecastStock('ratio', rising, 400)?.value).toBe(100)
  })

  it('is surer of the near than of the far', () => {
    const levels = [40, 43, 41, 44, 46, 44, 47, 49, 48].map((numerator) => ({
      numerator,
      denominator: 100,
      workingDays: 5,
    }))
    const width = (left: number) => {
      const { low = 0, high = 0 } = forecastStock('ratio', levels, left) ?? {}
      return high - low
    }
    expect(width(1)).toBeGreaterThan(0)
    expect(width(6)).toBeGreaterThan(width(1))
    expect(width(0)).toBe(0)
  })

  it('says nothing of what is not counted', () => {
    expect(forecastStock('ratio', Array(8).fill({ numerator: 0, denominator: 0, workingDays: 5 }), 3)).toBeUndefined()
    expect(forecastStock('sum', [], 3)).toBeUndefined()
  })
})
