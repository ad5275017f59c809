import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openBrowser, picturePath } from '../support/browser.ts'
import type { BuiltHub } from '../support/builtHub.ts'
import { hasFfmpeg } from '../support/ffmpeg.ts'
import type { MediaServer } from '../support/mediaServer.ts'
import { openPage } from '../support/signIn.ts'
import { until } from '../support/until.ts'
import { startVideoHub, type VideoHub } from '../support/videoHub.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })

/** Against real peers: ffmpeg's video through WebRTC (werift) and as pieces of HLS, played by the console's page in a real browser. */
describe.each(hasFfmpeg() ? ['ffmpeg'] : [])('a camera’s video, by %s', () => {
  let stranger: Server
  const strangerAsked: string[] = []
  let video: VideoHub
  let hub: BuiltHub
  let media: MediaServer
  let browser: Browser

  beforeAll(async () => {
    stranger = createServer((request, response) => {
      strangerAsked.push(`${request.method} ${request.url}`)
      response.writeHead(200, { 'access-control-allow-origin': '*' }).end()
    }).listen(0, '127.0.0.1')
    await once(stranger, 'listening')
    video = await startVideoHub(
      {
        'MC-WHEP': [
          ['hls', '/hls/index.m3u8'],
          ['whep', '/whep'],
        ],
        'MC-SILENT': [
          ['whep', '/silent/whep'],
          ['hls', '/hls/index.m3u8'],
        ],
        'MC-HUGE': [['whep', '/huge/whep']],
        'MC-ELSEWHERE': [['whep', '/elsewhere/whep']],
      },
      `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`,
    )
    ;({ hub, media } = video)
    browser = await openBrowser({ webgl: false })
  })
  afterAll(async () => {
    await browser?.close()
    await video?.stop()
    stranger?.close()
  })

  /** Opens a camera's page and asks for its video. */
  async function watch(camera: string): Promise<{ page: Page; violations: string[] }> {
    const page = await openPage(browser, hub.http, { locale: 'vi-VN', viewport: { width: 1366, height: 768 } })
    page.setDefaultTimeout(60_000)
    const violations: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) violations.push(message.text())
    })
    await page.goto(`${hub.http}/camera/${camera}`)
    await page.getByRole('button', { name: `Xem trực tiếp Camera ${camera}` }).click()
    await page.getByLabel('Lý do xem').fill('Dân phản ánh chờ lâu')
    await page.getByRole('button', { name: 'Bắt đầu xem' }).click()
    await page.locator('.live-view').waitFor()
    return { page, violations }
  }
  const frames = (page: Page) =>
    page.locator('video').evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames)

  it('plays by WHEP where it is offered, says so, and deletes its session when it stops', async () => {
    const { page, violations } = await watch('MC-WHEP')
    await page.locator('.live-view[data-way="whep"]').waitFor()
    expect(await page.locator('.live-view__says').textContent()).toContain('WebRTC')
    const before = await frames(page)
    await until(async () => (await frames(page)) > before + 5)
    await page.screenshot({ path: picturePath('camera-video') })
    await page.getByRole('button', { name: 'Dừng xem' }).click()
    await until(() => media.asked.some((line) => line.startsWith('DELETE /whep/')))
    await page.locator('.live-view').waitFor({ state: 'detached' })
    expect(violations).toEqual([])
    await page.context().close()
  })

  it('plays by HLS where WHEP never answers, and shows pictures once that has ended', async () => {
    const { page, violations } = await watch('MC-SILENT')
    await page.locator('.live-view[data-way="hls"]').waitFor()
    const before = await frames(page)
    await until(async () => (await frames(page)) > before + 5)
    media.endHls()
    await page.locator('.live-view[data-state="pictures"]').waitFor()
    expect(await page.locator('.live-view__says').textContent()).toContain('hình trực tiếp đã kết thúc')
    expect(violations).toEqual([])
    await page.context().close()
  })

  it.each([
    ['MC-HUGE', 'trả lời quá dài'],
    ['MC-ELSEWHERE', 'chuyển sang địa chỉ khác'],
  ])('%s: shows pictures, says why, and tries again', async (camera, why) => {
    const { page } = await watch(camera)
    // It tries again soon: what it says is read while it says so.
    await page.locator('.live-view[data-state="pictures"] .live-view__says', { hasText: why }).waitFor()
    const path = camera === 'MC-HUGE' ? '/huge/whep' : '/elsewhere/whep'
    await until(() => media.asked.filter((line) => line === `POST ${path}`).length >= 2)
    expect(strangerAsked).toEqual([])
    await page.context().close()
  })
})
