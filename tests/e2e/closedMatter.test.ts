import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { dayOf } from '../../domain/time.ts'
import { openBrowser } from '../support/browser.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { looksRight } from '../support/looksRight.ts'
import { type PersonAtScreen, personAtScreen } from '../support/personPage.ts'
import { connectPublisher } from '../support/publisher.ts'
import { settled } from '../support/screens.ts'

vi.setConfig({ testTimeout: 240_000 })

/** The last working day but one of a year: New Year's Day, a Friday, and a weekend follow. */
let ahead = Date.parse('2026-12-30T09:00:00+07:00') - Date.now()
const clock = { now: () => Date.now() + ahead }

let hub: TestHub
let browser: Browser
let leader: PersonAtScreen
let officer: PersonAtScreen
/** The ward that the officer of the demo answers for. */
let ward: string
const complaints: string[] = []

beforeAll(async () => {
  hub = await startHub({ IOC_DEMO: '1' }, clock, 'accounts')
  browser = await openBrowser({ webgl: false })
  leader = await personAtScreen(browser, { hub: hub.http, user: 'lanh-dao', complaints })
  officer = await personAtScreen(browser, { hub: hub.http, user: 'can-bo', complaints, width: 390, height: 844 })
  const session = await officer.context.request.get(`${hub.http}/api/v1/session`)
  const { principal } = (await session.json()) as { principal: { may: Record<string, readonly string[]> } }
  ward = principal.may['figures.see']?.[0] ?? ''
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

async function askedBy<T>({ context }: PersonAtScreen, path: string): Promise<T> {
  return (await (await context.request.get(`${hub.http}/api/v1${path}`)).json()) as T
}
/** What the official cells of the ward read on a page of somebody's. */
async function cellsOn({ page }: PersonAtScreen): Promise<Record<string, string>> {
  return page
    .locator('.cells [data-cell]')
    .evaluateAll((all) =>
      Object.fromEntries(all.map((each) => [each.getAttribute('data-cell'), each.querySelector('dd')?.innerText])),
    )
}
const stateOf = ({ page }: PersonAtScreen) => page.locator('.matter__marks strong').first()

/** How long it has been overdue, as its page says. */
const late = ({ page }: PersonAtScreen) => page.locator('.matter__marks .matter__late').getByText(/quá \d+ ngày/)

it('a red commune becomes a request to explain in two clicks, then a directive that is overdue by working time, and ends in the right cell', async () => {
  const publisher = await connectPublisher(hub.mqtt)
  const today = dayOf(clock.now())
  const days = Array.from({ length: 30 }, (_, n) => `2026-12-${String(n + 1).padStart(2, '0')}`)
  await publisher.say(
    `statistics/oneStop/${ward}`,
    days.map((period) => ({
      ...{ period, counts: { resolvedOnTime: 80, resolvedLate: 20 } },
      at: period === today ? clock.now() : Date.parse(`${period}T18:00:00+07:00`),
    })),
  )
  await publisher.end()

  // From the ranking of the city two clicks: give work, and ask.
  await leader.goTo('/?kpi=onTimeRate')
  const row = leader.page.locator(`tr:has(a[href^="/unit/${ward}"])`)
  await row.getByText('Chưa đạt').waitFor()
  await settled(leader.page)
  await looksRight(leader.page, 'closed-matter-ranking')
  await row.getByRole('button', { name: /^Giao việc về / }).click()
  const dialog = leader.page.getByRole('dialog', { name: /^Giao việc về / })
  await dialog.getByText(/là 80/).waitFor()
  await looksRight(leader.page, 'closed-matter-ask')
  await dialog.locator('button[type=submit]').click()
  await dialog.getByText(/^Đã gửi đến /).waitFor()
  await dialog.getByRole('link', { name: 'Xem hồ sơ' }).click()
  await leader.page.waitForURL(/\/explanation\//)
  await stateOf(leader).getByText('Chờ tiếp nhận').waitFor()

  // On the road: from the list of one's work with a thumb.
  await officer.goTo('/my-work')
  const item = officer.page.locator('.work__item', { hasText: 'Giải trình' })
  await item.waitFor()
  await settled(officer.page)
  await looksRight(officer.page, 'closed-matter-phone-work')
  await item.getByRole('link').click()
  await officer.page.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
  await officer.page.getByRole('form', { name: 'Tiếp nhận' }).locator('button[type=submit]').click()
  await stateOf(leader).getByText('Đã nhận, chờ trả lời').waitFor()
  await officer.page.getByRole('button', { name: 'Trả lời', exact: true }).click()
  const answer = officer.page.getByRole('form', { name: 'Trả lời' })
  await answer.getByLabel('Giải trình').fill('Thiếu hai cán bộ từ ngày 15.')
  await answer.getByLabel('Nguyên nhân').selectOption({ label: 'Nhân lực' })
  await answer.getByLabel('Tính chất').selectOption({ label: 'Chủ quan' })
  await answer.getByLabel('Biện pháp khắc phục').fill('Bố trí thêm cán bộ')
  await answer.getByLabel('Ngày đạt mục tiêu').fill('15/01/2027')
  await looksRight(officer.page, 'closed-matter-phone-answer')
  await answer.locator('button[type=submit]').click()
  await stateOf(officer).getByText('Đã trả lời, chờ xem xét').waitFor()

  // The leader's page follows by itself; the answer becomes a directive.
  await stateOf(leader).getByText('Đã trả lời, chờ xem xét').waitFor()
  await leader.page.getByRole('button', { name: 'Chấp nhận' }).click()
  await leader.page.getByRole('form', { name: 'Chấp nhận' }).locator('button[type=submit]').click()
  await stateOf(leader).getByText('Đã chấp nhận').waitFor()
  await looksRight(leader.page, 'closed-matter-explanation')
  await leader.page.getByRole('button', { name: /^Giao việc về / }).click()
  const order = leader.page.getByRole('dialog')
  await order.getByLabel(/^Thời hạn/).fill('31/12/2026')
  await order.locator('button[type=submit]').click()
  await order.getByRole('link', { name: 'Xem hồ sơ' }).click()
  await leader.page.waitForURL(/\/directive\//)
  const directive = new URL(leader.page.url()).pathname
  await officer.goTo(directive)
  await officer.page.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
  await officer.page.getByRole('form', { name: 'Tiếp nhận' }).locator('button[type=submit]').click()
  await stateOf(leader).getByText('Đã tiếp nhận').waitFor()
  await leader.page.getByText('Cũng đang mở chỉ đạo này: Phạm Thị Hoa.').waitFor()
  await looksRight(officer.page, 'closed-matter-phone-directive')

  // Monday after the holiday: overdue by the first deadline, however much time is granted now.
  ahead = Date.parse('2027-01-04T09:00:00+07:00') - Date.now()
  await Promise.all([leader.signIn(), officer.signIn()])
  await leader.goTo(directive)
  await late(leader).waitFor()
  await officer.goTo(directive)
  await late(officer).waitFor()
  await officer.page.getByRole('button', { name: 'Xin gia hạn' }).click()
  const more = officer.page.getByRole('form', { name: 'Xin gia hạn' })
  await more.getByLabel(/^Xin gia hạn đến/).fill('08/01/2027')
  await more.getByLabel('Lý do').fill('Chờ cán bộ biệt phái')
  await more.locator('button[type=submit]').click()
  await leader.page.getByRole('button', { name: 'Quyết định gia hạn' }).click()
  await leader.page.getByLabel('Quyết định', { exact: true }).selectOption({ label: 'Đồng ý gia hạn' })
  await leader.page.getByRole('form', { name: 'Quyết định gia hạn' }).locator('button[type=submit]').click()
  await leader.page.getByText(/1 lần gia hạn/).waitFor()
  await late(leader).waitFor()
  await looksRight(leader.page, 'closed-matter-overdue')
  await leader.goTo(`/directives?unit=${ward}`)
  await leader.page.locator('.cells [data-cell]').first().waitFor()
  expect(await cellsOn(leader)).toEqual({ doneOnTime: '0', doneLate: '0', inTime: '0', overdue: '1' })
  await looksRight(leader.page, 'closed-matter-directives')

  await officer.page.getByRole('button', { name: 'Trình kết quả' }).click()
  const result = officer.page.getByRole('form', { name: 'Trình kết quả' })
  await result.getByLabel('Kết quả').fill('Đã giải quyết hết 20 hồ sơ.')
  await result.getByLabel('Số, ký hiệu văn bản').fill('12/BC-UBND')
  await result.locator('button[type=submit]').click()
  await stateOf(officer).getByText('Chờ duyệt kết quả').waitFor()
  await leader.goTo('/my-work?show=waiting')
  await leader.page.locator('.work__item', { hasText: 'Chỉ đạo' }).getByRole('link').click()
  await leader.page.getByRole('button', { name: 'Duyệt kết quả' }).click()
  await leader.page.getByRole('form', { name: 'Duyệt kết quả' }).locator('button[type=submit]').click()
  await stateOf(leader).getByText('Hoàn thành').waitFor()
  await stateOf(officer).getByText('Hoàn thành').waitFor()
  await looksRight(leader.page, 'closed-matter-done')

  // It stands in the right cell wherever it is counted: on the unit's page and among the directives.
  await leader.goTo(`/unit/${ward}`)
  await leader.page.locator('.cells [data-cell]').first().waitFor()
  expect(await cellsOn(leader)).toEqual({ doneOnTime: '0', doneLate: '1', inTime: '0', overdue: '0' })
  await settled(leader.page)
  await looksRight(leader.page, 'closed-matter-unit')

  // What the page tells of it is what the facts are.
  const { facts } = await askedBy<{ facts: { did: string }[] }>(leader, `/directives/${directive.split('/').at(-1)}`)
  await officer.page.reload()
  await officer.page.locator('.matter__fact').first().waitFor()
  const told = await officer.page
    .locator('.matter__fact')
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-did')))
  expect(told.toReversed()).toEqual(facts.map(({ did }) => did))
  expect(complaints).toEqual([])
})
