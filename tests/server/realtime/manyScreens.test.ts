import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { TOO_MANY_SCREENS } from '../../../domain/wire.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { type Visitor, visitor } from '../../support/signIn.ts'
import { until } from '../../support/until.ts'

const CITY = UNIT_TREES['2021'].city.code

let hub: TestHub
const screens: Socket[] = []

beforeAll(async () => {
  hub = await startHub({ IOC_DEMO: '1', IOC_SCREENS_OF_ONE: '3' }, undefined, 'accounts')
})
afterEach(() => {
  for (const screen of screens.splice(0)) screen.disconnect()
})
afterAll(() => hub?.stop())

async function signedIn(user: string): Promise<Visitor> {
  const browser = visitor(hub)
  expect((await browser.command('signInAs', { user })).status).toBe(200)
  return browser
}

/** Opens a window. @returns what it was refused with; undefined: it is connected */
async function open(cookie: string, auth: object = {}): Promise<string | undefined> {
  const screen = io(hub.http, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false, auth },
    ...(cookie !== '' && { extraHeaders: { cookie } }),
  })
  screens.push(screen)
  return new Promise((opened) => {
    screen.once('connect', () => opened(undefined))
    screen.once('connect_error', ({ message }) => opened(message))
  })
}

describe('screens of one account', () => {
  it('those that are open stay, one more is told so, others come in, and it does when one is closed', async () => {
    const leader = await signedIn('lanh-dao')
    const elsewhere = await signedIn('lanh-dao')
    expect([await open(leader.cookie()), await open(leader.cookie()), await open(elsewhere.cookie())]).toEqual(
      Array(3).fill(undefined),
    )
    expect([await open(leader.cookie()), await open(elsewhere.cookie())]).toEqual([TOO_MANY_SCREENS, TOO_MANY_SCREENS])
    expect(await open((await signedIn('truc-ban')).cookie())).toBeUndefined()
    expect(screens.slice(0, 3).map(({ connected }) => connected)).toEqual([true, true, true])
    screens[0]?.disconnect()
    await until(async () => (await open(leader.cookie())) === undefined)
    const auditor = await signedIn('kiem-tra')
    const { entries } = (await auditor.get('/audit?did=connect')).body as { entries: { result: string; who: object }[] }
    expect(entries[0]).toMatchObject({ result: 'tooManyScreens', who: { is: 'person' } })
  })

  it('so it is with a wall and with a program', async () => {
    const wall = visitor(hub)
    await wall.command('openDemoWall')
    const boss = await signedIn('quan-tri')
    const { body } = await boss.command('createToken', { name: 'bảng tin', role: 'leader', place: CITY, days: 1 })
    for (const opens of [
      () => open(wall.cookie(), { wall: true }),
      () => open('', { token: String(body.token ?? body.secret) }),
    ]) {
      const opened: unknown[] = []
      for (let number = 0; number < 4; number++) opened.push(await opens())
      expect(opened).toEqual([undefined, undefined, undefined, TOO_MANY_SCREENS])
    }
  })
})

it('of one person fifty sessions stay, those used last, and no one else’s end', async () => {
  const other = await signedIn('truong-ca')
  const first = await signedIn('can-bo')
  for (let number = 0; number < 49; number++) await signedIn('can-bo')
  const ask = async (browser: Visitor) => (await browser.get('/session')).body
  expect(await ask(first)).toMatchObject({ principal: { user: 'can-bo' } })
  const newest = await signedIn('can-bo')
  const { sessions } = (await newest.get('/sessions')).body as { sessions: object[] }
  expect(sessions).toHaveLength(50)
  expect(await ask(first)).toMatchObject({ principal: null })
  expect([await ask(newest), await ask(other)]).toMatchObject([
    { principal: { user: 'can-bo' } },
    { principal: { user: 'truong-ca' } },
  ])
})
