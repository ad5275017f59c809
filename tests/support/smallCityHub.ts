import type { Browser } from 'playwright-core'
import { dayOf } from '../../domain/time.ts'
import { openBrowser } from './browser.ts'
import { type BuiltHub, startBuiltHub } from './builtHub.ts'
import { connectPublisher, type Publisher } from './publisher.ts'
import { announceSmallCity, booksFrom, tellBooks, tellSmallCity } from './smallCity.ts'

const SAY_AGAIN_MS = 20_000

/** The built hub of a small city that goes on speaking, and a browser to look at it. */
export interface SmallCityHub {
  readonly hub: BuiltHub
  readonly publisher: Publisher
  readonly browser: Browser
  stop(): Promise<void>
}

export async function startSmallCityHub(
  how: {
    edition?: '2021' | '2025'
    late?: readonly number[]
    env?: Record<string, string>
    /** Whether a year's books are told: half of what it costs to begin. */
    books?: boolean
    /** Whether maps are drawn by a graphics processor; in place of them stand stills. */
    webgl?: boolean
  } = {},
): Promise<SmallCityHub> {
  const { edition = '2021', webgl = true, books = true } = how
  const hub = await startBuiltHub({ IOC_EDITION: edition, ...how.env })
  const publisher = await connectPublisher(hub.mqtt)
  await announceSmallCity(publisher, edition)
  if (books) await tellBooks(publisher, { ...how, from: booksFrom(dayOf(Date.now())) })
  await tellSmallCity(publisher, how)
  const telling = setInterval(() => {
    if (publisher.client.connected) void tellSmallCity(publisher, how).catch(() => undefined)
  }, SAY_AGAIN_MS)
  const browser = await openBrowser({ webgl })
  return {
    hub,
    publisher,
    browser,
    async stop() {
      clearInterval(telling)
      await browser.close()
      await publisher.end()
      await hub.stop()
    },
  }
}
