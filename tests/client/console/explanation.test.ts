import { describe, expect, it } from 'vitest'
import type { View } from '../../../client/console/address.ts'
import {
  countDigits,
  definitionOf,
  explanationAsked,
  ownValue,
  planItemsOf,
  totalOf,
  weightOf,
} from '../../../client/console/explain/explanation.ts'
import { kpiOf } from '../../../client/console/figures/kpiList.ts'
import { distanceText } from '../../../client/console/parts/distanceText.ts'
import { skewText, spanText } from '../../../client/ui/spans.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Contribution, Kpi } from '../../../domain/kpis/kpi.ts'

describe('an explanation', () => {
  const onTime = kpiOf('onTimeRate')

  it('shows a share in percent and nothing where nothing is divided', () => {
    expect(ownValue(onTime, { numerator: 97, denominator: 118 })).toBeCloseTo(82.2, 1)
    expect(ownValue(onTime, { numerator: 0, denominator: 0 })).toBeUndefined()
    expect(ownValue({ combine: 'sum' }, { numerator: 7 })).toBe(7)
    expect(ownValue({ combine: 'mean' }, { numerator: 480, denominator: 40 })).toBe(12)
  })

  it('weighs by cases on the wrong side, not by percentages', () => {
    const large = { numerator: 800, denominator: 1000 }
    const small = { numerator: 0, denominator: 3 }
    expect(weightOf(onTime, large)).toBeGreaterThan(weightOf(onTime, small))
  })

  it('adds up what counts: of what stands now only what is fresh, of a span every report', () => {
    const input = (numerator: number, denominator: number, fresh: boolean): Contribution => ({
      unit: 'a',
      source: `statistics/x/${numerator}`,
      at: 1,
      simulated: false,
      numerator,
      denominator,
      fresh,
    })
    const inputs = [input(90, 100, true), input(10, 300, false)]
    const cameras = kpiOf('camerasOnline')
    expect(totalOf(onTime, inputs, false)).toEqual({ numerator: 100, denominator: 400, value: 25, leftOut: 0 })
    expect(totalOf(cameras, inputs, false)).toEqual({ numerator: 90, denominator: 100, value: 90, leftOut: 1 })
    expect(totalOf(cameras, inputs, true)).toEqual({ numerator: 100, denominator: 400, value: 25, leftOut: 0 })
    expect(totalOf(onTime, [], true)).toEqual({ numerator: null, denominator: null, value: null, leftOut: 0 })
  })

  it('asks for the period in view, and says which days it spans', () => {
    const asked = (kpi: KpiId, view: Pick<View, 'period' | 'day'>) => explanationAsked(kpi, '92', view, '2026-11-23')
    expect(asked('onTimeRate', { period: undefined, day: '2026-10-05' })).toEqual({
      path: '/kpis/onTimeRate/explain?unit=92',
      span: undefined,
    })
    expect(asked('onTimeRate', { period: 'month', day: undefined })).toEqual({
      path: '/kpis/onTimeRate/explain?unit=92&period=month&day=2026-11-23',
      span: { from: '2026-11-01', to: '2026-11-23' },
    })
    expect(asked('onTimeRate', { period: 'quarter', day: '2026-08-31' }).span).toEqual({
      from: '2026-07-01',
      to: '2026-08-31',
    })
  })

  it('says of what devices counted how it is counted over days', () => {
    const span = { from: '2026-11-01', to: '2026-11-23' }
    const cameras: Kpi = KPIS.camerasOnline
    const { formula, denominatorName } = definitionOf(cameras, span)
    expect({ formula, denominatorName }).toEqual({
      formula: KPIS.camerasOnline.overDays.formula,
      denominatorName: KPIS.camerasOnline.overDays.denominatorName,
    })
    expect(definitionOf(cameras, undefined)).toBe(cameras)
    expect(definitionOf(KPIS.onTimeRate, span)).toBe(KPIS.onTimeRate)
  })

  it('names the rows of the plan that a figure follows', () => {
    expect(planItemsOf('satisfactionRate').map(([id]) => id)).toEqual(['T05'])
    expect(planItemsOf('receivedToday')).toEqual([])
  })

  it('writes counts whole, and shared ones with a decimal', () => {
    expect([97, null, 12.5].map((count) => countDigits(onTime, count))).toEqual([0, 0, 1])
    expect(countDigits(kpiOf('floodStage'), 2)).toBe(kpiOf('floodStage').digits)
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
