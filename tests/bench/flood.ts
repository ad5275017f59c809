import type { MqttClient } from 'mqtt'
import { startBuiltHub } from '../support/builtHub.ts'
import { announceSensors, connectMqtt, publishSteadily, quantile, report, startChild, wait } from './harness.ts'

const SENSORS = 500
const RATE = 500
const PROBES = 300
/** Longer than the shouting device may go on before it is slowed down. */
const SHOUTS_FOR_MS = 12_000

/** What a device that shouts as fast as it can costs the others: publish → acknowledged of one of them, beside the same without it. */
export async function benchFlood(): Promise<void> {
  const hub = await startBuiltHub()
  const city = await connectMqtt(hub.mqtt)
  await announceSensors(city, SENSORS)
  const quiet = await connectMqtt(hub.mqtt)
  const stream = publishSteadily(city, SENSORS, RATE)
  await wait(2_000)
  const without = await probe(quiet)
  const loud = await startChild<object>('shouter.ts', [hub.mqtt])
  await wait(SHOUTS_FOR_MS)
  const beside = await probe(quiet)
  stream.stop()
  await loud.stop()
  await Promise.all([city.endAsync(true), quiet.endAsync(true)])
  await hub.stop()
  const ms = (values: readonly number[], q: number) => `${quantile(values, q).toFixed(1)} ms`
  report(
    `publish → acknowledged beside one that shouts, ${RATE}/s, p50 / p95`,
    `${ms(beside, 0.5)} / ${ms(beside, 0.95)}`,
    `without it ${ms(without, 0.5)} / ${ms(without, 0.95)}`,
    quantile(beside, 0.95) / quantile(without, 0.95),
  )
}

/** How long it takes one quiet device to have its readings acknowledged, ms. */
async function probe(client: MqttClient): Promise<number[]> {
  const took: number[] = []
  for (let n = 0; n < PROBES; n++) {
    const began = performance.now()
    const body = { at: Date.now(), values: { laeq: 40 } }
    await client.publishAsync('ioc/v1/sensor/B-0/reading', JSON.stringify(body), { qos: 1 })
    took.push(performance.now() - began)
    await wait(20)
  }
  return took
}
