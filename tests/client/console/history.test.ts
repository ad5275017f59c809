import { describe, expect, it } from 'vitest'
import { RANGES } from '../../../client/console/address.ts'
import { missingSteps } from '../../../client/console/history/missingSteps.ts'
import { chartSpan, kpiRange, kpiRanges } from '../../../client/console/parts/timeRange.ts'
import { DAY_MS, HOUR_MS, startOfDay } from '../../../domain/time.ts'

const MONDAY = startOfDay('2026-11-16')
const series = (stepMs: number, values: readonly (number | null)[]) => ({
  stepMs,
  points: values.map((value, i) => ({ at: MONDAY + i * stepMs, value })),
})

describe('the range of a history', () => {
  it('is the one chosen wherever it can be shown, and else one that can be chosen: the choice marks what the chart shows', () => {
    for (const kpi of [{ from: 'statistic' }, { from: 'camera' }, { from: 'sensor' }] as const) {
      for (const range of RANGES) {
        const inForce = kpiRange(kpi, range)
        expect(kpiRanges(kpi)).toContain(inForce)
        if (kpiRanges(kpi).includes(range)) expect(inForce).toBe(range)
      }
    }
    expect(kpiRange({ from: 'statistic' }, '24h')).toBe('7d')
    expect(kpiRanges({ from: 'sensor' })).toEqual(RANGES)
  })
})

describe('the stretch that a chart shows', () => {
  it('has as many whole days as its name says where the figure is daily, today among them', () => {
    const now = MONDAY + 7 * DAY_MS + 9 * HOUR_MS
    for (const [range, days] of [
      ['7d', 7],
      ['30d', 30],
      ['365d', 365],
    ] as const) {
      const { from, to } = chartSpan({ zoom: undefined }, range, now, true)
      expect(from, range).toBe(MONDAY + (8 - days) * DAY_MS)
      expect(to).toBeGreaterThan(now)
    }
    const hourly = chartSpan({ zoom: undefined }, '7d', now)
    expect(hourly.to - hourly.from).toBe(7 * DAY_MS)
  })
})

describe('what is missing of a history', () => {
  it('is nothing where every step that has begun has a value', () => {
    expect(missingSteps(series(DAY_MS, [1, 0, null]), MONDAY + DAY_MS)).toBeUndefined()
    expect(missingSteps(series(DAY_MS, []), MONDAY)).toBeUndefined()
  })

  it('is the weekend, and called so, when nothing else is', () => {
    const week = series(DAY_MS, [1, 2, 3, 4, 5, null, null, 8])
    expect(missingSteps(week, MONDAY + 7 * DAY_MS)).toMatchObject({ count: 2, all: 8, isWeekends: true })
    const holiday = series(DAY_MS, [1, null, 3, 4, 5, null, null, 8])
    expect(missingSteps(holiday, MONDAY + 7 * DAY_MS)).toMatchObject({ count: 3, isWeekends: false })
  })

  it('is told stretch by stretch', () => {
    const hours = series(HOUR_MS, [null, null, 3, null, 5])
    expect(missingSteps(hours, MONDAY + DAY_MS)).toEqual({
      count: 3,
      all: 5,
      runs: [
        { from: MONDAY, to: MONDAY + HOUR_MS },
        { from: MONDAY + 3 * HOUR_MS, to: MONDAY + 3 * HOUR_MS },
      ],
      isWeekends: false,
    })
  })
})
