import type { CDPSession } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { type BuiltHub, startBuiltHub } from '../support/builtHub.ts'
import { openContext } from '../support/screens.ts'
import { announceSensors, connectMqtt, median, publishSteadily, report, wait } from './harness.ts'

const SENSORS = 2_000
const PER_SECOND = 1_500
/** Caches fill, the compiler warms up, the heap finds its size and every scene is seen in this time: it is no part of a slope. */
const WARM_UP_MS = 300_000
const LOOK_EVERY_MS = 10_000
/** Every scene of the wall, each for so many seconds. */
const DWELL_S = 10
/** Beyond this share of what the first third held, and beyond its own movement, memory has grown. */
const GROWN = 1.15

/** What is held at a moment. Bytes; the page's after its rubbish has been collected. */
interface Held {
  readonly atMs: number
  readonly hub: number
  readonly page: number
  readonly nodes: number
}

/**
 * Memory of the hub and of a wall's page that turns through every scene, while the city speaks at speed: what the last third holds against what the
 * first one does, and the slope over all beside the spread within a third. What has grown, or a page that complained, ends the process with 1.
 */
export async function benchSoak(minutes: number): Promise<void> {
  const hub = await startBuiltHub()
  const client = await connectMqtt(hub.mqtt)
  await announceSensors(client, SENSORS)
  const browser = await openBrowser()
  const complaints: string[] = []
  const context = await openContext(browser, { width: 1_280, height: 720, hub: hub.http, complaints })
  const page = await context.newPage()
  await page.goto(`${hub.http}/wall?dwell=${DWELL_S}`)
  await page.locator('main.wall[data-scene]').waitFor()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable')
  const stream = publishSteadily(client, SENSORS, PER_SECOND)
  await wait(WARM_UP_MS)

  const held: Held[] = []
  const scenes = new Set<string>()
  const end = performance.now() + minutes * 60_000
  while (performance.now() < end) {
    held.push(await look(hub, devtools))
    scenes.add((await page.locator('main.wall').getAttribute('data-scene')) ?? '')
    await wait(LOOK_EVERY_MS)
  }
  const published = stream.stop()
  await browser.close()
  await client.endAsync(true)
  await hub.stop()

  const third = Math.max(1, Math.floor(held.length / 3))
  for (const [what, of] of [
    ['hub, resident', 'hub'],
    ['page of a wall, its scripts', 'page'],
  ] as const) {
    const [first, last] = [held.slice(0, third), held.slice(-third)].map((some) => some.map((each) => each[of]))
    const before = median(first ?? [])
    const after = median(last ?? [])
    const spread = Math.max(...(first ?? [])) - Math.min(...(first ?? []))
    report(
      `${what}: last third of ${minutes} min at ${PER_SECOND}/s`,
      mb(after),
      `first third ${mb(before)}, of which it moves by ${mb(spread)}`,
      after / before,
    )
    // What moves to and fro within a third would, if it went one way all the time, be this slope: less than that is no growth that can be told.
    const noise = spread / (minutes * 60_000)
    const anHour = (slope: number) => `${((slope * 3_600_000) / 1e6).toFixed(1)} MB/h`
    const slope = slopeOf(held, of)
    report(
      `  its slope over ${held.length} looks`,
      anHour(slope),
      `the first third’s own movement over the whole time ${anHour(noise)}`,
      slope / noise,
    )
    if (slope > noise && after > before * GROWN) {
      console.log(`  it has grown by more than ${Math.round((GROWN - 1) * 100)} % of the first third`)
      process.exitCode = 1
    }
  }
  const nodes = held.map((each) => each.nodes)
  console.log(
    `  ${published} readings published, ${scenes.size} scenes seen; nodes of the page ${Math.min(...nodes)} to ${Math.max(...nodes)}; ${complaints.length} complaints`,
  )
  for (const complaint of new Set(complaints)) console.log(`  ${complaint}`)
  if (complaints.length > 0 || scenes.size < 2) process.exitCode = 1
}

async function look(hub: BuiltHub, devtools: CDPSession): Promise<Held> {
  await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? Number.NaN
  return { atMs: performance.now(), hub: await hub.rss(), page: metric('JSHeapUsedSize'), nodes: metric('Nodes') }
}

/** By least squares, bytes a millisecond. */
function slopeOf(held: readonly Held[], of: 'hub' | 'page'): number {
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length
  const [at, bytes] = [mean(held.map(({ atMs }) => atMs)), mean(held.map((each) => each[of]))]
  const above = held.reduce((sum, each) => sum + (each.atMs - at) * (each[of] - bytes), 0)
  const below = held.reduce((sum, { atMs }) => sum + (atMs - at) ** 2, 0)
  return below === 0 ? 0 : above / below
}

const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
