import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import { openBrowser, picturePath } from '../support/browser.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { openContext, settled } from '../support/screens.ts'
import { until } from '../support/until.ts'

vi.setConfig({ testTimeout: 120_000 })

let hub: TestHub
let browser: Browser
let unit: string
let directive: string
let explanation: string

beforeAll(async () => {
  hub = await startHub({ IOC_DEMO: '1' }, systemClock, 'accounts')
  browser = await openBrowser({ webgl: false })
  const { context, post } = await person('lanh-dao')
  const officer = await person('can-bo')
  unit = (await officer.session()).grants[0]?.place ?? ''
  const due = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10)
  directive = (
    await post('giveDirective', { title: 'Rà soát hồ sơ quá hạn', content: 'Rà soát, báo cáo từng hồ sơ.', unit, due })
  ).directive.id
  explanation = (
    await post('requestExplanation', {
      figure: { is: 'figure', kpi: 'onTimeRate', unit, shown: null },
      question: 'Vì sao chưa có số liệu?',
    })
  ).explanation.id
  await context.close()
  await officer.context.close()
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

/** Somebody of the demo in a browser of their own, signed in; their browser may keep the console. */
async function person(user: string, width = 390) {
  const context = await openContext(browser, {
    ...{ width, height: 844, hub: hub.http, complaints: [], keepsConsole: true },
  })
  const post = async (name: string, data: unknown) => {
    const answer = await context.request.post(`${hub.http}/api/v1/commands/${name}`, {
      headers: { 'x-ioc-command': '1', origin: hub.http },
      data,
    })
    expect(answer.ok(), await answer.text()).toBe(true)
    return (await answer.json()) as { directive: { id: string }; explanation: { id: string } }
  }
  await post('signInAs', { user })
  const session = async () =>
    ((await (await context.request.get(`${hub.http}/api/v1/session`)).json()) as Session).principal
  return { context, post, session }
}
interface Session {
  readonly principal: { readonly grants: readonly { readonly place: string }[] }
}

async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(`${hub.http}${path}`)
  return page
}

/** Resolves when the browser has kept the console of one build, and what is to be read without a line. */
async function hasKept(page: Page): Promise<void> {
  await page.waitForFunction(
    async () =>
      (await navigator.serviceWorker.ready).active?.state === 'activated' &&
      (await caches.keys()).filter((name) => name.startsWith('console-')).length === 1,
  )
  await page.waitForFunction(
    (ids) => ids.every((id) => localStorage.getItem('ioc.work')?.includes(id)),
    [directive, explanation],
  )
}

async function looksRight(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: picturePath(name), timeout: 120_000 })
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  )
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
}

it('without a line the console opens, the list and its matters are read, and it is said of when they are', async () => {
  const { context } = await person('can-bo')
  const page = await open(context, '/my-work?lang=vi')
  await page.getByRole('link', { name: 'Rà soát hồ sơ quá hạn' }).waitFor()
  await settled(page)
  await hasKept(page)

  await context.setOffline(true)
  await page.reload()
  await page.getByText(/Không có kết nối: đang xem bản lưu lúc \d\d:\d\d/).waitFor()
  await looksRight(page, 'offline-my-work')
  // A matter that was never opened here.
  await page.getByRole('link', { name: 'Rà soát hồ sơ quá hạn' }).click()
  await page.getByText('Rà soát, báo cáo từng hồ sơ.').waitFor()
  await page.reload()
  await page.getByText('Rà soát, báo cáo từng hồ sơ.').waitFor()
  await page.getByText(/đang xem bản lưu lúc \d\d:\d\d/).waitFor()
  await looksRight(page, 'offline-directive')

  // A wall in the same browser lives from the hub alone.
  const wall = await context.newPage()
  await expect(wall.goto(`${hub.http}/wall`)).rejects.toThrow(/ERR_/)
  await wall.close()

  await context.setOffline(false)
  await page
    .getByText(/đang xem bản lưu/)
    .first()
    .waitFor({ state: 'detached' })
  await context.close()
})

it('without a line a page that was never opened says why it is not there, and comes by itself', async () => {
  const { context } = await person('lanh-dao', 1366)
  const page = await open(context, '/my-work?lang=vi')
  await page.waitForFunction(
    async () =>
      (await navigator.serviceWorker.ready).active?.state === 'activated' &&
      (await caches.keys()).filter((name) => name.startsWith('console-')).length === 1 &&
      localStorage.getItem('ioc.reader') !== null,
  )
  await context.setOffline(true)
  // What the feeds bring, and what the hub is asked for.
  for (const path of ['/systems', '/plan']) {
    await page.goto(`${hub.http}${path}?lang=vi`)
    await page
      .getByText(/máy này không có mạng|tự tải lại khi có kết nối/)
      .first()
      .waitFor()
    await looksRight(page, `offline-never-opened${path.replace('/', '-')}`)
  }
  await context.setOffline(false)
  await page
    .getByText(/Chưa tải|tự tải lại khi có kết nối|Không tải được/)
    .first()
    .waitFor({ state: 'detached' })
  await page.getByRole('row').nth(2).waitFor()
  await context.close()
})

it('a notice that comes to a closed page is shown in its own words, and leads to a page of the console and nowhere else', async () => {
  const { context } = await person('can-bo')
  const page = await open(context, '/my-work?lang=vi')
  await hasKept(page)
  const tools = await context.newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0] !== undefined) resolve(registrations[0].registrationId)
    })
  })
  await tools.send('ServiceWorker.enable')
  const registrationId = await registered
  const [worker] = context.serviceWorkers()
  if (worker === undefined) throw new Error('the page has no worker')
  // What a browser would put on its screen: this one has none.
  await worker.evaluate(() => {
    const here = globalThis as unknown as {
      told: object[]
      registration: Pick<ServiceWorkerRegistration, 'showNotification'>
    }
    here.told = []
    here.registration.showNotification = async (title, { body, tag, data } = {}) =>
      void here.told.push({ title, body, tag, path: data.path })
  })
  const shown = async (data: string) => {
    await tools.send('ServiceWorker.deliverPushMessage', { origin: hub.http, registrationId, data })
    return until(async () =>
      worker.evaluate(() => {
        const [told] = (globalThis as unknown as { told: object[] }).told.splice(0)
        return told
      }),
    )
  }
  const notice = (path: string) => JSON.stringify({ key: 'k', text: 'Ngập ở Cồn Khương', path, tag: 'alert/a-1' })
  expect(await shown(notice('/alerts?open=a-1'))).toEqual({
    ...{ title: 'Trung tâm điều hành Cần Thơ', body: 'Ngập ở Cồn Khương', tag: 'alert/a-1' },
    path: '/alerts?open=a-1',
  })
  for (const path of ['https://evil.example/', '//evil.example/x', '/wall', '/api/v1/units'])
    expect(await shown(notice(path))).toMatchObject({ path: '/notices' })
  expect(await shown('no JSON')).toMatchObject({ body: 'Có thông báo mới.', path: '/notices' })
  await context.close()
})

it('what was kept is gone with whoever signs out, and with whoever signs in after them', async () => {
  const { context, post } = await person('can-bo', 1366)
  const page = await open(context, '/my-work?lang=vi')
  await page.getByRole('link', { name: 'Rà soát hồ sơ quá hạn' }).waitFor()
  await hasKept(page)
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((name) => /reader|work/.test(name)))
  expect((await kept()).length).toBe(3)

  // Somebody else, on another page of the same browser.
  await post('signInAs', { user: 'lanh-dao' })
  await page.goto(`${hub.http}/account?lang=vi`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => !localStorage.getItem('ioc.work'))

  await page.goto(`${hub.http}/my-work?lang=vi`)
  await page.waitForFunction(() => localStorage.getItem('ioc.workLists'))
  await page.getByRole('button', { name: /Lê Minh Đức/ }).click()
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.waitForURL(/sign-in/)
  expect(await kept()).toEqual([])
  await context.close()
})

it('a full answer that is written without a line is kept over a reload, sent once, and said when; one that comes too late is kept with the reason', async () => {
  const { context } = await person('can-bo')
  const leader = await person('lanh-dao')
  const page = await open(context, '/my-work?lang=vi')
  await page.getByRole('link', { name: 'Rà soát hồ sơ quá hạn' }).waitFor()
  await hasKept(page)
  await context.setOffline(true)
  await page.reload()
  await page.getByRole('link', { name: 'Vì sao chưa có số liệu?' }).click()
  await page.getByRole('button', { name: 'Trả lời' }).click()
  const form = page.getByRole('form', { name: 'Trả lời' })
  await form.getByLabel('Nguyên nhân').selectOption({ label: 'Hệ thống, kết nối' })
  await form.getByLabel('Tính chất').selectOption({ label: 'Khách quan' })
  await form.getByLabel(/^Giải trình/).fill('Phần mềm một cửa ngừng từ 8 giờ.')
  await form.getByLabel(/^Biện pháp/).fill('Nhập bù trong ngày.')
  await form.getByLabel(/^Ngày đạt/).fill('15/01/2027')
  await form.getByRole('button', { name: 'Trả lời' }).click()
  await page.getByText(/Chưa gửi được, viết lúc/).waitFor()
  await looksRight(page, 'offline-answer')
  expect(
    await page
      .getByText(/Chưa gửi được, viết lúc/)
      .evaluate((said) => said.getBoundingClientRect().bottom <= innerHeight),
  ).toBe(true)
  await page.goto(`${hub.http}/directive/${directive}`)
  await page.getByRole('button', { name: 'Tiếp nhận' }).click()
  await page.getByRole('form', { name: 'Tiếp nhận' }).getByRole('button', { name: 'Tiếp nhận' }).click()
  await page.getByText(/Chưa gửi được, viết lúc/).waitFor()
  // Meanwhile the leader puts it aside.
  await leader.post('pauseDirective', { directive, expectedVersion: 1, reason: 'Chờ văn bản mới' })
  await page.reload()
  await page.getByText(/Chưa gửi được, viết lúc/).waitFor()

  await context.setOffline(false)
  await page.getByText(/Trung tâm không nhận lúc .*Lê Minh Đức vừa xử lý/).waitFor()
  await looksRight(page, 'offline-refused')
  await page.goto(`${hub.http}/explanation/${explanation}`)
  await page.getByText(/Đã gửi lúc .* \(viết lúc/).waitFor()
  const answered = await leader.context.request.get(`${hub.http}/api/v1/explanations/${explanation}`)
  expect(await answered.json()).toMatchObject({ explanation: { state: 'answered', answers: 1, cause: 'system' } })

  // How it stands now is known: sent again, the hub says what stands in its way, and nothing is lost.
  await leader.post('resumeDirective', { directive, expectedVersion: 2, reason: 'Đã có văn bản' })
  await page.goto(`${hub.http}/directive/${directive}`)
  await page.getByRole('button', { name: /^Gửi lại/ }).click()
  await page.getByText(/Đã gửi lúc/).waitFor()
  const received = await leader.context.request.get(`${hub.http}/api/v1/directives/${directive}`)
  expect(await received.json()).toMatchObject({ directive: { state: 'received' } })
  await leader.context.close()
  await context.close()
})

it('a photo and a place that are taken without a line go with the answer: kept over a reload, sent by themselves, and seen by who asked', async () => {
  const asked = await person('lanh-dao', 1366)
  const { explanation: request } = await asked.post('requestExplanation', {
    figure: { is: 'figure', kpi: 'satisfactionRate', unit, shown: null },
    question: 'Vì sao người dân chưa hài lòng?',
  })
  const { context } = await person('can-bo')
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ latitude: 10.03312, longitude: 105.7856, accuracy: 12 })
  const page = await open(context, `/explanation/${request.id}?lang=vi`)
  await page.getByText('Vì sao người dân chưa hài lòng?').first().waitFor()
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated')
  await page.reload()
  await page.getByText('Vì sao người dân chưa hài lòng?').first().waitFor()

  await context.setOffline(true)
  await page
    .getByText(/Chưa có kết nối: tệp được giữ/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Trả lời' }).click()
  const form = page.getByRole('form', { name: 'Trả lời' })
  await form.getByLabel('Nguyên nhân').selectOption({ label: 'Nhân lực' })
  await form
    .getByLabel(/^Khách quan|^Tính chất|chủ quan/)
    .first()
    .selectOption({ index: 1 })
  await form.getByLabel('Giải trình').fill('Quầy 3 thiếu cán bộ.')
  await form.getByRole('button', { name: 'Ghi vị trí đang đứng' }).click()
  await page.waitForFunction(() =>
    [...document.querySelectorAll('textarea')].some(({ value }) => /vĩ độ 10,03312, kinh độ 105,78560/.test(value)),
  )
  const jpeg = Buffer.from(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
    'base64',
  )
  await form
    .locator('input[type=file][multiple]')
    .setInputFiles({ name: 'Quầy 3.jpg', mimeType: 'image/jpeg', buffer: jpeg })
  await page.getByText('Đã giữ Quầy 3.jpg trên máy này').first().waitFor()
  await form.getByLabel('Biện pháp khắc phục').fill('Bố trí thêm cán bộ.')
  const day = new Date(Date.now() + 5 * 86_400_000).toLocaleDateString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' })
  await form.getByLabel('Ngày đạt mục tiêu').fill(day)
  await looksRight(page, 'offline-photo')
  await form.getByRole('button', { name: 'Trả lời' }).click()
  await page.getByText(/Tệp Quầy 3\.jpg/).waitFor()
  await page.reload()
  await page
    .getByText(/Chưa gửi được, viết lúc/)
    .nth(1)
    .waitFor()

  await context.setOffline(false)
  await page
    .getByText(/Đã gửi lúc/)
    .nth(1)
    .waitFor()
  await page.getByRole('link', { name: 'Quầy 3.jpg' }).first().waitFor()
  const reader = await open(asked.context, `/explanation/${request.id}?lang=vi`)
  await reader
    .getByText(/kinh độ 105,78560 \(sai số 12 m\)/)
    .first()
    .waitFor()
  await reader.getByRole('link', { name: 'Quầy 3.jpg' }).first().waitFor()
  const kept = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const open = indexedDB.open('ioc.files')
        open.onsuccess = () => {
          const all = open.result.transaction('waiting').objectStore('waiting').count()
          all.onsuccess = () => resolve(all.result)
        }
      }),
  )
  expect(kept).toBe(0)
  await context.close()
  await asked.context.close()
})
