import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import { DEFAULT_PREFIX } from '../../domain/topics.ts'
import type { Edition } from '../../domain/units/unit.ts'
import { backfill } from '../../simulators/backfill.ts'
import { type Clock, shiftedClock } from '../../simulators/clock.ts'
import { clockAhead } from '../../simulators/demo/hub.ts'
import { createDemoCity, type DemoCity } from '../../simulators/demoCity.ts'
import { createLink, type Link } from '../../simulators/link.ts'
import { createLiveCity } from '../../simulators/live.ts'
import { openBrowser } from '../support/browser.ts'
import { type BuiltHub, startBuiltHub } from '../support/builtHub.ts'
import { type Mosquitto, startMosquitto } from '../support/mosquitto.ts'
import { openContext } from '../support/screens.ts'
import { type Asking, createAsking } from './asking.ts'
import { createPublished, type Published } from './published.ts'

/** What is played with: a real broker, the built hub, the demo city as the demo runs it, two screens, and a book of all that was published. */
export interface Stage {
  readonly clock: Clock
  readonly city: DemoCity
  readonly published: Published
  readonly broker: Mosquitto
  readonly hub: BuiltHub
  readonly asking: Asking
  readonly wall: Page
  readonly desk: Page
  /** What pages complained of since the last call. */
  complaints(): string[]
  /** How many messages the city has sent. */
  sent(): number
  /** Holds back what the city says until the function returned is called. */
  hush(): () => void
  /** Changes what the city says on a topic (below the prefix) until the function returned is called; undefined: nothing is said. */
  alter(topic: string, change: (body: string) => string | undefined): () => void
  /** Seconds of processor time by whom, since the beginning. */
  cpuSeconds(): Readonly<Record<'hub' | 'city and checks' | 'screens' | 'broker', number>>
  stop(): Promise<void>
}

const PREFIX = DEFAULT_PREFIX
const CONNECT_WITHIN_MS = 30_000

/**
 * @param now when it is in the city as it begins, epoch ms
 * @param historyMs of sensors and cameras, filled in first; @param statisticsMs of the systems' days
 */
export async function setStage({
  edition,
  now,
  seed,
  historyMs,
  statisticsMs,
  tell,
}: {
  edition: Edition
  now: number
  seed: number
  historyMs: number
  statisticsMs: number
  tell: (line: string) => void
}): Promise<Stage> {
  const ending: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const end of ending.splice(0).reverse()) await end().catch((error) => tell(`at the end: ${String(error)}`))
  }
  try {
    const aheadMs = now - Date.now()
    const clock = shiftedClock(aheadMs)
    const settings = readFileSync(resolve(import.meta.dirname, '../../deploy/mosquitto.conf'), 'utf8').split('\n')
    const broker = await startMosquitto([], settings)
    if (broker === undefined) throw new Error('the play needs Mosquitto')
    ending.push(broker.stop)

    const published = createPublished({ url: broker.url, prefix: PREFIX, now: clock.now, ranges: ranges() })
    await published.start()
    ending.push(published.stop)

    const hub = await startBuiltHub({ MQTT_URL: broker.url, IOC_EDITION: edition, LOG_LEVEL: 'error' }, [
      '--import',
      clockAhead(aheadMs),
    ])
    ending.push(hub.stop)

    const city = createDemoCity({ seed: 7, edition, faults: 5 })
    const changes = new Map<string, (body: string) => string | undefined>()
    let sent = 0
    let speaks = Promise.resolve()
    const line = createLink({ url: broker.url, clientId: `play-city-${seed}` })
    const link = altered(line, changes, async () => {
      await speaks
      sent++
    })
    const live = createLiveCity({ city, clock, link, prefix: PREFIX })
    link.start()
    await link.connected(CONNECT_WITHIN_MS)
    await live.introduce()
    link.onConnect(() => void live.introduce())
    const ended = new AbortController()
    tell('filling history')
    await backfill({
      city,
      link,
      prefix: PREFIX,
      from: now - historyMs,
      statisticsFrom: now - statisticsMs,
      to: clock.now(),
      tell: () => undefined,
      signal: ended.signal,
    })
    live.start()
    ending.push(async () => {
      await live.stop()
      await link.stop()
    })

    // Figures are played for, not pictures: without a graphics processor the maps say the same, for a quarter of the work.
    const browser = await openBrowser({ webgl: false })
    ending.push(() => browser.close())
    const complaints: string[] = []
    const screen = (width: number, height: number, path: string) =>
      openScreen(browser, hub.http, width, height, path, complaints)
    // The play turns the scenes: one that turned by itself would be gone before what is doubtful on it is looked at again.
    const wall = await screen(1920, 1080, '/wall?dwell=3600')
    // So high that a list shows most of its rows.
    const desk = await screen(1440, 2400, '/')

    const before = { hub: 0, seen: new Map<number, number>() }
    return {
      clock,
      city,
      published,
      broker,
      hub,
      asking: createAsking(hub.http),
      wall,
      desk,
      complaints: () => complaints.splice(0),
      sent: () => sent,
      hush() {
        let speak: () => void = () => undefined
        speaks = new Promise((resolve) => {
          speak = resolve
        })
        return speak
      },
      alter(topic, change) {
        const full = `${PREFIX}/${topic}`
        changes.set(full, change)
        return () => void changes.delete(full)
      },
      cpuSeconds() {
        const children = processesBelow(process.pid)
        // A hub that was killed takes its account with it: what was seen last of it counts on.
        for (const { pid, name, seconds } of children) if (name === 'hub') before.seen.set(pid, seconds)
        const sum = (which: string) =>
          children.filter(({ name }) => name === which).reduce((all, { seconds }) => all + seconds, 0)
        const { user, system } = process.cpuUsage()
        return {
          hub: [...before.seen.values()].reduce((all, seconds) => all + seconds, 0),
          'city and checks': (user + system) / 1e6,
          screens: sum('screens'),
          broker: sum('broker'),
        }
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function openScreen(
  browser: Browser,
  hub: string,
  width: number,
  height: number,
  path: string,
  complaints: string[],
): Promise<Page> {
  const context = await openContext(browser, { width, height, hub, complaints })
  // Checks are about what is said, not about frame rates: a frame a second leaves the machine to others.
  await context.addInitScript(() => {
    const wait = 1_000
    window.requestAnimationFrame = (draw) => window.setTimeout(() => draw(performance.now()), wait) as unknown as number
    window.cancelAnimationFrame = (frame) => window.clearTimeout(frame)
    const still = new CSSStyleSheet()
    still.replaceSync('*, ::before, ::after { animation: none !important; transition: none !important }')
    addEventListener('DOMContentLoaded', () => document.adoptedStyleSheets.push(still))
  })
  // The name that the runner of these files gives to functions, also to those that are sent to a page.
  await context.addInitScript('globalThis.__name = (named) => named')
  const page = await context.newPage()
  await page.goto(`${hub}${path}`)
  await page.locator('[data-figure]').first().waitFor()
  return page
}

/** The link of the city, of which single messages say something else; @param mayGo awaited before each that is sent */
function altered(
  link: Link,
  changes: ReadonlyMap<string, (body: string) => string | undefined>,
  mayGo: () => Promise<void>,
): Link {
  return {
    ...link,
    async publish(topic, payload, options) {
      const change = changes.get(topic)
      const said = change === undefined || typeof payload !== 'string' ? payload : change(payload)
      if (said === undefined) return true
      await mayGo()
      return link.publish(topic, said, options)
    },
  }
}

function ranges() {
  return Object.fromEntries(
    Object.entries(SENSOR_KINDS).map(([kind, { quantities }]) => [
      kind,
      Object.fromEntries(Object.entries(quantities).map(([name, { range }]) => [name, range])),
    ]),
  )
}

/** Processor time of what runs below a process (Linux; elsewhere none is told). */
function processesBelow(root: number): { pid: number; name: string; seconds: number }[] {
  const ticks = Number(spawnSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }).stdout) || 100
  const all = new Map<number, { parent: number; name: string; seconds: number }>()
  for (const entry of listed('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8')
      const name = /chrom/.test(command) ? 'screens' : /mosquitto/.test(command) ? 'broker' : 'hub'
      all.set(Number(entry), {
        parent: Number(fields[1]),
        name,
        seconds: (Number(fields[11]) + Number(fields[12])) / ticks,
      })
    } catch {
      // It has ended meanwhile.
    }
  }
  const isBelow = (pid: number): boolean => {
    const parent = all.get(pid)?.parent
    return parent !== undefined && parent > 1 && (parent === root || isBelow(parent))
  }
  return [...all].filter(([pid]) => isBelow(pid)).map(([pid, { name, seconds }]) => ({ pid, name, seconds }))
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
