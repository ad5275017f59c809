import type { Browser, BrowserContext, Page } from 'playwright-core'

/** What a wall's screen says at a moment, as a person reads it. */
export interface Sample {
  /** When it had been read, `performance.now()` of the player, and how long the reading took at most, ms. */
  readonly at: number
  readonly tookMs: number
  /** `wall`: it shows a scene; `coming`: it is on its way and shows no figure; `broken`: its own quiet page; `error`: the browser's page. */
  readonly is: 'wall' | 'coming' | 'broken' | 'error'
  readonly scene: string | undefined
  /** That it has lost the hub, or the hub its broker; undefined: it says that all is well. */
  readonly cut: string | undefined
  readonly figures: readonly { readonly name: string; readonly text: string; readonly isOld: boolean }[]
  readonly brokenPanels: number
  /** Whether a map of the graphics processor is drawn. */
  readonly isMapDrawn: boolean
  readonly clock: string
}

/** One screen of a wall, whose machine and browser can be treated badly. */
export interface WallScreen {
  readonly name: string
  readonly wall: string
  readonly screen: number
  /** Whether its browser draws maps with a graphics processor. */
  readonly hasGraphics: boolean
  readonly page: Page
  readonly context: BrowserContext
  /** How often the page has been begun, and how many errors nobody caught. */
  begun(): number
  sample(): Promise<Sample | undefined>
  /** Changes what goes wrong in the page. */
  harm(harm: Partial<Harm>): Promise<void>
}

/** What goes wrong in a page: its panels throw as they are drawn, its frames do not come, its machine's clock is off. */
interface Harm {
  readonly throws: boolean
  readonly isStill: boolean
  readonly skewMs: number
}

/** Two pictures a second are enough for what is read here, and leave the machine to others. */
const FRAME_MS = 500
const READ_WITHIN_MS = 8_000

/** @param skewMs by which the machine's clock is off from the beginning */
export async function openWallScreen(
  browser: Browser,
  {
    url,
    skewMs = 0,
    ...which
  }: Pick<WallScreen, 'name' | 'wall' | 'screen' | 'hasGraphics'> & { url: string; skewMs?: number },
): Promise<WallScreen> {
  const context = await browser.newContext({
    viewport: { width: 640, height: 360 },
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  })
  // The name that the runner of these files gives to functions, also to those that are sent to a page.
  await context.addInitScript('globalThis.__name = (named) => named')
  await context.addInitScript(
    ({ frameMs, skew }) => {
      const harm = { throws: false, isStill: false, skewMs: skew }
      Object.assign(window, { harm })
      const waiting = new Map<number, FrameRequestCallback>()
      let last = 0
      window.requestAnimationFrame = (draw) => {
        waiting.set(++last, draw)
        return last
      }
      window.cancelAnimationFrame = (frame) => void waiting.delete(frame)
      setInterval(() => {
        if (harm.isStill) return
        const due = [...waiting.values()]
        waiting.clear()
        for (const draw of due) draw(performance.now())
      }, frameMs)
      const format = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, 'format')
      Object.defineProperty(Intl.NumberFormat.prototype, 'format', {
        configurable: true,
        get(this: Intl.NumberFormat) {
          if (harm.throws) throw new Error('a panel that breaks')
          return format?.get?.call(this)
        },
      })
      const now = Date.now
      const Skewed = new Proxy(Date, {
        construct: (target, given) =>
          given.length === 0 ? new target(now() + harm.skewMs) : Reflect.construct(target, given),
        get: (target, key) => (key === 'now' ? () => now() + harm.skewMs : Reflect.get(target, key)),
      })
      window.Date = Skewed as DateConstructor
    },
    { frameMs: FRAME_MS, skew: skewMs },
  )
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  let begun = 0
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) begun++
  })
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(url)
  await page
    .locator('main.wall[data-scene]')
    .waitFor()
    .catch(async (error) => {
      const text =
        (await page
          .locator('body')
          .textContent()
          .catch(() => '')) ?? ''
      throw new Error(`${which.name} shows no scene: ${complaints.join(' · ')} ${text.slice(0, 300)}`, { cause: error })
    })
  return {
    ...which,
    ...{ page, context },
    begun: () => begun,
    async sample() {
      const began = performance.now()
      const patience = new Promise<undefined>((done) => setTimeout(done, READ_WITHIN_MS))
      // A page that is being loaded cannot be read; it is the next time.
      const read = await Promise.race([page.evaluate(readWall).catch(() => undefined), patience])
      const at = performance.now()
      return read && { ...read, at, tookMs: at - began }
    },
    async harm(next) {
      await page.evaluate((to) => void Object.assign((window as unknown as { harm: object }).harm, to), next)
    },
  }
}

/** Runs in the page. */
function readWall(): Omit<Sample, 'at' | 'tookMs'> {
  const text = (selector: string) => document.querySelector(selector)?.textContent?.trim() || undefined
  const wall = document.querySelector('main.wall[data-scene]')
  const isOld = (element: Element) =>
    element.closest('[data-old="true"]') !== null ||
    // A line of the list about a station that is not live says so in its note.
    (element.getAttribute('data-figure')?.startsWith('sensor/') === true &&
      element.getAttribute('data-tone') === 'unjudged') ||
    (element.closest('.need')?.querySelector('[data-freshness]:not([data-freshness="live"])') ?? null) !== null
  const canvas = document.querySelector<HTMLCanvasElement>('.city-map__canvas canvas')
  const gl = canvas?.getContext('webgl2') ?? null
  return {
    is: location.protocol.startsWith('chrome-error')
      ? 'error'
      : wall !== null
        ? 'wall'
        : document.querySelector('.wall-broken, .broken') !== null
          ? 'broken'
          : 'coming',
    scene: wall?.getAttribute('data-scene') ?? undefined,
    cut:
      text('.lost-banner') ??
      (document.querySelector('.heartbeat')?.getAttribute('data-link') === 'lost' ? text('.heartbeat') : undefined),
    figures: [...document.querySelectorAll('[data-figure]:not([data-unseen] *)')].map((element) => ({
      name: element.getAttribute('data-figure') ?? '',
      text: element.textContent?.trim() ?? '',
      isOld: isOld(element),
    })),
    brokenPanels: document.querySelectorAll('.wall-panel-broken:not([data-unseen] *)').length,
    isMapDrawn: document.querySelector('.city-map__canvas[data-drawn]') !== null && gl !== null && !gl.isContextLost(),
    clock: text('.wall-clock__time') ?? '',
  }
}

/** The graphics processor lets go of the page's map. */
export async function loseGraphics({ page }: WallScreen): Promise<void> {
  await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.city-map__canvas canvas')
    canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext()
  })
}
