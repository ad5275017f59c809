import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type LiveServer, startLiveServer } from '../../simulators/cameras/liveServer.ts'
import { openBrowser, picturePath } from '../support/browser.ts'
import { type BuiltHub, startBuiltHub } from '../support/builtHub.ts'
import { commandWall } from '../support/commandWall.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { askHub, openPage } from '../support/signIn.ts'
import { until } from '../support/until.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const CAMERA = 'MC-DEMO'
const WALL = 'demo-wall-1'

let media: LiveServer
let hub: BuiltHub
let publisher: Publisher
let browser: Browser

/** A picture that is another with each moment. */
async function draw(): Promise<Uint8Array> {
  const background = { r: Date.now() % 256, g: 90, b: 90 }
  return sharp({ create: { width: 320, height: 180, channels: 3, background } })
    .jpeg()
    .toBuffer()
}

beforeAll(async () => {
  media = await startLiveServer()
  media.show(draw)
  hub = await startBuiltHub({ IOC_LIVE_HOSTS: media.origin })
  publisher = await connectPublisher(hub.mqtt)
  await publisher.say(
    `camera/${CAMERA}/announce`,
    {
      ...{ name: 'Camera Ninh Kiều', commune: '31117', lng: 105.7885, lat: 10.0452, noticePosted: true },
      ...{ simulated: true, live: { type: 'mjpeg', url: media.addressOf(CAMERA) } },
    },
    { retain: true },
  )
  await until(async () => (await askHub(`${hub.http}/api/v1/cameras/${CAMERA}`)).ok)
  browser = await openBrowser({ webgl: false })
})
afterAll(async () => {
  await browser?.close()
  await publisher?.end()
  await hub?.stop()
  await media?.stop()
})

it('of a simulated camera play on the console, which says how, and end as they are stopped', async () => {
  const page = await openPage(browser, hub.http, { locale: 'vi-VN', viewport: { width: 1366, height: 768 } })
  page.setDefaultTimeout(60_000)
  const violations: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) violations.push(message.text())
  })
  await page.goto(`${hub.http}/camera/${CAMERA}`)
  await page.getByRole('button', { name: 'Xem trực tiếp Camera Ninh Kiều' }).click()
  await page.getByLabel('Lý do xem').fill('Dân phản ánh chờ lâu')
  await page.getByRole('button', { name: 'Bắt đầu xem' }).click()
  await page.locator('.live-view[data-way="mjpeg"]').waitFor()
  expect(await page.locator('.live-view__says').textContent()).toContain('MJPEG')
  const frames = () =>
    page.locator('video').evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames)
  const before = await frames()
  await until(async () => (await frames()) > before + 3)
  await page.screenshot({ path: picturePath('live-pictures') })
  await page.getByRole('button', { name: 'Dừng xem' }).click()
  await page.locator('.live-view').waitFor({ state: 'detached' })
  expect(violations).toEqual([])
  await page.context().close()
})

it('of a camera that somebody has put up on a wall and said why play there, and give way to its pictures where they end', async () => {
  const { version } = (await commandWall(hub, 'pinWall', { wall: WALL, seen: 0 })).state
  await commandWall(hub, 'takeWall', {
    ...{ wall: WALL, seen: version, scene: 'camera', focus: { camera: CAMERA }, minutes: 10, why: 'Đông người chờ' },
  })
  const room = await browser.newContext({ viewport: { width: 1_920, height: 1_080 }, locale: 'vi-VN' })
  const wall = await room.newPage()
  wall.setDefaultTimeout(60_000)
  await wall.goto(`${hub.http}/wall/${WALL}`)
  await wall.locator('.wall-video[data-way="mjpeg"]').waitFor()
  await wall.getByText(/MJPEG/).waitFor()
  await wall.screenshot({ path: picturePath('wall-video') })
  media.show(async () => undefined)
  await wall.locator('.wall-video[data-state="pictures"]').waitFor()
  await wall.getByText('Chưa phát được hình trực tiếp: đang hiện hình chụp').waitFor()
  await room.close()
})
