import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { startHubAs, type TestHub } from '../../support/hub.ts'
import { personWith } from '../../support/people.ts'
import { connectPublisher, type Publisher } from '../../support/publisher.ts'
import { until } from '../../support/until.ts'

/** Cameras announce where their video is; the hub tells it to who looks for a reason, and neither fetches nor passes on anything of it. */
const CITY = UNIT_TREES['2021'].city.code

let hub: TestHub
let publisher: Publisher
/** Stands for the camera, or for what an attacker would have the hub ask. */
let inside: Server
const asked: string[] = []

beforeAll(async () => {
  inside = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
  }).listen(0, '127.0.0.1')
  await once(inside, 'listening')
  hub = await startHubAs(() => personWith('leader', CITY))
  publisher = await connectPublisher(hub.mqtt)
})
afterAll(async () => {
  inside.close()
  await publisher?.end()
  await hub?.stop()
})

const insideUrl = (path: string) => `http://127.0.0.1:${(inside.address() as AddressInfo).port}${path}`
const announce = (id: string, url: string) =>
  publisher.say(`camera/${id}/announce`, {
    ...{ commune: '31117', lng: 105.7885, lat: 10.0452, name: id, noticePosted: true },
    live: { type: 'whep', url },
  })
const camera = async (id: string) => {
  const response = await fetch(`${hub.http}/api/v1/cameras/${id}`)
  return response.ok && ((await response.json()) as { camera: { live: string[] | null } }).camera
}

it('the address of a camera’s video is asked by nobody in the hub', async () => {
  await announce('MC-1', insideUrl('/whep'))
  const announced = await until(() => camera('MC-1'))
  expect(announced.live).toEqual(['whep'])
  for (const path of ['cameras', 'cameras/MC-1', 'cameras/MC-1/frame.jpg', 'cameras/MC-1/series', 'sources'])
    expect(await (await fetch(`${hub.http}/api/v1/${path}`)).text()).not.toContain(insideUrl(''))
  expect(asked).toEqual([])
})

it.each(['file:///etc/passwd', 'javascript:alert(1)', 'gopher://127.0.0.1:25/', 'data:text/html,x', 'whep', ''])(
  'what is no address of a video is left out: %j',
  async (url) => {
    await announce('MC-2', url)
    expect((await until(() => camera('MC-2'))).live).toBeNull()
  },
)

it.each([
  ['malformed', 'v=0\r\no=- \u0000 x\r\nm=video'],
  ['empty', ''],
  ['huge', `v=0\r\n${'a=candidate:1 1 udp 1 10.0.0.1 1 typ host\r\n'.repeat(50_000)}`],
])('an offer of video (SDP), %s, is taken by no address', async (_name, offer) => {
  const headers = { 'content-type': 'application/sdp' }
  for (const [path, statuses] of [
    ['/api/v1/cameras/MC-1', [405]],
    ['/api/v1/cameras/MC-1/whep', [404]],
    ['/api/v1/cameras/MC-1/frame.jpg', [405]],
    ['/api/v1/commands/watchCamera', [403]],
    ['/whep/MC-1', [404, 405, 503]],
  ] as const) {
    // A line that the hub ends while somebody goes on sending is a refusal, too.
    const status = await fetch(hub.http + path, { method: 'POST', headers, body: offer }).then(
      (response) => response.status,
      () => statuses[0],
    )
    expect([path, statuses as readonly number[]]).toEqual([path, expect.arrayContaining([status])])
  }
  const command = { 'content-type': 'application/sdp', 'x-ioc-command': '1' }
  const sent = await fetch(`${hub.http}/api/v1/commands/signOut`, { method: 'POST', headers: command, body: offer })
  expect(sent.status).toBe(415)
  expect((await fetch(`${hub.http}/healthz`)).status).toBe(200)
  expect(asked).toEqual([])
})
