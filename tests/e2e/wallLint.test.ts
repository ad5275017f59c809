import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { SCENES } from '../../client/scenes/index.ts'
import { smallestTextPx, wallRemPx } from '../../client/wall/viewing.ts'
import { FEEDS } from '../../domain/feeds/index.ts'
import type { WallStateRow } from '../../domain/feeds/wallStates.ts'
import { dayOf, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import type { Edition } from '../../domain/units/unit.ts'
import { DEFAULT_GEOMETRY, seamsOf, type WallGeometry, type WindowSize } from '../../domain/walls/geometry.ts'
import { WALL_SCENES, type WallScene } from '../../domain/walls/scenes.ts'
import type { WallAct } from '../../domain/walls/transition.ts'
import type { FeedName } from '../../domain/wire.ts'
import { openBrowser, picturePath } from '../support/browser.ts'
import { countAsked } from '../support/countAsked.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { openedIncident } from '../support/incident.ts'
import { type Finding, type Limits, lintWall } from '../support/lintWall.ts'
import { type PictureHub, startPictureHub } from '../support/pictureHub.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import type { Picture } from '../support/renderScreen.tsx'
import { connectScreen } from '../support/screen.ts'
import { announceSmallCity, booksFrom, tellBooks, tellSmallCity } from '../support/smallCity.ts'
import { until } from '../support/until.ts'
import { takeOf, wallState } from '../support/wallState.ts'
import { inState, WALL_STATES } from '../support/wallStates.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

/**
 * Walls, as their address and their window say them. Halves where a wall is only larger: a smaller window shows the same wall smaller, with the
 * same lines and the same breaks.
 */
const WALLS: Readonly<Record<string, { readonly given: Partial<WallGeometry>; readonly size: WindowSize }>> = {
  'one screen of 16:9': { given: {}, size: { width: 1920, height: 1080 } },
  '4 × 3 of 16:9': { given: { columns: 4, rows: 3, bezelPx: 18 }, size: { width: 1920, height: 810 } },
  '2 × 2': { given: { columns: 2, rows: 2, bezelPx: 18 }, size: { width: 1920, height: 1080 } },
}
const LARGEST_WALL: typeof WALLS = {
  '4 × 3 at 7680 × 3240': {
    given: { columns: 4, rows: 3, bezelPx: 36, pitchMm: 0.63, acrossPx: 7680 },
    size: { width: 7680, height: 3240 },
  },
}
/** As large as they hang, in the state that is hardest. */
const WHOLE_WALLS: typeof WALLS = {
  '4 × 3 at 3840 × 1620': { given: { columns: 4, rows: 3, bezelPx: 18 }, size: { width: 3840, height: 1620 } },
  '2 × 2 at 3840 × 2160': { given: { columns: 2, rows: 2, bezelPx: 18 }, size: { width: 3840, height: 2160 } },
  ...LARGEST_WALL,
}
const MOST_SAID: readonly string[] = ['city taken', 'publicService taken', 'water past']
/** Style sheets that break the wall, and what must be found then. */
const BREAKAGES: readonly (readonly [Finding['rule'], string])[] = [
  ['seam', '.wall-head { transform: translateX(9rem) }'],
  ['small', '.wall-clock__date { font-size: 0.9rem }'],
  ['cut', '.wall-head__question { width: 5rem; overflow: hidden; white-space: nowrap }'],
  ['ellipsis', '.wall-head__question { width: 5rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }'],
  ['torn', '.need__note, .figure__note, .headline { width: 0 } .kept-together { white-space: normal }'],
  ['overlap', '.wall-clock__date { margin-top: -1.4rem }'],
  ['outside', '.headline { --fitting: 8rem; font-size: 8rem }'],
  ['colour', '.wall svg, .wall .badge { display: none } .wall-clock__date { color: var(--wall-critical) }'],
  ['uncounted', '.flow__block { min-height: 7rem } .flow__more { display: none }'],
  ['tooHigh', '.flow__block { min-height: 60rem }'],
  ['uneven', '.flow__block:nth-child(2) .figure .figure__value { font-size: 2.2rem }'],
]
const EDITIONS: readonly Edition[] = ['2021', '2025']
const PARAMETERS = { columns: 'columns', rows: 'rows', bezelPx: 'bezel', pitchMm: 'pitch', acrossPx: 'across' } as const

/** What a wall may follow: rows of people are told to nobody but them. */
const OF_PLACES = (Object.keys(FEEDS) as FeedName[]).filter((feed) => !('whose' in FEEDS[feed]))

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser({ webgl: false })
})
afterAll(() => browser?.close())

function addressOf(given: Partial<WallGeometry>): string {
  const said = Object.entries(PARAMETERS).flatMap(([name, parameter]) => {
    const value = given[name as keyof typeof PARAMETERS]
    return value === undefined ? [] : [`${parameter}=${value}`]
  })
  return said.join('&')
}

function limitsOf({ given, size }: (typeof WALLS)[string]): Limits {
  const geometry = { ...DEFAULT_GEOMETRY, ...given }
  return { seams: seamsOf(geometry, size), leastPx: smallestTextPx(geometry, size), movesPx: 2 }
}

/** The page shows a wall with its linter at hand; scenes turn by its address. */
async function openWall(hub: PictureHub, edition: Edition, language: 'vi' | 'en'): Promise<Page> {
  const context = await browser.newContext({
    locale: 'vi-VN',
    reducedMotion: 'reduce',
    viewport: WALLS['2 × 2']?.size ?? null,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.addInitScript(`window.lintWall = ${lintWall}`)
  await page.addInitScript(countAsked)
  await page.route('**/api/v1/walls/incidents/*', (route) => route.fulfill({ json: incidentOnWall(edition) }))
  await page.goto(`${hub.http}/wall?scene=${SCENES[0]?.id}&lang=${language}`)
  await page.locator('.headline').first().waitFor()
  // Every scene once: what they ask of the hub is remembered.
  await sweep(page, WALLS['2 × 2'] as (typeof WALLS)[string], scenesOf(edition))
  return page
}

/** What the hub answers of the incident that a wall shows. */
function incidentOnWall(edition: Edition) {
  const title = 'Ngập sâu đường Mậu Thân, xe máy và ô tô con không qua được'
  const { incident, facts } = openedIncident({ unit: longestNamed(edition), title }, Date.now() - HOUR_MS)
  const [opened] = facts
  // What a wall is told of a fact: the steps that it names, where it names some.
  return {
    incident,
    facts: [
      { ...opened, version: 2, did: 'remind', steps: [1, 2, 3] },
      { ...opened, steps: [] },
    ],
  }
}

/** The commune that the scene of one commune shows. */
function longestNamed(edition: Edition): string {
  const [longest] = UNIT_TREES[edition].communes.toSorted((a, b) => b.name.length - a.name.length)
  return longest?.code ?? ''
}

/** A page of the wall to be looked at: what it is called in findings, which scene stands there then, and path and query that lead to it. */
interface Look {
  readonly called: string
  readonly scene: string
  readonly path: string
}

/** What scenes of one thing show. */
function focusOf(edition: Edition) {
  return {
    unit: longestNamed(edition),
    camera: `MC-${UNIT_TREES[edition].communes[0]?.code}`,
    incident: 'SV-1',
  } as const
}

/** Every scene of a wall that nobody steers, by its address. */
function scenesOf(edition: Edition): readonly Look[] {
  const focus = focusOf(edition)
  return (Object.entries(WALL_SCENES) as [string, WallScene][]).map(([scene, { focus: of }]) => ({
    ...{ called: scene, scene },
    path: `/wall?scene=${scene}&${of === null ? '' : `${of}=${focus[of]}`}`,
  }))
}

/** Why somebody has put something up, as long as it may be, and who. */
const LONG_WHY =
  'Họp Ban Chỉ đạo phòng chống thiên tai mở rộng với các sở, ngành, quận, huyện và các xã, phường ven sông Hậu chiều nay'
const BY = 'Nguyễn Thị Thanh Hương Giang'

/**
 * Walls that people and alerts steer: every scene with all that may be said beside it at once: why it is there, what it is narrowed to, and a
 * critical alert across it; what can be of a past moment, of one too. What is locked, or has not been taken yet, is said on no wall.
 */
function steeredWalls(edition: Edition, now: number): readonly { readonly row: WallStateRow; readonly look: Look }[] {
  const focus = focusOf(edition)
  const [district] = UNIT_TREES[edition].districts.toSorted((a, b) => b.name.length - a.name.length)
  const steered = (name: string, scene: string, acts: readonly WallAct[]) => ({
    row: wallState(acts, { at: now, by: BY, wall: name, name, onCritical: 'pane' }),
    look: { called: name, scene, path: `/wall/${name}?steered` },
  })
  const taken = { why: LONG_WHY, until: now + HOUR_MS } as const
  const all = (Object.entries(WALL_SCENES) as [string, WallScene][]).map(([scene, { focus: of, ...can }]) => {
    const { filters = [], kinds, hasPast = false } = can
    const filter = {
      ...(filters.includes('unit') && { unit: district?.code ?? '' }),
      ...(filters.includes('kind') && { kind: kinds?.[0] }),
      ...(filters.includes('severity') && { severity: 'critical' as const }),
    }
    return { hasPast, view: { scene, focus: of === null ? {} : { [of]: focus[of] }, filter } }
  })
  return [
    ...all.map(({ view }) => steered(`${view.scene} taken`, view.scene, [takeOf({ ...taken, ...view })])),
    ...all
      .filter(({ hasPast }) => hasPast)
      .map(({ view }) =>
        steered(`${view.scene} past`, view.scene, [takeOf({ ...taken, ...view, moment: now - 5 * MINUTE_MS })]),
      ),
    steered('paused', 'city', [{ is: 'pause', until: null }]),
    steered('called', 'water', [takeOf({ ...taken, scene: 'water', level: 'storyline', cause: 'flood-0' })]),
    steered('emergency', 'air', [takeOf({ ...taken, scene: 'air', level: 'emergency', cause: 'flood-0' })]),
  ]
}

interface SweepOptions {
  /** Style sheets over those of the page, which its content policy lets no tag bring in: each look is judged with each of them alone. */
  readonly sheets?: readonly string[]
}

/**
 * Turns to all of them on a wall and judges each once all that it asked for has come and it stands still. Findings begin with the place of the sheet
 * where there are several. Nothing here reads a picture: the page is laid out whole, and none of it is painted.
 */
async function sweep(
  page: Page,
  wall: (typeof WALLS)[string],
  looks: readonly Look[],
  { sheets = [''] }: SweepOptions = {},
): Promise<string[]> {
  await page.setViewportSize(wall.size)
  const found = await page.evaluate(
    async ({ looks, address, rem, limits, sheets }) => {
      const frame = () => new Promise((done) => requestAnimationFrame(done))
      const places = () =>
        [...document.querySelectorAll('.wall__box > *, [data-block], [data-more], .headline')]
          .map((element) => {
            const { left, top, width, height } = element.getBoundingClientRect()
            return [left, top, width, height].map(Math.round).join()
          })
          .join(' ')
      const isOn = (scene: string) => {
        const shown = Number.parseFloat(document.documentElement.style.getPropertyValue('--wall-rem'))
        return document.querySelector(`.wall[data-scene="${scene}"]`) !== null && Math.abs(shown - rem) < 0.01
      }
      const checked = window as unknown as { asked: number; lintWall: (limits: unknown) => Finding[] }
      const still = async (scene: string) => {
        while (!isOn(scene)) await frame()
        let before = ''
        for (let same = 0, frames = 0; (same < 2 && frames < 60) || checked.asked > 0; frames++) {
          await frame()
          const now = places()
          same = now === before && checked.asked === 0 ? same + 1 : 0
          before = now
        }
      }
      document.documentElement.style.opacity = '0'
      const all: string[] = []
      for (const { called, scene, path } of looks) {
        history.pushState({}, '', `${path}&${address}`)
        dispatchEvent(new PopStateEvent('popstate'))
        for (const [place, css] of sheets.entries()) {
          if (sheets.length > 1) {
            const sheet = new CSSStyleSheet()
            sheet.replaceSync(css)
            document.adoptedStyleSheets = [sheet]
          }
          await still(scene)
          const under = sheets.length > 1 ? `${place}: ` : ''
          for (const { rule, text, where } of checked.lintWall(limits))
            all.push(`${under}${called}: ${rule}: ${text} (${where})`)
        }
      }
      document.adoptedStyleSheets = []
      document.documentElement.style.opacity = ''
      return all
    },
    {
      looks,
      address: addressOf(wall.given),
      rem: wallRemPx({ ...DEFAULT_GEOMETRY, ...wall.given }, wall.size),
      limits: limitsOf(wall),
      sheets,
    },
  )
  return [...new Set(found)]
}

describe.each(EDITIONS)('the wall of %s', (edition) => {
  let hub: TestHub
  let publisher: Publisher
  let pictures: PictureHub
  let city: Picture

  beforeAll(async () => {
    hub = await startHub({ IOC_EDITION: edition })
    publisher = await connectPublisher(hub.mqtt)
    const late = Array.from({ length: 12 }, (_, i) => i * 5)
    await announceSmallCity(publisher, edition)
    await tellBooks(publisher, { edition, late, from: booksFrom(dayOf(Date.now())) })
    await tellSmallCity(publisher, { edition, late })
    const screen = await connectScreen(hub.http, OF_PLACES)
    await until(() => screen.rows('plan').length > 0 && screen.rows('kpis').length > 500, 60_000)
    // The figures of the year are the last that come.
    await until(
      () => screen.rows<{ value: number | null }>('plan').filter(({ value }) => value !== null).length > 8,
      60_000,
    )
    city = Object.fromEntries(OF_PLACES.map((feed) => [feed, screen.rows(feed)])) as Picture
    screen.close()
    pictures = await startPictureHub(hub.http)
    pictures.show(city)
  })
  afterAll(async () => {
    await pictures?.stop()
    await publisher?.end()
    await hub?.stop()
  })

  describe.each(['vi', 'en'] as const)('in %s', (language) => {
    let page: Page
    beforeAll(async () => {
      pictures.show(city)
      page = await openWall(pictures, edition, language)
    })
    afterAll(() => page?.context().close())

    it.each(WALL_STATES)('%s: all of every scene can be read, on every wall', async (state) => {
      pictures.show(inState(state, city, UNIT_TREES[edition]))
      const found: string[] = []
      for (const [name, wall] of Object.entries(WALLS))
        for (const finding of await sweep(page, wall, scenesOf(edition))) found.push(`${name}: ${finding}`)
      expect(found).toEqual([])
    })

    it('lost: all of every scene can be read, on every wall, and that the line is lost', async () => {
      pictures.show(city)
      pictures.setOpen(false)
      await page.locator('.lost-banner').waitFor()
      const found: string[] = []
      for (const [name, wall] of Object.entries(WALLS))
        for (const finding of await sweep(page, wall, scenesOf(edition))) found.push(`${name}: ${finding}`)
      pictures.setOpen(true)
      await page.locator('.lost-banner').waitFor({ state: 'detached' })
      expect(found).toEqual([])
    })

    // Once is enough of what takes longest to draw, and of the linter itself; twice, in either language and edition, of what is steered.
    const isOnce = edition === '2025' && language === 'vi'
    const isSteered = isOnce || (edition === '2021' && language === 'en')
    it.each(isSteered ? ['steered'] : [])(
      '%s: all of every scene can be read, on every wall, and why it is there',
      async () => {
        const steered = steeredWalls(edition, Date.now())
        const looks = steered.map(({ look }) => look)
        pictures.show({ ...inState('longest', city, UNIT_TREES[edition]), wallStates: steered.map(({ row }) => row) })
        const found: string[] = []
        for (const [name, wall] of Object.entries(WALLS))
          for (const finding of await sweep(page, wall, looks)) found.push(`${name}: ${finding}`)
        // The largest is one of those, larger: where most is said on it, it is looked at itself.
        const longest = looks.filter(({ called }) => isOnce && MOST_SAID.includes(called))
        for (const [name, wall] of Object.entries(LARGEST_WALL))
          for (const finding of await sweep(page, wall, longest)) found.push(`${name}: ${finding}`)
        expect(found).toEqual([])
      },
    )

    it.each(isOnce ? ['4 × 3 of 16:9'] : [])('finds what is wrong where somebody breaks it: %s', async (name) => {
      pictures.show(inState('flooded', city, UNIT_TREES[edition]))
      const sheets = BREAKAGES.map(([, css]) => css)
      const found = await sweep(page, WALLS[name] as (typeof WALLS)[string], scenesOf(edition), { sheets })
      for (const [place, [rule]] of BREAKAGES.entries()) {
        const ofRule = found.filter((finding) => finding.startsWith(`${place}: `) && finding.includes(`: ${rule}: `))
        expect(ofRule.length, rule).toBeGreaterThan(SCENES.length / 2)
      }
    })

    it.each(isOnce ? Object.entries(WHOLE_WALLS) : [])('%s: as large as it hangs', async (name, wall) => {
      pictures.show(inState('longest', city, UNIT_TREES[edition]))
      const found = await sweep(page, wall, scenesOf(edition))
      await page.screenshot({ path: picturePath(`wall ${name}`.replace(/\W+/g, '-')), timeout: 120_000 })
      expect(found).toEqual([])
    })
  })
})
