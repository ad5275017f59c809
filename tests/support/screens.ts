import type { Browser, BrowserContext, Page } from 'playwright-core'
import { giveCookie } from './signIn.ts'

/** Software WebGL on a busy machine: what is checked is that it comes, not how fast. */
const PATIENCE_MS = 90_000

/**
 * A context whose pages note whatever goes wrong in them, and whatever they ask of anybody but the hub. Pages of one context share what
 * they have loaded, so that a second one stands in a fraction of the time.
 * @param complaints where the notes are put, each with the address it came from
 */
export async function openContext(
  browser: Browser,
  {
    width,
    height,
    hub,
    complaints,
    keepsConsole = false,
    pixelsPerPx = 1,
  }: {
    width: number
    height: number
    hub: string
    complaints: string[]
    /**
     * Pixels drawn for each px of the page, in either direction. Layout, letters and sizes in px are the same at a fraction; software draws a
     * wall at a quarter in a tenth of the time.
     */
    pixelsPerPx?: number
    /** Its pages may keep the console's files for when there is no line: requests of a service worker are then not all listened to. */
    keepsConsole?: boolean
  },
): Promise<BrowserContext> {
  const context = await browser.newContext({
    ...{ viewport: { width, height }, locale: 'vi-VN', reducedMotion: 'reduce' },
    deviceScaleFactor: pixelsPerPx,
    serviceWorkers: keepsConsole ? 'allow' : 'block',
  })
  await giveCookie(context, hub)
  context.on('page', (page) => listen(page, new URL(hub).host, complaints))
  return context
}

function listen(page: Page, host: string, complaints: string[]): void {
  page.setDefaultTimeout(PATIENCE_MS)
  const complain = (what: string) => complaints.push(`${page.url()}: ${what}`)
  page.on('pageerror', (error) => complain(error.message))
  page.on('console', (message) => {
    // While the hub goes and is away the browser itself reports every connection that is refused or breaks off; the page must not.
    const isBrowser =
      /net::ERR_(CONNECTION_|CONTENT_LENGTH_MISMATCH|EMPTY_RESPONSE|INCOMPLETE_CHUNKED)|WebSocket connection/
    if (message.type() === 'error' && !isBrowser.test(message.text())) complain(message.text())
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== host) complain(`asked ${url.host}`)
  })
}

/**
 * Resolves when a page stands, for three frames: its files and first answers have come, its letters are there, its map is drawn, nothing is a
 * placeholder; and all that it has asked for since, where that is counted (`countAsked`).
 */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => Object.assign(window, { stood: 0 }))
  await page.waitForFunction(() => {
    const known = window as unknown as { asked?: number; stood?: number }
    const stands =
      !known.asked &&
      document.fonts.status === 'loaded' &&
      document.querySelector('main, .wall') !== null &&
      document.querySelector(
        '.page-coming, .map-part__coming, .skeleton, .city-map__canvas:not([data-drawn]):not([hidden])',
      ) === null
    known.stood = stands ? (known.stood ?? 0) + 1 : 0
    return known.stood >= 3
  })
}
