import mqtt, { type MqttClient } from 'mqtt'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Source } from '../../../domain/sources/source.ts'
import { dayOf } from '../../../domain/time.ts'
import { handClock } from '../../support/clock.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { until } from '../../support/until.ts'

const HEARD_AT = Date.now()
const MONTH_MS = 30 * 86_400_000
const clock = handClock(HEARD_AT)
let hub: TestHub
let publisher: MqttClient

beforeEach(async () => {
  clock.set(HEARD_AT)
  hub = await startHub({}, clock)
  publisher = await mqtt.connectAsync(hub.mqtt)
})
afterEach(async () => {
  await publisher.endAsync()
  await hub.stop()
})

const say = (topic: string, body: unknown) =>
  publisher.publishAsync(`ioc/v1/${topic}`, JSON.stringify(body), { qos: 1 })

async function sources(): Promise<Map<string, Source>> {
  const response = await fetch(`${hub.http}/api/v1/sources`)
  const { sources: rows } = (await response.json()) as { sources: Source[] }
  return new Map(rows.map((row) => [row.id, row]))
}

it('misses after a restart what fell silent before, however long the hub was away', async () => {
  const place = { commune: '31117', lng: 105.78, lat: 10.04, simulated: true }
  const at = HEARD_AT - 1_000
  await say('sensor/MN-1/announce', { kind: 'waterLevel', name: 'Trạm 1', ...place, every: 60 })
  await say('sensor/MN-1/reading', { at, values: { level: 1 } })
  await say('camera/MC-1/announce', { name: 'Một cửa', ...place })
  await say('camera/MC-1/count', { at, waiting: 9, counters: 4, countersStaffed: 3 })
  await say('statistics/oneStop/31117', { period: dayOf(at), at, counts: { received: 8 }, simulated: true })
  await say('link/reporting/government', { at, state: 'up', simulated: true })
  const heard = ['sensor/MN-1', 'camera/MC-1', 'statistics/oneStop/31117', 'link/reporting/government']
  const before = await until(async () => {
    const rows = await sources()
    return heard.every((id) => rows.get(id)?.accepted) ? rows : undefined
  })

  clock.set(HEARD_AT + MONTH_MS)
  await hub.restart()
  const after = await sources()
  for (const id of heard) {
    const { unit, everyMs, simulated, lastAt } = before.get(id) ?? expect.fail(id)
    expect(lastAt).toBe(at)
    expect(after.get(id)).toMatchObject({ unit, everyMs, simulated, lastAt, accepted: 0 })
    expect(after.get(id)?.lastReceivedAt).toBeLessThan(HEARD_AT + 60_000)
  }
})

it('takes what is told again for no news, and forgets no time over it', async () => {
  const report = { period: dayOf(HEARD_AT), at: HEARD_AT - 1_000, counts: { received: 8 } }
  const id = 'statistics/oneStop/31117'
  await say(id, report)
  await until(async () => (await sources()).get(id)?.accepted)
  await hub.restart()
  await until(() => publisher.connected)
  await say(id, report)
  const told = await until(async () => {
    const row = (await sources()).get(id)
    return row?.duplicates === 1 ? row : undefined
  })
  expect(told.lastAt).toBe(HEARD_AT - 1_000)
})

it('lists after a restart whoever is announced though never heard, and whoever was only refused', async () => {
  const place = { commune: '31117', simulated: true }
  await say('sensor/MN-1/announce', { kind: 'waterLevel', name: 'Trạm 1', ...place, every: 60 })
  await say('sensor/MN-2/announce', { kind: 'waterLevel', name: 'Trạm 2', ...place, every: 60 })
  await say('sensor/MN-2/reading', { at: HEARD_AT, values: { depth: 1 } })
  await say('camera/MC-1/announce', { name: 'Một cửa', ...place })
  await say('statistics/oneStop/31117', { period: dayOf(HEARD_AT), at: HEARD_AT, counts: { nothing: 8 } })
  await say('sensor/STRANGER/reading', { at: HEARD_AT, values: { level: 1 } })
  const before = await until(async () => {
    const rows = await sources()
    return rows.get('unknown')?.refused ? rows : undefined
  })
  expect([...before.keys()].sort()).toEqual([
    'camera/MC-1',
    'sensor/MN-1',
    'sensor/MN-2',
    'statistics/oneStop/31117',
    'unknown',
  ])

  await hub.restart()
  const after = await sources()
  expect([...after.keys()].sort()).toEqual([...before.keys()].sort())
  for (const [id, { unit, everyMs, simulated, lastAt, lastReceivedAt, lastRefusedAt }] of before)
    expect(after.get(id)).toMatchObject({ unit, everyMs, simulated, lastAt, lastReceivedAt, lastRefusedAt })
})

it('says after a restart what it said before of who tells events, corrects a day, or has a fast clock', async () => {
  const place = { commune: '31117', lng: 105.78, lat: 10.04 }
  const minutes = (n: number) => HEARD_AT + n * 60_000
  const [today, yesterday] = [dayOf(HEARD_AT), dayOf(HEARD_AT - 86_400_000)]
  await say('sensor/MN-1/announce', { kind: 'waterLevel', name: 'Trạm 1', ...place, every: 60 })
  await say('sensor/MN-1/reading', { at: minutes(2), values: { level: 1 } })
  await say('camera/MC-1/announce', { name: 'Một cửa', ...place })
  await say('camera/MC-1/count', { at: minutes(1), waiting: 9, counters: 4, countersStaffed: 3 })
  await say('statistics/oneStop/31117', { period: today, at: minutes(3), counts: { received: 8 } })
  await say('statistics/portal/31117', { period: yesterday, at: minutes(-1), counts: { receivedOnline: 8 } })
  await say('statistics/portal/31117', { period: today, at: minutes(-3), counts: { receivedOnline: 8 } })
  const event = { severity: 'minor', title: 'Mất điện', simulated: true }
  await say('event/emc/92', { id: 'E1', at: minutes(-5), state: 'open', ...event })
  await say('event/emc/92', { id: 'E2', at: minutes(-9), state: 'open', ...event })
  await say('event/urbanServices/92', { id: 'E3', at: minutes(4), state: 'closed', ...event })
  const ids = [
    'camera/MC-1',
    'event/emc/92',
    'event/urbanServices/92',
    'sensor/MN-1',
    'statistics/oneStop/31117',
    'statistics/portal/31117',
  ]
  const before = await until(async () => {
    const rows = await sources()
    return ids.every((id) => rows.get(id)?.accepted) ? rows : undefined
  })
  const told = ({ unit, everyMs, simulated, lastAt, lastReceivedAt, asOf }: Source) => ({
    unit,
    everyMs,
    simulated,
    lastAt,
    lastReceivedAt,
    asOf,
  })
  await hub.restart()
  const same = await until(async () => {
    const after = await sources()
    // Rows are told once a second.
    return after.get('sensor/MN-1')?.lastAt === minutes(2) ? after : undefined
  })
  expect([...same.keys()].sort()).toEqual(ids)
  for (const [id, row] of before) expect([id, told(same.get(id) as Source)]).toEqual([id, told(row)])
})
