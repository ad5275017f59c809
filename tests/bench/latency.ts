import type { Page } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { startBuiltHub } from '../support/builtHub.ts'
import { openPage } from '../support/signIn.ts'
import { announceSensors, connectMqtt, publishSteadily, quantile, report, startChild, wait } from './harness.ts'

const SENSORS = 2_000
const SCREENS = 20
const PROBES = 120
const RATES = [100, 1_500]

/** Publish → DOM: from the moment a reading is handed to the broker to the text of a real page having changed. */
export async function benchLatency(): Promise<void> {
  const browser = await openBrowser()
  const floor = await startChild<{ mqtt: string; http: string }>('bareRelay.ts')
  const hub = await startBuiltHub()
  const client = await connectMqtt(hub.mqtt)
  await announceSensors(client, SENSORS)
  const screens = await startChild<object>('screens.ts', [hub.http, String(SCREENS), '0'])

  for (const rate of RATES) {
    const stream = publishSteadily(client, SENSORS, rate)
    await wait(2_000)
    const bare = await probeLatency(await browser.newPage(), floor.ready.http, floor.ready.mqtt, '#value')
    const ours = await probeLatency(
      await openPage(browser, hub.http),
      `${hub.http}/sensor/B-0`,
      hub.mqtt,
      '.kpi-card__value',
    )
    stream.stop()
    const ms = (values: number[], q: number) => `${quantile(values, q).toFixed(0)} ms`
    report(
      `publish → DOM at ${rate}/s with ${SCREENS} other screens, p50 / p95`,
      `${ms(ours, 0.5)} / ${ms(ours, 0.95)}`,
      `bare relay to a bare page ${ms(bare, 0.5)} / ${ms(bare, 0.95)}`,
      quantile(ours, 0.95) / quantile(bare, 0.95),
    )
  }
  await browser.close()
  await client.endAsync(true)
  await Promise.all([floor.stop(), screens.stop(), hub.stop()])
}

/** Publishes values that the page has not shown before and waits for each to be seen. Returns latencies, ms. */
export async function probeLatency(page: Page, url: string, broker: string, selector: string): Promise<number[]> {
  const client = await connectMqtt(broker)
  await page.setViewportSize({ width: 1440, height: 900 })
  // Drawn in software, the map beside the figure would be what is measured: a frame of it takes longer than the way of a message.
  await page.route(/ConsoleMap[^/]*\.js/, (route) => route.abort())
  await page.goto(url)
  const element = page.locator(selector).first()
  await element.waitFor({ timeout: 60_000 })
  // The page notes by itself when which text was first there: asking it from outside would measure the asking.
  await element.evaluate((node) => {
    const seen: Record<string, number> = {}
    Object.assign(window, { seen })
    new MutationObserver(() => {
      const text = (node.textContent ?? '').replace(',', '.')
      seen[/[\d.]+/.exec(text)?.[0] ?? ''] ??= performance.timeOrigin + performance.now()
    }).observe(node, { childList: true, characterData: true, subtree: true })
  })
  const sent = new Map<string, number>()
  for (let i = 0; i < PROBES; i++) {
    const value = (100 + i * 0.1).toFixed(1)
    sent.set(value, performance.timeOrigin + performance.now())
    await client.publishAsync(
      'ioc/v1/sensor/B-0/reading',
      JSON.stringify({ at: Date.now(), values: { laeq: Number(value) } }),
      { qos: 1 },
    )
    // Off the beat, so that every phase of it is met.
    await wait(130 + ((i * 37) % 110))
  }
  await wait(1_500)
  const seen = await page.evaluate(() => (window as unknown as { seen: Record<string, number> }).seen)
  await page.close()
  await client.endAsync()
  const latencies = [...sent].flatMap(([value, at]) => {
    const shown = seen[value] ?? seen[String(Number(value))]
    return shown === undefined ? [] : [shown - at]
  })
  if (latencies.length < PROBES * 0.8)
    throw new Error(`only ${latencies.length} of ${PROBES} values were seen on ${url}`)
  return latencies
}
