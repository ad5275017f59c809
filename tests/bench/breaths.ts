import type { Page } from 'playwright-core'
import { dayOf } from '../../domain/time.ts'
import { openBrowser } from '../support/browser.ts'
import { startBuiltHub } from '../support/builtHub.ts'
import { openPage } from '../support/signIn.ts'
import { connectMqtt, quantile, report, startChild, wait } from './harness.ts'
import { probeLatency } from './latency.ts'

/** The promise of what is published. */
const SEEN_WITHIN_MS = 1_000
const BREATHS = 30
const COMMUNE = '31150'
/** A map that is drawn in software rests as late as this. */
const RESTS_AFTER_MS = 20_000

/** A commune's report → the ring that opens where it lies on the wall's map. */
export async function benchBreaths(): Promise<void> {
  const browser = await openBrowser()
  const floor = await startChild<{ mqtt: string; http: string }>('bareRelay.ts')
  const hub = await startBuiltHub()
  const bare = await probeLatency(await browser.newPage(), floor.ready.http, floor.ready.mqtt, '#value')
  const breaths = await breathLatency(await openPage(browser, hub.http), hub)
  await browser.close()
  await Promise.all([floor.stop(), hub.stop()])
  const ms = (values: number[], q: number) => `${quantile(values, q).toFixed(0)} ms`
  report(
    `report → its breath on the map, p50 / p95 of ${breaths.length}`,
    `${ms(breaths, 0.5)} / ${ms(breaths, 0.95)}`,
    `bare relay to a bare page ${ms(bare, 0.5)} / ${ms(bare, 0.95)}; aim ${SEEN_WITHIN_MS} ms`,
    quantile(breaths, 0.95) / quantile(bare, 0.95),
  )
}

/** From the moment a commune's report is handed to the broker to the ring that opens where it lies. Returns latencies, ms. */
async function breathLatency(page: Page, hub: { readonly http: string; readonly mqtt: string }): Promise<number[]> {
  const client = await connectMqtt(hub.mqtt)
  const tell = (received: number) =>
    client.publishAsync(
      `ioc/v1/statistics/oneStop/${COMMUNE}`,
      JSON.stringify({
        period: dayOf(Date.now()),
        at: Date.now(),
        counts: { received, resolvedEarly: 60, resolvedOnTime: 37, resolvedLate: 2, pendingOverdue: 1 },
      }),
      { qos: 1 },
    )
  await page.setViewportSize({ width: 1440, height: 810 })
  await page.goto(`${hub.http}/wall?scenes=publicService`)
  await page.locator('canvas').first().waitFor({ timeout: 60_000 })
  // What was there when the page began is no news, so that the first report of all breathes nowhere.
  await tell(100)
  await wait(RESTS_AFTER_MS)
  await page.evaluate(() => {
    const seen: number[] = []
    Object.assign(window, { seen })
    new MutationObserver((changes) => {
      const added = changes.flatMap(({ addedNodes }) => [...addedNodes])
      if (added.some((node) => node instanceof Element && node.matches('.map-breath')))
        seen.push(performance.timeOrigin + performance.now())
    }).observe(document.body, { childList: true, subtree: true })
  })
  const sent: number[] = []
  for (let i = 0; i < BREATHS; i++) {
    sent.push(performance.timeOrigin + performance.now())
    await tell(101 + i)
    // Off the beat, so that every phase of it is met.
    await wait(2_500 + ((i * 37) % 110))
  }
  const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen)
  await page.close()
  await client.endAsync()
  const latencies = sent.flatMap((at, i) => {
    const breath = seen.find((when) => when > at && when < (sent[i + 1] ?? Number.POSITIVE_INFINITY))
    return breath === undefined ? [] : [breath - at]
  })
  if (latencies.length < BREATHS * 0.8) throw new Error(`only ${latencies.length} of ${BREATHS} reports breathed`)
  return latencies
}
