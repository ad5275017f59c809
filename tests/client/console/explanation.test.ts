import { describe, expect, it } from 'vitest'
import { distanceText } from '../../../client/console/distanceText.ts'
import { ownValue, weightOf } from '../../../client/console/explanation.ts'
import { kpiOf } from '../../../client/console/kpiList.ts'
import { skewText, spanText } from '../../../client/console/spans.ts'
import { toneOf } from '../../../client/console/tone.ts'

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
    expect(distanceText(undefined, 1, 'vi')).toBe('–')
  })

  it('says spans in their largest unit', () => {
    expect(spanText(90 * 60_000, 'vi')).toBe('1,5 giờ')
    expect(spanText(10_000, 'en')).toBe('10 s')
    expect(skewText(-300_000, 'vi')).toBe('−5 phút')
    expect(skewText(120, 'en')).toBe('under 1 s')
    expect(skewText(null, 'en')).toBe('–')
  })
})

describe('the tone of a unit on the map', () => {
  const kpi = kpiOf('satisfactionRate')
  const target = kpi.target?.value ?? Number.NaN
  const near = kpi.target?.near ?? Number.NaN
  const at = (value: number | null, rest = {}) =>
    toneOf(
      kpi,
      {
        key: '',
        kpi: 'satisfactionRate',
        unit: 'u',
        value,
        numerator: 1,
        denominator: 1,
        reported: 1,
        expected: 1,
        at: 1_000,
        everyMs: 60_000,
        state: value === null ? 'unjudged' : 'met',
        simulated: false,
        ...rest,
      },
      2_000,
    )

  it('warms with the distance and is never quiet for the unknown', () => {
    expect(at(target)).toBe('met')
    expect(at(target - near / 2)).toBe('little')
    expect(at(target - near * 2)).toBe('more')
    expect(at(target - near * 3)).toBe('most')
    expect(at(null)).toBe('unjudged')
    expect(at(target, { at: -3_600_000 })).toBe('unjudged')
    expect(at(null, { expected: 0 })).toBe('none')
  })
})
