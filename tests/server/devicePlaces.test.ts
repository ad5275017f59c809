import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Misplacement } from '../../domain/units/misplacement.ts'
import { MAP_DIR, startHub, type TestHub } from '../support/hub.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { until } from '../support/until.ts'

let hub: TestHub
let publisher: Publisher

beforeEach(async () => {
  hub = await startHub()
  publisher = await connectPublisher(hub.mqtt)
})
afterEach(async () => {
  await publisher.end()
  await hub.stop()
})

interface Placed {
  readonly lng: number | null
  readonly lat: number | null
  readonly misplaced?: Misplacement
}

async function get<T>(path: string): Promise<T> {
  return (await (await fetch(`${hub.http}/api/v1${path}`)).json()) as T
}
const sensor = async (id: string) => (await get<{ sensor: Placed }>(`/sensors/${id}`)).sensor
const camera = async (id: string) => (await get<{ camera: Placed }>(`/cameras/${id}`)).camera
const source = async (id: string) =>
  (await get<{ sources: (Placed & { id: string; refused: number })[] }>('/sources')).sources.find(
    (row) => row.id === id,
  )

const CAMERA = { name: 'Một cửa', commune: '31117', every: 5 }

it('a device at 0,0, outside the city or nowhere is taken, marked, and marked no more once it is announced where it is', async () => {
  const wrong: [string, Record<string, unknown>, Misplacement][] = [
    ['S-zero', { lng: 0, lat: 0 }, { is: 'zero' }],
    ['S-far', { lng: 105.85, lat: 21.03 }, { is: 'outside' }],
    ['S-swapped', { lng: 10.0452, lat: 105.7885 }, { is: 'swapped' }],
    ['S-other', { lng: 105.4255, lat: 10.2358 }, { is: 'elsewhere', commune: expect.any(String) }],
    ['S-null', { lng: null, lat: null }, { is: 'none' }],
    ['S-absent', { lng: undefined, lat: undefined }, { is: 'none' }],
    ['S-half', { lat: undefined }, { is: 'none' }],
  ]
  for (const [id, place] of wrong) {
    await publisher.announceSensor(id, place)
    await publisher.say(`camera/${id}/announce`, { ...CAMERA, lng: 105.7885, lat: 10.0452, ...place }, { retain: true })
  }
  for (const [id, , misplaced] of wrong) {
    expect((await sensor(id)).misplaced, id).toEqual(misplaced)
    expect((await camera(id)).misplaced, id).toEqual(misplaced)
    for (const of of ['sensor', 'camera']) {
      const row = await until(async () => {
        const found = await source(`${of}/${id}`)
        return found?.misplaced === undefined ? undefined : found
      })
      expect(row.misplaced).toEqual(misplaced)
    }
  }

  await hub.restart()
  for (const [id, , misplaced] of wrong) {
    expect((await sensor(id)).misplaced, id).toEqual(misplaced)
    expect((await camera(id)).misplaced, id).toEqual(misplaced)
  }

  await until(() => publisher.client.connected)
  await publisher.announceSensor('S-far')
  expect(await sensor('S-far')).toMatchObject({ lng: 105.7885, lat: 10.0452 })
  expect(await sensor('S-far')).not.toHaveProperty('misplaced')
  await until(async () => {
    const row = await source('sensor/S-far')
    return row !== undefined && row.misplaced === undefined
  })
})

it('what is no place on Earth falls alone: the device stays, and its sender is told', async () => {
  await publisher.announceSensor('S-1', { lat: 91 })
  expect(await sensor('S-1')).toMatchObject({ lng: null, lat: null, misplaced: { is: 'none' } })
  const { quarantined } = await get<{ quarantined: { source: string; reason: string; params: object }[] }>(
    '/quarantine',
  )
  expect(quarantined).toEqual([])
  const row = await until(async () => {
    const { quarantined: rows } = await get<{ quarantined: { source: string; reason: string; params: object }[] }>(
      '/quarantine',
    )
    return rows.find(({ source: of }) => of === 'sensor/S-1')
  })
  expect(row).toMatchObject({ reason: 'outOfBounds', params: { field: 'lat', bound: '≤ 90' } })
})

it('other borders judge every device anew', async () => {
  await publisher.announceSensor('S-1')
  expect(await sensor('S-1')).not.toHaveProperty('misplaced')
  const shapes = JSON.parse(readFileSync(join(MAP_DIR, 'communes-2021.geojson'), 'utf8'))
  // Surveyed, its commune turns out to end well before the place where it stands.
  const own = shapes.features.find((feature: { properties: { code: string } }) => feature.properties.code === '31117')
  own.geometry.coordinates = [
    [
      [105.775, 10.055],
      [105.779, 10.055],
      [105.779, 10.058],
      [105.775, 10.058],
      [105.775, 10.055],
    ],
  ]
  delete shapes.ioc
  mkdirSync(join(hub.dataDir, 'map'), { recursive: true })
  writeFileSync(join(hub.dataDir, 'map', 'communes-2021.geojson'), JSON.stringify(shapes))
  const doubtful = await until(async () => (await sensor('S-1')).misplaced)
  expect(doubtful.is).toMatch(/outside|elsewhere/)
})
