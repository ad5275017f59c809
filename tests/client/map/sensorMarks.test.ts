import { describe, expect, it } from 'vitest'
import { SHAPES, SURE } from '../../../client/map/layers/markLayer.ts'
import { sensorColumns, sensorMarks } from '../../../client/map/layers/sensorMarks.ts'
import { SENSOR_SHAPES } from '../../../client/map/layers/sensorShapes.ts'
import { DARK, GROUNDS } from '../../../client/map/palette.ts'
import { seenBy } from '../../../client/map/signs/seen.ts'
import { stillShapes } from '../../../client/map/still/stillShapes.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import type { Sensor, SensorReading } from '../../../domain/sensors/sensor.ts'
import { costRatio } from '../../support/costRatio.ts'

const NOW = 1_800_000_000_000

function sensor(id: string, kind = 'waterLevel'): Sensor {
  return { id, kind, name: id, commune: '31135', lng: 105.78, lat: 10.03, everyMs: 60_000, simulated: true }
}

function reading(id: string, values: (number | null)[], more: Partial<SensorReading> = {}): SensorReading {
  return { id, status: 'online', at: NOW, receivedAt: NOW, values, index: null, retained: false, ...more }
}

const city = (...sensors: Sensor[]) => new Map(sensors.map((each) => [each.id, each]))
const said = (...readings: SensorReading[]) => new Map(readings.map((each) => [each.id, each]))

describe('sensors on the map', () => {
  it('have a shape of their own for every kind', () => {
    const kinds = Object.keys(SENSOR_KINDS)
    const columns = sensorColumns(city(...kinds.map((kind) => sensor(kind, kind))), new Map(), NOW, ALWAYS_OPEN)
    expect(new Set(columns.attributes.getShape.value).size).toBe(kinds.length)
    expect(columns.attributes.getShape.value[0]).toBe(SHAPES[SENSOR_SHAPES.waterLevel])
  })

  it('are coloured and sized by the worst limit they have reached', () => {
    const sensors = city(sensor('low'), sensor('alert1'), sensor('alert3'), sensor('air', 'airQuality'))
    const { attributes } = sensorColumns(
      sensors,
      said(
        reading('low', [1.2]),
        reading('alert1', [1.85]),
        reading('alert3', [2.2]),
        reading('air', [12, 20, 5, 5, 5, 100], { index: 160 }),
      ),
      NOW,
      ALWAYS_OPEN,
    )
    const colour = (i: number) => [...attributes.getFillColor.value.slice(i * 4, i * 4 + 4)]
    expect(colour(0)).toEqual([...DARK.marks.calm])
    expect(colour(1)).toEqual([...DARK.marks.minor])
    expect(colour(2)).toEqual([...DARK.marks.critical])
    expect(colour(3)).toEqual([...DARK.marks.major])
    const [low = 0, minor = 0, critical = 0] = attributes.getRadius.value
    expect(low).toBeLessThan(minor)
    expect(minor).toBeLessThan(critical)
  })

  it('say the level of that limit by strokes, too: none, I, II, III', () => {
    const sensors = city(...['low', 'alert1', 'alert2', 'alert3'].map((id) => sensor(id)), sensor('mute'))
    const readings = said(
      reading('low', [1.2]),
      reading('alert1', [1.85]),
      reading('alert2', [1.95]),
      // An old alarm keeps its level.
      reading('alert3', [2.2], { at: NOW - 200_000 }),
    )
    const { attributes } = sensorColumns(sensors, readings, NOW, ALWAYS_OPEN)
    expect([...attributes.getLevel.value]).toEqual([0, 1, 2, 3, 0])
    const seen = seenBy({ lng: 105.78, lat: 10.03, zoom: 12, pitch: 0, bearing: 0 }, 400, 400)
    const [marks] = sensorMarks({ sensors, readings, now: NOW, reception: ALWAYS_OPEN })
    const shapes = stillShapes([marks as never], seen)
    // As many boxes as strokes, wherever no graphics card draws them: I and II on filled marks, III on a hatched one.
    const strokes = shapes.flatMap((shape) => ('d' in shape ? [shape.d.match(/M[\d. -]+h[\d.]+v/g)?.length ?? 0] : []))
    expect(strokes.filter((count) => count > 0)).toEqual([1, 2, 1, 3])
  })

  it('change their colours with the ground, and nothing else', () => {
    const sensors = city(sensor('low'), sensor('alert3'))
    const readings = said(reading('low', [1.2]), reading('alert3', [2.2]))
    const dark = sensorColumns(sensors, readings, NOW, ALWAYS_OPEN)
    const light = sensorColumns(sensors, readings, NOW, ALWAYS_OPEN, GROUNDS.light)
    expect([...light.attributes.getFillColor.value]).toEqual([
      ...GROUNDS.light.marks.calm,
      ...GROUNDS.light.marks.critical,
    ])
    expect(light.attributes.getShape).toBe(dark.attributes.getShape)
    expect(sensorColumns(sensors, readings, NOW, ALWAYS_OPEN, GROUNDS.light)).toBe(light)
  })

  it('are filled while live, hatched when stale or retained, outlined when lost, offline or never heard', () => {
    const ids = ['live', 'stale', 'retained', 'lost', 'offline', 'never']
    const { attributes } = sensorColumns(
      city(...ids.map((id) => sensor(id))),
      said(
        reading('live', [1]),
        reading('stale', [1], { at: NOW - 200_000 }),
        reading('retained', [1], { retained: true }),
        reading('lost', [1], { at: NOW - 700_000 }),
        reading('offline', [1], { status: 'offline' }),
      ),
      NOW,
      ALWAYS_OPEN,
    )
    expect([...attributes.getSure.value]).toEqual([SURE.live, SURE.stale, SURE.stale, SURE.lost, SURE.lost, SURE.lost])
  })

  it('keep the colour of their last alarm when they die: a dead sensor must not look calm', () => {
    const { attributes } = sensorColumns(
      city(sensor('A')),
      said(reading('A', [2.5], { at: NOW - 700_000 })),
      NOW,
      ALWAYS_OPEN,
    )
    expect([...attributes.getFillColor.value]).toEqual([...DARK.marks.critical])
    expect(attributes.getSure.value[0]).toBe(SURE.lost)
  })

  it('are the same object while nothing changed, and age by themselves', () => {
    const sensors = city(sensor('A'), sensor('B'))
    const readings = said(reading('A', [1]), reading('B', [1]))
    const first = sensorColumns(sensors, readings, NOW, ALWAYS_OPEN)
    expect(sensorColumns(sensors, new Map(readings), NOW + 1_000, ALWAYS_OPEN)).toBe(first)
    const aged = sensorColumns(sensors, readings, NOW + 151_000, ALWAYS_OPEN)
    expect(aged).not.toBe(first)
    expect([...aged.attributes.getSure.value]).toEqual([SURE.stale, SURE.stale])
    expect(sensorColumns(sensors, readings, NOW + 152_000, ALWAYS_OPEN)).toBe(aged)
    expect([...sensorColumns(sensors, readings, NOW + 601_000, ALWAYS_OPEN).attributes.getSure.value]).toEqual([
      SURE.lost,
      SURE.lost,
    ])
  })

  it('never send positions and shapes again, and never change arrays that are on the card already', () => {
    const sensors = city(sensor('A'))
    const first = sensorColumns(sensors, said(reading('A', [1])), NOW, ALWAYS_OPEN)
    const colours = [...first.attributes.getFillColor.value]
    const second = sensorColumns(sensors, said(reading('A', [2.5])), NOW, ALWAYS_OPEN)
    expect(second.attributes.getPosition).toBe(first.attributes.getPosition)
    expect(second.attributes.getShape).toBe(first.attributes.getShape)
    expect(second.attributes.getFillColor.value).not.toBe(first.attributes.getFillColor.value)
    expect([...first.attributes.getFillColor.value]).toEqual(colours)
  })

  it('are never drawn at 0,0, off the map or nowhere; in another commune they stand where they say', () => {
    const away = (id: string, misplaced: NonNullable<Sensor['misplaced']>, more: Partial<Sensor> = {}): Sensor => ({
      ...sensor(id),
      ...more,
      misplaced,
    })
    const sensors = city(
      away('zero', { is: 'zero' }, { lng: 0, lat: 0 }),
      away('nowhere', { is: 'none' }, { lng: null, lat: null }),
      sensor('here'),
      away('Hà Nội', { is: 'outside' }, { lng: 105.85, lat: 21.03 }),
      away('swapped', { is: 'swapped' }, { lng: 10.03, lat: 105.78 }),
      away('next door', { is: 'elsewhere', commune: '31117' }),
    )
    const columns = sensorColumns(sensors, said(reading('here', [2.2])), NOW, ALWAYS_OPEN)
    expect(columns.ids).toEqual(['here', 'next door'])
    expect([...columns.attributes.getPosition.value]).toEqual([105.78, 10.03, 105.78, 10.03])
    expect([...columns.attributes.getFillColor.value.slice(0, 4)]).toEqual([...DARK.marks.critical])
    const given = { sensors, readings: new Map(), now: NOW, reception: ALWAYS_OPEN }
    expect(sensorMarks({ ...given, selected: 'zero' }).map(({ id }) => id)).toEqual(['sensors'])
    const [layer] = sensorMarks(given) as unknown as { props: { keepClear: readonly unknown[] } }[]
    expect(layer?.props.keepClear).toHaveLength(2)
  })

  it('have a ring around the selected one, and none around one that is not there', () => {
    const sensors = city(sensor('A'))
    const ids = (selected?: string) =>
      sensorMarks({ sensors, readings: new Map(), now: NOW, reception: ALWAYS_OPEN, selected }).map((layer) => layer.id)
    expect(ids()).toEqual(['sensors'])
    expect(ids('A')).toEqual(['sensors', 'ring-A', 'sensor-chosen'])
    expect(ids('gone')).toEqual(['sensors'])
  })

  it('ten thousand of them, a thousand changed, take a small part of what drawing them anew takes', () => {
    const all = Array.from({ length: 10_000 }, (_, i) => sensor(`S${i}`))
    const sensors = city(...all)
    const readings = said(...all.map(({ id }) => reading(id, [1])))
    const beat = (turn: number) => {
      for (let i = 0; i < 1_000; i++) {
        const id = `S${(turn * 1_000 + i) % 10_000}`
        readings.set(id, reading(id, [1 + (turn % 3) * 0.5], { at: NOW + turn * 100 }))
      }
      sensorColumns(sensors, readings, NOW + turn * 100, ALWAYS_OPEN)
    }
    const anew = () => sensorColumns(city(...all), said(...readings.values()), NOW, ALWAYS_OPEN)
    expect(costRatio(beat, anew)).toBeLessThan(0.5)
  })
})
