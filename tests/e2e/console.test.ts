import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Alert } from '../../domain/alerts/alert.ts'
import { eachDay } from '../../domain/periods.ts'
import { dayOf, monthStart } from '../../domain/time.ts'
import { openBrowser, picturePath } from '../support/browser.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { until } from '../support/until.ts'

/** The console as an operator uses it: a real hub, a real browser, the keyboard. */

const MARKUP = '<img src=x onerror="document.title=1">'
let hub: TestHub
let publisher: Publisher
let browser: Browser
let page: Page

/** One of each kind of page. */
const PAGES = [
  ...['/', '/sensor/TV-01', '/sources', '/quarantine', '/alerts', '/plan?open=T04', '/index766', '/systems'],
  '/system/oneStop',
]

/** What the one-stop system says of a commune's month so far: quiet days, so that nothing is due, and today. @param late of 100 dossiers */
function report(commune: string, late: number): Promise<void> {
  const at = Date.now()
  const today = dayOf(at)
  const counts = {
    received: 120,
    resolvedEarly: 40,
    resolvedOnTime: 60 - late,
    resolvedLate: late,
    pendingInTerm: 20,
    pendingOverdue: 0,
  }
  const quiet = Object.fromEntries(Object.keys(counts).map((name) => [name, 0]))
  const days = eachDay({ from: monthStart(today), to: today }).map((period) => ({
    period,
    at,
    counts: period === today ? counts : quiet,
    simulated: true,
  }))
  return publisher.say(`statistics/oneStop/${commune}`, days)
}

beforeAll(async () => {
  hub = await startHub()
  publisher = await connectPublisher(hub.mqtt)
  await publisher.announceSensor('TV-01', { name: MARKUP, simulated: true })
  await publisher.say('sensor/TV-01/reading', { at: Date.now(), values: { level: 1.23 } })
  await publisher.say('sensor/TV-01/reading', `{"values":"${MARKUP.replaceAll('"', "'")}"}`)
  await report('31117', 2)
  await report('31120', 30)
  browser = await openBrowser({ webgl: false })
  page = await (await browser.newContext({ locale: 'vi-VN' })).newPage()
  // Drawn in software the map would take the time of everything else; that the console does without it is part of the test.
  await page.route(/ConsoleMap[^/]*\.js/, (route) => route.abort())
})
afterAll(async () => {
  await browser?.close()
  await publisher?.end()
  await hub?.stop()
})
beforeEach(async () => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'dark' })
})

const open = (address: string) => page.goto(`${hub.http}${address}`)
const address = () => page.url().slice(hub.http.length)

describe('the console', () => {
  it('ranks what can be judged, the worst first, and sets the rest apart, even without a map', async () => {
    await open('/unit/916')
    await page.getByRole('rowheader', { name: 'P. An Hòa' }).waitFor()
    await page
      .getByRole('row', { name: /P\. An Hòa/ })
      .getByText('70,0%')
      .waitFor()
    const groups = await page.locator('#list tbody').all()
    expect(groups).toHaveLength(2)
    expect(await groups[0]?.getByRole('rowheader').allInnerTexts()).toEqual(['P. An Hòa', 'P. Cái Khế'])
    const apart = (await groups[1]?.innerText()) ?? ''
    expect(apart).toContain('Chưa thể đánh giá (9)')
    expect(apart).toContain('P. Thới Bình')
    await page.locator('#map').getByRole('button', { name: 'Thử lại' }).waitFor()
    await page.screenshot({ path: picturePath('console-district') })
  })

  it('finds without diacritics and opens by keyboard, within three steps from the city', async () => {
    await open('/')
    await page.getByRole('heading', { level: 1, name: 'Thành phố Cần Thơ' }).waitFor()
    await page.keyboard.press('/')
    await page.getByRole('dialog').getByRole('combobox').waitFor()
    await page.keyboard.type('cai khe')
    await page
      .getByRole('option', { name: /P\. Cái Khế/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Phường Cái Khế' }).waitFor()
    expect(address()).toBe('/unit/31117')
    expect(await page.title()).toContain('Phường Cái Khế')
    await page.keyboard.press('u')
    await page.getByRole('heading', { level: 1, name: 'Quận Ninh Kiều' }).waitFor()
  })

  it('explains a figure with its numbers, by one key and by its link', async () => {
    await open('/unit/31120')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('e')
    await until(async () => address() === '/unit/31120?explain=onTimeRate')
    const panel = page.getByRole('complementary')
    await panel.getByText('70 ÷ 100 × 100 = 70,0%').waitFor()
    await page.reload()
    await panel.getByText('70 ÷ 100 × 100 = 70,0%').waitFor()
    await panel.getByText('ioc/v1/statistics/oneStop/31120').first().waitFor()
    await page.keyboard.press('Escape')
    await until(async () => (await panel.count()) === 0)
    expect(address()).toBe('/unit/31120')
  })

  it('explains the figure in focus, adds its inputs up, and prints the explanation alone', async () => {
    await open('/unit/916')
    await page.getByRole('link', { name: 'P. An Hòa', exact: true }).focus()
    await page.keyboard.press('e')
    await until(async () => address() === '/unit/916?explain=onTimeRate&of=31120')
    const panel = page.getByRole('complementary')
    await panel.getByRole('row', { name: /^Tổng tử số, tổng mẫu số 70\/100 70,0%/ }).waitFor()
    await panel.getByText('Từ 02/11/2026: Định nghĩa đầu tiên').waitFor()
    const seen = async () => [await page.getByRole('banner').isVisible(), await panel.getByText('In lúc').isVisible()]
    expect(await seen()).toEqual([true, false])
    await page.emulateMedia({ media: 'print' })
    expect(await seen()).toEqual([false, true])
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(false)
    await page.screenshot({ path: picturePath('console-explain-print') })
    await page.emulateMedia({ media: 'screen' })
    const day = dayOf(Date.now())
    await open(`/unit/916?explain=satisfactionRate&period=month&day=${day}`)
    // On paper the span stands in the head of the sheet, too.
    const span = `01/${day.slice(5, 7)}/${day.slice(0, 4)}–${day.split('-').reverse().join('/')}`
    await panel.getByText(span).filter({ visible: true }).waitFor()
    await panel.getByRole('link', { name: /^T05/ }).click()
    await until(async () => address().startsWith('/plan?unit=916&open=T05'))
  })

  it('ranks by need of attention when asked, and the address says so', async () => {
    await open('/unit/916')
    await page.getByRole('link', { name: 'theo mức cần chú ý' }).click()
    await until(async () => address() === '/unit/916?sort=-need')
    await page
      .getByRole('row', { name: /P\. An Hòa/ })
      .getByRole('cell', { name: '25', exact: true })
      .waitFor()
  })

  it('ranks by the period in view, by what devices said too', async () => {
    await open('/unit/916?period=month')
    await page
      .getByRole('row', { name: /^2 P\. An Hòa/ })
      .getByText('70,0%')
      .waitFor()
    expect(await page.locator('#list tbody').allInnerTexts()).toHaveLength(2)
    await open('/unit/916?period=month&kpi=camerasOnline')
    await page.locator('#list').getByText('Chưa thể đánh giá').waitFor()
  })

  it('finds a row of the plan, opens it, and says who answers for it and that this is inferred', async () => {
    await open('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('/')
    await page.getByRole('dialog').getByRole('combobox').waitFor()
    await page.keyboard.type('t06c')
    await page.getByRole('option', { name: /^T06c/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Kế hoạch 11/KH-UBND' }).waitFor()
    expect(address()).toBe('/plan?open=T06c')
    await page.getByText('suy ra, kế hoạch không giao riêng').waitFor()
    expect(await page.locator('[aria-expanded="true"]').count()).toBe(1)
    await page.getByRole('link', { name: 'cấp xã', exact: true }).click()
    await page.getByRole('cell', { name: 'T06a', exact: true }).waitFor({ state: 'detached' })
    const shown = await page.locator('.plan > tbody > tr.table__row > td:first-child').allInnerTexts()
    expect(shown).toContain('T06c')
  })

  it('shows every system with problems first, and what one of them says, its connection and what was refused', async () => {
    const at = Date.now()
    await publisher.say('link/lgsp/ngsp', { at, state: 'down', since: at - 60_000, simulated: true })
    await publisher.say('statistics/lgsp/92', { period: dayOf(at), at, counts: { calls: 4321 }, simulated: true })
    await publisher.say('statistics/lgsp/92', '{"counts":"many"}')
    await publisher.say('event/soc/92', { id: 'worm', at, severity: 'critical', title: MARKUP, state: 'open' })
    await open('/systems')
    await page.getByText('Kết nối gián đoạn').nth(1).waitFor()
    const rows = page.locator('.systems > tbody > tr')
    expect(await rows.count()).toBe(25)
    expect(await rows.first().innerText()).toContain('LGSP')
    expect(await rows.nth(1).innerText()).toContain(MARKUP)
    await page.screenshot({ path: picturePath('console-systems') })

    await page.keyboard.press('/')
    await page.getByRole('dialog').getByRole('combobox').waitFor()
    await page.keyboard.type('nen tang tich hop')
    await page.getByRole('option', { name: /LGSP/ }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /LGSP/ }).waitFor()
    expect(address()).toBe('/system/lgsp')
    await page.locator('#city').getByText('4.321').waitFor()
    await page.locator('#list').getByRole('cell', { name: '4.321' }).waitFor()
    await page.locator('#city').getByText('{"counts":"many"}').waitFor()
    await page.locator('#messages').getByText('ioc/v1/link/lgsp/ngsp').click()
    await page
      .locator('#messages')
      .getByText(/"state": ?"down"/)
      .waitFor()
    await page.screenshot({ path: picturePath('console-system') })
    await page.keyboard.press('u')
    await page.getByRole('heading', { level: 1, name: 'Hệ thống thông tin' }).waitFor()
  })

  it('opens the alert that a link means, with what speaks for it', async () => {
    let ahead = 0
    const other = await startHub({}, { now: () => Date.now() + ahead })
    const voice = await connectPublisher(other.mqtt)
    const ask = async <T>(path: string) => (await (await fetch(`${other.http}/api/v1${path}`)).json()) as T
    const since = Date.now() - 60_000
    const isDown = () => voice.say('link/lgsp/ngsp', { at: Date.now() + ahead, state: 'down', since, simulated: true })
    await isDown()
    await until(async () => (await ask<{ links: unknown[] }>('/systems/lgsp')).links.length === 1)
    // It has to stand for two minutes, in which the hub must have looked at least once: the clock goes on until it has.
    const alert = await until(async () => {
      ahead += 5_000
      await isDown()
      const { alerts } = await ask<{ alerts: Alert[] }>('/alerts?open=true')
      return alerts.find(({ rule }) => rule === 'link.down')
    })
    await page.goto(`${other.http}/alerts?open=${alert.id}`)
    await page.getByRole('rowheader', { name: 'Gián đoạn từ' }).waitFor()
    await page.getByRole('link', { name: 'link/lgsp/ngsp' }).first().click()
    await page.getByRole('heading', { level: 1, name: /LGSP/ }).waitFor()
    await page.locator('#alerts summary').click()
    await page.locator('#alerts').getByText('Gián đoạn từ').waitFor()
    await page.goto('about:blank')
    await voice.end()
    await other.stop()
  })

  it('keeps the markup of devices text, wherever it appears', async () => {
    await open('/quarantine')
    await page.getByText("<img src=x onerror='document.title=1'>").first().waitFor()
    await open('/sensor/TV-01')
    await page.getByRole('heading', { level: 1, name: MARKUP }).waitFor()
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.title()).toContain(MARKUP)
  })

  it('says so when there is nothing at an address, and leads back', async () => {
    await open('/unit/99999')
    await page.getByRole('heading', { level: 1, name: 'Không có gì ở địa chỉ này' }).waitFor()
    await page.getByRole('link', { name: 'Về thành phố' }).click()
    expect(address()).toBe('/')
  })

  it('speaks English completely when a link asks for it', async () => {
    await open('/unit/916?lang=en')
    await page.getByRole('heading', { level: 1, name: 'Ninh Kiều District' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    const words = await page.locator('.console').innerText()
    for (const word of ['Xếp hạng', 'Chưa', 'Cảnh báo', 'Bản đồ', 'nguồn', 'giây trước'])
      expect(words).not.toContain(word)
  })

  it('reads in one column at 400 % zoom', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    for (const each of [...PAGES, '/unit/31117']) {
      await open(each)
      await page.getByRole('heading', { level: 1 }).waitFor()
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(over, each).toBeLessThanOrEqual(0)
    }
  })

  it.each(['dark', 'light'] as const)(
    'passes the accessibility checks in the %s theme',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme })
      const others = ['/unit/31117?explain=onTimeRate', '/system/oneStopCameras', '/system/operationsCentre', '/x']
      for (const each of [...PAGES, ...others]) {
        await open(each)
        await page.getByRole('heading', { level: 1 }).waitFor()
        const { violations } = await new AxeBuilder({ page })
          // Without the blank page it would open and close: one page is all this browser keeps.
          .setLegacyMode(true)
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze()
        expect(violations.map(({ id, nodes }) => `${each} ${id}: ${nodes[0]?.html}`)).toEqual([])
      }
    },
    90_000,
  )

  it('works where a policy denies storage', async () => {
    const context = await browser.newContext({ locale: 'vi-VN' })
    await context.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError')
        },
      })
    })
    const denied = await context.newPage()
    await denied.route(/ConsoleMap[^/]*\.js/, (route) => route.abort())
    await denied.goto(`${hub.http}/unit/31117`)
    await denied.getByRole('heading', { level: 1, name: 'Phường Cái Khế' }).waitFor()
    await denied.getByRole('button', { name: 'EN' }).click()
    await denied.getByRole('heading', { level: 1, name: 'Cái Khế Ward' }).waitFor()
    await context.close()
  })

  it('says that the connection is lost, keeps what it knew, and comes back by itself', async () => {
    await open('/unit/916')
    await page.getByText('70,0%').first().waitFor()
    await hub.restart()
    await page.getByText('70,0%').first().waitFor()
    await publisher.end()
    await hub.stop()
    await page.getByRole('alert').getByText('Mất kết nối với trung tâm').waitFor({ timeout: 12_000 })
    expect(await page.getByText('70,0%').count()).toBeGreaterThan(0)
  })
})
