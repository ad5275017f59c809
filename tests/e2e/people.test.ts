import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { Secret, TOTP } from 'otpauth'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { SIGN_IN_PATH } from '../../domain/pages.ts'
import { systemClock } from '../../server/clock.ts'
import { openBrowser } from '../support/browser.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { looksRight } from '../support/looksRight.ts'
import { connectPublisher } from '../support/publisher.ts'
import { openContext, settled } from '../support/screens.ts'
import { announceSmallCity, tellSmallCity } from '../support/smallCity.ts'

vi.setConfig({ testTimeout: 240_000 })

const ROOT = resolve(import.meta.dirname, '../..')
const OWN_PASSWORD = 'ba con mèo trên mái nhà'
const run = promisify(execFile)

let dataDir: string
let hub: TestHub
let browser: Browser
let firstPassword: string
const complaints: string[] = []

/** Refusals that the test asks for are reported by the browser as well. */
const unexpected = () => complaints.filter((complaint) => !/status of 40[13]/.test(complaint))

async function open(width = 1440, height = 900): Promise<{ page: Page; context: BrowserContext }> {
  const context = await openContext(browser, { width, height, hub: hub.http, complaints })
  return { context, page: await context.newPage() }
}

async function signIn(page: Page, user: string, password: string): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(user)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
}

async function choosePassword(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Đặt mật khẩu của riêng bạn' }).waitFor()
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(OWN_PASSWORD)
  await page.getByLabel('Nhập lại mật khẩu mới', { exact: true }).fill(OWN_PASSWORD)
  await page.getByRole('button', { name: 'Lưu mật khẩu' }).click()
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ioc-people-'))
  const { stdout } = await run(
    process.execPath,
    ['run.mjs', 'server/admin.ts', 'create', '--user', 'sep.an', '--role', 'admin', '--quiet'],
    { cwd: ROOT, env: { ...process.env, IOC_DATA_DIR: dataDir, DATABASE_URL: '' } },
  )
  firstPassword = stdout.trim()
  hub = await startHub({ IOC_DATA_DIR: dataDir }, systemClock, 'accounts')
  browser = await openBrowser({ webgl: false })
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

let boss: Page

it('an administrator signs in, chooses a password, sets up the second factor, and stands where the link led', async () => {
  const { page } = await open()
  boss = page
  await page.goto(`${hub.http}/people?lang=vi`)
  await page.waitForURL(/\/sign-in\?to=%2Fpeople/)
  await page.getByText('Cần đăng nhập để xem trang này.').waitFor()
  await looksRight(page, 'sign-in')
  await signIn(page, 'sep.an', 'không phải mật khẩu này')
  await page.getByRole('alert').getByText('Tên đăng nhập hoặc mật khẩu không đúng.').waitFor()
  await looksRight(page, 'sign-in-wrong')
  await signIn(page, 'sep.an', firstPassword)
  await page.getByText('Ít nhất 12 ký tự', { exact: false }).waitFor()
  await looksRight(page, 'first-password')
  await choosePassword(page)
  await page.getByRole('heading', { name: 'Lập xác thực hai lớp' }).waitFor()
  await page.getByLabel('Mật khẩu hiện tại', { exact: true }).fill(OWN_PASSWORD)
  await page.getByRole('button', { name: 'Bắt đầu' }).click()
  await page.getByRole('img', { name: 'Mã QR' }).waitFor()
  await looksRight(page, 'totp')
  const secret = (await page.locator('.secret__text').innerText()).replaceAll(' ', '')
  await page
    .getByLabel('Gõ 6 chữ số', { exact: false })
    .fill(TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() }))
  await page.getByRole('button', { name: 'Xác nhận' }).click()
  await page.getByRole('heading', { name: 'Mã khôi phục' }).waitFor()
  expect(await page.locator('.secret__codes li').count()).toBe(10)
  await looksRight(page, 'recovery-codes')
  await page.getByRole('button', { name: 'Tôi đã lưu các mã này' }).click()
  await page.waitForURL(/\/people\?lang=vi$/)
  await page.getByRole('heading', { name: 'Người dùng', level: 1 }).waitFor()
  await page.getByRole('row', { name: /sep\.an/ }).waitFor()
  await looksRight(page, 'people')
})

/** Whoever hands out access shows again who they are. */
const showAgain = () => boss.getByLabel('Mật khẩu hoặc mã xác thực của bạn', { exact: true }).fill(OWN_PASSWORD)

/** Signed in as an operator, at the alerts. */
let operator: Page

it('creates a person, who signs in elsewhere, is told what is not for operators, and is told within 5 s that the session has ended', async () => {
  await boss.getByRole('link', { name: 'Lập tài khoản' }).click()
  await boss.getByLabel('Họ tên').fill('Nguyễn Văn An')
  await boss.getByLabel('Tên đăng nhập').fill('an.nguyen')
  await showAgain()
  await looksRight(boss, 'person-new')
  await boss.getByRole('button', { name: 'Lập tài khoản' }).click()
  await boss.getByRole('heading', { name: 'Mật khẩu đầu tiên của an.nguyen' }).waitFor()
  const password = await boss.locator('.secret__text').innerText()
  await looksRight(boss, 'person-password')

  operator = (await open()).page
  await operator.goto(`${hub.http}/alerts?lang=vi`)
  await operator.waitForURL(/\/sign-in\?to=%2Falerts/)
  await signIn(operator, 'an.nguyen', password)
  await choosePassword(operator)
  await operator.waitForURL(/\/alerts\?lang=vi$/)
  await operator.getByRole('heading', { name: 'Cảnh báo', level: 1 }).waitFor()
  await operator.getByRole('button', { name: /Nguyễn Văn An/ }).click()
  await looksRight(operator, 'account-menu')
  await operator.getByRole('link', { name: 'Tài khoản của tôi' }).click()
  await operator.getByRole('heading', { name: 'Tài khoản của tôi', level: 1 }).waitFor()
  await operator.getByText('phiên này').waitFor()
  await looksRight(operator, 'account')
  await operator.goto(`${hub.http}/people?lang=vi`)
  await operator.getByText('Vai trò có quyền đó: Quản trị.').waitFor()
  await looksRight(operator, 'forbidden')
  await operator.goto(`${hub.http}/alerts?lang=vi`)
  await operator.getByRole('heading', { name: 'Cảnh báo', level: 1 }).waitFor()

  await boss.getByRole('link', { name: 'Mở tài khoản' }).click()
  await boss.getByRole('heading', { name: 'Nguyễn Văn An', level: 1 }).waitFor()
  await boss.getByRole('button', { name: 'Kết thúc mọi phiên' }).waitFor()
  await looksRight(boss, 'person')
  await boss.getByRole('button', { name: 'Kết thúc mọi phiên' }).click()
  await operator.waitForURL(/\/sign-in\?to=%2Falerts/, { timeout: 5_000 })
  await operator.getByText('Phiên làm việc đã kết thúc', { exact: false }).waitFor()
  await looksRight(operator, 'sign-in-ended')
  await signIn(operator, 'an.nguyen', OWN_PASSWORD)
  await operator.waitForURL(/\/alerts\?lang=vi$/)
})

it('pairs a wall by its code; it comes back after the hub was restarted, and asks again once it has been ended', async () => {
  const { page: wall, context } = await open(1920, 1080)
  await wall.goto(`${hub.http}/wall`)
  await wall.locator('.pairing__code').waitFor()
  await looksRight(wall, 'wall-pairing')
  const code = await wall.locator('.pairing__code').innerText()
  await boss.goto(`${hub.http}/walls?lang=vi&open=new`)
  await boss.getByText('1 màn hình đang chờ ghép.').waitFor()
  await boss.getByLabel('Mã trên màn hình').fill(code.toLowerCase())
  await boss.getByLabel('Tên màn hình').fill('Phòng họp giao ban')
  await showAgain()
  await looksRight(boss, 'walls-pair')
  await boss.getByRole('button', { name: 'Ghép màn hình' }).click()
  await boss.getByText('Đã ghép. Màn hình tự mở trong vài giây.').waitFor()
  await wall.locator('.wall-head').first().waitFor()
  await hub.restart()
  await wall.locator('.lost-banner').waitFor({ state: 'detached' })
  await wall.locator('.wall-head').first().waitFor()
  await boss.goto(`${hub.http}/walls?lang=vi`)
  await boss.getByRole('row', { name: /Phòng họp giao ban/ }).waitFor()
  await looksRight(boss, 'walls')
  await boss.getByRole('button', { name: 'Bỏ ghép Phòng họp giao ban' }).click()
  await boss.getByRole('dialog').getByRole('button', { name: 'Bỏ ghép' }).click()
  await wall.getByRole('heading', { name: 'Màn hình đã bị bỏ ghép' }).waitFor({ timeout: 10_000 })
  await context.close()
})

it('gives a program a token, once, and ends it', async () => {
  await boss.goto(`${hub.http}/tokens?lang=vi&open=new`)
  await boss.getByLabel('Tên chương trình').fill('Kho dữ liệu')
  await showAgain()
  await looksRight(boss, 'token-new')
  await boss.getByRole('button', { name: 'Cấp khóa' }).click()
  await boss.getByRole('heading', { name: 'Khóa truy cập của Kho dữ liệu' }).waitFor()
  const token = await boss.locator('.secret__text').innerText()
  const ask = () => fetch(`${hub.http}/api/v1/kpis`, { headers: { authorization: `Bearer ${token}` } })
  expect((await ask()).status).toBe(200)
  await boss.getByRole('button', { name: 'Thu hồi khóa Kho dữ liệu' }).click()
  await boss.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click()
  await boss.getByRole('row', { name: /Đã thu hồi/ }).waitFor()
  expect((await ask()).status).toBe(401)
  await looksRight(boss, 'tokens')
})

it.each([
  [1366, 768, 'dark'],
  [390, 844, 'light'],
] as const)('fits a window of %i×%i, %s, in English too', async (width, height, colorScheme) => {
  const { page, context } = await open(width, height)
  await page.emulateMedia({ colorScheme })
  await page.goto(`${hub.http}/sign-in?lang=en`)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await looksRight(page, `sign-in-${width}`)
  await context.addCookies(await boss.context().cookies())
  for (const path of ['/people', '/people?open=new', '/walls?open=new', '/tokens?open=new', '/account']) {
    await page.goto(`${hub.http}${path}${path.includes('?') ? '&' : '?'}lang=en`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForFunction(() => document.querySelector('.skeleton, .page-coming') === null)
    await looksRight(page, `manage${path.replaceAll(/[/?=]/g, '-')}-${width}`)
  }
  await context.close()
})

it('in the demo one press signs in, each role begins at what it sees, and the wall opens without a question', async () => {
  const demo = await startHub({ IOC_DEMO: '1' }, systemClock, 'accounts')
  const publisher = await connectPublisher(demo.mqtt)
  await announceSmallCity(publisher)
  await tellSmallCity(publisher)
  const say = { id: 'worm', at: Date.now(), severity: 'critical', title: 'Mã độc ở máy chủ', state: 'open' }
  await publisher.say('event/soc/92', say)
  const as = async (role: RegExp, size: readonly [number, number] = [1440, 900]) => {
    const [width, height] = size
    const context = await openContext(browser, { width, height, hub: demo.http, complaints })
    const page = await context.newPage()
    await page.goto(`${demo.http}/?lang=vi`)
    await page.getByRole('heading', { name: 'Tài khoản của bản trình diễn' }).waitFor()
    await looksRight(page, `demo-${width}`)
    await page.getByRole('button', { name: role }).click()
    // The page of sign-in has a heading of its own.
    await page.waitForURL(({ pathname }) => pathname !== SIGN_IN_PATH)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return page
  }
  const officer = await as(/^Cán bộ đơn vị/, [1366, 768])
  await officer.waitForURL(/\/unit\//)
  await settled(officer)
  await looksRight(officer, 'demo-officer')
  const admin = await as(/^Quản trị/)
  await admin.waitForURL(/\/people/)
  const lead = await as(/^Trưởng ca/)
  await settled(lead)
  await looksRight(lead, 'demo-lead')
  await lead
    .getByRole('navigation', { name: 'Danh mục' })
    .getByRole('link', { name: /^Cảnh báo/ })
    .click()
  await lead.getByRole('button', { name: 'Tiếp nhận: Mã độc ở máy chủ' }).click()
  // Whoever takes on what is critical writes down what they know.
  const dialog = lead.getByRole('dialog', { name: 'Xử lý: Mã độc ở máy chủ' })
  await dialog.getByRole('textbox', { name: /^Ghi chú/ }).fill('Đã ngắt máy chủ khỏi mạng, báo SOC.')
  await looksRight(lead, 'demo-acknowledge')
  await dialog.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
  await lead
    .getByText(/Trần Thu Hà tiếp nhận/)
    .first()
    .waitFor()
  await settled(lead)
  await looksRight(lead, 'demo-alerts')
  const phone = await as(/^Trực ban/, [390, 844])
  await phone.goto(`${demo.http}/alerts`)
  await phone
    .getByText(/Trần Thu Hà tiếp nhận/)
    .first()
    .waitFor()
  await phone.getByRole('button', { name: 'Danh mục' }).click()
  await looksRight(phone, 'demo-phone')
  const context = await openContext(browser, { width: 1920, height: 1080, hub: demo.http, complaints })
  const wall = await context.newPage()
  await wall.goto(`${demo.http}/wall`)
  await wall.locator('.wall-head').first().waitFor()
  await publisher.end()
  await demo.stop()
})

it('no page complained, or asked anybody but the hub', () => {
  expect(unexpected()).toEqual([])
})
