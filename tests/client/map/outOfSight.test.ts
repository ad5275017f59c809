import { describe, expect, it } from 'vitest'
import { alertMarks } from '../../../client/map/layers/alertMarks.ts'
import { sensorMarks } from '../../../client/map/layers/sensorMarks.ts'
import { outOfSight } from '../../../client/map/outOfSight.ts'
import type { Seen } from '../../../client/map/signs/seen.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import type { Sensor } from '../../../domain/sensors/sensor.ts'

/** A picture of 100 by 100 px: a degree is a pixel. */
const seen = { width: 100, height: 100, project: (lng: number, lat: number) => [lng, lat] } as unknown as Seen
const headline = { left: 0, top: 0, right: 50, bottom: 20 }

describe('marks that nobody sees', () => {
  it('are counted with everything that they stand for: under the headline, and outside the picture', () => {
    const at = (id: string, lng: number, lat: number): [string, Sensor] => [
      id,
      { id, kind: 'rain', name: id, commune: '31135', lng, lat, everyMs: 60_000, simulated: true },
    ]
    const sensors = new Map([at('under', 10, 10), at('beside', 10, 10), at('seen', 60, 60), at('outside', 60, 80)])
    const layers = sensorMarks({ sensors, readings: new Map(), now: 1, reception: ALWAYS_OPEN, zoom: 10 })
    expect(outOfSight(layers, seen, [headline])).toBe(2)
    expect(outOfSight(layers, { ...seen, height: 70 }, [headline])).toBe(3)
    expect(outOfSight(layers, seen, [])).toBe(0)
    const places = [{ id: 'a', severity: 'major', lng: 40, lat: 10 } as const]
    expect(outOfSight([layers, alertMarks({ places })], seen, [headline])).toBe(3)
  })
})
