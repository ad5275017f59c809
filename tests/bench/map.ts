import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { drawStrokes, type Pen } from '../../client/map/flow/strokes.ts'
import type { Geography } from '../../client/map/geography.ts'
import { cameraOf } from '../../client/map/mapView.ts'
import { boundsOf } from '../../client/map/shapeBounds.ts'
import { seenBy } from '../../client/map/signs/seen.ts'
import { signsOf } from '../../client/map/signs/signs.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { EDITIONS, type Edition } from '../../domain/units/unit.ts'
import { openBrowser } from '../support/browser.ts'
import { startBuiltHub } from '../support/builtHub.ts'
import { openPage } from '../support/signIn.ts'
import { announceSensors, connectMqtt, median, publishSteadily, report, wait } from './harness.ts'

const FOLDER = resolve(import.meta.dirname, '../../public/map')
/** What the map may take of a first picture of a megabyte, and of a beat: see `page.ts`. */
const AIM_BYTES = 300_000
const AIM_STROKES_MS = 2
const AIM_BEAT_MS = 8
const SENSORS = 10_000
const SECONDS = 10
const BEATS_A_SECOND = 10
/** Pictures of the strokes in one beat of 100 ms. */
const PER_BEAT = 2

/** What the map costs: its files, placing names, strokes on the river, and the wall's river scene with everything moving. */
export async function benchMap(): Promise<void> {
  for (const edition of EDITIONS) files(edition)
  for (const edition of EDITIONS) names(edition)
  await wall()
}

function files(edition: Edition): void {
  const wanted = readdirSync(FOLDER).filter(
    (name) => name.endsWith('.geojson') && !name.includes(edition === '2021' ? '2025' : '2021'),
  )
  const contents = wanted.map((name) => readFileSync(join(FOLDER, name)))
  const raw = contents.reduce((sum, { length }) => sum + length, 0)
  const small = contents.reduce((sum, content) => sum + brotliCompressSync(content).length, 0)
  report(
    `map files of ${edition}, compressed`,
    `${Math.round(small / 1000)} kB`,
    `raw ${Math.round(raw / 1000)} kB; aim ${AIM_BYTES / 1000} kB`,
    small / AIM_BYTES,
  )
}

function names(edition: Edition): void {
  const file = (name: string) => JSON.parse(readFileSync(join(FOLDER, `${name}.geojson`), 'utf8'))
  const geography: Geography = {
    edition,
    communes: file(`communes-${edition}`),
    districts: file(`districts-${edition}`),
    neighbours: file('neighbours'),
    water: file('water'),
    waterways: file('waterways'),
    roads: file('roads'),
    basemap: null,
    boundaries: 'schematic',
  }
  const bounds = boundsOf(geography.communes)
  if (bounds === undefined) return
  const [width, height, scale] = [3840, 2160, 2.67]
  const seen = seenBy(cameraOf({ bounds, pitch: 50, bearing: -14 }, width, height, geography), width, height)
  const badges = UNIT_TREES[edition].communes
    .slice(0, 12)
    .map(({ code, lng, lat }, i) => ({ id: code, rank: i + 1, lng, lat }))
  const demands = { clear: [], clearOfSmall: [], heights: new Map(), first: [], badges }
  const place = () =>
    signsOf({ geography, seen, scale, keepClear: [], demands, measure: (text, size) => text.length * size * 0.56 })
  const placing = timed(20, place)
  report(
    `names of ${edition} placed at ${width}×${height}, once for each camera at rest`,
    `${placing.toFixed(0)} ms`,
    'aim 100 ms',
    placing / 100,
  )
  const { lanes } = place()
  const pen: Pen = {
    strokeStyle: '',
    lineWidth: 1,
    lineCap: 'butt',
    globalAlpha: 1,
    beginPath() {},
    moveTo() {},
    lineTo() {},
    stroke() {},
  }
  const strokes = PER_BEAT * timed(200, (n) => drawStrokes(pen, lanes, -0.6, n / 20, scale, '#fff'))
  report(
    `strokes on the river, script a beat (${lanes.length} lanes)`,
    `${strokes.toFixed(2)} ms`,
    `aim ${AIM_STROKES_MS} ms`,
    strokes / AIM_STROKES_MS,
  )
}

function timed(rounds: number, run: (n: number) => unknown): number {
  run(0)
  return median(
    Array.from({ length: rounds }, (_, n) => {
      const begun = performance.now()
      run(n)
      return performance.now() - begun
    }),
  )
}

/** Pictures a second, as text: what is compiled for this side would not run in the page. */
const FRAMES = `new Promise((done) => {
  let count = 0
  const end = performance.now() + ${SECONDS} * 1000
  requestAnimationFrame(function next(now) {
    count++
    if (now < end) requestAnimationFrame(next)
    else done(count / ${SECONDS})
  })
})`

/** The river scene with ten thousand sensors that all change: main thread a beat, and pictures a second with what draws them. */
async function wall(): Promise<void> {
  const hub = await startBuiltHub()
  const client = await connectMqtt(hub.mqtt)
  await announceSensors(client, SENSORS, 'rain')
  const saying = publishSteadily(client, SENSORS, SENSORS, 'rain')
  const browser = await openBrowser()
  const page = await openPage(browser, hub.http, { viewport: { width: 1920, height: 1080 } })
  await page.goto(`${hub.http}/wall?scene=water`)
  await page.locator('.city-map__canvas[data-drawn]').waitFor({ timeout: 60_000 })
  // The scene counts its stations: until it has all of them it is not what is measured.
  await page
    .locator('.stage__right')
    .getByText(/\/10.?000/)
    .waitFor({ timeout: 60_000 })
  await wait(3_000)
  await page.evaluate(() => performance.clearMeasures('ioc:beat'))
  const frames = await page.evaluate<number>(FRAMES)
  const beats = await page.evaluate(() => performance.getEntriesByName('ioc:beat').map(({ duration }) => duration))
  const renderer = await page.evaluate(() => {
    const gl = document.querySelector<HTMLCanvasElement>('.maplibregl-canvas')?.getContext('webgl2')
    const info = gl?.getExtension('WEBGL_debug_renderer_info')
    return gl == null ? 'none' : String(gl.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER))
  })
  // A page that draws once a second takes ten beats of the hub at a time.
  const perBeat = beats.reduce((sum, ms) => sum + ms, 0) / (SECONDS * BEATS_A_SECOND)
  report(
    `river scene, main thread a beat of the hub, ${SENSORS} sensors moving`,
    `${perBeat.toFixed(1)} ms`,
    `aim ${AIM_BEAT_MS} ms; at a time ${median(beats).toFixed(1)} ms, ${(beats.length / SECONDS).toFixed(1)} times a second`,
    perBeat / AIM_BEAT_MS,
  )
  report(
    `river scene, pictures a second at 1920×1080`,
    `${frames.toFixed(0)}`,
    `of 60; drawn by ${renderer}`,
    frames / 60,
  )
  saying.stop()
  await browser.close()
  await client.endAsync(true)
  await hub.stop()
}
