import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cameraMarks } from '../../../client/map/layers/cameraMarks.ts'
import { stackedIn } from '../../../client/map/layers/layerData.ts'
import { SHAPES, SURE } from '../../../client/map/layers/markLayer.ts'
import { sensorColumns, sensorMarks } from '../../../client/map/layers/sensorMarks.ts'
import { SENSOR_SHAPES } from '../../../client/map/layers/sensorShapes.ts'
import { stacksOf } from '../../../client/map/layers/stacks.ts'
import { DARK } from '../../../client/map/palette.ts'
import type { Camera, CameraView } from '../../../domain/cameras/camera.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import type { Sensor, SensorReading } from '../../../domain/sensors/sensor.ts'

const NOW = 1_800_000_000_000
const [CITY_ZOOM, NEAREST_ZOOM] = [10.5, 18]

const sensor = (id: string, more: Partial<Sensor> = {}): Sensor => ({
  ...{ id, kind: 'waterLevel', name: id, commune: '31135', lng: 105.78, lat: 10.03, everyMs: 60_000, simulated: true },
  ...more,
})
const reading = (id: string, values: (number | null)[], more: Partial<SensorReading> = {}): SensorReading => ({
  ...{ id, status: 'online', at: NOW, receivedAt: NOW, values, index: null, retained: false },
  ...more,
})
const mapOf = <T extends { readonly id: string }>(...rows: T[]) => new Map(rows.map((row) => [row.id, row]))

describe('marks that cover each other', () => {
  it('are one where they stand at one point, and as near as they lie over each other at this zoom', () => {
    const metre = 1 / 111_195
    const positions = [105.78, 10.03, 105.78, 10.03, 105.78, 10.03 + 20 * metre, 105.9, 10.1]
    expect(stacksOf(positions, CITY_ZOOM, 6)).toEqual([[0, 1, 2], [3]])
    expect(stacksOf(positions, NEAREST_ZOOM, 6)).toEqual([[0, 1], [2], [3]])
    expect(stacksOf(positions, undefined, 6)).toEqual([[0], [1], [2], [3]])
  })

  it('are left out nowhere, stand together only within reach, and apart only beyond it', () => {
    const place = fc.tuple(
      fc.double({ min: 105.7, max: 105.8, noNaN: true }),
      fc.double({ min: 10, max: 10.1, noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), fc.integer({ min: 8, max: 18 }), (places, zoom) => {
        const stacks = stacksOf(places.flat(), zoom, 6)
        expect(stacks.flat().sort((a, b) => a - b)).toEqual(places.map((_, i) => i))
        const px = (from: number, to: number) => {
          const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = [places[from], places[to]]
          const world = 512 * 2 ** zoom
          const y = (lat: number) => Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)
          return Math.hypot((a - c) / 360, y(b) - y(d)) * world
        }
        for (const [first = 0, ...others] of stacks) {
          for (const other of others) expect(px(first, other)).toBeLessThanOrEqual(6.000_1)
        }
        const firsts = stacks.map(([first = 0]) => first)
        for (const [n, a] of firsts.entries())
          for (const b of firsts.slice(n + 1)) expect(px(a, b)).toBeGreaterThan(5.999_9)
      }),
      { numRuns: 60 },
    )
  })
})

describe('sensors at one point', () => {
  const crowd = Array.from({ length: 200 }, (_, n) => sensor(`S${n}`))
  const sensors = mapOf(...crowd, sensor('alone', { lng: 105.9 }))
  const calm = crowd.map(({ id }) => reading(id, [1]))
  const look = (readings: readonly SensorReading[]) => {
    const columns = sensorColumns(sensors, mapOf(...readings), NOW, ALWAYS_OPEN, DARK, CITY_ZOOM)
    const { getFillColor, getSure, getShape } = columns.attributes
    return {
      columns,
      color: [...getFillColor.value.slice(0, 4)],
      sure: getSure.value[0],
      shape: getShape.value[0],
    }
  }

  it('are one mark that says how many, and a click lists them all', () => {
    const { columns } = look(calm)
    expect(columns).toMatchObject({ length: 2, ids: ['S0', 'alone'] })
    expect(columns.stacks?.get('S0')).toEqual(crowd.map(({ id }) => id))
    expect(columns.stacks?.has('alone')).toBe(false)
    const layers = sensorMarks({ sensors, readings: mapOf(...calm), now: NOW, reception: ALWAYS_OPEN, zoom: CITY_ZOOM })
    expect(layers.map(({ id }) => id)).toEqual(['sensors', 'sensor-counts'])
    expect(layers[1]?.props.data).toEqual([{ lng: 105.78, lat: 10.03, count: 200 }])
    expect(layers[0] && stackedIn(layers[0])).toEqual([crowd.map(({ id }) => id)])
  })

  it('look like the worst of them, in the shape of their kind; of several kinds like a disc', () => {
    expect(look(calm)).toMatchObject({
      color: [...DARK.marks.calm],
      sure: SURE.live,
      shape: SHAPES[SENSOR_SHAPES.waterLevel],
    })
    const flood = calm.map((row) => (row.id === 'S137' ? reading('S137', [2.2]) : row))
    expect(look(flood)).toMatchObject({ color: [...DARK.marks.critical], sure: SURE.live })
    expect(look(calm)).toMatchObject({ color: [...DARK.marks.calm], sure: SURE.live })
    const gone = calm.map((row) => (row.id === 'S137' ? reading('S137', [1], { status: 'offline' }) : row))
    expect(look(gone)).toMatchObject({ color: [...DARK.marks.calm], sure: SURE.lost })
    const mixed = mapOf(sensor('level'), sensor('air', { kind: 'airQuality' }))
    const columns = sensorColumns(mixed, new Map(), NOW, ALWAYS_OPEN, DARK, CITY_ZOOM)
    expect([...columns.attributes.getShape.value]).toEqual([SHAPES.disc])
  })

  it('are the same object while nothing changed, and laid out anew for another zoom', () => {
    const readings = mapOf(...calm)
    const once = sensorColumns(sensors, readings, NOW, ALWAYS_OPEN, DARK, CITY_ZOOM)
    expect(sensorColumns(sensors, readings, NOW + 1_000, ALWAYS_OPEN, DARK, CITY_ZOOM)).toBe(once)
    const near = sensorColumns(sensors, readings, NOW, ALWAYS_OPEN, DARK, undefined)
    expect([once.length, near.length]).toEqual([2, 201])
  })
})

describe('cameras at one point', () => {
  const camera = (id: string, more: Partial<Camera> = {}): Camera => ({
    ...{ id, name: id, commune: '31117', lng: 105.7, lat: 10, office: null, noticePosted: true, live: null },
    ...{ everyMs: 5_000, simulated: true },
    ...more,
  })
  const view = (id: string, more: Partial<CameraView> = {}): CameraView => ({
    ...{ id, status: 'online', frameAt: NOW, frozenSince: null, countAt: NOW, waiting: 1, counters: 2 },
    ...{ countersStaffed: 1, retained: false },
    ...more,
  })

  it('are one mark with the worst of them and their number', () => {
    const cameras = mapOf(camera('A'), camera('B'), camera('C', { lat: 10.2 }))
    const views = mapOf(view('A'), view('B', { frozenSince: NOW - 60_000 }), view('C'))
    const given = { cameras, views, now: NOW, reception: ALWAYS_OPEN, zoom: CITY_ZOOM }
    const [marks, counts] = cameraMarks(given)
    expect(marks?.props.data).toMatchObject([
      { id: 'A', tone: 'minor', sure: SURE.stale, among: ['A', 'B'] },
      { id: 'C' },
    ])
    expect(counts?.props.data).toEqual([{ lng: 105.7, lat: 10, count: 2 }])
    expect(cameraMarks({ ...given, zoom: undefined })).toHaveLength(1)
  })
})
