import { describe, expect, it } from 'vitest'
import { distanceText } from '../../../client/console/distanceText.ts'
import { ownValue, weightOf } from '../../../client/console/explanation.ts'
import { kpiOf } from '../../../client/console/kpiList.ts'
import { skewText, spanText } from '../../../client/console/spans.ts'

describe('an explanation', () => {
  const onTime = kpiOf('onTimeRate')

  it('shows a share in percent and nothing where nothing is divided', () => {
    expect(ownValue(onTime, { numerator: 97, denominator: 118 })).toBeCloseTo(82.2, 1)
    expect(ownValue(onTime, { numerator: 0, denominator: 0 })).toBeUndefined()
    expect(ownValue({ combine: 'sum' }, { numerator: 7 })).toBe(7)
  })

  it('weighs by cases on the wrong side, not by percentages', () => {
    const large = { numerator: 800, denominator: 1000 }
    const small = { numerator: 0, denominator: 3 }
    expect(weightOf(onTime, large)).toBeGreaterThan(weightOf(onTime, small))
  })
})

describe('figures in words', () => {
  it('signs a distance with a true minus and leaves zero unsigned', () => {
    expect(distanceText(-13.5, 1, 'vi')).toBe('−13,5')
    expect(distanceText(2, 1, 'en')).toBe('+2.0')
    expect(distanceText(-0.04, 1, 'vi')).toBe('0,0')
    expect(distanceText(null, 1, 'vi')).toBe('–')
  })

  it('says spans in their largest unit', () => {
    expect(spanText(90 * 60_000, 'vi')).toBe('1,5 giờ')
    expect(spanText(10_000, 'en')).toBe('10 s')
    expect(skewText(-300_000, 'vi')).toBe('−5 phút')
    expect(skewText(120, 'en')).toBe('under 1 s')
    expect(skewText(null, 'en')).toBe('–')
  })
})
