import type { Browser, CDPSession, Page } from 'playwright-core'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { openBrowser } from '../support/browser.ts'
import { type BuiltHub, startBuiltHub } from '../support/builtHub.ts'
import { openPage } from '../support/signIn.ts'
import { announceSensors, connectMqtt, median, publishSteadily, quantile, report, wait } from './harness.ts'

type Client = Awaited<ReturnType<typeof connectMqtt>>

/** A short list and a long one: where only what is in sight is drawn, the long one costs what the short one costs. */
const SHORT = 50
const LONG = 5_000
const SECONDS = 10
const KEYS = 12
/** Alerts of the long list that are cleared and raised again each second while it is measured. */
const CHANGES_PER_SECOND = 20

interface Cost {
  readonly nodes: number
  /** All work of the main thread, and the script of it, as a share of the time. */
  readonly busy: number
  readonly script: number
  /** Work of the main thread for each beat, ms. */
  readonly beatMs: number
  /** From a key to the picture that shows its effect, ms. */
  readonly keysMs: readonly number[]
}

/** What long lists cost a page, beside what short ones of the same hub cost. */
export async function benchLists(): Promise<void> {
  const browser = await openBrowser()
  await compare('sources', browser, sourcesOf)
  await compare('alerts', browser, alertsOf)
  await browser.close()
}

async function compare(
  page: 'sources' | 'alerts',
  browser: Browser,
  fill: (client: Client, rows: number) => Promise<() => void>,
): Promise<void> {
  const costs: Cost[] = []
  for (const rows of [SHORT, LONG]) {
    const hub = await startBuiltHub()
    const client = await connectMqtt(hub.mqtt)
    const stop = await fill(client, rows)
    costs.push(await costOf(browser, hub, page))
    stop()
    await client.endAsync(true)
    await hub.stop()
  }
  const [short, long] = costs as [Cost, Cost]
  const share = (part: number) => `${(100 * part).toFixed(0)} %`
  const keys = ({ keysMs }: Cost) => `${median(keysMs).toFixed(0)} / ${quantile(keysMs, 0.95).toFixed(0)} ms`
  const of = `/${page}, ${LONG} rows:`
  const limit = `${SHORT} rows`
  report(`${of} nodes`, String(long.nodes), `${limit} ${short.nodes}`, long.nodes / short.nodes)
  report(
    `${of} main thread a beat`,
    `${long.beatMs.toFixed(1)} ms`,
    `${limit} ${short.beatMs.toFixed(1)} ms`,
    long.beatMs / short.beatMs,
  )
  report(
    `${of} busy, script`,
    `${share(long.busy)}, ${share(long.script)}`,
    `${limit} ${share(short.busy)}, ${share(short.script)}`,
    long.busy / short.busy,
  )
  report(
    `${of} key to picture, p50 / p95`,
    keys(long),
    `${limit} ${keys(short)}`,
    median(long.keysMs) / median(short.keysMs),
  )
}

/** Sensors that all speak once a second. */
async function sourcesOf(client: Client, rows: number): Promise<() => void> {
  await announceSensors(client, rows)
  const stream = publishSteadily(client, rows, rows)
  return () => void stream.stop()
}

/** Events of a system, open; some of them are closed and opened again all the while. */
async function alertsOf(client: Client, rows: number): Promise<() => void> {
  const { communes } = UNIT_TREES['2021']
  const began = Date.now()
  const say = (i: number, state: 'open' | 'closed') =>
    client.publishAsync(
      `ioc/v1/event/feedback/${communes[i % communes.length]?.code}`,
      JSON.stringify({ id: `E-${i}`, at: Date.now(), severity: 'minor', title: `Đèn đường số ${i} không sáng`, state }),
      { qos: 1 },
    )
  for (let i = 0; i < rows; i += 100) {
    await Promise.all(Array.from({ length: Math.min(100, rows - i) }, (_, j) => say(i + j, 'open')))
  }
  let change = 0
  const timer = setInterval(() => {
    const i = (change >> 1) % Math.min(rows, CHANGES_PER_SECOND)
    void say(i, change++ % 2 === 0 ? 'closed' : 'open').catch(() => undefined)
  }, 1_000 / CHANGES_PER_SECOND)
  console.log(`  ${rows} events were told in ${Date.now() - began} ms`)
  return () => clearInterval(timer)
}

async function costOf(browser: Browser, hub: BuiltHub, path: string): Promise<Cost> {
  const page = await openPage(browser, hub.http, { viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(120_000)
  await page.goto(`${hub.http}/${path}`)
  await page.locator('[data-row]').first().waitFor()
  await wait(3_000)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  const load = await mainThread(page, devtools)
  const keysMs = await keysToPictures(page)
  await page.close()
  return { nodes, keysMs, ...load }
}

async function mainThread(page: Page, devtools: CDPSession): Promise<Omit<Cost, 'nodes' | 'keysMs'>> {
  const metrics = async () => {
    const { metrics: all } = await devtools.send('Performance.getMetrics')
    const of = (name: string) => all.find((metric) => metric.name === name)?.value ?? Number.NaN
    return { task: of('TaskDuration'), script: of('ScriptDuration'), at: of('Timestamp') }
  }
  await page.evaluate(() => performance.clearMeasures('ioc:beat'))
  const before = await metrics()
  await wait(SECONDS * 1_000)
  const after = await metrics()
  const beats = await page.evaluate(() => performance.getEntriesByName('ioc:beat').length)
  const seconds = after.at - before.at
  return {
    busy: (after.task - before.task) / seconds,
    script: (after.script - before.script) / seconds,
    beatMs: (1_000 * (after.task - before.task)) / Math.max(1, beats),
  }
}

/** Moves through the rows by key; the browser itself notes when each key came and when the picture behind it was drawn. */
async function keysToPictures(page: Page): Promise<number[]> {
  await page.evaluate((place) => {
    const seen = { pressed: 0, drawn: [] as number[] }
    Object.assign(window, { seen })
    addEventListener('keydown', () => void seen.pressed++, true)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') seen.drawn.push(entry.duration)
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
    // Below the rows that come and go.
    document.querySelectorAll<HTMLElement>('[data-row]')[place]?.focus()
  }, CHANGES_PER_SECOND)
  for (let i = 0; i < KEYS; i++) {
    await page.keyboard.press('ArrowDown')
    await wait(370)
  }
  const seen = await page.waitForFunction(
    async (keys) => {
      const { seen } = window as unknown as { seen: { pressed: number; drawn: number[] } }
      if (seen.pressed < keys) return undefined
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 500)))
      return seen
    },
    KEYS,
    { timeout: 120_000 },
  )
  const drawn = (await seen.jsonValue())?.drawn ?? []
  // What was drawn within 16 ms is not told.
  return [...drawn, ...Array.from({ length: Math.max(0, KEYS - drawn.length) }, () => 16)]
}
