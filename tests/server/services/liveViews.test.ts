import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Principal } from '../../../domain/access/principal.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { principalsOf } from '../../../server/gate/principals.ts'
import { handClock } from '../../support/clock.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { personWith } from '../../support/people.ts'
import { postCommand } from '../../support/postCommand.ts'
import { connectPublisher, type Publisher } from '../../support/publisher.ts'
import { until } from '../../support/until.ts'

const { city, communes } = UNIT_TREES['2021']
const [here, there] = communes.map(({ code }) => code) as [string, string]
const MEDIA = 'https://media.example:8889'
const WHEP = { type: 'whep', url: `${MEDIA}/mc-1/whep` }
const HLS = { type: 'hls', url: `${MEDIA}/mc-1/index.m3u8` }

const clock = handClock(Date.now())
let who: Principal = personWith('leader', city.code)
let hub: TestHub
let publisher: Publisher

beforeAll(async () => {
  hub = await startHub(
    { IOC_LIVE_HOSTS: MEDIA },
    clock,
    principalsOf(() => who),
  )
  publisher = await connectPublisher(hub.mqtt)
  const announce = (id: string, more: object) =>
    publisher.say(`camera/${id}/announce`, { ...{ name: id, commune: here, noticePosted: true }, ...more })
  await announce('MC-1', { live: [HLS, { type: 'jpeg-mqtt', url: 'https://other.example/' }, WHEP] })
  await announce('MC-2', { live: { type: 'whep', url: 'https://stranger.example/whep' } })
  await announce('MC-3', { live: WHEP, noticePosted: false })
  await until(async () => (await fetch(`${hub.http}/api/v1/cameras/MC-3`)).ok)
})
afterAll(async () => {
  await publisher?.end()
  await hub?.stop()
})
beforeEach(() => {
  who = personWith('leader', city.code)
})

const begin = (camera: string, more: object = {}) =>
  postCommand(hub, 'beginLiveView', { camera, why: 'Dân phản ánh chờ lâu', minutes: 2, ...more })
const end = (view: unknown) => postCommand(hub, 'endLiveView', { camera: 'MC-1', view })
const codeOf = ({ status, body }: Awaited<ReturnType<typeof begin>>) => [status, body.code]

async function logOf(did: string): Promise<Record<string, unknown>[]> {
  const answer = await fetch(`${hub.http}/api/v1/audit?limit=200`)
  const { entries } = (await answer.json()) as { entries: { entry: { did: string } & Record<string, unknown> }[] }
  return entries.map((each) => each.entry ?? each).filter((each) => each.did === did)
}

it('tells the ways that can be played here, the best first, to who gives a reason, and writes both ends into the log', async () => {
  const begun = await begin('MC-1')
  expect(begun).toMatchObject({ status: 200, body: { until: clock.now() + 2 * MINUTE_MS, offers: [WHEP, HLS] } })
  expect((await end(begun.body.view)).status).toBe(200)
  expect(codeOf(await end(begun.body.view))).toEqual([409, 'viewOver'])
  await until(async () => (await logOf('endLiveView')).length > 0)
  expect((await logOf('beginLiveView'))[0]).toMatchObject({
    ...{ who: { is: 'person' }, input: { camera: 'MC-1', why: 'Dân phản ánh chờ lâu' }, unit: here, result: 'done' },
  })
})

it('ends by itself, which stands in the log as well', async () => {
  const { body } = await begin('MC-1')
  clock.advance(2 * MINUTE_MS)
  await until(async () => (await logOf('endLiveView')).some(({ who }) => (who as { is: string }).is === 'hub'))
  expect(codeOf(await end(body.view))).toEqual([409, 'viewOver'])
})

it.each([
  ['without a reason', 'MC-1', { why: '  ' }, 400],
  ['for an hour', 'MC-1', { minutes: 60 }, 400],
  ['at a host that is not set', 'MC-2', {}, 409],
  ['where no notice is posted', 'MC-3', {}, 409],
  ['of a camera that there is not', 'MC-9', {}, 404],
])('is refused %s', async (_, camera, more, status) => {
  expect((await begin(camera, more)).status).toBe(status)
})

it('is of four cameras at a time at most, and whoever asks for more is told what to close', async () => {
  who = personWith('operator', city.code, 'Bốn camera')
  const begun: unknown[] = []
  for (let n = 0; n < 4; n++) begun.push((await begin('MC-1')).body.view)
  const fifth = await begin('MC-1')
  expect([...codeOf(fifth), fifth.body.detail]).toEqual([
    ...[429, 'viewsUnderWay'],
    expect.stringContaining('4 cameras at once'),
  ])
  expect((await end(begun[0])).status).toBe(200)
  expect((await begin('MC-1')).status).toBe(200)
})

it('is never given to an officer of another unit, who is told what is told of no camera at all', async () => {
  who = personWith('officer', there)
  const refused = await begin('MC-1')
  expect([404, 403]).toContain(refused.status)
  expect(codeOf(refused)).toEqual(codeOf(await begin('MC-9')))
  who = personWith('officer', here)
  expect((await begin('MC-1')).status).toBe(200)
})

it('is no wall’s, and no auditor’s', async () => {
  who = { ...personWith('wall', city.code), is: 'wall' }
  expect((await begin('MC-1')).status).toBe(403)
  who = personWith('auditor', city.code)
  expect((await begin('MC-1')).status).toBe(403)
})

it('ends under the name of its own camera alone: the log says what was looked at', async () => {
  const { body } = await begin('MC-1')
  const other = await postCommand(hub, 'endLiveView', { camera: 'MC-2', view: body.view })
  expect(codeOf(other)).toEqual([409, 'viewOver'])
  expect((await end(body.view)).status).toBe(200)
})

it('ends where its camera goes to another unit, which stands in the log', async () => {
  const announce = (commune: string) =>
    publisher.say('camera/MC-4/announce', { name: 'MC-4', commune, noticePosted: true, live: WHEP })
  await announce(here)
  await until(async () => (await fetch(`${hub.http}/api/v1/cameras/MC-4`)).ok)
  const { body } = await begin('MC-4')
  await announce(there)
  await until(async () =>
    (await logOf('endLiveView')).some(({ input }) => {
      const said = input as { view: unknown; because?: string }
      return said.view === body.view && said.because === 'gone'
    }),
  )
})
