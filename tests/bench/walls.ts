import type { Browser, Page } from 'playwright-core'
import { io } from 'socket.io-client'
import type { WallStateRow } from '../../domain/feeds/wallStates.ts'
import { TURNS_AFTER_MS } from '../../domain/walls/turning.ts'
import { fromColumns } from '../../domain/wire.ts'
import { openBrowser } from '../support/browser.ts'
import { type BuiltHub, startBuiltHub } from '../support/builtHub.ts'
import { commandWall } from '../support/commandWall.ts'
import { cookieFor } from '../support/signIn.ts'
import { median, quantile, report, wait } from './harness.ts'

const WALL = 'demo-wall-1'
const SCREENS = 6
const TAKES = 60
const SCENES = ['water', 'air', 'plan', 'oneStop'] as const
const BETWEEN_MS = 700
const TRAFFIC_MS = 30_000
/** Frames of a page, from the one that turns on, by which it is told how often it draws. */
const FRAMES_OF_TURN = 6
/** So far apart the first and the last screen may be, frames of these pages. */
const MOST_FRAMES_APART = 2

/** From the press on the console to the scene in the picture of every screen of a wall, how far apart they are, and what a wall costs the line. */
export async function benchWalls(): Promise<void> {
  const hub = await startBuiltHub()
  // Drawn in software, six maps would be what is measured.
  const browser = await openBrowser({ webgl: false })
  const pages: Page[] = []
  for (let screen = 1; screen <= SCREENS; screen++) {
    // A window of its own: a tab behind another one draws nothing.
    const room = await browser.newContext({ viewport: { width: 960, height: 540 }, reducedMotion: 'reduce' })
    const page = await room.newPage()
    await page.goto(`${hub.http}/wall/${WALL}?columns=3&rows=2&screen=${screen}`)
    await page.locator('main.wall[data-scene]').waitFor({ timeout: 60_000 })
    await page.evaluate(NOTE_PAINTS)
    pages.push(page)
  }
  const colours = await Promise.all(Array.from({ length: SCREENS }, () => colourPage(browser)))
  const bare = await Promise.all(Array.from({ length: SCREENS }, () => bareScreen(hub)))
  const traffic = await bytesOf(pages[0] as Page)

  const last: number[] = []
  const spread: number[] = []
  const frames: number[] = []
  const apart: number[] = []
  const late: number[] = []
  const floor: number[] = []
  const limit: number[] = []
  // Another scene than the first that is measured, whichever the schedule has brought meanwhile.
  const begun = await take(hub, await versionOf(hub), SCENES.at(-1) as string)
  let { version } = begun.state
  await Promise.all(pages.map((page) => page.locator(`main.wall[data-scene=${SCENES.at(-1)}]`).waitFor()))
  await wait(BETWEEN_MS)
  for (let n = 0; n < TAKES; n++) {
    const scene = SCENES[n % SCENES.length] as string
    const pressedAt = performance.timeOrigin + performance.now()
    const { state } = await take(hub, version, scene)
    version = state.version
    const due = state.turnsAt ?? Number.NaN
    const seen = await Promise.all(pages.map((page) => paintedAfter(page, scene, pressedAt)))
    // Off the beat, and until the machine rests: what is measured is one press, not a hurry.
    await wait(BETWEEN_MS + ((n * 37) % 110))
    last.push(Math.max(...seen) - pressedAt)
    spread.push(Math.max(...seen) - Math.min(...seen))
    late.push(...seen.map((at) => at - due))
    floor.push(Math.max(...bare.map((each) => each.at(version) ?? Number.POSITIVE_INFINITY)) - pressedAt)
    const turned = await coloured(colours, performance.timeOrigin + performance.now() + TURNS_AFTER_MS)
    limit.push(Math.max(...turned) - Math.min(...turned))
    await wait(BETWEEN_MS)
    const intervals = await Promise.all(
      pages.map((page) => page.evaluate(() => (window as unknown as Paints).intervals)),
    )
    frames.push(...intervals.flat())
    apart.push((Math.max(...seen) - Math.min(...seen)) / median(intervals.flat()))
  }
  const ms = (values: number[], q: number) => `${quantile(values, q).toFixed(0)} ms`
  report(
    `press → every one of ${SCREENS} screens has painted it, p50 / p95`,
    `${ms(last, 0.5)} / ${ms(last, 0.95)}`,
    `bare sockets have been told ${ms(floor, 0.5)} / ${ms(floor, 0.95)}`,
    quantile(last, 0.95) / quantile(floor, 0.95),
  )
  report(
    'first and last screen apart, p50 / p95',
    `${ms(spread, 0.5)} / ${ms(spread, 0.95)}`,
    `bare pages that turn a colour at an agreed moment ${ms(limit, 0.5)} / ${ms(limit, 0.95)}`,
    quantile(spread, 0.95) / quantile(limit, 0.95),
  )
  // The pages share the machine's cores and draw in software: how long a frame takes is measured, not taken from a rate.
  report(
    'the same in frames of these pages, p50 / p95',
    `${quantile(apart, 0.5).toFixed(1)} / ${quantile(apart, 0.95).toFixed(1)}`,
    `${MOST_FRAMES_APART} frames; around the turn one takes ${ms(frames, 0.5)} / ${ms(frames, 0.95)}`,
    quantile(apart, 0.95) / MOST_FRAMES_APART,
  )
  console.log(`  a screen after the moment of all, p50 / p95: ${ms(late, 0.5)} / ${ms(late, 0.95)}`)
  const kilobytes = (bytes: number) => `${((bytes / 1_024) * (60_000 / TRAFFIC_MS)).toFixed(1)} kB`
  console.log(
    `  a wall's line in a minute, city at rest: ${kilobytes(traffic.received)} in, ${kilobytes(traffic.sent)} out`,
  )
  for (const each of bare) each.close()
  await browser.close()
  await hub.stop()
}

interface Paints {
  readonly paints: Record<string, number[]>
  /** Between the frames of its latest turn, ms. */
  readonly intervals: readonly number[]
}

/**
 * The page notes by itself when which scene was in its picture, in the frame after the one that draws it, and how often it draws meanwhile. As text:
 * what a compiler would put into a function does not exist in the page.
 */
const NOTE_PAINTS = `{
  window.paints = {}
  const wall = document.querySelector('main.wall')
  new MutationObserver(() => {
    const scene = wall.getAttribute('data-scene') ?? ''
    let last = document.timeline.currentTime
    const intervals = []
    const onFrame = (time) => {
      if (intervals.length === 0) (window.paints[scene] ??= []).push(performance.timeOrigin + performance.now())
      intervals.push(time - last)
      last = time
      if (intervals.length < ${FRAMES_OF_TURN}) requestAnimationFrame(onFrame)
      else window.intervals = intervals
    }
    requestAnimationFrame(onFrame)
  }).observe(wall, { attributeFilter: ['data-scene'] })
}`

/** When a page had a scene in its picture after a moment, epoch ms. @throws when it has not within 15 s */
async function paintedAfter(page: Page, scene: string, since: number): Promise<number> {
  const painted = await page.waitForFunction(
    ([of, after]) => {
      const at = (window as unknown as Paints).paints[of]?.at(-1)
      return at !== undefined && at > after ? at : undefined
    },
    [scene, since] as const,
    { timeout: 60_000, polling: 100 },
  )
  return (await painted.jsonValue()) as number
}

/** A socket that is told of the wall and draws nothing: what no screen can be faster than. */
async function bareScreen({ http }: BuiltHub) {
  const told = new Map<number, number>()
  const socket = io(http, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: cookieFor(http) ?? '' },
  })
  socket.on('delta', ({ feed, rows }) => {
    if (feed !== 'wallStates') return
    const at = performance.timeOrigin + performance.now()
    for (const row of fromColumns('wallStates', rows)) if (row.wall === WALL) told.set(row.version, at)
  })
  await new Promise<void>((done) => {
    socket.on('connect', () => socket.emit('subscribe', { feed: 'wallStates', scope: { unit: '92' } }, () => done()))
  })
  return { at: (version: number) => told.get(version), close: () => socket.close() }
}

/** The hub answers who comes with an old version with who was first: a fresh demo begins with none. */
async function versionOf(hub: BuiltHub): Promise<number> {
  return (await commandWall(hub, 'pinWall', { wall: WALL, seen: 0 })).state.version
}

async function take(hub: BuiltHub, seen: number, scene: string): Promise<{ state: WallStateRow }> {
  return commandWall(hub, 'takeWall', { wall: WALL, seen, scene, returnTo: 'schedule' })
}

/** As text too. */
const COLOUR_PAGE = `<body style="background: rgb(0, 0, 0)"><script>
  const now = () => performance.timeOrigin + performance.now()
  const turnAt = (due) => new Promise((done) => {
    const look = () => {
      if (now() < due) return requestAnimationFrame(look)
      document.body.style.background = 'rgb(' + (Math.round(due) % 256) + ', 99, 99)'
      requestAnimationFrame(() => done(now()))
    }
    setTimeout(() => requestAnimationFrame(look), Math.max(0, due - now() - 40))
  })
</script>`

/** A page with nothing on it but a colour: what this browser and machine can do at best at an agreed moment. */
async function colourPage(browser: Browser): Promise<Page> {
  const room = await browser.newContext({ viewport: { width: 960, height: 540 } })
  const page = await room.newPage()
  await page.setContent(COLOUR_PAGE)
  return page
}

/** When each page had another colour in its picture, epoch ms. @param due epoch ms */
function coloured(pages: readonly Page[], due: number): Promise<readonly number[]> {
  return Promise.all(pages.map((page) => page.evaluate(`turnAt(${due})`) as Promise<number>))
}

/** Bytes of the page's own line, both ways. */
async function bytesOf(page: Page): Promise<{ received: number; sent: number }> {
  const bytes = { received: 0, sent: 0 }
  const client = await page.context().newCDPSession(page)
  await client.send('Network.enable')
  client.on('Network.webSocketFrameReceived', ({ response }) => {
    bytes.received += response.payloadData.length
  })
  client.on('Network.webSocketFrameSent', ({ response }) => {
    bytes.sent += response.payloadData.length
  })
  await wait(TRAFFIC_MS)
  await client.detach()
  return { ...bytes }
}
