import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BuiltHub, startBuiltHub } from '../support/builtHub.ts'
import { startMosquitto } from '../support/mosquitto.ts'
import { startOwnPostgres } from '../support/postgres.ts'
import { connectPublisher } from '../support/publisher.ts'
import { askHub } from '../support/signIn.ts'
import { until } from '../support/until.ts'

const mosquitto = await startMosquitto()
const postgres = await startOwnPostgres()
afterAll(async () => {
  await mosquitto?.stop()
  await postgres?.stop()
})

interface Bucket {
  readonly at: number
  readonly mean: number
}

/** All raw readings of a sensor in a range. */
async function history(hub: BuiltHub, sensor: string, from: number, to: number): Promise<Bucket[]> {
  const url = `${hub.http}/api/v1/sensors/${sensor}/series?value=level&from=${from}&to=${to}&points=5000`
  const { buckets } = (await (await askHub(url)).json()) as { buckets: Bucket[] }
  return buckets
}

const start = Date.now() - 3_600_000
/** The nth reading: a value that tells its moment. */
const reading = (n: number) => ({ at: start + n * 10, values: { level: n / 1_000 } })

/** Readings a publisher had acknowledged, each to be found in the history exactly once. */
function expectKept(found: readonly Bucket[], acknowledged: readonly number[]): void {
  const byMoment = new Map(found.map(({ at, mean }) => [at, mean]))
  expect(byMoment.size).toBe(found.length)
  const missing = acknowledged.filter((n) => byMoment.get(start + n * 10) !== n / 1_000)
  expect(missing).toEqual([])
}

describe('what the embedded broker acknowledged', () => {
  let hub: BuiltHub
  beforeAll(async () => {
    hub = await startBuiltHub()
  })
  afterAll(() => hub?.stop())

  it('is in the history once, after the hub was killed again and again', { timeout: 90_000 }, async () => {
    const acknowledged: number[] = []
    let n = 0
    for (let round = 0; round < 3; round++) {
      const publisher = await connectPublisher(hub.mqtt)
      await publisher.announceSensor('KILL')
      publisher.client.on('error', () => undefined)
      let publishing = true
      const stream = (async () => {
        while (publishing && n < 4_000) {
          const batch = Array.from({ length: 40 }, () => n++)
          await Promise.all(
            batch.map((k) => publisher.say('sensor/KILL/reading', reading(k)).then(() => acknowledged.push(k))),
          )
        }
      })()
      const before = acknowledged.length
      await until(() => acknowledged.length > before + 120 + round * 77)
      await hub.kill9()
      publishing = false
      await Promise.race([stream.catch(() => undefined), new Promise((done) => setTimeout(done, 300))])
      await publisher.end()
      await hub.revive()
    }
    expect(acknowledged.length).toBeGreaterThan(500)
    expectKept(await history(hub, 'KILL', start, start + 3_600_000), acknowledged)
  })
})

describe.runIf(mosquitto !== undefined && postgres !== undefined)('on Mosquitto and PostgreSQL', () => {
  let hub: BuiltHub
  beforeAll(async () => {
    hub = await startBuiltHub({
      MQTT_URL: mosquitto?.url ?? '',
      DATABASE_URL: (await postgres?.database('durability')) ?? '',
    })
  })
  afterAll(() => hub?.stop())

  it('a hub that was away catches up, and a database that was away loses nothing', { timeout: 150_000 }, async () => {
    const publisher = await connectPublisher(mosquitto?.url ?? '')
    await publisher.announceSensor('AWAY')
    const say = (from: number, to: number) =>
      Promise.all(Array.from({ length: to - from }, (_, i) => publisher.say('sensor/AWAY/reading', reading(from + i))))
    const kept = (count: number) =>
      until(async () => (await history(hub, 'AWAY', start, start + 3_600_000)).length >= count, 30_000)

    await say(0, 200)
    await kept(200)

    await hub.kill9()
    await say(200, 400)
    await hub.revive()
    await kept(400)

    await postgres?.kill9()
    await say(400, 600)
    await postgres?.revive()
    await kept(600)

    await mosquitto?.restart()
    await until(() => publisher.client.connected)
    await say(600, 700)
    await kept(700)

    const all = await history(hub, 'AWAY', start, start + 3_600_000)
    expectKept(
      all,
      Array.from({ length: 700 }, (_, n) => n),
    )
    expect(all).toHaveLength(700)
    await publisher.end()
  })
})
