import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WallStateRow } from '../../domain/feeds/wallStates.ts'
import type { HubStatus } from '../../domain/hubStatus.ts'
import { problemSentence } from '../../domain/problems.ts'
import { type PlayedStoryline, STORYLINES } from '../../domain/storylines.ts'
import { commandedAt } from '../../domain/walls/commanded.ts'
import { handClock } from '../support/clock.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { connectScreen, type TestScreen } from '../support/screen.ts'
import { type Visitor, visitor } from '../support/signIn.ts'
import { until } from '../support/until.ts'

const clock = handClock(Date.parse('2026-11-27T19:00:00+07:00'))
let hub: TestHub
let lead: Visitor
let screen: TestScreen

async function signedIn(user: string): Promise<Visitor> {
  const browser = visitor(hub)
  expect((await browser.command('signInAs', { user })).status).toBe(200)
  return browser
}
const played = async (browser: Visitor) => (await browser.get('/storyline')).body.running as PlayedStoryline | null
const state = (wall: string) => screen.row<WallStateRow>('wallStates', wall) as WallStateRow
const level = (wall: string) => commandedAt(state(wall), clock.now()).level

beforeAll(async () => {
  hub = await startHub({ IOC_DEMO: '1' }, clock, 'accounts')
  lead = await signedIn('truong-ca')
  screen = await connectScreen(hub.http, ['wallStates', 'hub'], lead.cookie())
})
afterAll(async () => {
  screen.close()
  await hub.stop()
})

it('is started with one command: the city is told, every wall says that it is simulated, and the log has who it was', async () => {
  expect((await lead.get('/storyline')).body).toEqual({ running: null })
  const started = await lead.command('startStoryline', { storyline: 'badEvening' })
  const { lastsMs, why } = STORYLINES.badEvening
  const running = { storyline: 'badEvening', at: clock.now(), until: clock.now() + lastsMs }
  expect(started).toMatchObject({ status: 200, body: { running } })
  expect((await lead.get('/storyline')).body).toMatchObject({ running })
  for (const wall of ['demo-wall-1', 'demo-wall-2']) {
    await until(() => level(wall) === 'storyline')
    expect(commandedAt(state(wall), clock.now())).toMatchObject({ scene: 'water', take: { why, until: running.until } })
  }
  const auditor = await signedIn('kiem-tra')
  const { body } = await auditor.get('/audit?limit=5')
  expect(JSON.stringify(body)).toContain('startStoryline')
})

it('is not begun anew while it is under way: whoever tries is told who began it and when, and the walls have it once', async () => {
  const deputy = await signedIn('truc-ban')
  const before = await played(deputy)
  const refused = await deputy.command('startStoryline', { storyline: 'badEvening' })
  const told = { by: before?.by ?? '', at: before?.at ?? 0 }
  expect(refused).toMatchObject({ status: 409, body: { code: 'drillUnderWay', params: told } })
  for (const language of ['vi', 'en'] as const) {
    expect(problemSentence('drillUnderWay', told)?.[language]).toContain(told.by)
    expect(problemSentence('drillUnderWay', told)?.[language]).toContain('19:00')
  }
  expect((await lead.command('startStoryline', { storyline: 'badEvening' })).status).toBe(409)
  expect(await played(deputy)).toEqual(before)
  expect(state('demo-wall-1').takes.filter((take) => take.isOfDrill)).toHaveLength(1)
})

it('is begun once by two who press at the same moment', async () => {
  expect((await lead.command('endStoryline')).status).toBe(200)
  await until(() => level('demo-wall-1') === 'schedule')
  const deputy = await signedIn('truc-ban')
  const answers = await Promise.all(
    [lead, deputy].map((each) => each.command('startStoryline', { storyline: 'badEvening' })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const begun = await played(lead)
  expect(answers.find(({ status }) => status === 200)?.body).toEqual({ running: begun })
  const refused = answers.find(({ status }) => status === 409)?.body
  expect(refused).toMatchObject({ code: 'drillUnderWay', params: { by: begun?.by } })
  await until(() => level('demo-wall-1') === 'storyline')
  expect(state('demo-wall-1').takes.filter((take) => take.isOfDrill)).toHaveLength(1)
})

it('is ended by hand, and gives back what it holds; a wall that somebody holds more strongly stays theirs', async () => {
  const taken = { wall: 'demo-wall-2', seen: state('demo-wall-2').version, scene: 'air', minutes: 30 }
  expect((await lead.command('takeWall', taken)).status).toBe(200)
  await until(() => level('demo-wall-2') === 'manual')
  expect((await lead.command('endStoryline')).status).toBe(200)
  expect((await lead.get('/storyline')).body).toEqual({ running: null })
  await until(() => level('demo-wall-1') === 'schedule')
  expect(level('demo-wall-2')).toBe('manual')
})

it('leaves a locked wall alone, and is over by itself', async () => {
  const lock = { wall: 'demo-wall-1', seen: state('demo-wall-1').version, why: 'bảo trì' }
  expect((await lead.command('lockWall', lock)).status).toBe(200)
  expect((await lead.command('startStoryline', { storyline: 'badEvening' })).status).toBe(200)
  expect(level('demo-wall-1')).toBe('schedule')
  // It has nothing up there that would say so: the hub itself tells every screen that a drill goes on.
  await until(() => screen.row<HubStatus>('hub', 'hub')?.drill === 'badEvening')
  clock.advance(STORYLINES.badEvening.lastsMs)
  expect((await lead.get('/storyline')).body).toEqual({ running: null })
  await until(() => screen.row<HubStatus>('hub', 'hub')?.drill === null)
})

it('waits under the hand that has a wall, and shows when that lets go', async () => {
  const wall = 'demo-wall-2'
  const seen = () => state(wall).version
  for (const scene of ['air', 'plan']) {
    const { version } = state(wall)
    await lead.command('takeWall', { wall, seen: version, scene, minutes: 60 })
    await until(() => state(wall).version > version)
  }
  expect((await lead.command('startStoryline', { storyline: 'badEvening' })).status).toBe(200)
  await until(() => state(wall).takes.some((take) => take.isOfDrill))
  expect(level(wall)).toBe('manual')
  expect((await lead.command('releaseWall', { wall, seen: seen(), all: true })).status).toBe(200)
  await until(() => level(wall) === 'storyline')
  expect((await lead.command('endStoryline')).status).toBe(200)
  await until(() => level(wall) === 'schedule')
})

it('ends what lies under a hand, too: nothing of it comes back when that is given back', async () => {
  const wall = 'demo-wall-2'
  const seen = () => state(wall).version
  await lead.command('releaseWall', { wall, seen: seen() })
  await until(() => level(wall) === 'schedule')
  expect((await lead.command('startStoryline', { storyline: 'badEvening' })).status).toBe(200)
  await until(() => level(wall) === 'storyline')
  await lead.command('takeWall', { wall, seen: seen(), scene: 'air', minutes: 30 })
  await until(() => level(wall) === 'manual')
  expect((await lead.command('endStoryline')).status).toBe(200)
  await until(() => state(wall).takes.every((take) => !take.isOfDrill))
  expect(level(wall)).toBe('manual')
  await lead.command('releaseWall', { wall, seen: seen() })
  await until(() => level(wall) === 'schedule')
})

it('is no business of an operator of a commune, nor of a centre at work', async () => {
  const officer = await signedIn('can-bo')
  expect((await officer.command('startStoryline', { storyline: 'badEvening' })).status).toBe(403)
  const atWork = await startHub({}, clock)
  expect(await visitor(atWork).command('startStoryline', { storyline: 'badEvening' })).toMatchObject({
    status: 404,
    body: { code: 'demoOnly' },
  })
  await atWork.stop()
})
