import { loadavg } from 'node:os'
import { startBuiltHub } from '../support/builtHub.ts'
import { announceSensors, connectMqtt, publishSteadily, report, startChild, wait } from './harness.ts'

const SCREENS = 1_000
const SENSORS = 2_000
const PER_SECOND = 500
const STEADY_PER_SECOND = 1_500
const STEADY_MS = 20_000
const FEEDS = 'sensors,readings,kpis,alerts,hub'
const WITHIN_MS = 120_000

interface Returned {
  readonly whole: number
  readonly lastAt: number
  readonly gaps: number
}

/**
 * A thousand screens after a restart of the hub: how long until the last has its whole picture again, and how long the hub's event loop was held
 * meanwhile, and afterwards at full speed; beside a bare relay of the same run to whose sockets nothing is told.
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
  await hub.loop()
  const again = await connectMqtt(hub.mqtt)
  const storm = publishSteadily(again, SENSORS, PER_SECOND)
  const { lastAt } = await untilAll(screens)
  const returning = await hub.loop()
  storm.stop()
  const load = loadavg()[0]?.toFixed(1)
  const steady = publishSteadily(again, SENSORS, STEADY_PER_SECOND)
  await wait(STEADY_MS)
  const calm = await hub.loop()
  steady.stop()
  const { gaps } = await screens.ask<Returned>({ ask: 'whole' })
  await again.endAsync(true)
  await Promise.all([screens.stop(), hub.stop()])
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
  report(
    `${SCREENS} screens back with their whole picture after a restart`,
    seconds(lastAt - began),
    `sockets of a bare relay ${seconds(bare)}, aim 15 s; load ${load}`,
    (lastAt - began) / bare,
  )
  for (const [when, { p99Ms, longestMs }] of [
    [`meanwhile`, returning],
    [`with all of them and ${STEADY_PER_SECOND}/s`, calm],
  ] as const)
    report(
      `event loop of the hub ${when}, p99`,
      `${p99Ms.toFixed(0)} ms`,
      `aim 200 ms; longest turn ${longestMs.toFixed(0)} ms`,
      p99Ms / 200,
    )
  report('deltas that a screen missed without being told', String(gaps), 'none')
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
