import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openBrowser, picturePath } from '../support/browser.ts'
import { type BuiltHub, startBuiltHub } from '../support/builtHub.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { announceSmallCity, tellSmallCity } from '../support/smallCity.ts'

const PATIENCE_MS = 90_000
const SAY_AGAIN_MS = 20_000
vi.setConfig({ testTimeout: 240_000 })

let hub: BuiltHub
let browser: Browser
let publisher: Publisher
let telling: NodeJS.Timeout

beforeAll(async () => {
  hub = await startBuiltHub({ IOC_EDITION: '2025' })
  publisher = await connectPublisher(hub.mqtt)
  await announceSmallCity(publisher, '2025')
  await tell()
  telling = setInterval(() => void tell().catch(() => undefined), SAY_AGAIN_MS)
  browser = await openBrowser()
}, 180_000)

afterAll(async () => {
  clearInterval(telling)
  await browser?.close()
  await publisher?.end()
  await hub?.stop()
})

/** Four communes are late, and none of them surely later than another. */
const tell = () => tellSmallCity(publisher, { edition: '2025', late: [0, 1, 2, 3] })

async function open(path: string, width: number, height: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height }, locale: 'vi-VN', reducedMotion: 'reduce' })
  page.setDefaultTimeout(PATIENCE_MS)
  await page.goto(`${hub.http}${path}`)
  return page
}

/** Parts of the page that are wider than the room they have, by name. */
const tooWide = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.part__body')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map((body) => body.parentElement?.id),
  )

it('ranks 103 communes of three areas, many of which cannot be told apart, in the room there is', async () => {
  const page = await open('/', 1440, 900)
  await page.locator('#list .table__row').nth(102).waitFor()
  await page.locator('.maplibregl-canvas').waitFor()
  // Places of three digits, and the longest words of age and state.
  await page.getByText('100–103').first().waitFor()
  await page.waitForTimeout(12_000)
  expect(await tooWide(page)).toEqual([])
  await page.screenshot({ path: picturePath('console-2025'), timeout: 120_000 })
  await page.close()
})

it('says of the row that bound the districts that it is history, and counts it nowhere', async () => {
  const page = await open('/wall?scene=plan', 3840, 2160)
  await page.getByText('không còn áp dụng: hết cấp huyện từ 01/07/2025').waitFor()
  await page.getByText(/^\d+\/13 đạt$/).waitFor()
  await page.waitForTimeout(3_000)
  await page.screenshot({ path: picturePath('wall-plan-2025'), timeout: 120_000 })
  await page.goto(`${hub.http}/plan?show=gone`)
  await page.getByText('Không còn cấp huyện từ 01/07/2025; dòng này giữ lại làm lịch sử.').first().waitFor()
  await page.close()
})
