import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openBrowser, picturePath } from '../support/browser.ts'
import { type BuiltHub, startBuiltHub } from '../support/builtHub.ts'
import { isAccessible } from '../support/looksRight.ts'
import { openContext } from '../support/screens.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const PATIENCE_MS = 60_000

let hub: BuiltHub
let browser: Browser
let wall: Page
let desk: Page
const complaints: string[] = []

beforeAll(async () => {
  hub = await startBuiltHub()
  browser = await openBrowser()
  // The wall's machine is nobody's: it is let in as the demo's wall.
  const room = await browser.newContext({
    viewport: { width: 1_920, height: 810 },
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  })
  wall = await room.newPage()
  wall.setDefaultTimeout(PATIENCE_MS)
  await wall.goto(`${hub.http}/wall/phong-dieu-hanh?columns=4&rows=3`)
  const office = await openContext(browser, { width: 1_440, height: 900, hub: hub.http, complaints })
  desk = await office.newPage()
  await desk.goto(`${hub.http}/control/demo-wall-1?lang=vi`)
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

const scene = (id: string) => wall.locator(`main.wall[data-scene="${id}"]`)
const lost = () => wall.locator('.lost-banner__word').getByText('Mất kết nối với trung tâm')
const standing = (word: string) => desk.locator('.control__told .standing').getByText(word)

it('a wall follows its schedule and is told apart from one that is off', async () => {
  await wall.locator('main.wall[data-scene]').waitFor()
  await standing('Đúng lệnh').waitFor()
  await desk.getByRole('link', { name: /Sảnh tầng 1.*Tắt/ }).waitFor()
  await desk.getByRole('row', { name: /Đúng lệnh/ }).waitFor()
})

it('a scene is looked at in the wall’s own shape, put up, and painted; the wall says who put it there', async () => {
  await desk.getByRole('radio', { name: 'Sông, triều, mưa' }).check()
  const preview = desk.frameLocator('.control__frame')
  await preview.locator('main.wall[data-scene="water"]').waitFor()
  await preview.getByText('Xem trước, chưa đưa lên màn hình').waitFor()
  await desk.screenshot({ path: picturePath('wall-control'), timeout: 120_000 })
  await isAccessible(new AxeBuilder({ page: desk }).exclude('.control__frame'))
  await desk.getByLabel('Lý do (hiện trên màn hình)').fill('Triều cường')
  await desk.getByRole('button', { name: 'Đưa lên', exact: true }).click()
  await scene('water').waitFor()
  await wall.getByText(/Lê Minh Đức đưa lên lúc .* · Triều cường · trả lại lúc/).waitFor()
  await standing('Đúng lệnh').waitFor()
  await desk.getByRole('row', { name: /Ô 1 đã hiện.*Sông, triều, mưa/ }).waitFor()
  await wall.screenshot({ path: picturePath('wall-taken'), timeout: 120_000 })
})

it('sends a still of what it shows when somebody asks, which stands on the page with its moment and in the log', async () => {
  await desk.getByRole('button', { name: 'Xin hình ô 1' }).click()
  const still = desk.locator('.control__still img')
  await still.waitFor()
  await desk.getByText(/Hình lúc .* · Sông, triều, mưa · Lê Minh Đức xin/).waitFor()
  expect(await still.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(600)
  await desk.getByRole('row', { name: /Ô 1 gửi hình/ }).waitFor()
})

it('says within 10 s that the hub is gone and how old its data are, and comes back to what it was told, untouched', async () => {
  await hub.kill9()
  await lost().waitFor({ timeout: 10_000 })
  await wall.getByText(/từ \d\d:\d\d \(.*trước\)/).waitFor()
  await hub.revive()
  await lost().waitFor({ state: 'detached' })
  await scene('water').waitFor()
  await standing('Đúng lệnh').waitFor()
})

it('is undone with one press', async () => {
  await desk.getByRole('button', { name: 'Hoàn tác' }).click()
  await wall.locator('main.wall:not([data-scene="water"])').waitFor()
  await wall.getByText(/Lê Minh Đức đưa lên/).waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})
