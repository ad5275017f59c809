import { startBuiltHub } from '../support/builtHub.ts'
import { announceSensors, connectMqtt, publishSteadily, report, startChild, wait } from './harness.ts'

const SCREENS = 200
const SENSORS = 2_000
const PER_SECOND = 1_500
const MINUTES = 2

/** Hub memory with many screens of which one is frozen: it must not grow with the time that one has been asleep. */
export async function benchMemory(): Promise<void> {
  const hub = await startBuiltHub()
  const client = await connectMqtt(hub.mqtt)
  await announceSensors(client, SENSORS)
  const idle = await hub.rss()
  const stream = publishSteadily(client, SENSORS, PER_SECOND)
  const screens = await startChild<object>('screens.ts', [hub.http, String(SCREENS), '1'])
  await wait(10_000)
  const start = await hub.rss()
  await wait(MINUTES * 60_000)
  const end = await hub.rss()
  const published = stream.stop()
  const { deltas } = await screens.ask<{ deltas: number }>({ ask: 'deltas' })
  await screens.stop()
  await client.endAsync(true)
  await hub.stop()
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`
  report(
    `hub memory, ${SCREENS} screens of which 1 frozen, ${PER_SECOND}/s, after ${MINUTES} min`,
    mb(end),
    `at the start ${mb(start)}, without screens ${mb(idle)}`,
    end / start,
  )
  console.log(`  ${published} readings published, ${deltas} deltas taken by the screens that are awake`)
}
