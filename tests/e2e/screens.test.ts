import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { SCENES } from '../../client/scenes/index.ts'
import { goTo } from '../play/reading.ts'
import { picturePath } from '../support/browser.ts'
import type { BuiltHub } from '../support/builtHub.ts'
import { countAsked } from '../support/countAsked.ts'
import { looksRight } from '../support/looksRight.ts'
import type { Publisher } from '../support/publisher.ts'
import { openContext, settled } from '../support/screens.ts'
import { type SmallCityHub, startSmallCityHub } from '../support/smallCityHub.ts'

vi.setConfig({ testTimeout: 240_000 })

let hub: BuiltHub
let browser: Browser
let publisher: Publisher
let city: SmallCityHub
const complaints: string[] = []

beforeAll(async () => {
  city = await startSmallCityHub()
  ;({ hub, browser, publisher } = city)
}, 180_000)
afterAll(() => city?.stop())

/** Of screens of one size: what they have loaded they share. */
const contexts = new Map<string, Promise<BrowserContext>>()

/** A page at an address of the hub. */
async function open(path: string, width = 1440, height = 900): Promise<Page> {
  const size = `${width}×${height}`
  const context = contexts.get(size) ?? openContext(browser, { width, height, hub: hub.http, complaints })
  contexts.set(size, context)
  const page = await (await context).newPage()
  await page.goto(`${hub.http}${path}`)
  return page
}

/** Text that is drawn smaller than allowed, with its size in CSS pixels. */
function smallTexts(page: Page, leastPx: number): Promise<string[]> {
  return page.evaluate((least) => {
    const small: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement
      if (parent === null || (node.textContent ?? '').trim() === '') continue
      const box = parent.getBoundingClientRect()
      // A drawing has units of its own: what counts is how large it stands on the screen.
      const drawn = parent instanceof SVGGraphicsElement ? parent.getScreenCTM() : null
      // Letters may stand at an angle: their height is along the second axis.
      const scale = drawn === null ? 1 : Math.hypot(drawn.c, drawn.d)
      const size = Number.parseFloat(getComputedStyle(parent).fontSize) * scale
      if (box.width > 1 && box.height > 1 && size < least - 0.5) small.push(`${node.textContent?.trim()} ${size}`)
    }
    return small
  }, leastPx)
}

const scrolls = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement
    return scrollWidth > clientWidth || scrollHeight > clientHeight
  })

describe('the wall', () => {
  const WALL = { width: 3840, height: 2160 }
  let turning: Page
  beforeAll(async () => {
    // All of it is laid out at full size; only what a picture weighs is halved.
    const context = await openContext(browser, { ...WALL, hub: hub.http, complaints, pixelsPerPx: 0.5 })
    await context.addInitScript(countAsked)
    turning = await openScene(SCENES[0]?.id ?? '', context)
  })
  afterAll(() => turning?.context().close())

  async function openScene(scene: string, on: BrowserContext): Promise<Page> {
    const page = await on.newPage()
    await page.goto(`${hub.http}/wall?scene=${scene}`)
    await stands(page, scene)
    return page
  }

  async function stands(page: Page, scene: string): Promise<void> {
    await page.locator(`.wall[data-scene="${scene}"] .wall__scene:not([data-unseen]) .wall-head :is(h1, h2)`).waitFor()
    await settled(page)
    await page.waitForFunction(() => document.querySelector('.needs__state[data-state="coming"]') === null)
  }

  it.each(SCENES.map(({ id }) => id))('shows the scene %s whole at 3840×2160', async (scene) => {
    await goTo(turning, `/wall?scene=${scene}`)
    await stands(turning, scene)
    expect(await turning.evaluate(() => [innerWidth, innerHeight])).toEqual([WALL.width, WALL.height])
    expect(await scrolls(turning)).toBe(false)
    // 16 minutes of arc at six metres on a wall 4.84 m wide: nothing under 32 px.
    expect(await smallTexts(turning, 30.5)).toEqual([])
    await turning.screenshot({ path: picturePath(`wall-${scene}`), timeout: 120_000 })
  })

  it('draws its map with every pixel of the screen', async () => {
    const whole = await openContext(browser, { ...WALL, hub: hub.http, complaints })
    await whole.addInitScript(() => {
      const look = () => {
        const signs = document.querySelector('.city-map__signs')
        const land = document.querySelector('.city-map__canvas[data-ground]')
        if (signs !== null && land === null && getComputedStyle(signs).visibility === 'visible')
          document.documentElement.dataset.namesAlone = ''
        requestAnimationFrame(look)
      }
      look()
    })
    const page = await openScene('city', whole)
    const names = await page.locator('.city-map__signs').evaluate((signs) => getComputedStyle(signs).visibility)
    expect(names, 'names stand on the land').toBe('visible')
    expect(await page.evaluate(() => document.documentElement.dataset.namesAlone), 'none without it').toBeUndefined()
    const drawn = await page.locator('.maplibregl-canvas').evaluate((canvas) => {
      const { width, height, clientWidth, clientHeight } = canvas as HTMLCanvasElement
      return { pixels: [width, height], px: [clientWidth, clientHeight] }
    })
    expect(drawn.pixels).toEqual(drawn.px)
    expect(drawn.px).toEqual([WALL.width, WALL.height])
    await whole.close()
  })

  it('scales down to a desk without scrolling', async () => {
    const page = await open('/wall?scene=publicService', 1440, 810)
    await page.locator('.figure__value').first().waitFor()
    expect(await scrolls(page)).toBe(false)
    await page.screenshot({ path: picturePath('wall-1440'), timeout: 120_000 })
    await page.close()
  })
})

describe('the console', () => {
  it('shows the city, and goes from it to a commune and its camera in two clicks, by the address and back', async () => {
    const page = await open('/')
    await page.getByRole('link', { name: 'P. An Nghiệp' }).first().click()
    await page.waitForURL(/\/unit\/31126/)
    await page
      .getByRole('link', { name: /Một cửa An Nghiệp/ })
      .first()
      .click()
    await page.waitForURL(/\/camera\/MC-31126/)
    await page.locator('canvas[data-state="live"], [data-state="live"] canvas').first().waitFor()
    await page.screenshot({ path: picturePath('console-camera'), timeout: 120_000 })
    const address = page.url()
    await page.goBack()
    await page.waitForURL(/\/unit\/31126/)
    await page.goto(address)
    await page.getByRole('heading', { name: /Một cửa An Nghiệp/ }).waitFor()
    await page.close()
  })

  it('finds without diacritics, from the keyboard alone', async () => {
    const page = await open('/')
    await page.getByRole('table').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('tram can tho')
    await page
      .getByRole('option', { name: /Trạm Cần Thơ/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/sensor\/MN-1/)
    await page.getByText('1,62').first().waitFor()
    await page.close()
  })

  it('explains a figure with the numbers filled in, and links to the explanation', async () => {
    const page = await open('/unit/31126?explain=onTimeRate')
    await page
      .getByText(/^[\d.]+ ÷ [\d.]+ × 100 = 66,7/)
      .first()
      .waitFor()
    await page.getByText('statistics/oneStop/31126').first().waitFor()
    await page.screenshot({ path: picturePath('console-explain'), timeout: 120_000 })
    await page.close()
  })

  it.each([
    ['/', 'console-city'],
    ['/unit/916', 'console-district'],
    ['/unit/31126', 'console-commune'],
    ['/sensor/MN-1?range=7d', 'console-sensor'],
    ['/sources', 'console-sources'],
    ['/quarantine', 'console-quarantine'],
    ['/alerts', 'console-alerts'],
    ['/alerts?unit=916', 'console-alerts-district'],
    ['/?lang=en', 'console-english'],
    ['/plan', 'console-plan'],
    ['/plan?unit=31126', 'console-plan-commune'],
    ['/index766', 'console-index766'],
    ['/systems', 'console-systems'],
    ['/system/reporting', 'console-system'],
    ['/?period=month', 'console-month'],
  ])('%s is accessible and fits', async (path, picture) => {
    const page = await open(path)
    await page.getByRole('main').waitFor()
    await settled(page)
    await looksRight(page, picture)
    await page.close()
  })

  it('says so when there is nothing at an address', async () => {
    const page = await open('/sensor/nobody')
    await page
      .getByText(/nobody/)
      .first()
      .waitFor()
    await page.close()
  })
})

describe('what is published', () => {
  it('is on the console at once, goes stale, is lost, and comes back', async () => {
    await publisher.announceSensor('MN-TEST', { every: 1, commune: '31117' })
    const page = await open('/sensor/MN-TEST')
    const say = (level: number) => publisher.say('sensor/MN-TEST/reading', { at: Date.now(), values: { level } })
    await page.locator('.kpi-card__value').first().waitFor()
    await say(1.23)
    await page.locator('.kpi-card__value', { hasText: '1,23' }).first().waitFor({ timeout: 10_000 })
    const freshness = (state: string) => page.locator(`.kpi-rail [data-freshness="${state}"]`).first()
    await freshness('stale').waitFor({ timeout: 15_000 })
    await freshness('lost').waitFor({ timeout: 30_000 })
    // What was last known stays, marked.
    await page.locator('.kpi-card__value', { hasText: '1,23' }).first().waitFor()
    await say(1.31)
    await page.locator('.kpi-card__value', { hasText: '1,31' }).first().waitFor({ timeout: 10_000 })
    await freshness('live').waitFor()
    await page.close()
  })

  it('as markup in a name stays text', async () => {
    await publisher.announceSensor('MN-XSS', { name: '<img src=x onerror="document.title=1">Bẫy' })
    const page = await open('/sensor/MN-XSS')
    await page.getByText('<img src=x').first().waitFor()
    expect(await page.locator('img[src="x"]').count()).toBe(0)
    await page.close()
  })
})

describe('after an outage', () => {
  it('wall and console say that the hub is gone, and come back by themselves', async () => {
    const wall = await open('/wall?scene=publicService', 1920, 1080)
    const desk = await open('/')
    await wall.locator('.figure__value').first().waitFor()
    await desk.getByRole('table').first().waitFor()
    // What a page still loads when its hub goes is another matter, and a browser reports it.
    await settled(wall)
    await settled(desk)
    await hub.kill9()
    await wall.locator('.lost-banner').waitFor({ timeout: 15_000 })
    await desk.locator('.lost-banner').waitFor({ timeout: 15_000 })
    await wall.screenshot({ path: picturePath('wall-lost'), timeout: 120_000 })
    await hub.revive()
    await wall.locator('.lost-banner').waitFor({ state: 'detached', timeout: 30_000 })
    await desk.locator('.lost-banner').waitFor({ state: 'detached', timeout: 30_000 })
    await wall.locator('.figure__value', { hasText: /\d/ }).first().waitFor()
    await desk.getByRole('link', { name: 'P. An Nghiệp' }).first().waitFor()
    await wall.close()
    await desk.close()
  })
})

describe('a page opened as the hub goes away', () => {
  it('gets its map as soon as what draws it can be had', async () => {
    const context = await openContext(browser, { width: 1440, height: 900, hub: hub.http, complaints })
    let refused = 0
    await context.route(/maplibre-gl-worker/, (route) =>
      refused++ === 0 ? route.abort('connectionrefused') : route.continue(),
    )
    const page = await context.newPage()
    await page.goto(hub.http)
    await page.locator('.maplibregl-canvas').waitFor()
    expect(refused).toBeGreaterThan(1)
    await context.close()
  })
})

describe('a browser without WebGL', () => {
  it('shows the same communes, names and water as a still, and says so', async () => {
    const context = await openContext(browser, { width: 1440, height: 900, hub: hub.http, complaints })
    await context.addInitScript(() => {
      const own = HTMLCanvasElement.prototype.getContext as (kind: string, ...rest: unknown[]) => unknown
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
        return kind.startsWith('webgl') ? null : own.call(this, kind, ...rest)
      } as typeof HTMLCanvasElement.prototype.getContext
    })
    const page = await context.newPage()
    await page.goto(hub.http)
    await page.locator('.city-map__trouble', { hasText: 'hình tĩnh' }).waitFor()
    await page.locator('.map-signs__name', { hasText: 'Ninh Kiều' }).first().waitFor()
    await page.screenshot({ path: picturePath('console-still'), timeout: 120_000 })
    // A commune is opened from the still as from the map.
    await page.locator('.still-picture [data-layer="communes"][data-id="31274"]').first().dispatchEvent('click')
    await page.waitForURL(/\/unit\/31274/)
    await context.close()
  })
})

describe('all the while', () => {
  it('no page complained, broke the content policy, or asked anybody but the hub', () => {
    expect(complaints).toEqual([])
  })
})
