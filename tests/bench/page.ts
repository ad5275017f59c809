import type { CDPSession, Page } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { startBuiltHub } from '../support/builtHub.ts'
import { openPage } from '../support/signIn.ts'
import { announceSensors, connectMqtt, median, publishSteadily, report, wait } from './harness.ts'

const SENSORS = [2_000, 10_000]
const SECONDS = 15
/** Aims of the product: one beat's work leaves the rest of a frame to drawing. */
const AIM_MS = 8

/** What a beat costs the page, how long the wall takes to its first whole picture from cold, and how many bytes a page takes then. */
export async function benchPage(): Promise<void> {
  for (const sensors of SENSORS) await beatCost(sensors)
  await firstPicture()
  await coldLoad()
}

/** What leaves the hub for a browser that has nothing of it yet: as it goes over the line, and as it is once unpacked. */
async function coldLoad(): Promise<void> {
  const hub = await startBuiltHub()
  for (const path of ['/', '/wall']) {
    const browser = await openBrowser()
    const page = await openPage(browser, hub.http, { viewport: { width: 1440, height: 900 } })
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Network.enable')
    let [sent, unpacked] = [0, 0]
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      sent += encodedDataLength
    })
    devtools.on('Network.dataReceived', ({ dataLength }) => {
      unpacked += dataLength
    })
    await page.goto(`${hub.http}${path}`, { waitUntil: 'networkidle' })
    await page.locator('canvas').first().waitFor({ timeout: 60_000 })
    await browser.close()
    const kilobytes = (bytes: number) => `${Math.round(bytes / 1_000)} kB`
    report(`bytes of a cold load of ${path}`, kilobytes(sent), `unpacked ${kilobytes(unpacked)}`, sent / unpacked)
  }
  await hub.stop()
}

async function beatCost(sensors: number): Promise<void> {
  const hub = await startBuiltHub()
  const client = await connectMqtt(hub.mqtt)
  await announceSensors(client, sensors)
  const browser = await openBrowser()
  const page = await openPage(browser, hub.http, { viewport: { width: 1440, height: 900 } })
  await page.goto(hub.http)
  await page.locator('canvas').first().waitFor({ timeout: 60_000 })
  await wait(5_000)
  const devtools = await page.context().newCDPSession(page)

  const quiet = await mainThread(page, devtools)
  const stream = publishSteadily(client, sensors, sensors)
  await wait(3_000)
  const busy = await mainThread(page, devtools)
  stream.stop()
  await browser.close()
  await client.endAsync(true)
  await hub.stop()
  report(
    `main thread a beat, ${sensors} sensors changing each second`,
    `${median(busy.beats).toFixed(1)} ms`,
    `aim ${AIM_MS} ms; all main-thread work ${((1_000 * busy.taskSeconds) / busy.beats.length).toFixed(1)} ms a beat, ${((100 * quiet.taskSeconds) / SECONDS).toFixed(0)} % of the time when nothing changes`,
    median(busy.beats) / AIM_MS,
  )
}

/** Durations of the beats applied in the next seconds, and all the main thread did meanwhile. */
async function mainThread(page: Page, devtools: CDPSession): Promise<{ beats: number[]; taskSeconds: number }> {
  await devtools.send('Performance.enable')
  const taskDuration = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN
  }
  await page.evaluate(() => performance.clearMeasures('ioc:beat'))
  const before = await taskDuration()
  await wait(SECONDS * 1_000)
  const taskSeconds = (await taskDuration()) - before
  const beats = await page.evaluate(() => performance.getEntriesByName('ioc:beat').map((entry) => entry.duration))
  return { beats, taskSeconds }
}

async function firstPicture(): Promise<void> {
  const hub = await startBuiltHub()
  const client = await connectMqtt(hub.mqtt)
  await announceSensors(client, 100)
  const cold = async (path: string, ready: (page: Page) => Promise<unknown>) => {
    const times: number[] = []
    for (let i = 0; i < 5; i++) {
      // A new browser each time: nothing cached, nothing compiled.
      const browser = await openBrowser()
      const page = await openPage(browser, hub.http, { viewport: { width: 1920, height: 1080 } })
      const began = performance.now()
      await page.goto(`${hub.http}${path}`)
      await ready(page)
      times.push(performance.now() - began)
      await browser.close()
    }
    return median(times)
  }
  const wall = await cold('/wall', async (page) => {
    await page.locator('.maplibregl-canvas').first().waitFor({ timeout: 60_000 })
    await page.locator('.figure__value').first().waitFor({ timeout: 60_000 })
  })
  const empty = await cold('/healthz', async () => undefined)
  await client.endAsync(true)
  await hub.stop()
  report(
    "wall's first picture from cold",
    `${wall.toFixed(0)} ms`,
    `a page of one line from the same hub ${empty.toFixed(0)} ms`,
    wall / empty,
  )
}
