import { connectMqtt } from './harness.ts'

/** One device that sends as fast as its line takes it: `shouter.ts BROKER`. */
const client = await connectMqtt(process.argv[2] ?? '')
client.on('error', () => undefined)
process.send?.({ ready: {} })
for (;;) {
  const body = JSON.stringify({ at: Date.now(), values: { laeq: 99 } })
  await client.publishAsync('ioc/v1/sensor/B-1/reading', body, { qos: 0 })
}
