import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Principal } from '../../../domain/access/principal.ts'
import type { WallStateRow } from '../../../domain/feeds/wallStates.ts'
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
const here = communes[0]?.code ?? ''
const MEDIA = 'https://media.example:8889'
const WHEP = { type: 'whep', url: `${MEDIA}/mc/whep` }
const WALL = 'demo-wall-1'
const LEADER = personWith('leader', city.code)
const MACHINE: Principal = { ...personWith('wall', city.code), is: 'wall', id: WALL }

const clock = handClock(Date.now())
let who: Principal = LEADER
let hub: TestHub
let publisher: Publisher
let seen = 0

beforeAll(async () => {
  hub = await startHub(
    { IOC_LIVE_HOSTS: MEDIA, IOC_DEMO: '1', IOC_CAMERA_PICTURES: 'clear' },
    clock,
    principalsOf(() => who),
  )
  publisher = await connectPublisher(hub.mqtt)
  for (const id of ['MC-1', 'MC-2'])
    await publisher.say(`camera/${id}/announce`, { name: id, commune: here, noticePosted: true, live: WHEP })
  await publisher.say('camera/MC-3/announce', { name: 'MC-3', commune: here, noticePosted: false, live: WHEP })
  await until(async () => (await fetch(`${hub.http}/api/v1/cameras/MC-3`)).ok)
})
afterAll(async () => {
  await publisher?.end()
  await hub?.stop()
})

async function steer(name: string, fields: object): Promise<void> {
  who = LEADER
  const { status, body } = await postCommand(hub, name, { wall: WALL, seen, ...fields })
  expect([status, body.code]).toEqual([200, undefined])
  seen = (body.state as WallStateRow).version
}
const put = (camera: string, more: object = { why: 'Đông người chờ' }) =>
  steer('takeWall', { scene: 'camera', focus: { camera }, minutes: 60, ...more })
async function ask(camera: string, as: Principal = MACHINE) {
  who = as
  const { status, body } = await postCommand(hub, 'beginWallVideo', { wall: WALL, camera })
  return { status, code: body.code, view: body.view, until: body.until, offers: body.offers }
}

it('a wall plays the camera that somebody has put up on it and said why, each of its screens the same look, for 15 minutes', async () => {
  await put('MC-1')
  const begun = await ask('MC-1')
  expect(begun).toMatchObject({ status: 200, offers: [WHEP], until: clock.now() + 15 * MINUTE_MS })
  expect(await ask('MC-1')).toMatchObject({ view: begun.view })
  clock.advance(15 * MINUTE_MS)
  expect(await ask('MC-1')).toMatchObject({ status: 409, code: 'noWallVideo' })
})

it('one camera at a time: what was played before is over, and the log says whose it was', async () => {
  await put('MC-1')
  const first = await ask('MC-1')
  await put('MC-2')
  expect(await ask('MC-1')).toMatchObject({ code: 'noWallVideo' })
  expect(await ask('MC-2')).toMatchObject({ status: 200 })
  who = LEADER
  const ended = await until(async () => {
    const answer = await fetch(`${hub.http}/api/v1/audit?did=endLiveView`)
    const { entries } = (await answer.json()) as { entries: { input: { view?: string } }[] }
    return entries.find(({ input }) => input.view === first.view)
  })
  expect(ended.input).toMatchObject({ camera: 'MC-1', person: LEADER.name, because: 'gone' })
})

it('shows pictures wherever nobody has said why, nobody has put it up, the notice is missing, or somebody else asks', async () => {
  await put('MC-1', {})
  expect(await ask('MC-1')).toMatchObject({ code: 'noWallVideo' })
  await put('MC-3')
  expect(await ask('MC-3')).toMatchObject({ code: 'noWallVideo' })
  await put('MC-1')
  expect(await ask('MC-2')).toMatchObject({ code: 'noWallVideo' })
  expect(await ask('MC-1', LEADER)).toMatchObject({ code: 'noWallVideo' })
  expect(await ask('MC-1', { ...MACHINE, id: 'demo-wall-2' })).toMatchObject({ code: 'noWallVideo' })
  await steer('releaseWall', {})
  expect(await ask('MC-1')).toMatchObject({ code: 'noWallVideo' })
})

it('shows pictures of a camera whose pictures are blurred', async () => {
  await put('MC-1')
  who = personWith('admin', city.code)
  const blurred = await postCommand(hub, 'setCameraPictures', {
    camera: 'MC-1',
    pictures: 'blurred',
    why: 'Có mặt người',
  })
  expect([blurred.status, blurred.body.code]).toEqual([200, undefined])
  expect(await ask('MC-1')).toMatchObject({ code: 'noWallVideo' })
})

it('ends with the wall, which nobody but its video minds', async () => {
  // The demo's, who has no password to show where a wall is paired.
  const ADMIN = { ...personWith('admin', city.code), id: 'demo-admin' }
  who = ADMIN
  await postCommand(hub, 'setCameraPictures', { camera: 'MC-2', pictures: 'clear', why: 'Không thấy mặt' })
  const { body: asked } = await postCommand(hub, 'requestPairing', {})
  const { body: paired } = await postCommand(hub, 'pairWall', { code: asked.code, name: 'Phòng họp', place: city.code })
  const wall = paired.id as string
  who = LEADER
  const taken = { wall, seen: 0, scene: 'camera', focus: { camera: 'MC-2' }, minutes: 60, why: 'Đông người chờ' }
  expect(await postCommand(hub, 'takeWall', taken)).toMatchObject({ status: 200 })
  who = { ...MACHINE, id: wall }
  const { body: begun } = await postCommand(hub, 'beginWallVideo', { wall, camera: 'MC-2' })
  expect(begun).toMatchObject({ offers: [WHEP] })
  who = ADMIN
  expect(await postCommand(hub, 'endWall', { wall })).toMatchObject({ status: 200 })
  who = LEADER
  const ended = await until(async () => {
    const answer = await fetch(`${hub.http}/api/v1/audit?did=endLiveView`)
    const { entries } = (await answer.json()) as { entries: { input: { view?: string } }[] }
    return entries.find(({ input }) => input.view === begun.view)
  })
  expect(ended.input).toMatchObject({ camera: 'MC-2', because: 'gone' })
})
