import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { picturePath } from '../support/browser.ts'
import { openContext, settled } from '../support/screens.ts'
import { type SmallCityHub, startSmallCityHub } from '../support/smallCityHub.ts'

vi.setConfig({ testTimeout: 240_000 })

let city: SmallCityHub
const complaints: string[] = []

beforeAll(async () => {
  // Four communes are late, and none of them surely later than another.
  city = await startSmallCityHub({ edition: '2025', late: [0, 1, 2, 3] })
}, 180_000)
afterAll(() => city?.stop())

async function open(path: string, width: number, height: number, pixelsPerPx = 1): Promise<Page> {
  const context = await openContext(city.browser, { width, height, hub: city.hub.http, complaints, pixelsPerPx })
  const page = await context.newPage()
  await page.goto(`${city.hub.http}${path}`)
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
  await page.locator('#list').getByText('103 dòng').waitFor()
  await page.locator('.maplibregl-canvas').waitFor()
  // Places of three digits, and the longest words of age and state.
  await page.getByText('100–103').first().waitFor()
  await settled(page)
  expect(await tooWide(page)).toEqual([])
  const cut = await page
    .locator('td:has(.table__rank)')
    .evaluateAll((cells) => cells.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length)
  expect(cut).toBe(0)
  await page.screenshot({ path: picturePath('console-2025'), timeout: 120_000 })
  await page.context().close()
})

it('says of the row that bound the districts that it is history, and counts it nowhere', async () => {
  const page = await open('/wall?scene=plan', 3840, 2160, 0.5)
  await page.locator('.objectives__mark').first().waitFor()
  await settled(page)
  const marks = await page.locator('.objectives__mark').allTextContents()
  expect(marks.length).toBeGreaterThan(10)
  expect(marks.filter((mark) => mark.includes('T06b'))).toEqual([])
  await page.screenshot({ path: picturePath('wall-plan-2025'), timeout: 120_000 })
  await page.goto(`${city.hub.http}/plan?show=gone`)
  await page.getByText('Không còn cấp huyện từ 01/07/2025; dòng này được giữ lại để tra cứu.').first().waitFor()
  await page.context().close()
})

it('complained of nothing meanwhile', () => {
  expect(complaints).toEqual([])
})
