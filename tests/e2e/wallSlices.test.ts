import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openBrowser, picturePath } from '../support/browser.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { openContext, settled } from '../support/screens.ts'
import { announceSmallCity, tellSmallCity } from '../support/smallCity.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const COLUMNS = 3
const ROWS = 2
const PANEL = { width: 640, height: 360 }
const WHOLE = { width: COLUMNS * PANEL.width, height: ROWS * PANEL.height }

let hub: TestHub
let publisher: Publisher
let browser: Browser
const complaints: string[] = []

beforeAll(async () => {
  hub = await startHub()
  publisher = await connectPublisher(hub.mqtt)
  // However long the pictures take, nothing falls silent between the first and the last.
  await announceSmallCity(publisher, '2021', { patience: 60 })
  await tellSmallCity(publisher)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await publisher?.end()
  await hub?.stop()
})

/** Share of the pixels that may differ: the edge of a letter that two windows set a shade apart. */
const SAME = 0.0005
const ROUNDS = 3

/** What counts seconds is a picture of its own moment on every screen: all else stands still. */
const STILL =
  '.wall-clock, .ticker, .wall-ticker { visibility: hidden } * { animation: none !important; transition: none !important }'

async function picture(context: BrowserContext, scene: string, screen: number | undefined): Promise<Buffer> {
  const page: Page = await context.newPage()
  const part = screen === undefined ? '' : `&screen=${screen}`
  await page.goto(`${hub.http}/wall?scene=${scene}&columns=${COLUMNS}&rows=${ROWS}&lang=vi${part}`)
  await settled(page)
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
  }, STILL)
  const shot = await page.screenshot({ timeout: 120_000 })
  await page.close()
  return shot
}

/** Share of pixels that differ by more than a shade between one picture and parts laid in `columns` side by side. */
async function difference(one: Buffer, parts: readonly Buffer[], columns: number): Promise<number> {
  const pixels = (draw: (context: ReturnType<ReturnType<typeof createCanvas>['getContext']>) => void) => {
    const canvas = createCanvas(WHOLE.width, WHOLE.height)
    draw(canvas.getContext('2d'))
    return { canvas, data: canvas.getContext('2d').getImageData(0, 0, WHOLE.width, WHOLE.height).data }
  }
  const whole = await loadImage(one)
  const slices = await Promise.all(parts.map((part) => loadImage(part)))
  const wide = pixels((context) => context.drawImage(whole, 0, 0))
  const stitched = pixels((context) =>
    slices.forEach((slice, n) => {
      context.drawImage(slice, (n % columns) * PANEL.width, Math.floor(n / columns) * PANEL.height)
    }),
  )
  const { writeFile } = await import('node:fs/promises')
  await writeFile(picturePath('wall-stitched'), await stitched.canvas.encode('png'))
  await writeFile(picturePath('wall-wide'), await wide.canvas.encode('png'))
  let different = 0
  for (let at = 0; at < wide.data.length; at += 4) {
    const off = [0, 1, 2].some((of) => Math.abs((wide.data[at + of] ?? 0) - (stitched.data[at + of] ?? 0)) > 2)
    if (off) different++
  }
  return different / (WHOLE.width * WHOLE.height)
}

it.each([
  ['seen from above', 'water'],
  ['that stands up under a tilted camera', 'publicService'],
])('six screens of a wall, put together, are one wide window: a scene %s', async (_, scene) => {
  const wide = await openContext(browser, { ...WHOLE, hub: hub.http, complaints })
  const panels = await openContext(browser, { ...PANEL, hub: hub.http, complaints })
  await tellSmallCity(publisher)
  let before = await picture(wide, scene, undefined)
  for (let round = 1; ; round++) {
    const parts: Buffer[] = []
    for (let screen = 1; screen <= COLUMNS * ROWS; screen++) parts.push(await picture(panels, scene, screen))
    const after = await picture(wide, scene, undefined)
    // A camera may fall silent between the first picture and the last: only a city that stood still can be compared.
    const stoodStill = (await difference(before, [after], 1)) < SAME
    before = after
    if (!stoodStill && round < ROUNDS) continue
    expect(await difference(after, parts, COLUMNS)).toBeLessThan(SAME)
    break
  }
  await wide.close()
  await panels.close()
  expect(complaints).toEqual([])
})
