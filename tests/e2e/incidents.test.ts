import { createCanvas } from '@napi-rs/canvas'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, it, vi } from 'vitest'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { systemClock } from '../../server/clock.ts'
import { openBrowser } from '../support/browser.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { looksRight } from '../support/looksRight.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { openContext } from '../support/screens.ts'
import { announceSmallCity, tellSmallCity } from '../support/smallCity.ts'

vi.setConfig({ testTimeout: 240_000 })

let hub: TestHub
let browser: Browser
let publisher: Publisher
const complaints: string[] = []
const contexts: BrowserContext[] = []

beforeAll(async () => {
  hub = await startHub({ IOC_DEMO: '1', IOC_DEVICES: 'open' }, systemClock, 'accounts')
  publisher = await connectPublisher(hub.mqtt)
  await announceSmallCity(publisher)
  await tellSmallCity(publisher)
  const event = { at: Date.now(), severity: 'critical', state: 'open' }
  await publisher.say('event/soc/92', { ...event, id: 'SOC-1', title: 'Máy chủ thư bị mã hóa dữ liệu' })
  browser = await openBrowser()
})
afterAll(async () => {
  for (const context of contexts) await context.close()
  await browser?.close()
  await publisher?.end()
  await hub?.stop()
})

/** A page of somebody of the demo. */
async function pageOf(user: string, width = 1440, height = 900): Promise<Page> {
  const context = await openContext(browser, { width, height, hub: hub.http, complaints })
  contexts.push(context)
  const page = await context.newPage()
  await page.goto(`${hub.http}/sign-in`)
  await page.evaluate(async (name) => {
    const headers = { 'content-type': 'application/json', 'x-ioc-command': '1' }
    await fetch('/api/v1/commands/signInAs', { method: 'POST', headers, body: JSON.stringify({ user: name }) })
  }, user)
  return page
}

it('a critical alert becomes an incident in two clicks, is worked along its procedure, and closed by somebody else', async () => {
  const operator = await pageOf('truc-ban')
  await operator.goto(`${hub.http}/alerts?show=critical`)
  await operator.getByRole('button', { name: /^Mở sự vụ: Máy chủ thư/ }).click()
  const dialog = operator.getByRole('dialog', { name: 'Mở sự vụ' })
  await dialog.getByText(/Khi nào dùng: Áp dụng khi SOC báo/).waitFor()
  await looksRight(operator, 'incident-open')
  await dialog.getByRole('button', { name: 'Mở sự vụ', exact: true }).click()
  await operator.getByRole('heading', { name: 'Máy chủ thư bị mã hóa dữ liệu' }).waitFor()
  await operator.getByRole('button', { name: 'Nhận xác minh' }).click()
  await operator.getByRole('button', { name: 'Xác minh xong, xử lý' }).click()
  await operator.getByLabel('Xác minh thấy gì').fill('SOC xác nhận một máy chủ, còn diễn ra')
  await operator.getByRole('dialog').getByRole('button', { name: 'Xác minh xong, xử lý' }).click()
  await operator.getByText('Còn bước bắt buộc chưa làm').waitFor()
  await looksRight(operator, 'incident-1440')

  const phone = await pageOf('truong-ca', 390, 844)
  await phone.goto(operator.url())
  await phone.getByRole('heading', { name: 'Máy chủ thư bị mã hóa dữ liệu' }).waitFor()
  await phone.getByRole('button', { name: /^Ghi đã làm bước 1: / }).click()
  // What is done on one screen stands on the other without asking.
  await operator.getByText(/Đã làm bước 1/).waitFor()
  await phone.getByLabel('Ghi diễn biến').fill('Đã cô lập máy chủ')
  await phone.getByRole('button', { name: 'Ghi', exact: true }).click()
  await operator.getByText('Đã cô lập máy chủ').waitFor()
  await phone.locator('input[type=file][multiple]').setInputFiles([
    { name: 'Phòng máy.jpg', mimeType: 'image/jpeg', buffer: createCanvas(640, 360).encodeSync('jpeg', 70) },
    { name: 'trang.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<script>alert(1)</script>') },
  ])
  await phone.getByText(/Nội dung tệp không thuộc loại được nhận/).waitFor()
  await operator.getByRole('link', { name: 'Phòng máy.jpg' }).waitFor()
  await operator.locator('.attachment__picture').scrollIntoViewIfNeeded()
  await operator.waitForFunction(
    () => document.querySelector<HTMLImageElement>('.attachment__picture')?.naturalWidth === 640,
  )
  await looksRight(phone, 'incident-390')

  for (;;) {
    const next = operator.getByRole('button', { name: /^Ghi đã làm bước \d+: / }).first()
    if ((await next.count()) === 0) break
    const name = (await next.getAttribute('aria-label')) ?? ''
    await next.click()
    await operator.getByRole('button', { name, exact: true }).waitFor({ state: 'detached' })
  }
  await operator.getByRole('button', { name: 'Báo kết quả' }).click()
  await operator.getByLabel('Kết quả xử lý').fill('Đã khôi phục từ bản sạch')
  await operator.getByRole('dialog').getByRole('button', { name: 'Báo kết quả' }).click()
  await operator.getByText('Chờ xác nhận kết quả').first().waitFor()

  await phone.getByRole('button', { name: 'Xác nhận, đóng' }).click()
  await phone.getByRole('dialog').getByRole('button', { name: 'Xác nhận, đóng' }).click()
  // The alert holds: it is closed only with a reason.
  await phone.getByText(/cảnh báo của sự vụ chưa hết/).waitFor()
  await phone.getByLabel(/Lý do vẫn đóng/).fill('SOC theo dõi tiếp đến sáng')
  await phone.getByRole('dialog').getByRole('button', { name: 'Xác nhận, đóng' }).click()
  await operator.getByText('Đã đóng').first().waitFor()
  await operator.getByText(/SOC theo dõi tiếp đến sáng/).waitFor()
})

it('an incident is opened by hand and stands in the list, on a wide screen and on a phone', async () => {
  const operator = await pageOf('truc-ban')
  await operator.goto(`${hub.http}/incidents`)
  await operator.getByRole('button', { name: 'Mở sự vụ mới' }).click()
  await operator.getByLabel('Tên sự vụ').fill('Cây đổ chắn đường Nguyễn Văn Cừ')
  await operator.getByRole('dialog').getByRole('button', { name: 'Mở sự vụ', exact: true }).click()
  await operator.getByRole('heading', { name: 'Cây đổ chắn đường Nguyễn Văn Cừ' }).waitFor()
  await operator.goto(`${hub.http}/incidents`)
  await operator.getByRole('link', { name: 'Cây đổ chắn đường Nguyễn Văn Cừ' }).waitFor()
  await looksRight(operator, 'incidents-1440')
  await operator.getByRole('button', { name: 'Quy trình xử lý' }).click()
  await operator.getByText(/Lũ, triều cường vượt báo động III/).click()
  await looksRight(operator, 'incidents-sops')
  await operator.keyboard.press('Escape')
  // An alert that belongs to what is open already is added to it.
  const at = Date.now()
  const event = { id: 'SOC-2', at, severity: 'critical', title: 'Máy trạm bị mã hóa', state: 'open' }
  await publisher.say('event/soc/92', event)
  await operator.goto(`${hub.http}/alerts?show=critical`)
  await operator.getByRole('button', { name: 'Mở sự vụ: Máy trạm bị mã hóa' }).click()
  await operator.getByLabel('Sự vụ', { exact: true }).selectOption({ index: 1 })
  await operator.getByRole('button', { name: 'Đưa vào sự vụ này' }).click()
  await operator.getByText('Đưa thêm cảnh báo vào sự vụ').waitFor()
  const phone = await pageOf('truong-ca', 390, 844)
  await phone.goto(`${hub.http}/incidents`)
  await phone.getByRole('link', { name: /Cây đổ chắn đường/ }).waitFor()
  await looksRight(phone, 'incidents-390')
})

it('an incident is opened from a camera and from a point of the map', async () => {
  const operator = await pageOf('truc-ban')
  await operator.goto(`${hub.http}/camera/MC-${UNIT_TREES['2021'].communes[0]?.code}`)
  await operator
    .getByRole('button', { name: /^Mở sự vụ: / })
    .first()
    .click()
  await operator.getByRole('dialog').getByRole('button', { name: 'Mở sự vụ', exact: true }).click()
  await operator.getByText('Từ camera').waitFor()
  await operator.locator('[data-drawn]').waitFor()
  await operator.getByRole('button', { name: 'Giữ hình này trong sự vụ' }).click()
  await operator.getByRole('link', { name: /^MC-.*\.jpg$/ }).waitFor()
  await looksRight(operator, 'incident-camera')
  await operator.goto(`${hub.http}/`)
  await operator.locator('[data-drawn] canvas').first().click({ button: 'right' })
  await operator.getByText(/^Điểm 1?\d/).waitFor()
  await operator.getByLabel('Tên sự vụ').fill('Sạt lở bờ kè')
  await operator.getByRole('dialog').getByRole('button', { name: 'Mở sự vụ', exact: true }).click()
  await operator.getByText('Từ một điểm trên bản đồ').waitFor()
})
