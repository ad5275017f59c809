import { describe, expect, it } from 'vitest'
import { alertQuantity } from '../../domain/alerts/quantity.ts'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'

describe('the number of an alert', () => {
  const thresholds = Object.entries(SENSOR_KINDS as Record<string, SensorKind>).flatMap(([id, kind]) =>
    kind.thresholds.map((threshold) => ({ id, kind, threshold })),
  )

  it.each(thresholds)(
    'has the unit of what is measured, and its limit a name: $id, $threshold.id',
    ({ id, kind, threshold }) => {
      const { quantity, at, label } = threshold
      const declared = kind.quantities[quantity]
      expect(alertQuantity({ rule: `${id}.${quantity}`, limit: at })).toEqual({
        unit: declared?.unit ?? kind.index?.label,
        digits: declared?.digits ?? kind.index?.digits,
        limitName: label,
      })
    },
  )

  it.each([
    'office.overCapacity',
    'office.unstaffed',
    'sensor.manyLost',
    'camera.manyLost',
    'system.silent',
    'sources.clock',
  ])('counts something that has a name: %s', (rule) => {
    expect(alertQuantity({ rule, limit: null })).toMatchObject({
      unit: { vi: expect.stringMatching(/./), en: expect.stringMatching(/./) },
      digits: 0,
    })
  })

  it('is of no limit of another time', () => {
    expect(alertQuantity({ rule: 'waterLevel.level', limit: 7.77 })).toEqual({
      unit: 'm',
      digits: 2,
      limitName: undefined,
    })
  })

  it('is unknown of a rule that is about none', () => {
    for (const rule of ['link.down', 'event', 'toString', 'waterLevel.constructor', '', 'moon.level'])
      expect(alertQuantity({ rule, limit: null })).toBeUndefined()
  })
})
