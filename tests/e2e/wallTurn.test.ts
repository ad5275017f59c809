import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { MAP_PICTURE } from '../../client/map/mapPicture.ts'
import { addDays } from '../../domain/periods.ts'
import { dayOf } from '../../domain/time.ts'
import { openBrowser } from '../support/browser.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { openContext, settled } from '../support/screens.ts'
import { announceSmallCity, tellBooks, tellSmallCity } from '../support/smallCity.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let hub: TestHub
let publisher: Publisher
let browser: Browser
const complaints: string[] = []

beforeAll(async () => {
  hub = await startHub()
  publisher = await connectPublisher(hub.mqtt)
  await announceSmallCity(publisher, '2021', { patience: 60 })
  const late = Array.from({ length: 12 }, (_, i) => i * 5)
  await tellBooks(publisher, { late, from: addDays(dayOf(Date.now()), -40), systems: ['oneStop'] })
  await tellSmallCity(publisher, { late })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await publisher?.end()
  await hub?.stop()
})

/** What a map shows. */
interface Looked {
  /** Pixels in the colours of communes that miss their aim. */
  readonly orange: number
  /** It has been drawn since it was last painted. */
  readonly isDrawn: boolean
}

/** Looks at a canvas or an image, as text: what is compiled for this side would not run in the page. */
const LOOK = `(source) => {
  const copy = Object.assign(document.createElement('canvas'), { width: source.width, height: source.height })
  const context = copy.getContext('2d')
  context.drawImage(source, 0, 0)
  const { data } = context.getImageData(0, 0, copy.width, copy.height)
  let [orange, solid] = [0, 0]
  for (let i = 0; i < data.length; i += 4) {
    if (data[i] > data[i + 1] + 25 && data[i + 1] > data[i + 2] + 20) orange++
    if (data[i + 3] > 250) solid++
  }
  return { orange, isDrawn: solid > data.length / 8 }
}`
const AT_REST = `new Promise((done) => {
  const onDrawn = (url) => {
    const image = Object.assign(new Image(), { src: url })
    void image.decode().then(() => done((${LOOK})(image)))
  }
  document.querySelector('.maplibregl-canvas').dispatchEvent(new CustomEvent('${MAP_PICTURE}', { detail: { onDrawn } }))
})`
/** In the frame in which the wall has turned to another scene, before it is painted. */
const AT_TURN = `new Promise((done) => {
  new MutationObserver((_, watching) => {
    watching.disconnect()
    requestAnimationFrame(() => done((${LOOK})(document.querySelector('.maplibregl-canvas'))))
  }).observe(document.querySelector('.wall'), { attributeFilter: ['data-scene'] })
})`

it('the map bears nothing of a scene any more in the frame in which the words of the next one come', async () => {
  const context = await openContext(browser, { width: 960, height: 540, hub: hub.http, complaints })
  const page = await context.newPage()
  // By itself, as it hangs: what a hand does is drawn before anything else.
  await page.goto(`${hub.http}/wall?scenes=publicService,systems&dwell=30`)
  await settled(page)
  await page.locator('.wall[data-scene="publicService"] .need').first().waitFor()
  const before = await page.evaluate<Looked>(AT_REST)
  expect(before.orange, 'communes that miss their aim').toBeGreaterThan(200)
  const { isDrawn, orange } = await page.evaluate<Looked>(AT_TURN)
  expect(isDrawn, 'the map has been drawn for this frame').toBe(true)
  expect(orange, 'communes of the scene before').toBeLessThan(before.orange / 10)
  expect(complaints).toEqual([])
})
