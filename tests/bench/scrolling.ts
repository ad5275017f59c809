import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { Browser, Page } from 'playwright-core'
import { DAY_MS } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { systemClock } from '../../server/clock.ts'
import { createStore } from '../../server/store/openStore.ts'
import { openBrowser } from '../support/browser.ts'
import { startBuiltHub } from '../support/builtHub.ts'
import { directiveRow } from '../support/directive.ts'
import { askHub, openPage } from '../support/signIn.ts'
import { connectMqtt, quantile, report, wait } from './harness.ts'
import { seedDirectives } from './seedDirectives.ts'

const ALERTS = 5_000
const DIRECTIVES = 50_000
/** List and empty list take turns, so that what else the machine does meets both. */
const ROUNDS = 4
const SECONDS = 3
const ASKED = 40
/** CSS pixels a frame: five thousand rows in about a minute. */
const STEP = 40
/** A frame that takes so many times the usual one of an empty list has been dropped. */
const DROPPED = 1.8

interface Frames {
  readonly perSecond: number
  readonly ms: readonly number[]
}

/** How smoothly long lists scroll in a real browser, frames counted beside an empty list of the same height in the same run. */
export async function benchScrolling(): Promise<void> {
  const browser = await openBrowser()
  await alerts(browser)
  await directives(browser)
  await browser.close()
}

async function alerts(browser: Browser): Promise<void> {
  const hub = await startBuiltHub()
  const client = await connectMqtt(hub.mqtt)
  const { communes } = UNIT_TREES['2021']
  for (let from = 0; from < ALERTS; from += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        client.publishAsync(
          `ioc/v1/event/feedback/${communes[(from + n) % communes.length]?.code}`,
          JSON.stringify({
            ...{ id: `E-${from + n}`, at: Date.now(), severity: 'minor', state: 'open' },
            title: `Đèn đường số ${from + n} không sáng`,
          }),
          { qos: 1 },
        ),
      ),
    )
  await firstPage(hub.http, '/alerts?open=true&limit=200', `${ALERTS} open alerts`)
  await scrolled(browser, hub.http, '/alerts', `${ALERTS} open alerts`)
  await client.endAsync(true)
  await hub.stop()
}

async function directives(browser: Browser): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ioc-bench-scrolling-'))
  const log = pino({ level: 'silent' })
  const store = createStore({ dataDir, databaseUrl: undefined, clock: systemClock, log })
  await store.start()
  const { communes, city } = UNIT_TREES['2021']
  const now = Date.now()
  await seedDirectives(store, DIRECTIVES, (n) => {
    const unit = (communes[n % communes.length] ?? city).code
    return directiveRow(`d-${n}`, now + DAY_MS + n * (DAY_MS / 200), {
      ...{ edition: '2021', unit, lead: unit, remindedAt: now },
      title: `Rà soát, giải quyết dứt điểm hồ sơ quá hạn, đợt ${n}`,
    })
  })
  await store.stop()
  const hub = await startBuiltHub({ IOC_DATA_DIR: dataDir, IOC_EDITION: '2021' })
  await firstPage(hub.http, '/directives?limit=200', `${DIRECTIVES} directives`)
  await scrolled(browser, hub.http, '/directives', `${DIRECTIVES} directives`)
  await hub.stop()
  await rm(dataDir, { recursive: true, force: true })
}

async function scrolled(browser: Browser, hub: string, path: string, what: string): Promise<void> {
  const page = await openPage(browser, hub, { viewport: { width: 1366, height: 768 } })
  page.setDefaultTimeout(180_000)
  const began = performance.now()
  await page.goto(`${hub}${path}`)
  await page.locator('[data-row]').first().waitFor()
  report(`${what}: address to first row`, `${((performance.now() - began) / 1_000).toFixed(1)} s`, '–')
  await wait(3_000)
  const list: Frames[] = []
  const empty: Frames[] = []
  for (let round = 0; round < ROUNDS; round++) {
    list.push(await framesOf(page, false, round))
    empty.push(await framesOf(page, true, round))
  }
  await page.close()
  reportFrames(what, together(list), together(empty))
}

/** How long the hub takes for the first page of a list, as the page or a program asks it. */
async function firstPage(hub: string, path: string, what: string): Promise<void> {
  const ms: number[] = []
  let bytes = 0
  for (let n = 0; n < ASKED; n++) {
    const began = performance.now()
    const answer = await askHub(`${hub}/api/v1${path}`)
    bytes = (await answer.arrayBuffer()).byteLength
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    ms.push(performance.now() - began)
  }
  report(
    `${what}: first page at the hub, p50 / p95 (${(bytes / 1024).toFixed(0)} KB)`,
    `${quantile(ms, 0.5).toFixed(0)} / ${quantile(ms, 0.95).toFixed(0)} ms`,
    '100 ms',
    quantile(ms, 0.95) / 100,
  )
}

function together(all: readonly Frames[]): Frames {
  return {
    perSecond: all.reduce((sum, { perSecond }) => sum + perSecond, 0) / all.length,
    ms: all.flatMap(({ ms }) => ms),
  }
}

function reportFrames(what: string, list: Frames, empty: Frames): void {
  const usual = quantile(empty.ms, 0.5)
  const dropped = ({ ms }: Frames) => ms.filter((each) => each > DROPPED * usual).length
  report(
    `${what}: frames a second while scrolling`,
    list.perSecond.toFixed(1),
    `an empty list ${empty.perSecond.toFixed(1)}`,
    list.perSecond / empty.perSecond,
  )
  report(
    `${what}: frames dropped; p95 of a frame`,
    `${dropped(list)} of ${list.ms.length}; ${quantile(list.ms, 0.95).toFixed(0)} ms`,
    `an empty list ${dropped(empty)} of ${empty.ms.length}; ${quantile(empty.ms, 0.95).toFixed(0)} ms`,
  )
}

/** Scrolls the list of the page, or an empty one as high that is laid over it, a step a frame; each round goes on where the last one ended. */
function framesOf(page: Page, isEmpty: boolean, round: number): Promise<Frames> {
  return page.evaluate(
    async ({ isEmpty: empty, step, seconds, from }) => {
      // No function with a name of its own: what names it is not there in the browser.
      let list: Element | null = document.querySelector('[data-row]')
      while (
        list !== null &&
        (list.scrollHeight <= list.clientHeight + 100 || !/auto|scroll/.test(getComputedStyle(list).overflowY))
      )
        list = list.parentElement
      let scroller = list as HTMLElement
      let over: HTMLElement | undefined
      if (empty) {
        const { top, left, width, height } = scroller.getBoundingClientRect()
        over = document.createElement('div')
        over.style.cssText = `position:fixed;z-index:9999;overflow-y:auto;background:#fff;top:${top}px;left:${left}px;width:${width}px;height:${height}px`
        const inside = document.createElement('div')
        inside.style.height = `${scroller.scrollHeight}px`
        over.append(inside)
        document.body.append(over)
        scroller = over
      }
      scroller.scrollTop = from
      const ms: number[] = []
      const began = performance.now()
      let last = began
      for (;;) {
        const at = await new Promise<number>((next) => requestAnimationFrame(next))
        ms.push(at - last)
        last = at
        if (at - began > seconds * 1_000) break
        scroller.scrollTop += step
      }
      over?.remove()
      return { perSecond: (1_000 * ms.length) / (last - began), ms: ms.slice(1) }
    },
    { isEmpty, step: STEP, seconds: SECONDS, from: round * SECONDS * 60 * STEP },
  )
}
