import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { openBrowser } from '../support/browser.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { looksRight } from '../support/looksRight.ts'
import { type PersonAtScreen, personAtScreen } from '../support/personPage.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { settled } from '../support/screens.ts'
import { visitor } from '../support/signIn.ts'
import { until } from '../support/until.ts'

vi.setConfig({ testTimeout: 300_000 })

/** An evening of the spring tide; the shift ends at 22:00. */
let ahead = Date.parse('2026-11-26T21:00:00+07:00') - Date.now()
const clock = { now: () => Date.now() + ahead }
const goTo = (time: string) => {
  ahead = Date.parse(`2026-11-26T${time}+07:00`) - Date.now()
}

const [WARD, NEXT_WARD] = UNIT_TREES['2021'].communes
const OWN_PASSWORD = 'sáu chiếc thuyền qua sông'

let hub: TestHub
let browser: Browser
let gauge: Publisher
let operator: PersonAtScreen
let lead: PersonAtScreen
let leader: PersonAtScreen
let officer: PersonAtScreen
let neighbour: PersonAtScreen
let nextLead: PersonAtScreen
const complaints: string[] = []

/** Somebody new, who has chosen a password. */
async function created(user: string, name: string, role: string, place: string): Promise<void> {
  const admin = visitor(hub)
  await admin.command('signInAs', { user: 'quan-tri' })
  const { body } = await admin.command('createPerson', { user, name, grants: [{ role, place }] })
  const own = visitor(hub)
  const password = (body as { password: string }).password
  expect(await own.command('signIn', { user, password })).toMatchObject({ status: 200 })
  expect(await own.command('changePassword', { old: password, new: OWN_PASSWORD })).toMatchObject({ status: 200 })
}

beforeAll(async () => {
  const env = { IOC_DEMO: '1', IOC_DEVICES: 'open', IOC_SESSION_IDLE_MINUTES: '600' }
  hub = await startHub(env, clock, 'accounts')
  await created('dung', 'Đặng Văn Dũng', 'officer', NEXT_WARD?.code ?? '')
  await created('mai', 'Bùi Thị Mai', 'lead', UNIT_TREES['2021'].city.code)
  gauge = await connectPublisher(hub.mqtt)
  browser = await openBrowser({ webgl: false })
  const at = (user: string, how: { password?: string; phone?: boolean } = {}) =>
    personAtScreen(browser, {
      ...{ hub: hub.http, user, complaints },
      ...(how.password !== undefined && { password: how.password }),
      ...(how.phone === true && { width: 390, height: 844 }),
    })
  operator = await at('truc-ban')
  lead = await at('truong-ca')
  leader = await at('lanh-dao')
  officer = await at('can-bo', { phone: true })
  neighbour = await at('dung', { password: OWN_PASSWORD, phone: true })
  nextLead = await at('mai', { password: OWN_PASSWORD })
})
afterAll(async () => {
  await browser?.close()
  await gauge?.end()
  await hub?.stop()
})

async function asked<T>({ context }: PersonAtScreen, path: string): Promise<T> {
  return (await (await context.request.get(`${hub.http}/api/v1${path}`)).json()) as T
}
interface Told {
  readonly did: string
  readonly by: { readonly is: string; readonly name: string }
  readonly what: { readonly level?: number }
}
const factsOf = async (path: string) => (await asked<{ facts: Told[] }>(leader, path)).facts
interface AlertSeen {
  readonly id: string
  readonly severity: string
  readonly subjectId: string
}
const risen = async () =>
  (await asked<{ alerts: AlertSeen[] }>(leader, '/alerts?open=true')).alerts.find(
    ({ subjectId, severity }) => subjectId === 'TV-1' && severity === 'critical',
  )
const level = (value: number) => gauge.say('sensor/TV-1/reading', { at: clock.now(), values: { level: value } })
/** The gauge says so again and again while everybody's clock runs fast: conditions hold for minutes before they count. */
async function whileTimePasses(metres: number, isSo: () => Promise<boolean>): Promise<void> {
  await until(async () => {
    ahead += 2_000
    await level(metres)
    return isSo()
  })
}
/** Presses what a dialog or a form is sent with. */
const send = ({ page }: PersonAtScreen, form: 'dialog' | 'form', name?: string | RegExp) =>
  page
    .getByRole(form, name === undefined ? {} : { name })
    .locator('button[type=submit]')
    .click()

async function orders(title: string, unit: string): Promise<string> {
  const { page } = leader
  await page.getByRole('button', { name: /^Giao việc về / }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Trích yếu').fill(title)
  await dialog.getByLabel('Nội dung chỉ đạo').fill(`${title} ngay trong đêm, báo kết quả.`)
  await dialog.getByLabel('Đơn vị chủ trì').selectOption(unit)
  await dialog.getByLabel(/^Khẩn/).check()
  await dialog.locator('button[type=submit]').click()
  await dialog.getByText(/^Đã gửi đến /).waitFor()
  const path = (await dialog.getByRole('link', { name: 'Xem hồ sơ' }).getAttribute('href')) ?? ''
  await dialog.getByRole('button', { name: 'Đóng' }).click()
  return new URL(path, hub.http).pathname
}

it('six people work a flood night in their browsers, one late and one without a line, and log, facts and screens tell the same', async () => {
  await Promise.all([
    operator.goTo('/alerts?show=critical'),
    lead.goTo('/alerts?show=critical'),
    leader.goTo('/my-work'),
    officer.goTo('/my-work'),
    neighbour.goTo('/my-work'),
    nextLead.goTo('/shift'),
  ])
  const device = {
    kind: 'waterLevel',
    name: 'Trạm Cần Thơ',
    commune: WARD?.code,
    lng: 105.7872,
    lat: 10.0526,
    every: 600,
  }
  await gauge.say('sensor/TV-1/announce', device, { retain: true })
  await whileTimePasses(2.08, async () => (await risen()) !== undefined)
  const alert = (await risen())?.id ?? ''
  const takeOn = ({ page }: PersonAtScreen) => page.getByRole('button', { name: /^Tiếp nhận: .*Trạm Cần Thơ/ })
  await takeOn(operator).waitFor()
  await looksRight(operator.page, 'night-alert')

  // The operator opens the form and is late: silence goes to the operators at five minutes and to the shift lead at fifteen.
  await takeOn(operator).click()
  await operator.page.getByRole('dialog').getByLabel('Ghi chú').fill('Đã xem.')
  const escalations = async () => (await factsOf(`/alerts/${alert}`)).filter(({ did }) => did === 'escalate').length
  goTo('21:09:00')
  await until(async () => (await escalations()) === 1)
  goTo('21:19:00')
  await level(2.1)
  await until(async () => (await escalations()) === 2)
  await lead.goTo('/notices')
  await lead.page
    .getByText(/Chưa có phản hồi\. Cảnh báo: .*Trạm Cần Thơ/)
    .first()
    .waitFor()
  await settled(lead.page)
  await looksRight(lead.page, 'night-notices')
  await lead.goTo('/alerts?show=critical')
  await takeOn(lead).click()
  await lead.page.getByRole('dialog').getByLabel('Ghi chú').fill('Đã đối chiếu trạm Cần Thơ, gọi phường.')
  await send(lead, 'dialog')
  await lead.page
    .getByText(/Trần Thu Hà tiếp nhận/)
    .first()
    .waitFor()
  // Who comes late is told who was first before anything is sent, and what was typed is still there.
  const late = operator.page.getByRole('dialog')
  await late.getByText(/Trần Thu Hà/).waitFor()
  expect(await late.locator('button[type=submit]').isDisabled()).toBe(true)
  expect(await late.getByLabel('Ghi chú').inputValue()).toBe('Đã xem.')
  await looksRight(operator.page, 'night-late')
  // A page that has not heard of it is refused, and that stands in the log.
  const refused = await operator.page.evaluate(async (alert) => {
    const { status } = await fetch('/api/v1/commands/acknowledgeAlert', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-ioc-command': '1' },
      body: JSON.stringify({ alert, expectedVersion: 1, note: 'Đã xem.' }),
    })
    return status
  }, alert)
  expect(refused).toBe(409)
  await operator.page.keyboard.press('Escape')

  // The shift lead makes it an incident; the operator works it.
  await lead.page.getByRole('button', { name: /^Mở sự vụ: .*Trạm Cần Thơ/ }).click()
  await lead.page
    .getByRole('dialog')
    .getByText(/^Khi nào dùng: /)
    .waitFor()
  await send(lead, 'dialog')
  await lead.page.waitForURL(/\/incidents\//)
  const incident = new URL(lead.page.url()).pathname
  await operator.goTo(incident)
  await operator.page.getByText(/^Cũng đang mở sự vụ này: .*Trần Thu Hà/).waitFor()
  await operator.page.getByRole('button', { name: 'Nhận xác minh' }).click()
  await lead.page.locator('.incident-fact').getByText('Nhận xác minh', { exact: true }).waitFor()
  await operator.page.getByRole('button', { name: 'Xác minh xong, xử lý' }).click()
  await operator.page.getByLabel('Xác minh thấy gì').fill('Nước tràn bờ kè phường.')
  await send(operator, 'dialog')
  await lead.page.getByText('Nước tràn bờ kè phường.').waitFor()

  // The leader orders two wards; one officer stands in a dead spot.
  await leader.goTo(incident)
  const first = await orders('Di dời hộ dân ven kè', WARD?.code ?? '')
  const second = await orders('Chuẩn bị điểm tránh trú', NEXT_WARD?.code ?? '')
  await officer.page.getByRole('button', { name: 'Tiếp nhận: Di dời hộ dân ven kè' }).click()
  await send(officer, 'form', /^Tiếp nhận/)
  await officer.page
    .getByText(/Đã gửi lúc/)
    .first()
    .waitFor()
  await neighbour.page.getByRole('button', { name: 'Tiếp nhận: Chuẩn bị điểm tránh trú' }).waitFor()
  await neighbour.context.setOffline(true)
  await neighbour.page.getByRole('button', { name: 'Tiếp nhận: Chuẩn bị điểm tránh trú' }).click()
  await send(neighbour, 'form', /^Tiếp nhận/)
  await neighbour.page.getByText(/Chưa gửi được, viết lúc/).waitFor()
  await looksRight(neighbour.page, 'night-offline')

  // The first step of the procedure is late by now, and the hub says so once.
  const lateSteps = async () =>
    (await factsOf(incident)).filter(({ did }) => did === 'remind' || did === 'escalate').length
  goTo('21:33:00')
  await level(2.1)
  await until(async () => (await lateSteps()) === 1)
  await operator.page.getByText(/^Bước 1 quá hạn, đã nhắc/).waitFor()
  await looksRight(operator.page, 'night-incident')
  for (;;) {
    const next = operator.page.getByRole('button', { name: /^Ghi đã làm bước \d+: / }).first()
    if ((await next.count()) === 0) break
    const name = (await next.getAttribute('aria-label')) ?? ''
    await next.click()
    await operator.page.getByRole('button', { name, exact: true }).waitFor({ state: 'detached' })
  }
  await neighbour.context.setOffline(false)
  await neighbour.page.getByText(/Đã gửi lúc .* \(viết lúc .*\)\.$/).waitFor({ timeout: 60_000 })

  goTo('21:50:00')
  await level(2.05)
  for (const [who, path, result] of [
    [officer, first, 'Đã di dời 42 hộ.'],
    [neighbour, second, 'Ba trường học đã mở cửa.'],
  ] as const) {
    await who.goTo(path)
    await who.page.getByRole('button', { name: 'Trình kết quả' }).click()
    await who.page.getByRole('form', { name: 'Trình kết quả' }).getByLabel('Kết quả').fill(result)
    await send(who, 'form', 'Trình kết quả')
    await who.page.getByText('Chờ duyệt kết quả').first().waitFor()
    await leader.goTo(path)
    await leader.page.getByRole('button', { name: 'Duyệt kết quả' }).click()
    await send(leader, 'form', 'Duyệt kết quả')
    await leader.page.locator('.matter__marks').getByText('Hoàn thành', { exact: true }).waitFor()
  }
  await looksRight(leader.page, 'night-directive')

  await operator.page.getByRole('button', { name: 'Báo kết quả' }).click()
  await operator.page.getByLabel('Kết quả xử lý').fill('Đã di dời, không thiệt hại về người.')
  await send(operator, 'dialog')
  // The water falls; the shift lead confirms.
  await whileTimePasses(1.5, async () => (await risen()) === undefined)
  await lead.page.getByRole('button', { name: 'Xác nhận, đóng' }).click()
  await send(lead, 'dialog')
  await operator.page.getByText('Đã đóng').first().waitFor()
  await looksRight(lead.page, 'night-closed')

  // Handover, signed by both.
  goTo('22:01:00')
  const { before } = await asked<{ before: { id: string } }>(lead, '/shifts')
  await lead.goTo(`/shift/${before.id}`)
  const entry = lead.page.getByRole('form', { name: 'Ghi vào sổ' })
  await entry.getByRole('textbox').fill('Triều đã rút; kè còn một đoạn sạt 12 m.')
  await entry.locator('button[type=submit]').click()
  await lead.page.getByText(/^Đã lưu mục 1 lúc/).waitFor()
  await send(lead, 'form', 'Ký giao ca')
  await lead.page.getByText('Bạn đã ký giao nên không ký nhận được', { exact: false }).waitFor()
  await nextLead.goTo(`/shift/${before.id}`)
  await nextLead.page.getByText('Triều đã rút; kè còn một đoạn sạt 12 m.').waitFor()
  await nextLead.page.getByRole('button', { name: 'Ký nhận ca' }).click()
  await lead.page.getByText(/ký nhận lúc/).waitFor()
  await settled(nextLead.page)
  await looksRight(nextLead.page, 'night-handover')

  // What facts tell that people did stands in the log once each, and the hub's steps as its own.
  const id = (path: string) => path.split('/').at(-1) ?? ''
  const facts = {
    alert: await factsOf(`/alerts/${alert}`),
    incident: await factsOf(incident),
    first: await factsOf(`/directives/${id(first)}`),
    second: await factsOf(`/directives/${id(second)}`),
  }
  const night = Object.values(facts).flat()
  const auditor = visitor(hub)
  await auditor.command('signInAs', { user: 'kiem-tra' })
  const { entries } = (await auditor.get('/audit?limit=500')).body as {
    entries: { did: string; result: string; who: { name: string }; input: Record<string, unknown> }[]
  }
  const logged = (did: string) => entries.filter(({ did: each, result }) => each === did && result === 'done')
  for (const [command, did] of [
    ['acknowledgeAlert', 'acknowledge'],
    ['openIncident', 'open'],
    ['verifyIncident', 'verify'],
    ['handleIncident', 'handle'],
    ['doStep', 'doStep'],
    ['giveDirective', 'give'],
    ['receiveDirective', 'receive'],
    ['submitResult', 'submit'],
    ['approveResult', 'approve'],
    ['reportResult', 'reportResult'],
    ['confirmResult', 'confirmResult'],
  ] as const) {
    const who = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name).sort()
    expect([command, who(logged(command).map(({ who: by }) => by))]).toEqual([
      command,
      who(night.filter((fact) => fact.did === did && fact.by.is === 'person').map(({ by }) => by)),
    ])
  }
  expect([logged('handOverShift'), logged('takeOverShift')].map(([only]) => only?.who.name)).toEqual([
    ...['Trần Thu Hà', 'Bùi Thị Mai'],
  ])
  expect(entries.filter(({ result }) => result !== 'done').map(({ did, who }) => [did, who.name])).toContainEqual([
    ...['acknowledgeAlert', 'Nguyễn Văn An'],
  ])
  const ofNight = new Set([alert, id(incident), id(first), id(second)])
  const byHub = entries.filter(({ did, input }) => did === 'hubStep' && ofNight.has(input.id as string))
  expect(byHub).toHaveLength(night.filter(({ by }) => by.is === 'hub').length)
  // Every escalation once.
  const silences = facts.alert.filter(({ did }) => did === 'escalate').map(({ what }) => what.level)
  expect(silences).toEqual([...new Set(silences)])

  // What screens tell is what the facts are.
  await Promise.all([operator.goTo(incident), officer.goTo(first)])
  await operator.page.locator('.incident-fact').first().waitFor()
  expect(await operator.page.locator('.incident-fact').count()).toBe(facts.incident.length)
  await officer.page.locator('.matter__fact').first().waitFor()
  const told = await officer.page
    .locator('.matter__fact')
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-did')))
  expect(told.toReversed()).toEqual(facts.first.map(({ did }) => did))
  expect(complaints.filter((each) => !/ERR_INTERNET_DISCONNECTED|status of 409/.test(each))).toEqual([])
})
