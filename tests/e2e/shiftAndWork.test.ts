import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { CITY_UTC_OFFSET_MS, DAY_MS, MINUTE_MS } from '../../domain/time.ts'
import { systemClock } from '../../server/clock.ts'
import { openBrowser, picturePath } from '../support/browser.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { looksRight, squeezedTexts } from '../support/looksRight.ts'
import { connectPublisher } from '../support/publisher.ts'
import { openContext, settled } from '../support/screens.ts'

vi.setConfig({ testTimeout: 240_000 })

let hub: TestHub
let browser: Browser
const complaints: string[] = []

/** Times at which two shifts begin, so that the one that is on ends in half an hour. */
function startsAround(now: number): string {
  const minute = Math.floor(((now + CITY_UTC_OFFSET_MS) % DAY_MS) / MINUTE_MS)
  return [minute + 30, minute + 12 * 60]
    .map((each) => each % (24 * 60))
    .sort((a, b) => a - b)
    .map((each) => `${String(Math.floor(each / 60)).padStart(2, '0')}:${String(each % 60).padStart(2, '0')}`)
    .join()
}

beforeAll(async () => {
  hub = await startHub({ IOC_DEMO: '1', IOC_SHIFTS: startsAround(Date.now()) }, systemClock, 'accounts')
  browser = await openBrowser({ webgl: false })
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

/** Somebody of the demo, signed in. */
async function person(user: string, width = 1440, height = 900): Promise<{ page: Page; context: BrowserContext }> {
  const context = await openContext(browser, { width, height, hub: hub.http, complaints })
  const answer = await context.request.post(`${hub.http}/api/v1/commands/signInAs`, {
    headers: { 'x-ioc-command': '1' },
    data: { user },
  })
  expect(answer.ok()).toBe(true)
  const page = await context.newPage()
  page.setDefaultTimeout(40_000)
  return { context, page }
}

it('two people hand over a shift: the log is written, put right, signed by both, and then locked', async () => {
  const { page: leaving } = await person('truc-ban')
  const { page: coming } = await person('truong-ca')
  await leaving.goto(`${hub.http}/shift?lang=vi`)
  const form = leaving.getByRole('form', { name: 'Ghi vào sổ' })
  await form.getByRole('textbox').fill('Đã gọi trạm Cần Thơ, mực nước 1,9 m.')
  await form.getByRole('button', { name: 'Lưu vào sổ' }).click()
  await leaving.getByText(/^Đã lưu mục 1 lúc/).waitFor()

  await coming.goto(`${hub.http}/shift?lang=vi`)
  await coming.getByRole('button', { name: 'Đính chính mục 1' }).click()
  await coming.getByLabel('Đính chính cho mục 1').fill('Mực nước 1,7 m.')
  await coming.getByRole('button', { name: 'Lưu vào sổ' }).click()
  await coming.getByText('Đã được đính chính ở mục 2').waitFor()
  await settled(coming)
  await looksRight(coming, 'shift-log')

  // Whoever leaves sees the correction before they sign.
  await leaving.getByText('Đã được đính chính ở mục 2').waitFor()
  const signing = leaving.getByRole('form', { name: 'Ký giao ca' })
  await signing.getByRole('textbox').fill('Theo dõi trạm Cần Thơ.')
  await signing.getByRole('button', { name: 'Ký giao ca' }).click()
  await leaving.getByText('Bạn đã ký giao nên không ký nhận được', { exact: false }).waitFor()

  // It waits where the next lead looks first.
  await coming.goto(`${hub.http}/my-work?lang=vi`)
  await coming.getByRole('link', { name: /^Ca \d/ }).click()
  await coming.getByText(/Tình trạng đã khóa lúc ký giao/).waitFor()
  await coming.getByRole('button', { name: 'Ký nhận ca' }).click()
  await coming.getByText(/ký nhận lúc/).waitFor()
  await leaving.getByText(/ký nhận lúc/).waitFor()
  expect(await leaving.getByRole('button', { name: 'Lưu vào sổ' }).count()).toBe(0)
  await settled(leaving)
  await looksRight(leaving, 'shift-locked')
  expect(complaints).toEqual([])
})

it('how the centre keeps up with its alerts is shown row by row, none cut', async () => {
  const { page } = await person('lanh-dao', 1366, 768)
  await page.goto(`${hub.http}/alert-health?lang=vi`)
  await page.getByRole('table').first().waitFor()
  await looksRight(page, 'alert-health')
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('.alert-health section')]
      .filter((part) => part.scrollHeight > part.clientHeight + 1)
      .map((part) => part.textContent),
  )
  expect(cut).toEqual([])
})

it('what happened since somebody last looked is read, and marked as read', async () => {
  const { page } = await person('lanh-dao')
  await page.goto(`${hub.http}/since?lang=vi`)
  await page.getByRole('heading', { name: 'Việc đã quyết' }).waitFor()
  await page.getByText(/ký nhận ca lúc/).waitFor()
  await settled(page)
  await looksRight(page, 'since')
  await page.getByRole('button', { name: 'Đánh dấu đã xem' }).click()
  await page.getByText(/Đã đánh dấu/).waitFor()
  await page.getByText('Không có gì thay đổi trong thời gian này.').waitFor()
})

it('a reply that is written on the road without a line is kept, and sent once when the line is back', async () => {
  const publisher = await connectPublisher(hub.mqtt)
  await publisher.say('event/soc/92', {
    ...{ id: 'e-1', at: Date.now(), severity: 'critical', title: 'Mất điện trung tâm dữ liệu', state: 'open' },
  })
  await publisher.end()
  const { page, context } = await person('truc-ban', 390, 844)
  await page.goto(`${hub.http}/my-work?lang=vi`)
  await page.getByRole('button', { name: 'Tiếp nhận: Mất điện trung tâm dữ liệu' }).waitFor()
  await settled(page)
  await looksRight(page, 'my-work-phone')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Tiếp nhận: Mất điện trung tâm dữ liệu' }).click()
  const form = page.getByRole('form', { name: /^Tiếp nhận/ })
  await form.getByRole('textbox').fill('Đã gọi tổ điện.')
  await form.getByRole('button', { name: 'Gửi' }).click()
  await page.getByText(/Chưa gửi được, viết lúc/).waitFor()
  // Loaded before, it can still be read.
  await page.getByText(/Không có kết nối: đang xem bản lưu lúc/).waitFor()
  await page
    .getByRole('list', { name: 'Chờ tôi làm' })
    .getByRole('link', { name: 'Mất điện trung tâm dữ liệu' })
    .waitFor()
  await page.screenshot({ path: picturePath('my-work-offline'), timeout: 120_000 })
  await context.setOffline(false)
  await page.getByText(/^.*Đã gửi lúc .* \(viết lúc .*\)\.$/).waitFor({ timeout: 60_000 })
  // It is theirs now, and nobody asks them to take it on once more.
  await page.getByRole('button', { name: 'Tiếp nhận: Mất điện trung tâm dữ liệu' }).waitFor({ state: 'detached' })
  const { alerts } = (await (await context.request.get(`${hub.http}/api/v1/alerts?open=true`)).json()) as {
    alerts: { acknowledgedBy: string; note: string; version: number }[]
  }
  expect(alerts).toMatchObject([{ acknowledgedBy: 'Nguyễn Văn An', note: 'Đã gọi tổ điện.', version: 1 }])
})

it('an alert that somebody has taken on can be read on every page that lists it', async () => {
  const { page } = await person('lanh-dao')
  for (const width of [1440, 1024]) {
    await page.setViewportSize({ width, height: 900 })
    for (const path of ['/', '/system/soc']) {
      await page.goto(`${hub.http}${path}?lang=vi`)
      const row = page.locator('.alert-list__row[data-alert]').filter({ hasText: 'Mất điện trung tâm dữ liệu' })
      await row.getByText(/^Nguyễn Văn An.* tiếp nhận/).waitFor()
      expect(await squeezedTexts(page), `${path} at ${width}`).toEqual([])
      const title = await row.locator('.alert-list__title').boundingBox()
      expect(title?.height, `${path} at ${width}`).toBeLessThanOrEqual(48)
    }
  }
})
