import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Alert } from '../../../domain/alerts/alert.ts'
import type { Source } from '../../../domain/sources/source.ts'
import { DAY_MS, dayOf, MINUTE_MS } from '../../../domain/time.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { connectPublisher, type Publisher } from '../../support/publisher.ts'
import { until } from '../../support/until.ts'

let hub: TestHub
let publisher: Publisher

beforeAll(async () => {
  hub = await startHub()
  publisher = await connectPublisher(hub.mqtt)
})
afterAll(async () => {
  await publisher?.end()
  await hub?.stop()
})

async function get<T>(path: string): Promise<T> {
  const response = await fetch(`${hub.http}/api/v1${path}`)
  expect(response.status, path).toBe(200)
  return (await response.json()) as T
}

const level = (id: string, at: number, value: number) =>
  publisher.say(`sensor/${id}/reading`, { at, values: { level: value } })

async function openAlert(rule: string, subjectId: string): Promise<Alert | undefined> {
  const { alerts } = await get<{ alerts: Alert[] }>('/alerts?open=true')
  return alerts.find((alert) => alert.rule === rule && alert.subjectId === subjectId)
}

async function source(id: string): Promise<Source | undefined> {
  const { sources } = await get<{ sources: Source[] }>('/sources')
  return sources.find((row) => row.id === id)
}

async function history(id: string, from: number, to: number): Promise<{ at: number; mean: number }[]> {
  const { buckets } = await get<{ buckets: { at: number; mean: number }[] }>(
    `/sensors/${id}/series?value=level&from=${from}&to=${to}&points=2000`,
  )
  return buckets
}

it('raises "lệch giờ" for a clock that is ahead, and ends it when the clock is right again', async () => {
  await publisher.announceSensor('NHANH', { every: 10 })
  await level('NHANH', Date.now() + 4 * MINUTE_MS, 1.1)
  const alert = await until(() => openAlert('sensor.clock', 'NHANH'))
  expect(alert.title).toEqual({
    vi: 'Trạm NHANH: lệch giờ, đồng hồ thiết bị nhanh 4 phút',
    en: 'Trạm NHANH: wrong clock, the device is 4 minutes ahead',
  })
  expect(alert.evidence.map(({ label }) => label.vi)).toEqual(['Giờ thiết bị', 'Giờ trung tâm nhận'])
  await until(async () => (await source('sensor/NHANH'))?.clock === 'ahead')
  await level('NHANH', Date.now(), 2.05)
  await until(async () => (await openAlert('sensor.clock', 'NHANH')) === undefined)
  const { reading } = await get<{ reading: { values: number[] } }>('/sensors/NHANH')
  expect(reading.values).toEqual([2.05])
})

it('raises it for a system’s clock, too', async () => {
  const at = Date.now() + 4 * MINUTE_MS
  await publisher.say('statistics/oneStop/31117', { period: dayOf(at), at, counts: { received: 8 } })
  const alert = await until(() => openAlert('statistics.clock', 'oneStop/31117'))
  expect(alert.title.vi).toBe('Một cửa điện tử, P. Cái Khế: lệch giờ, đồng hồ hệ thống nguồn nhanh 4 phút')
})

it('holds what may come of a clock that fell back, over a restart, and keeps it out of yesterday when it was one', async () => {
  const yesterday = () => history('LUI', Date.now() - DAY_MS - MINUTE_MS, Date.now() - DAY_MS + MINUTE_MS)
  await publisher.announceSensor('LUI', { every: 60 })
  await level('LUI', Date.now(), 1)
  await level('LUI', Date.now() - DAY_MS, 1.2)
  expect(await yesterday()).toEqual([])
  await hub.restart()
  await until(() => publisher.client.connected)
  await publisher.announceSensor('LUI', { every: 60 })
  // It goes on speaking on the same wrong clock.
  const alert = await until(async () => {
    await level('LUI', Date.now() - DAY_MS, 1.3)
    return openAlert('sensor.clock', 'LUI')
  })
  expect(alert.title.vi).toBe('Trạm LUI: lệch giờ, đồng hồ thiết bị chậm 24 giờ')
  const row = await until(async () => {
    const found = await source('sensor/LUI')
    return found?.clock === 'behind' && found
  })
  expect(row.accepted).toBe(0)
  expect(await yesterday()).toEqual([])
})

it('keeps what it held, after a restart, when the device speaks live again', async () => {
  const late = Date.now() - DAY_MS
  await publisher.announceSensor('TRE', { every: 60 })
  await level('TRE', Date.now(), 1)
  await level('TRE', late, 1.2)
  await hub.restart()
  await until(() => publisher.client.connected)
  await level('TRE', Date.now(), 1.1)
  const kept = await until(async () => {
    const found = await history('TRE', late - MINUTE_MS, late + MINUTE_MS)
    return found.length > 0 && found
  })
  expect(kept).toMatchObject([{ at: late, mean: 1.2 }])
})

it('knows a message that comes again after a restart, though its clock was ahead', async () => {
  const at = Date.now() + 30_000
  await publisher.announceSensor('LAI', { every: 60 })
  await level('LAI', at, 1)
  await hub.restart()
  await until(() => publisher.client.connected)
  await level('LAI', at, 1)
  await level('LAI', Date.now(), 2)
  const found = await history('LAI', Date.now() - MINUTE_MS, Date.now() + MINUTE_MS)
  expect(found.map(({ mean }) => mean)).toEqual([1, 2])
})

it('shows a device time of another age as what was sent, and keeps the alert over a restart until the clock is right', async () => {
  await publisher.announceSensor('XA', { every: 10 })
  await level('XA', 1e15, 1.1)
  const alert = await until(() => openAlert('sensor.clock', 'XA'))
  expect(alert.evidence[0]).toMatchObject({ value: '1000000000000000 ms', at: alert.evidence[1]?.at })
  await hub.restart()
  await publisher.announceSensor('SAU', { every: 10 })
  await level('SAU', Date.now() + 4 * MINUTE_MS, 1.1)
  await until(() => openAlert('sensor.clock', 'SAU'))
  expect(await openAlert('sensor.clock', 'XA')).toMatchObject({ id: alert.id })
})
