import { describe, expect, it } from 'vitest'
import { distanceText } from '../../../client/console/parts/distanceText.ts'
import {
  formatAge,
  formatDate,
  formatDateTime,
  formatFigure,
  formatFigureNumber,
  formatMeasured,
  formatNumber,
  formatSeconds,
  formatTime,
  formatValue,
} from '../../../client/ui/format.ts'
import { distanceDigits } from '../../../domain/digits.ts'
import { KPIS } from '../../../domain/kpis/index.ts'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import { limitText } from '../../../domain/kpis/limitText.ts'
import { waterLevel } from '../../../domain/sensors/waterLevel.ts'

describe('numbers', () => {
  it('are written as each language has them', () => {
    expect(formatNumber(1_234_567.891, 3, 'vi')).toBe('1.234.567,891')
    expect(formatNumber(1_234_567.891, 3, 'en')).toBe('1,234,567.891')
    expect(formatNumber(2, 2, 'vi')).toBe('2,00')
  })

  it('that are unknown are a dash, never zero', () => {
    for (const nothing of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(formatNumber(nothing, 1, 'vi')).toBe('–')
      expect(formatValue(nothing, 1, '%', 'vi')).toBe('–')
    }
    expect(formatNumber(0, 1, 'vi')).toBe('0,0')
  })

  it('that round to zero have no sign', () => {
    expect(formatNumber(-0.04, 1, 'vi')).toBe('0,0')
    expect(formatNumber(-0.004, 2, 'en')).toBe('0.00')
    expect(formatNumber(-0.06, 1, 'vi')).toBe('-0,1')
    expect(formatNumber(-0, 0, 'vi')).toBe('0')
  })

  it('stand close to a percent sign and a little apart from other units', () => {
    expect(formatValue(85.72, 1, '%', 'vi')).toBe('85,7%')
    expect(formatValue(1.839, 2, 'm', 'vi')).toBe('1,84\u202fm')
    expect(formatValue(12, 0, '', 'vi')).toBe('12')
  })
})

describe('ages', () => {
  it('are told in the largest whole unit', () => {
    expect(formatAge(0, 'vi')).toBe('vừa xong')
    expect(formatAge(999, 'en')).toBe('just now')
    expect(formatAge(2_000, 'vi')).toBe('2 giây trước')
    expect(formatAge(59_999, 'vi')).toBe('59 giây trước')
    expect(formatAge(60_000, 'vi')).toBe('1 phút trước')
    expect(formatAge(60_000, 'en')).toBe('1 minute ago')
    expect(formatAge(3 * 3_600_000, 'en')).toBe('3 hours ago')
    expect(formatAge(1_200 * 86_400_000, 'vi')).toBe('1.200 ngày trước')
  })
})

describe('moments', () => {
  const at = Date.parse('2026-11-23T23:59:58+07:00')

  it("are on the city's clock whatever the machine's zone", () => {
    expect(formatTime(at)).toBe('23:59')
    expect(formatSeconds(at)).toBe('23:59:58')
    expect(formatDate(at)).toBe('23/11/2026')
    expect(formatDateTime(at)).toBe('23:59 23/11/2026')
    expect(formatDate(at + 2_000)).toBe('24/11/2026')
  })

  it('that never were, or cannot be, are a dash', () => {
    for (const nothing of [null, undefined, Number.NaN, 8.64e15]) {
      expect(formatTime(nothing)).toBe('–')
      expect(formatDateTime(nothing)).toBe('–')
    }
  })
})

describe('a figure', () => {
  it('shows the digit that decides, and its limit with all the digits it has', () => {
    const kpi: Kpi = KPIS.onTimeRate
    expect(formatFigure(94.96, kpi, 'vi')).toBe('94,96%')
    expect(formatFigure(95.04, kpi, 'vi')).toBe('95,0%')
    expect(formatFigure(null, kpi, 'vi')).toBe('–')
    expect(formatFigureNumber(89.97, kpi, 'en')).toBe('89.97')
    const held = { ...kpi, target: { ...kpi.target, value: 94.96 } } as Kpi
    expect(limitText(held, 94.96, 'vi')).toBe('≥ 94,96%')
    expect(formatFigure(94.96, held, 'vi')).toBe('95,0%')
    expect(formatFigure(94.951, held, 'vi')).toBe('94,95%')
  })

  it('is not short by nothing, and below a threshold does not read as at it', () => {
    expect(distanceText(-0.04, distanceDigits(-0.04, 1), 'vi')).toBe('−0,04')
    expect(distanceText(0, distanceDigits(0, 1), 'vi')).toBe('0,0')
    const level = { ...waterLevel.quantities.level, thresholds: waterLevel.thresholds }
    expect(formatMeasured(1.797, level, 'vi')).toBe('1,797\u202fm')
    expect(formatMeasured(1.8, level, 'vi')).toBe('1,80\u202fm')
  })
})
