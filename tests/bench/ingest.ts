import type { MqttClient } from 'mqtt'
import { startBuiltHub } from '../support/builtHub.ts'
import { announceSensors, connectMqtt, median, report, startChild } from './harness.ts'

const RUNS = 5
const MESSAGES = 30_000
const SENSORS = 2_000
export const CONNECTIONS = 4

/** Durable ingest: published at QoS 1 to acknowledged, which at the hub means committed with fsync and rolled up. */
export async function benchIngest(): Promise<void> {
  const bare = await startChild<{ mqtt: string }>('bareSubscriber.ts')
  const limit = await ingestRates(bare.ready.mqtt)
  await bare.stop()

  const hub = await startBuiltHub()
  const ours = await ingestRates(hub.mqtt)
  const accepted = await hub.metric('ioc_messages_accepted')
  const refused = await hub.metric('ioc_messages_refused')
  await hub.stop()
  const expected = MESSAGES * (RUNS + 1)
  if (refused !== 0 || accepted !== expected) {
    throw new Error(`the hub accepted ${accepted} of ${expected} messages and refused ${refused}`)
  }
  report(
    'durable ingest, embedded broker and store',
    `${Math.round(median(ours))} msg/s`,
    `bare broker + mqtt.js subscriber ${Math.round(median(limit))} msg/s`,
    median(ours) / median(limit),
  )
}

/** Messages a second of several runs after a warm-up. @param login of an account that speaks for `sensor/B-*` */
export async function ingestRates(
  url: string,
  { logins = [{}], runs = RUNS }: { logins?: readonly { username?: string; password?: string }[]; runs?: number } = {},
): Promise<number[]> {
  const clients = await Promise.all(
    Array.from({ length: CONNECTIONS }, (_, n) => connectMqtt(url, logins[n % logins.length] ?? {})),
  )
  await announceSensors(clients[0] as MqttClient, SENSORS)
  let at = Date.now() - 3_600_000
  const run = async () => {
    const began = performance.now()
    await Promise.all(
      clients.map(async (client, c) => {
        const pending: Promise<unknown>[] = []
        for (let i = c; i < MESSAGES; i += CONNECTIONS) {
          const body = `{"at":${at + Math.floor(i / SENSORS) * 1_000},"values":{"laeq":${50 + (i % 200) / 10}}}`
          pending.push(client.publishAsync(`ioc/v1/sensor/B-${i % SENSORS}/reading`, body, { qos: 1 }))
          // A window of a few hundred in flight, like a gateway's: never the whole run in memory.
          if (pending.length === 500) await Promise.all(pending.splice(0))
        }
        await Promise.all(pending)
      }),
    )
    at += Math.ceil(MESSAGES / SENSORS) * 1_000
    return MESSAGES / ((performance.now() - began) / 1_000)
  }
  await run()
  const results: number[] = []
  for (let i = 0; i < runs; i++) results.push(await run())
  await Promise.all(clients.map((client) => client.endAsync()))
  return results
}
