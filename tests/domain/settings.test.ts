import { describe, expect, it } from 'vitest'
import { alertQuantity } from '../../domain/alerts/quantity.ts'
import { calendarWith, createCalendar } from '../../domain/calendar/calendar.ts'
import { ALWAYS_OPEN } from '../../domain/reception.ts'
import type { Sensor, SensorReading } from '../../domain/sensors/sensor.ts'
import { reachedThreshold } from '../../domain/sensors/sensorKind.ts'
import { changeOn } from '../../domain/settings/change.ts'
import { kindsInForce, limitsOf, THRESHOLDS } from '../../domain/settings/thresholds.ts'
import { watchesOf } from '../../server/services/alerting/watches.ts'

const NOW = Date.parse('2026-11-29T09:00:00+07:00')
const set = (key: string, at: number) => ({ key, at, changedAt: NOW, changedBy: 'An' })

describe('the change that holds on a day', () => {
  const change = (number: number, from: string) => ({ number, from })
  const on = (day: string, ...changes: ReturnType<typeof change>[]) => changeOn(changes, day)?.number

  it('is the one that began last, and of one day the one made last', () => {
    expect(on('2026-11-28', change(1, '2026-11-29'))).toBeUndefined()
    expect(on('2026-11-29', change(1, '2026-11-29'))).toBe(1)
    expect(on('2026-12-01', change(1, '2026-11-29'), change(2, '2026-11-29'))).toBe(2)
    expect(on('2026-12-01', change(1, '2026-12-15'), change(2, '2026-11-29'))).toBe(2)
    expect(on('2026-12-15', change(1, '2026-12-15'), change(2, '2026-11-29'))).toBe(1)
  })
})

describe('thresholds in force', () => {
  it('are the declared ones until one is set', () => {
    const kinds = kindsInForce([])
    expect(kinds.waterLevel.thresholds.map(({ at }) => at)).toEqual([1.8, 1.9, 2])
    expect(reachedThreshold(kinds.waterLevel, () => 1.85)?.id).toBe('alert1')
  })

  it('are judged by wherever they are looked at, and tell who set them', () => {
    const kinds = kindsInForce([set('waterLevel/alert1', 1.7), set('waterLevel/none', 1)])
    expect(reachedThreshold(kinds.waterLevel, () => 1.75)).toMatchObject({
      id: 'alert1',
      at: 1.7,
      changed: { declared: 1.8, at: NOW, by: 'An' },
    })
    const sensor = { id: 'TG-1', kind: 'waterLevel', name: 'Trạm', commune: '31117', everyMs: 60_000 } as Sensor
    const reading = { id: 'TG-1', at: NOW, receivedAt: NOW, values: [1.75], index: null, status: 'online' }
    const city = {
      sensors: () => [sensor],
      reading: () => reading as unknown as SensorReading,
      cameras: () => [],
      cameraView: () => undefined,
      countReceivedAt: () => undefined,
      hasMoved: () => false,
    }
    const conditions = (kinds?: Parameters<typeof watchesOf>[3]) =>
      watchesOf(city, NOW, ALWAYS_OPEN, kinds)
        .filter(({ rule }) => rule === 'waterLevel.level')
        .flatMap(({ levels }) => levels.map(({ condition, limit }) => [limit, condition]))
    expect(conditions(kinds)).toEqual([
      [1.7, 'on'],
      [1.9, 'off'],
      [2, 'off'],
    ])
    expect(conditions()[0]?.[0]).toBe(1.8)
  })

  it('may be set between the milder and the graver of their quantity alone', () => {
    const [first, second, third] = THRESHOLDS.filter(({ kind }) => kind === 'waterLevel')
    const kinds = kindsInForce([])
    expect(first && limitsOf(first, kinds)).toEqual({ min: -2.97, max: 1.87 })
    expect(second && limitsOf(second, kinds)).toEqual({ min: 1.83, max: 1.97 })
    expect(third && limitsOf(third, kinds)).toEqual({ min: 1.93, max: 6 })
    for (const each of THRESHOLDS) {
      const { min, max } = limitsOf(each, kinds)
      expect([each.key, each.threshold.at >= min && each.threshold.at <= max]).toEqual([each.key, true])
    }
  })

  it('have one of each severity a quantity, so that an alert knows its own whatever has been set since', () => {
    const names = THRESHOLDS.map(({ kind, threshold }) => `${kind}.${threshold.quantity}.${threshold.severity}`)
    expect(new Set(names).size).toBe(names.length)
    // Raised when alert I was set to what alert II is declared as.
    const alert = { rule: 'waterLevel.level', limit: 1.9, severity: 'minor' } as const
    expect(alertQuantity(alert)?.limitName?.en).toBe('Flood alert I')
  })
})

describe('a calendar with days set otherwise', () => {
  const base = createCalendar({
    holidays: [{ from: '2026-12-02', to: '2026-12-02', name: { vi: 'Lễ', en: 'Holiday' } }],
    workdays: [{ day: '2026-12-05', name: { vi: 'Bù', en: 'Instead' } }],
  })
  const name = { vi: 'Đổi', en: 'Set' }
  const days: Readonly<Record<string, { is: 'off' | 'worked'; name: typeof name }>> = {
    '2026-12-01': { is: 'off', name },
    '2026-12-02': { is: 'worked', name },
    '2026-12-05': { is: 'off', name },
    '2026-12-06': { is: 'worked', name },
  }
  const calendar = calendarWith(base, (day) => days[day])

  it('counts by them, and by the calendar elsewhere', () => {
    const worked = ['2026-11-30', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-06']
    const all = Array.from({ length: 7 }, (_, n) => (n === 0 ? '2026-11-30' : `2026-12-0${n}`))
    expect(all.filter(calendar.isWorkingDay)).toEqual(worked)
    expect(calendar.workingDaysIn({ from: '2026-11-30', to: '2026-12-06' })).toBe(5)
    expect(calendar.addWorkingDays('2026-11-30', 1)).toBe('2026-12-02')
    expect(calendar.workingDaysAfter('2026-12-02', '2026-12-06')).toBe(3)
  })

  it('names them as they were set', () => {
    expect(calendar.holidayOn('2026-12-01')).toBe(name)
    expect([calendar.holidayOn('2026-12-02'), calendar.workdayOn('2026-12-02')]).toEqual([undefined, name])
    expect([calendar.holidayOn('2026-12-05'), calendar.workdayOn('2026-12-05')]).toEqual([name, undefined])
  })
})
