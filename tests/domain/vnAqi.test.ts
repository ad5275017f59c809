import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AQI_BANDS, bandOf, dailyAqi, hourlyAqi, nowCast, subIndex } from '../../domain/sensors/vnAqi.ts'

const PM25 = [20.6, 19.6, 22.4, 20.3, 16.5, 19.0, 16.5, 19.5, 23.5, 20.5, 24.7, 26.9]

describe('VN_AQI by the worked examples of QĐ 1459/QĐ-TCMT', () => {
  it('NowCast of the decision’s twelve hours is 20.3', () => {
    expect(nowCast(PM25)).toBeCloseTo(20.27, 2)
  })

  it('hourly sub-indices', () => {
    expect(subIndex('o3', 136.1)).toBeCloseTo(42.53, 2)
    expect(subIndex('pm25', 20.3)).toBeCloseTo(40.6, 2)
    expect(subIndex('no2', 118.7)).toBeCloseTo(59.35, 2)
  })

  it('hourly index: the decision prints 60 for 59.35, arithmetic gives 59', () => {
    expect(hourlyAqi({ pm25: PM25, pm10: [], o3: 136.1, no2: 118.7 })).toEqual({
      index: 59,
      dominant: 'no2',
      subIndices: { pm25: 41, o3: 43, no2: 59 },
    })
  })

  it('daily index', () => {
    expect(subIndex('o3', 114.6)).toBeCloseTo(35.81, 2)
    expect(subIndex('no2', 130.8)).toBeCloseTo(65.4, 2)
    expect(subIndex('pm25', 55.7)).toBeCloseTo(109.5, 2)
    expect(subIndex('o3EightHours', 89.3)).toBeCloseTo(44.65, 2)
    expect(dailyAqi({ pm25: 55.7, o3: 114.6, o3EightHours: 89.3, no2: 130.8 })).toEqual({
      index: 110,
      dominant: 'pm25',
      subIndices: { pm25: 110, o3: 45, no2: 65 },
    })
    expect(dailyAqi({ pm10: 40, o3EightHours: 401 })?.subIndices).toEqual({ pm10: 40 })
  })
})

describe('NowCast', () => {
  it('needs two of the newest three hours', () => {
    expect(nowCast([10, undefined, undefined, 10, 10])).toBeUndefined()
    expect(nowCast([undefined, 10, 10])).toBeCloseTo(10, 9)
    expect(nowCast([])).toBeUndefined()
  })

  it('does not read low where hours are missing', () => {
    // Falling fast: the weight is 1/2. The literal sum would weigh the hours that are there with less than one in all.
    const gaps = [undefined, 110, 55, undefined, undefined, undefined, 30]
    const literal = gaps.reduce<number>((sum, mean, i) => sum + (mean ?? 0) * 0.5 ** (i + 1), 0)
    expect(nowCast(gaps)).toBeGreaterThan(literal * 1.2)
    expect(nowCast(gaps)).toBeCloseTo((110 / 2 + 55 / 4 + 30 / 64) / (1 / 2 + 1 / 4 + 1 / 64), 9)
  })

  it('of 100, a gap, 40 and 30 is 82.7, where the literal sum says 56.9', () => {
    const gaps = [100, undefined, 40, 30]
    const literal = gaps.reduce<number>((sum, mean, i) => sum + (mean ?? 0) * 0.5 ** (i + 1), 0)
    expect(literal).toBeCloseTo(56.875, 9)
    expect(nowCast(gaps)).toBeCloseTo(56.875 / 0.6875, 9)
  })

  it('of twelve whole hours is the literal sum within 0.03 %', () => {
    const hours = [100, 90, 70, 60, 55, 50, 45, 45, 40, 40, 40, 35]
    const literal = hours.reduce((sum, mean, i) => sum + mean * 0.5 ** (i + 1), 0)
    expect(Math.abs((nowCast(hours) ?? 0) / literal - 1)).toBeLessThan(0.0003)
  })

  it('lies between the least and the greatest hour', () => {
    const hour = fc.option(fc.double({ min: 0, max: 900, noNaN: true }), { nil: undefined })
    fc.assert(
      fc.property(fc.array(hour, { minLength: 3, maxLength: 14 }), (hours) => {
        const value = nowCast(hours)
        fc.pre(value !== undefined)
        const known = hours.slice(0, 12).filter((mean) => mean !== undefined)
        expect(value).toBeGreaterThanOrEqual(Math.min(...known) - 1e-9)
        expect(value).toBeLessThanOrEqual(Math.max(...known) + 1e-9)
      }),
    )
  })

  it('of clean air is zero, not unknown', () => {
    expect(nowCast([0, 0, 0])).toBe(0)
  })
})

describe('the index', () => {
  it('is unknown without particles', () => {
    expect(hourlyAqi({ pm25: [], pm10: [20], o3: 100 })).toBeUndefined()
    expect(dailyAqi({ o3: 100 })).toBeUndefined()
  })

  it('has the name of the pollutant that is worse before rounding', () => {
    expect(hourlyAqi({ pm25: [30, 30, 30], pm10: [], no2: 120.4 })).toMatchObject({
      index: 60,
      dominant: 'no2',
      subIndices: { pm25: 60, no2: 60 },
    })
  })

  it('never falls when a concentration rises, and ends at 500', () => {
    const pollutant = fc.constantFrom('pm25', 'pm10', 'o3', 'no2', 'so2', 'co')
    const amount = fc.double({ min: 0, max: 200_000, noNaN: true })
    fc.assert(
      fc.property(pollutant, amount, amount, (of, a, b) => {
        const [low, high] = [subIndex(of, Math.min(a, b)), subIndex(of, Math.max(a, b))]
        expect(low).toBeLessThanOrEqual(high + 1e-9)
        expect(high).toBeLessThanOrEqual(500)
      }),
    )
  })

  it('falls into the six official bands', () => {
    expect(AQI_BANDS.map(({ upTo }) => upTo)).toEqual([50, 100, 150, 200, 300, 500])
    expect([0, 50, 51, 150, 151, 301, 600].map((index) => bandOf(index).label.en)).toEqual([
      'Good',
      'Good',
      'Moderate',
      'Poor',
      'Bad',
      'Hazardous',
      'Hazardous',
    ])
  })
})
