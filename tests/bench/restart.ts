import { startBuiltHub } from '../support/builtHub.ts'
import { announceSensors, connectMqtt, publishSteadily, report, startChild, wait } from './harness.ts'

const SCREENS = 1_000
const SENSORS = 2_000
const PER_SECOND = 500
const FEEDS = 'sensors,readings,kpis,alerts,hub'
const WITHIN_MS = 120_000

interface Returned {
  readonly whole: number
  readonly lastAt: number
}

/**
 * A thousand screens after a restart of the hub: how long until the last has its whole picture again, and how long the hub's event loop was held
 * meanwhile; beside a bare relay of the same run to whose sockets nothing is told.
 */
export async function benchRestart(): Promise<void> {
  const bare = await timeOfBareReturn()
  const hub = await startBuiltHub()
  const client = await connectMqtt(hub.mqtt)
  await announceSensors(client, SENSORS)
  await client.endAsync(true)
  const screens = await startChild<object>('returningScreens.ts', [hub.http, String(SCREENS), FEEDS])
  await untilAll(screens)
  await hub.kill9()
  await hub.revive()
  const began = Date.now()
  await hub.metric('nodejs_eventloop_lag_p99_seconds')
  const again = await connectMqtt(hub.mqtt)
  const stream = publishSteadily(again, SENSORS, PER_SECOND)
  const { lastAt } = await untilAll(screens)
  const heldMs = 1_000 * (await hub.metric('nodejs_eventloop_lag_p99_seconds'))
  stream.stop()
  await again.endAsync(true)
  await Promise.all([screens.stop(), hub.stop()])
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
  report(
    `${SCREENS} screens back with their whole picture after a restart`,
    seconds(lastAt - began),
    `sockets of a bare relay ${seconds(bare)}`,
    (lastAt - began) / bare,
  )
  report('event loop of the hub meanwhile, p99', `${heldMs.toFixed(0)} ms`, 'aim 200 ms', heldMs / 200)
}

/** How long sockets take that are told nothing, ms. */
async function timeOfBareReturn(): Promise<number> {
  const relay = await startChild<{ http: string }>('bareRelay.ts')
  const began = Date.now()
  const screens = await startChild<object>('returningScreens.ts', [relay.ready.http, String(SCREENS)])
  const { lastAt } = await untilAll(screens)
  await Promise.all([screens.stop(), relay.stop()])
  return lastAt - began
}

async function untilAll(screens: { ask<T>(question: unknown): Promise<T> }): Promise<Returned> {
  const deadline = performance.now() + WITHIN_MS
  for (;;) {
    const returned = await screens.ask<Returned>({ ask: 'whole' })
    if (returned.whole === SCREENS) return returned
    if (performance.now() > deadline) throw new Error(`only ${returned.whole} of ${SCREENS} screens are back`)
    await wait(200)
  }
}
