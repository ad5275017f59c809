import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import mqtt from 'mqtt'
import { afterEach, describe, expect, it } from 'vitest'
import type { DataGap } from '../../../domain/dataGap.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { findMosquitto, type Mosquitto, startMosquitto } from '../../support/mosquitto.ts'
import { until } from '../../support/until.ts'
import { GAUGE, HALL, PREFIX, text } from './door.ts'

const SHIPPED = readFileSync(resolve(import.meta.dirname, '../../../deploy/mosquitto.conf'), 'utf8').split('\n')
/** Mosquitto tells its counters each second, not each tenth. */
const SOON = 'sys_interval 1'
const COUNT = 3_000

describe.runIf(findMosquitto() !== undefined)('a hub that was away from a real Mosquitto', () => {
  let broker: Mosquitto
  let hub: TestHub
  afterEach(async () => {
    await hub.stop()
    await broker.stop()
  })

  async function open(base: readonly string[], config: readonly string[] = []): Promise<void> {
    broker = (await startMosquitto(config, base)) as Mosquitto
    hub = await startHub({ MQTT_URL: broker.url })
    await until(async () => (await hubRow()).broker === 'connected')
  }

  const get = async <T>(path: string) => (await (await fetch(`${hub.http}${path}`)).json()) as T
  const hubRow = async () => {
    const ready = await fetch(`${hub.http}/readyz`)
    return { broker: ready.status === 200 ? 'connected' : 'away' }
  }
  const gaps = async () => (await get<{ gaps: DataGap[] }>('/api/v1/gaps')).gaps

  async function device() {
    const client = await mqtt.connectAsync(broker.url)
    await client.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 1, retain: true })
    await until(async () => (await fetch(`${hub.http}/api/v1/sensors/TG-01`)).status === 200)
    return client
  }

  /** What a device says at QoS 1 while the hub is away. @returns when the first reading was true */
  async function sayWhileAway(): Promise<number> {
    const gauge = await device()
    await hub.stopKeepingData()
    const first = Date.now() - COUNT * 1_000
    const answers = Array.from({ length: COUNT }, (_, n) =>
      gauge.publishAsync(`${PREFIX}/sensor/TG-01/reading`, text({ at: first + n * 1_000, values: { level: 1 } }), {
        qos: 1,
      }),
    )
    await Promise.all(answers)
    await gauge.endAsync()
    return first
  }

  async function readings(first: number): Promise<number> {
    const path = `/api/v1/sensors/TG-01/series?from=${first}&to=${first + COUNT * 1_000}&points=5000`
    const { buckets } = await get<{ buckets: { count: number }[] }>(path)
    return buckets.reduce((sum, { count }) => sum + count, 0)
  }

  it('loses nothing of 3,000 readings with the settings that the product ships, and says nothing', async () => {
    await open(SHIPPED, [SOON])
    const first = await sayWhileAway()
    await hub.restart()
    await until(async () => (await readings(first)) === COUNT)
    expect(await gaps()).toEqual([])
  })

  it('loses nothing that the broker acknowledged before it was stopped in the middle of a stream', async () => {
    await open(SHIPPED, [SOON])
    const first = Date.now() - 3_600_000
    const acknowledged = new Set<number>()
    let said = 0
    for (let round = 1; round <= 3; round++) {
      const gauge = await device()
      gauge.on('error', () => undefined)
      const say = async () => {
        const at = first + said++ * 10
        await gauge.publishAsync(`${PREFIX}/sensor/TG-01/reading`, text({ at, values: { level: 1 } }), { qos: 1 })
        acknowledged.add(at)
      }
      for (let i = 0; i < 40; i++) void speak()
      // What was under way as the line broke is answered by nobody any more.
      async function speak() {
        while (gauge.connected) await say().catch(() => undefined)
      }
      await until(() => acknowledged.size > round * 300)
      await broker.halt()
      gauge.end(true)
      await broker.restart()
      await until(async () => (await hubRow()).broker === 'connected')
    }
    const kept = async () => {
      const path = `/api/v1/sensors/TG-01/series?from=${first}&to=${first + 3_600_000}&points=5000`
      const { buckets } = await get<{ buckets: { at: number; count: number }[] }>(path)
      return new Map(buckets.map(({ at, count }) => [at, count]))
    }
    await until(async () => {
      const all = await kept()
      return [...acknowledged].every((at) => all.has(at))
    })
    expect([...(await kept()).values()].filter((count) => count !== 1)).toEqual([])
    expect(await gaps()).toEqual([])
  })

  it('shows the time as a possible hole with the settings as Mosquitto is installed', async () => {
    const asInstalled = ['persistence true']
    await open(asInstalled, [SOON])
    const before = Date.now()
    const first = await sayWhileAway()
    const after = Date.now()
    await hub.restart()
    const [gap] = await until(async () => {
      const found = await gaps()
      return (found[0]?.dropped ?? 0) >= 1_900 ? found : undefined
    })
    expect(gap).toMatchObject({ cause: 'queueOverflow' })
    expect(gap?.from).toBeGreaterThanOrEqual(before)
    expect(gap?.from).toBeLessThanOrEqual(after)
    expect(gap?.to).toBeGreaterThanOrEqual(after)
    expect(await readings(first)).toBeLessThan(COUNT)
    // Where the history is asked for, too.
    const series = `/api/v1/sensors/TG-01/series?from=${before - 3_600_000}&to=${Date.now()}`
    expect((await get<{ gaps: DataGap[] }>(series)).gaps).toEqual([gap])
  })

  it('shows it where the broker does not tell what it dropped', async () => {
    await open(['persistence true', `acl_file ${resolve(import.meta.dirname, 'noCounters.acl')}`])
    await sayWhileAway()
    await hub.restart()
    const [gap] = await until(async () => ((await gaps()).length > 0 ? gaps() : undefined))
    expect(gap).toMatchObject({ cause: 'queueOverflow', dropped: null })
  })

  it('shows it where the session was lost', async () => {
    await open(['persistence false'])
    await sayWhileAway()
    await broker.restart()
    await hub.restart()
    const [gap] = await until(async () => ((await gaps()).length > 0 ? gaps() : undefined))
    expect(gap).toMatchObject({ cause: 'sessionLost' })
  })

  it('says nothing of a short time without the broker that the session outlived', async () => {
    await open(SHIPPED, [SOON])
    const gauge = await device()
    await broker.restart()
    await until(async () => (await hubRow()).broker === 'connected')
    const at = Date.now()
    await until(() => gauge.connected)
    await gauge.publishAsync(`${PREFIX}/sensor/TG-01/reading`, text({ at, values: { level: 2 } }), { qos: 1 })
    await until(async () => (await get<{ reading: { at: number } }>('/api/v1/sensors/TG-01')).reading.at === at)
    expect(await gaps()).toEqual([])
    await gauge.endAsync()
  })

  it('leaves an entry on a device whose message is too large, and stores an array at QoS 2 once', async () => {
    await open(SHIPPED)
    const gauge = await device()
    await gauge.publishAsync(`${PREFIX}/camera/MC-1/announce`, text(HALL), { qos: 1 })
    await gauge.publishAsync(`${PREFIX}/camera/MC-1/frame`, Buffer.alloc(400 * 1024, 0xff), { qos: 0 })
    const now = Date.now()
    const list = Array.from({ length: 600 }, (_, n) => ({ at: now - n * 1_000, values: { level: 1 } }))
    await gauge.publishAsync(`${PREFIX}/sensor/TG-01/reading`, text(list), { qos: 2 })
    interface Row {
      source: string
      reason: string
      params: object
    }
    const rows = await until(async () => {
      const { quarantined } = await get<{ quarantined: Row[] }>('/api/v1/quarantine')
      return quarantined.length > 0 ? quarantined : undefined
    })
    expect(rows).toMatchObject([
      { source: 'camera/MC-1', reason: 'tooLarge', params: { bytes: 400 * 1024, max: 256 * 1024 } },
    ])
    const path = `/api/v1/sensors/TG-01/series?from=${now - 600_000}&to=${now + 1}&points=5000`
    const counted = await until(async () => {
      const { buckets } = await get<{ buckets: { count: number }[] }>(path)
      const sum = buckets.reduce((all, { count }) => all + count, 0)
      return sum > 0 ? sum : undefined
    })
    expect(counted).toBe(600)
    await gauge.endAsync()
  })
})
