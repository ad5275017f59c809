import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PLAN } from '../../domain/plan/index.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { shortName } from '../../domain/units/unit.ts'
import { pdfPages } from '../support/pdfText.ts'
import { openPage } from '../support/signIn.ts'
import { type SmallCityHub, startSmallCityHub } from '../support/smallCityHub.ts'

let city: SmallCityHub
let page: Page

beforeAll(async () => {
  city = await startSmallCityHub({ webgl: false })
  page = await openPage(city.browser, city.hub.http, { viewport: { width: 1366, height: 768 } })
})
afterAll(() => city?.stop())

/** Width of a sheet of A4 within its margins, CSS pixels. */
const SHEETS = { portrait: 718, landscape: 1_047 } as const
const packed = (text: string) => text.replaceAll(/\s+/g, '')
const rowsOf = () => page.locator('.listing__table tbody tr, #list tbody tr')

/** Waits for what the page is about: the rows of its list, or the numbers of an explanation. */
async function open(path: string): Promise<void> {
  await page.goto(city.hub.http + path)
  const isExplained = path.includes('explain=')
  await (isExplained ? page.getByRole('complementary').getByText('÷').last() : rowsOf().first()).waitFor()
}

async function print(how: keyof typeof SHEETS): Promise<string[]> {
  return pdfPages(await page.pdf({ format: 'A4', landscape: how === 'landscape', preferCSSPageSize: true }))
}

function expectNumbered(pages: readonly string[]): void {
  pages.forEach((text, n) => {
    expect(text).toContain(`${n + 1}/${pages.length}`)
  })
}

describe.each(['portrait', 'landscape'] as const)('the plan on paper, %s', (how) => {
  let pages: string[]
  beforeAll(async () => {
    await open('/plan')
    pages = await print(how)
  })

  it('says whose it is, of which time, by which units and from where, and numbers its pages', () => {
    const [first = ''] = pages
    for (const said of [
      'Thành phố Cần Thơ',
      'Kế hoạch 11/KH-UBND',
      `Kỳ số liệu: năm ${new Date().getFullYear()}, đến ngày`,
      'Số liệu nhận đến:',
      'In lúc:',
      'Đơn vị hành chính: theo địa giới trước 01/07/2025',
      'Nguồn: báo cáo của các hệ thống',
      '/plan',
      `${Object.keys(PLAN).length} dòng`,
    ])
      expect(first).toContain(packed(said))
    expectNumbered(pages)
  })

  it('has every row whole and once, under a head on each page, and all its columns', () => {
    const text = pages.join('')
    const [head] = ['Nội dung', 'Giá trị', 'Chỉ tiêu', 'Trạng thái', 'Dự báo', 'Nguồn đã gửi'].map(packed)
    for (const each of pages) expect(each).toContain(head)
    for (const column of ['So 4 tuần trước', 'Cùng ngày năm trước', 'Dự báo 31/12', 'Nguồn đã gửi, độ mới'])
      expect(pages[0]).toContain(packed(column))
    for (const { name } of Object.values(PLAN)) expect(text.split(packed(name.vi))).toHaveLength(2)
  })

  it('says in words what its marks mean, and what is simulated', () => {
    const [first = ''] = pages
    for (const said of ['Đạt: đã đạt chỉ tiêu', 'Gần đạt:', 'Chưa đạt:', 'Không thể đạt:', 'Chưa thể đánh giá:'])
      expect(first).toContain(packed(said))
    expect(first).toContain(packed('có số liệu mô phỏng, không phải số liệu thật'))
    expect(first.match(/MÔPHỎNG/gi)?.length).toBeGreaterThan(1)
  })

  it('cuts nothing off, and is black on white whatever the screen is', async () => {
    for (const theme of ['dark', 'light']) {
      await page.setViewportSize({ width: SHEETS[how], height: 1_000 })
      await page.evaluate((value) => {
        document.documentElement.dataset.theme = value
        dispatchEvent(new Event('beforeprint'))
      }, theme)
      await page.emulateMedia({ media: 'print' })
      const seen = await page.evaluate(() => ({
        beyond: [...document.querySelectorAll('.console td, .console th, .printed *')].filter(
          (cell) => cell.getBoundingClientRect().right > innerWidth + 1,
        ).length,
        ink: getComputedStyle(document.querySelector('h1') as Element).color,
        mark: getComputedStyle(document.querySelector('.mark--state') as Element).color,
        ground: getComputedStyle(document.querySelector('.console') as Element).backgroundColor,
      }))
      await page.emulateMedia({ media: null })
      await page.evaluate(() => dispatchEvent(new Event('afterprint')))
      await page.setViewportSize({ width: 1366, height: 768 })
      expect(seen).toEqual({ beyond: 0, ink: 'rgb(0, 0, 0)', mark: 'rgb(0, 0, 0)', ground: 'rgb(255, 255, 255)' })
    }
  })
})

describe('other pages on paper', () => {
  it('the ranking has its figures and every commune, upright too', async () => {
    await open('/')
    const pages = await print('portrait')
    const text = pages.join('')
    for (const unit of UNIT_TREES['2021'].communes) expect(text, unit.name).toContain(packed(shortName(unit, 'vi')))
    expect(pages[0]).toContain(packed('Kỳ số liệu: Hiện tại'))
    expectNumbered(pages)
  })

  it('index 766 says its period and that it is not the official score', async () => {
    await open('/index766')
    const pages = await print('landscape')
    expect(pages[0]).toContain(packed('Kỳ số liệu: Tháng đến ngày'))
    expect(pages[0]).toContain(packed('không phải điểm chính thức'))
    for (const each of pages.slice(1)) expect(each).toContain(packed('Điểm chính thức'))
    expectNumbered(pages)
  })

  it('an explanation stands alone, with its formula and its numbers', async () => {
    await open('/unit/31120?explain=onTimeRate')
    const pages = await print('portrait')
    expect(pages[0]).toContain(packed('Hồ sơ giải quyết đúng hạn'))
    expect(pages[0]).toContain(packed('× 100 ='))
    expect(pages[0]).toContain(packed('In lúc:'))
    expect(pages.join('')).not.toContain(packed('Cảnh báo đang mở'))
    expectNumbered(pages)
  })

  it('is asked for by a button that the keyboard reaches', async () => {
    await page.addInitScript('window.print = () => { document.body.dataset.printed = "yes" }')
    for (const path of ['/plan', '/index766', '/unit/31120?explain=onTimeRate', '/']) {
      await open(path)
      await page.getByRole('button', { name: 'In', exact: true }).last().focus()
      await page.keyboard.press('Enter')
      expect(await page.locator('body').getAttribute('data-printed'), path).toBe('yes')
    }
  })
})
