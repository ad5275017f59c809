import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { Secret, TOTP } from 'otpauth'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Command } from '../../../domain/commands/command.ts'
import { COMMANDS } from '../../../domain/commands/index.ts'
import { QUERIES } from '../../../domain/queries/index.ts'
import type { Query } from '../../../domain/queries/query.ts'
import { HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { SIGN_IN_FIRST } from '../../../domain/wire.ts'
import { systemClock } from '../../../server/clock.ts'
import { ConfigError } from '../../../server/config.ts'
import { handClock } from '../../support/clock.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { type Visitor, visitor } from '../../support/signIn.ts'
import { until } from '../../support/until.ts'

const root = resolve(import.meta.dirname, '../../..')
const CITY = UNIT_TREES['2021'].city.code
const HERE = UNIT_TREES['2021'].communes[0]?.code ?? ''
const ELSEWHERE = UNIT_TREES['2021'].communes[1]?.code ?? ''
const run = promisify(execFile)

/** `npm run admin`, beside the hub. */
async function admin(dataDir: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ['run.mjs', 'server/admin.ts', ...args], {
    cwd: root,
    env: { ...process.env, IOC_DATA_DIR: dataDir, DATABASE_URL: '' },
  })
  return stdout.trim()
}

const clock = handClock(Date.now())
let dataDir: string
let hub: TestHub
let secret: string
/** Signed in, with a password of their own and the second factor. */
let boss: Visitor

const code = (ahead = 0) => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: clock.now() + ahead })
const GOOD = 'ba con mèo trên mái nhà'

/** A person who has chosen a password. */
async function personOf(user: string, role: string, place = CITY): Promise<{ browser: Visitor; id: string }> {
  const { body } = await boss.command('createPerson', { proof: GOOD, user, name: user, grants: [{ role, place }] })
  const browser = visitor(hub)
  await browser.command('signIn', { user, password: body.password })
  expect(await browser.command('changePassword', { old: body.password, new: GOOD })).toMatchObject({
    status: 200,
    body: { pending: null },
  })
  return { browser, id: String(body.id) }
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ioc-people-'))
})
afterAll(async () => {
  await hub?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const INVENTED = { today: '2026-11-29', weekAgo: '2026-11-22', sensor: 'TG-01', camera: 'MC-1', city: '92' }

/** Whoever has something pending reads nothing of their own and changes nothing but that: somebody else may have read the first password. */
async function onlyClears(who: typeof boss): Promise<void> {
  const refused = { status: 403, body: { code: 'clearPendingFirst' } }
  for (const { ask, path } of Object.values<Query>(QUERIES))
    if (ask === 'self') expect(await who.get(path), path).toMatchObject(refused)
  for (const [name, { do: needed, whilePending, example }] of Object.entries<Command>(COMMANDS))
    if (needed === 'self' && whilePending !== true)
      expect(await who.command(name, example(INVENTED)), name).toMatchObject(refused)
}

it('refuses to start without an administrator, and says the command', async () => {
  const started = startHub({ IOC_DATA_DIR: dataDir }, clock, 'accounts')
  await expect(started).rejects.toThrow(ConfigError)
  await expect(started).rejects.toThrow(/npm run admin -- create --user NAME --role admin/)
})

it('what is written of people is read by nobody else on the machine', async () => {
  const own = join(dataDir, 'own')
  await admin(own, 'create', '--user', 'mot.minh', '--role', 'admin')
  const modes = await Promise.all(['.', 'ioc.db'].map(async (name) => (await stat(join(own, name))).mode & 0o777))
  expect(modes).toEqual([0o700, 0o600])
})

it('starts once one has been created; who is first given a password chooses another, and sets up the second factor', async () => {
  const password = await admin(dataDir, 'create', '--user', 'Sep.An', '--role', 'admin', '--quiet')
  hub = await startHub({ IOC_DATA_DIR: dataDir, IOC_PUSH_CONTACT: 'mailto:ioc@cantho.example' }, clock, 'accounts')
  boss = visitor(hub)
  expect((await boss.get('/people')).status).toBe(401)
  expect(await boss.command('signIn', { user: 'SEP.AN', password })).toMatchObject({ body: { pending: 'password' } })
  expect(await boss.get('/session')).toMatchObject({ body: { principal: { user: 'sep.an', pending: 'password' } } })
  expect(await boss.get('/people')).toMatchObject({ status: 403 })
  await onlyClears(boss)
  const before = boss.cookie()
  for (const [chosen, fault] of [
    ['ngắn', 'passwordTooShort'],
    ['sep.an là tôi đây', 'passwordHasName'],
    ['matkhau123456', 'passwordGuessable'],
    [password, 'passwordSame'],
  ])
    expect(await boss.command('changePassword', { old: password, new: chosen })).toMatchObject({
      body: { code: fault },
    })
  expect(await boss.command('changePassword', { old: 'another one', new: GOOD })).toMatchObject({
    status: 403,
    body: { code: 'wrongPassword' },
  })
  expect(await boss.command('changePassword', { old: password, new: GOOD })).toMatchObject({
    body: { pending: 'totp' },
  })
  expect(boss.cookie()).not.toBe(before)
  await onlyClears(boss)
  // The first one, too, is for who knows the password: a session is not enough.
  expect((await boss.command('beginTotp')).status).toBe(400)
  expect(await boss.command('beginTotp', { password: 'another one' })).toMatchObject({
    status: 403,
    body: { code: 'wrongPassword' },
  })
  const begin = async () => String((await boss.command('beginTotp', { password: GOOD })).body.secret)
  secret = await begin()
  const wrong = () => String((Number(code()) + 500_000) % 1_000_000).padStart(6, '0')
  for (let guess = 0; guess < 10; guess++)
    expect(await boss.command('confirmTotp', { code: wrong() })).toMatchObject({
      status: 401,
      body: { code: 'wrongCode' },
    })
  // Nobody guesses on: it takes the password again, and another secret.
  expect((await boss.command('confirmTotp', { code: code() })).body.code).toBe('noTotpBegun')
  secret = await begin()
  const confirmed = await boss.command('confirmTotp', { code: code() })
  expect(confirmed).toMatchObject({ status: 200, body: { pending: null } })
  expect(confirmed.body.recoveryCodes).toHaveLength(10)
  expect(await boss.get('/people')).toMatchObject({
    status: 200,
    body: { people: [{ user: 'sep.an', hasTotp: true }] },
  })
  // The old id opens nothing any more.
  const old = await fetch(`${hub.http}/api/v1/people`, { headers: { cookie: before } })
  expect(old.status).toBe(401)

  // A code works once; a recovery code, too.
  const other = visitor(hub)
  const typed = { user: 'sep.an', password: GOOD }
  expect(await other.command('signIn', typed)).toMatchObject({ status: 401, body: { code: 'codeNeeded' } })
  expect(await other.command('signIn', { ...typed, code: code() })).toMatchObject({ body: { code: 'wrongCode' } })
  clock.set(clock.now() + MINUTE_MS)
  const [first, second] = await Promise.all(
    [1, 2].map(() => visitor(hub).command('signIn', { ...typed, code: code() })),
  )
  expect([first?.status, second?.status].toSorted()).toEqual([200, 401])
  const [recovery] = confirmed.body.recoveryCodes as string[]
  expect((await other.command('signIn', { ...typed, code: recovery?.toUpperCase() })).status).toBe(200)
  expect((await visitor(hub).command('signIn', { ...typed, code: recovery })).body.code).toBe('wrongRecoveryCode')
})

it('keeps people and sessions over a restart', async () => {
  await hub.restart()
  expect(await boss.get('/session')).toMatchObject({ body: { principal: { user: 'sep.an', pending: null } } })
})

describe('somebody with a role', () => {
  it('may what it lets, where it is held, and no more', async () => {
    const { browser } = await personOf('can.bo', 'officer', HERE)
    expect((await browser.get(`/alerts?unit=${HERE}`)).status).toBe(200)
    expect((await browser.get(`/alerts?unit=${CITY}`)).status).toBe(403)
    expect(await browser.command('createPerson', { user: 'x.y', name: 'x', grants: [] })).toMatchObject({
      status: 403,
      body: { code: 'forbidden', params: { permission: 'people.manage' } },
    })
  })

  it('is told within five seconds when the session ends or the rights change, whoever does it', async () => {
    const { browser, id } = await personOf('truc.ban', 'operator')
    const connect = async () => {
      const socket = io(hub.http, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        extraHeaders: { cookie: browser.cookie() },
      })
      await new Promise<void>((connected, failed) => {
        socket.on('connect', connected)
        socket.on('connect_error', failed)
      })
      return socket
    }
    const first = await connect()
    await boss.command('setGrants', { proof: GOOD, person: id, grants: [{ role: 'officer', place: HERE }] })
    await until(() => first.disconnected)
    await expect(connect()).rejects.toThrow(SIGN_IN_FIRST)
    await browser.command('signIn', { user: 'truc.ban', password: GOOD })
    const second = await connect()
    await admin(dataDir, 'disable', '--user', 'truc.ban')
    await until(() => second.disconnected)
    expect((await browser.command('signIn', { user: 'truc.ban', password: GOOD })).body.code).toBe('wrongSignIn')
    await admin(dataDir, 'enable', '--user', 'truc.ban')
    await until(async () => {
      const { people } = (await boss.get('/people')).body as { people: { user: string; disabledAt: number | null }[] }
      return people.find(({ user }) => user === 'truc.ban')?.disabledAt === null
    })
    expect((await browser.command('signIn', { user: 'truc.ban', password: GOOD })).status).toBe(200)
    const { sessions } = (await browser.get('/sessions')).body as { sessions: { id: string; current: boolean }[] }
    expect(sessions).toMatchObject([{ current: true }])
    const third = await connect()
    await boss.command('endSession', { session: sessions[0]?.id })
    await until(() => third.disconnected)
  })

  it('ends nobody else’s sessions', async () => {
    const { browser } = await personOf('tham.do', 'lead')
    const { body } = await boss.get('/sessions')
    const [{ id }] = body.sessions as [{ id: string }]
    expect(await browser.command('endSession', { session: id })).toMatchObject({
      status: 404,
      body: { code: 'unknownSession' },
    })
    expect((await boss.get('/people')).status).toBe(200)
  })

  it('has notices in a browser until the session in which it was asked for is ended or its longest time is over, used or not', async () => {
    const { browser, id } = await personOf('di.dong', 'lead')
    const elsewhere = visitor(hub)
    const signIn = async (who: Visitor) => {
      expect((await who.command('signIn', { user: 'di.dong', password: GOOD })).status).toBe(200)
    }
    await signIn(elsewhere)
    const endpoint = 'https://fcm.googleapis.com/fcm/send/di-dong'
    const subscribe = (who: Visitor) => who.command('subscribePush', { endpoint, p256dh: 'BPk', auth: 'x1' })
    const taking = async (who: Visitor) => {
      const { browsers, isHere } = (await who.get('/notice-preferences')).body
      return { browsers, isHere }
    }
    const others = async () => {
      const { sessions } = (await elsewhere.get('/sessions')).body as { sessions: { id: string; current: boolean }[] }
      return sessions.filter(({ current }) => !current).map((each) => each.id)
    }
    expect((await subscribe(browser)).status).toBe(200)
    expect(await taking(browser)).toEqual({ browsers: 1, isHere: true })
    expect(await taking(elsewhere)).toEqual({ browsers: 1, isHere: false })
    for (const session of await others()) await elsewhere.command('endSession', { session })
    expect(await taking(elsewhere)).toEqual({ browsers: 0, isHere: false })

    const isDisabled = async () => {
      const { people } = (await boss.get('/people')).body as { people: { user: string; disabledAt: number | null }[] }
      return people.find(({ user }) => user === 'di.dong')?.disabledAt !== null
    }
    const ends: readonly (() => Promise<unknown>)[] = [
      () => browser.command('signOut'),
      () => boss.command('endSessions', { person: id }),
      () => boss.command('setGrants', { proof: GOOD, person: id, grants: [{ role: 'operator', place: CITY }] }),
      () => admin(dataDir, 'disable', '--user', 'di.dong').then(() => admin(dataDir, 'enable', '--user', 'di.dong')),
      () => passes(13 * HOUR_MS),
    ]
    async function passes(ms: number) {
      clock.set(clock.now() + ms)
      // The boss has not been there either.
      await boss.command('signIn', { user: 'sep.an', password: GOOD, code: code() })
    }
    await signIn(browser)
    await subscribe(browser)
    await passes(31 * MINUTE_MS)
    expect((await browser.get('/sessions')).status).toBe(401)
    await signIn(elsewhere)
    expect(await taking(elsewhere)).toEqual({ browsers: 1, isHere: false })
    for (const end of ends) {
      await signIn(browser)
      await subscribe(browser)
      expect(await taking(browser)).toEqual({ browsers: 1, isHere: true })
      await end()
      await until(async () => (await browser.get('/sessions')).status === 401)
      // What the command line has changed is seen within a second; whoever tries meanwhile is soon locked out.
      await until(async () => !(await isDisabled()))
      await signIn(elsewhere)
      expect(await taking(elsewhere)).toEqual({ browsers: 0, isHere: false })
    }
  })

  it('is told nothing more of what lies where they held a role before, and the list of notices says why', async () => {
    const { browser: leader } = await personOf('sep.lon', 'leader')
    const { browser, id } = await personOf('o.phuong', 'officer', HERE)
    const given = await leader.command('giveDirective', {
      ...{ title: 'Rà soát hồ sơ', content: 'Rà soát hồ sơ quá hạn.', unit: HERE, due: '2099-12-31' },
    })
    expect(given.status).toBe(200)
    const toldOf = async () => {
      const { notices } = (await boss.get('/notices')).body as unknown as {
        notices: { person: string; state: string; reason: string | null }[]
      }
      return notices.filter(({ person }) => person === id).map(({ state, reason }) => [state, reason])
    }
    expect(await toldOf()).toEqual([['pending', null]])
    await until(async () => ((await browser.get('/own-notices')).body.notices as unknown[]).length === 1)
    await boss.command('setGrants', { proof: GOOD, person: id, grants: [{ role: 'officer', place: ELSEWHERE }] })
    await until(async () => (await toldOf())[0]?.[1] === 'noRight')
    expect(await toldOf()).toEqual([['cancelled', 'noRight']])
    await browser.command('signIn', { user: 'o.phuong', password: GOOD })
    expect((await browser.get('/own-notices')).body.notices).toEqual([])
  })

  it('is asked again after a time without use, and after the longest a session lasts', async () => {
    const { browser } = await personOf('ca.dem', 'lead')
    const started = clock.now()
    clock.set(started + 29 * MINUTE_MS)
    expect((await browser.get('/sessions')).status).toBe(200)
    clock.set(started + 58 * MINUTE_MS)
    expect((await browser.get('/sessions')).status).toBe(200)
    clock.set(started + 90 * MINUTE_MS)
    expect((await browser.get('/sessions')).status).toBe(401)
    await browser.command('signIn', { user: 'ca.dem', password: GOOD })
    const again = clock.now()
    for (let passed = 0; passed < 12 * HOUR_MS - 25 * MINUTE_MS; passed += 25 * MINUTE_MS) {
      clock.set(again + passed)
      expect((await browser.get('/sessions')).status).toBe(200)
    }
    // A screen that is connected is in use all the time: its session ends all the same, and the screen with it.
    const screen = io(hub.http, {
      ...{ transports: ['websocket'], reconnection: false, extraHeaders: { cookie: browser.cookie() } },
    })
    await until(() => screen.connected)
    clock.set(again + 12 * HOUR_MS)
    await until(() => screen.disconnected)
    expect((await browser.get('/sessions')).status).toBe(401)
    // The others', too.
    clock.set(clock.now() + MINUTE_MS)
    expect((await boss.command('signIn', { user: 'sep.an', password: GOOD, code: code() })).status).toBe(200)
  })
})

describe('whoever guesses', () => {
  it('is answered the same for a name that nobody has, and locked out for longer each time', async () => {
    const { id } = await personOf('muc.tieu', 'lead')
    const guesser = visitor(hub)
    for (const user of ['muc.tieu', 'khong.co.ai']) {
      const answers = []
      for (let n = 0; n < 6; n++) answers.push(await guesser.command('signIn', { user, password: `sai ${n}` }))
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
        ...Array.from({ length: 5 }, () => [401, 'wrongSignIn']),
        [429, 'lockedOut'],
      ])
    }
    expect((await guesser.command('signIn', { user: 'muc.tieu', password: GOOD })).body).toMatchObject({
      code: 'lockedOut',
      params: { seconds: 30 },
    })
    const { people } = (await boss.get('/people')).body as { people: { user: string; lockedUntil: number | null }[] }
    expect(people.find(({ user }) => user === 'muc.tieu')?.lockedUntil).toBe(clock.now() + 30_000)
    clock.set(clock.now() + 30_001)
    await guesser.command('signIn', { user: 'muc.tieu', password: 'sai' })
    expect((await guesser.command('signIn', { user: 'muc.tieu', password: GOOD })).body).toMatchObject({
      params: { seconds: 60 },
    })
    await boss.command('enablePerson', { proof: GOOD, person: id })
    expect((await guesser.command('signIn', { user: 'muc.tieu', password: GOOD })).status).toBe(200)
  })

  it('is let in again when somebody lifts the lock-out beside the running hub', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ioc-lock-'))
    await admin(folder, 'create', '--user', 'sep', '--role', 'admin')
    let password = await admin(folder, 'create', '--user', 'bi.khoa', '--role', 'lead', '--quiet')
    const other = await startHub({ IOC_DATA_DIR: folder }, systemClock, 'accounts')
    const signIn = async (typed: string) =>
      (await visitor(other).command('signIn', { user: 'bi.khoa', password: typed })).body.code
    try {
      for (const command of ['enable', 'password']) {
        for (let n = 0; n < 5; n++) await signIn(`sai ${n}`)
        expect(await signIn(password)).toBe('lockedOut')
        const told = await admin(folder, command, '--user', 'bi.khoa', '--quiet')
        if (command === 'password') password = told
        await until(async () => (await signIn(password)) === undefined)
      }
    } finally {
      await other.stop()
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('many at once are no way around', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => visitor(hub).command('signIn', { user: 'khong.co', password: `sai ${n}` })),
    )
    expect(answers.filter(({ body }) => body.code === 'wrongSignIn')).toHaveLength(5)
  })
})

it('the last administrator stays one, and a name is taken once', async () => {
  const { people } = (await boss.get('/people')).body as { people: { user: string; id: string }[] }
  const person = people.find(({ user }) => user === 'sep.an')?.id
  expect((await boss.command('disablePerson', { person })).body.code).toBe('lastAdmin')
  expect((await boss.command('setGrants', { proof: GOOD, person, grants: [] })).body.code).toBe('lastAdmin')
  const twice = { user: 'hai.nguoi', name: 'Hai', grants: [] }
  const created = await Promise.all([1, 2].map(() => boss.command('createPerson', { proof: GOOD, ...twice })))
  expect(created.map(({ status }) => status).toSorted()).toEqual([200, 409])
  for (const grants of [[{ role: 'wall', place: CITY }], [{ role: 'lead', place: '99999' }], [{ place: CITY }]])
    expect(
      (await boss.command('createPerson', { proof: GOOD, user: 'sai', name: 'Sai', grants })).status,
    ).toBeGreaterThanOrEqual(400)
})

describe('a token', () => {
  it('opens what its role does, at its place, in a header and in a handshake, until it ends', async () => {
    const { body } = await boss.command('createToken', {
      proof: GOOD,
      name: 'Kho',
      role: 'officer',
      place: HERE,
      days: 1,
    })
    const ask = (unit: string) =>
      fetch(`${hub.http}/api/v1/alerts?unit=${unit}`, { headers: { authorization: `Bearer ${String(body.token)}` } })
    expect([(await ask(HERE)).status, (await ask(CITY)).status]).toEqual([200, 403])
    const socket = io(hub.http, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { token: body.token },
    })
    await until(() => socket.connected)
    expect(JSON.stringify((await boss.get('/tokens')).body)).not.toContain(String(body.token))
    await boss.command('endToken', { token: body.id })
    await until(() => socket.disconnected)
    expect((await ask(HERE)).status).toBe(401)
    const wrong = await fetch(`${hub.http}/api/v1/alerts`, {
      headers: { authorization: 'Bearer x', cookie: boss.cookie() },
    })
    expect(wrong.status).toBe(401)
  })
})

describe('a wall', () => {
  it('is paired by its code, shows the city for ever, over a restart, and is ended', async () => {
    const wall = visitor(hub)
    const { body: asked } = await wall.command('requestPairing')
    expect((await wall.command('claimPairing', { secret: asked.secret })).body.state).toBe('waiting')
    expect(
      (await boss.command('pairWall', { proof: GOOD, code: 'AAAA-AAAA', name: 'Sảnh', place: CITY })).body.code,
    ).toBe('unknownPairing')
    const typed = String(asked.code).toLowerCase().replace('-', ' ')
    const paired = await boss.command('pairWall', { proof: GOOD, code: typed, name: 'Sảnh', place: CITY })
    expect(paired.status).toBe(200)
    // A name is one wall's, however it is written.
    const second = String((await visitor(hub).command('requestPairing')).body.code)
    const taken = { status: 409, body: { code: 'wallNameTaken', params: { name: 'Sảnh' } } }
    expect(await boss.command('pairWall', { proof: GOOD, code: second, name: 'SẢNH', place: CITY })).toMatchObject(
      taken,
    )
    const other = await boss.command('pairWall', { proof: GOOD, code: second, name: 'Sảnh 2', place: CITY })
    expect(other.status).toBe(200)
    expect(await boss.command('renameWall', { wall: other.body.id, name: 'sảnh' })).toMatchObject(taken)
    expect((await boss.command('renameWall', { wall: other.body.id, name: 'sảnh 2' })).status).toBe(200)
    // One that has ended keeps its name from nobody.
    expect((await boss.command('endWall', { wall: other.body.id })).status).toBe(200)
    // A code is used once.
    expect(
      (await boss.command('pairWall', { proof: GOOD, code: typed, name: 'Sảnh khác', place: CITY })).body.code,
    ).toBe('unknownPairing')
    expect((await wall.command('claimPairing', { secret: asked.secret })).body.state).toBe('paired')
    // What its page has kept meanwhile opens nothing: the cookie is another secret, and once it is used nobody fetches one again.
    const read = { headers: { cookie: `__Host-ioc-wall=${String(asked.secret)}` } }
    expect((await fetch(`${hub.http}/api/v1/alerts?unit=${CITY}`, read)).status).toBe(401)
    expect((await wall.get(`/alerts?unit=${CITY}`)).status).toBe(200)
    const another = visitor(hub)
    expect((await another.command('claimPairing', { secret: asked.secret })).body.state).toBe('ended')
    clock.set(clock.now() + 300 * 24 * HOUR_MS)
    await hub.restart()
    expect((await wall.get(`/alerts?unit=${CITY}`)).status).toBe(200)
    const renewed = await fetch(`${hub.http}/api/v1/session`, { headers: { cookie: wall.cookie() } })
    expect(renewed.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-ioc-wall=.*Max-Age=34560000$/)])
    expect(await renewed.json()).toMatchObject({ principal: { is: 'wall', name: 'Sảnh' } })
    expect((await wall.command('changePassword', { old: 'x', new: 'y' })).body.code).toBe('peopleOnly')
    await boss.command('signIn', { user: 'sep.an', password: GOOD, code: code() })
    expect((await boss.command('endWall', { wall: paired.body.id })).status).toBe(200)
    expect((await wall.get(`/alerts?unit=${CITY}`)).status).toBe(401)
    expect((await wall.command('claimPairing', { secret: asked.secret })).body.state).toBe('ended')
    const third = String((await visitor(hub).command('requestPairing')).body.code)
    expect((await boss.command('pairWall', { proof: GOOD, code: third, name: 'Sảnh', place: CITY })).status).toBe(200)
  })

  it('few wait at a time', async () => {
    const asked = await Promise.all(Array.from({ length: 20 }, () => visitor(hub).command('requestPairing')))
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(5)
    expect(asked.filter(({ status }) => status === 429)).toHaveLength(15)
  })
})

describe('whoever knows a password that is changed at this moment', () => {
  it('has no session left by it, and does not undo what an administrator resets', async () => {
    const { browser, id } = await personOf('bi.lo', 'lead')
    const thieves = Array.from({ length: 4 }, () => visitor(hub))
    const other = `${GOOD} khác`
    const [changed] = await Promise.all([
      browser.command('changePassword', { old: GOOD, new: other }),
      ...thieves.map((thief) => thief.command('signIn', { user: 'bi.lo', password: GOOD })),
    ])
    expect(changed.status).toBe(200)
    for (const thief of thieves) expect((await thief.get('/sessions')).status).toBe(401)
    const [reset, undone] = await Promise.all([
      boss.command('resetPassword', { proof: GOOD, person: id }),
      browser.command('changePassword', { old: other, new: `${GOOD} nữa` }),
    ])
    expect(reset.status).toBe(200)
    const last = await visitor(hub).command('signIn', { user: 'bi.lo', password: reset.body.password })
    expect([last.status, last.body.pending]).toEqual([200, 'password'])
    expect((await browser.get('/sessions')).status).toBe(401)
    expect([200, 401, 403]).toContain(undone.status)
  })

  it('a desk left unlocked gives nobody another phone or password', async () => {
    expect((await boss.command('beginTotp', { password: '' })).body.code).toBe('wrongPassword')
    const { principal } = (await boss.get('/session')).body as { principal: { id: string } }
    expect((await boss.command('resetPassword', { proof: GOOD, person: principal.id })).body.code).toBe('notOneself')
    expect((await boss.command('resetTotp', { person: principal.id })).body.code).toBe('notOneself')
  })
})

it('the id of a connection opens it to nobody else', async () => {
  const polling = (headers: Record<string, string>, sid = '') =>
    fetch(`${hub.http}/socket.io/?EIO=4&transport=polling${sid === '' ? '' : `&sid=${sid}`}`, { headers })
  const opened = await (await polling({ cookie: boss.cookie() })).text()
  const { sid } = JSON.parse(opened.slice(1)) as { sid: string }
  expect((await polling({}, sid)).status).toBe(403)
  expect((await polling({ cookie: '__Host-ioc=x' }, sid)).status).toBe(403)
})

it('has no secret in its log', async () => {
  const told = await admin(dataDir, 'create', '--user', 'kiem.tra', '--role', 'auditor', '--quiet')
  const auditor = visitor(hub)
  await until(async () => JSON.stringify((await boss.get('/people')).body).includes('kiem.tra'))
  expect((await auditor.command('signIn', { user: 'kiem.tra', password: told })).status).toBe(200)
  await auditor.command('changePassword', { old: told, new: GOOD })
  // Typed into the wrong field: who has no such name is named by a sign that leads nowhere.
  await visitor(hub).command('signIn', { user: GOOD, password: 'kiem.tra' })
  const log = JSON.stringify((await auditor.get('/audit?limit=1000')).body)
  for (const hidden of [GOOD, told, secret, 'sai 1']) expect(log).not.toContain(hidden)
  expect(log).toContain('signIn')
})

it('sets no cookie where others could read it', async () => {
  const browser = visitor({ http: hub.http.replace('127.0.0.1', 'localhost') })
  expect((await browser.command('signIn', { user: 'x', password: 'y' })).body.code).toBe('wrongSignIn')
  const headers = { 'content-type': 'application/json', 'x-ioc-command': '1', 'x-forwarded-for': '203.0.113.9' }
  const body = JSON.stringify({ user: 'x', password: 'y' })
  const forwarded = await fetch(`${hub.http}/api/v1/commands/signIn`, { method: 'POST', headers, body })
  expect(await forwarded.json()).toMatchObject({ code: 'signInNeedsTls' })
})

it('over a socket no session is begun', async () => {
  const socket = io(hub.http, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie: boss.cookie() } })
  await until(() => socket.connected)
  const reply = await socket
    .timeout(5_000)
    .emitWithAck('command', { name: 'signIn', input: { user: 'x', password: 'y' } })
  expect(reply).toMatchObject({ ok: false, code: 'httpOnly' })
  socket.close()
})
