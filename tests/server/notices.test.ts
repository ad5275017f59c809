import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { io, type Socket } from 'socket.io-client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Notice } from '../../domain/notices/notice.ts'
import { NO_PREFERENCES } from '../../domain/notices/preferences.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../domain/time.ts'
import { type ClientToHub, type Delta, type Feeds, fromColumns, type HubToClient } from '../../domain/wire.ts'
import { handClock } from '../support/clock.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { type Visitor, visitor } from '../support/signIn.ts'
import { until } from '../support/until.ts'

let hub: TestHub
let server: SMTPServer
let mails: ParsedMail[]
let isBroken: boolean
let clock: ReturnType<typeof handClock>
const sockets: Socket[] = []

beforeEach(async () => {
  mails = []
  isBroken = false
  clock = handClock()
  server = new SMTPServer({
    ...{ authOptional: true, hideSTARTTLS: true, logger: false, closeTimeout: 1 },
    onRcptTo: (_to, _session, done) => done(isBroken ? Object.assign(new Error('full'), { responseCode: 452 }) : null),
    onData(stream, _session, done) {
      void simpleParser(stream).then((mail) => {
        mails.push(mail)
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  hub = await startHub(
    {
      IOC_DEMO: '1',
      ...{ IOC_SMTP_URL: `smtp://127.0.0.1:${port}`, IOC_SMTP_FROM: 'ioc@cantho.example' },
    },
    clock,
    'accounts',
  )
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect()
  await hub.stop()
  await new Promise<void>((resolve) => server.close(resolve))
})

async function signIn(user: string): Promise<Visitor> {
  const browser = visitor(hub)
  await browser.command('signInAs', { user })
  return browser
}

/** What a console of somebody's shows. */
async function consoleOf(browser: Visitor, person: string): Promise<Map<string, Feeds['notices']>> {
  const socket: Socket<HubToClient, ClientToHub> = io(hub.http, {
    ...{ transports: ['websocket'], forceNew: true, extraHeaders: { cookie: browser.cookie() } },
  })
  sockets.push(socket as Socket)
  const shown = new Map<string, Feeds['notices']>()
  socket.on('delta', ({ rows, removed }: Delta) => {
    for (const row of fromColumns('notices', rows)) shown.set(row.id, row)
    for (const id of removed) shown.delete(id)
  })
  const reply = await socket.emitWithAck('subscribe', { feed: 'notices', scope: { person } })
  for (const row of reply.ok ? fromColumns('notices', reply.snapshot.rows) : []) shown.set(row.id, row)
  return shown
}

const REACHED = {
  ...NO_PREFERENCES,
  ...{ mail: 'ha@cantho.example', from: { ...NO_PREFERENCES.from, mail: 'routine' } },
}
const listOf = async (browser: Visitor, path: string) =>
  (await browser.get(path)).body as unknown as { notices: (Notice & { name: string })[]; counts: object }

it('a person says how to be told, is told in the house and by mail, and the hub says what came of it', async () => {
  const lead = await signIn('truong-ca')
  expect(await lead.command('setNoticePreferences', { ...REACHED, mail: 'not an address' })).toMatchObject({
    ...{ status: 400, body: { code: 'wrongMail' } },
  })
  const wanted = { ...REACHED, from: { ...REACHED.from, sms: 'urgent' } }
  expect(await lead.command('setNoticePreferences', wanted)).toMatchObject({
    ...{ status: 400, body: { code: 'noAddressFor', params: { channel: 'SMS' } } },
  })
  expect((await lead.command('setNoticePreferences', REACHED)).status).toBe(200)
  expect((await lead.get('/notice-preferences')).body).toMatchObject({ preferences: REACHED, open: ['mail'] })
  const shown = await consoleOf(lead, 'demo-lead')
  // That notices go elsewhere is told first.
  const moved = await until(() => [...shown.values()].find(({ about }) => about.matter === 'account'))
  await lead.command('seeNotices', { notices: [moved.id] })
  const elsewhere = await consoleOf(await signIn('truc-ban'), 'demo-operator')

  expect((await lead.command('sendTestNotice')).body).toEqual({ channels: ['console', 'mail'] })
  const notice = await until(() => [...shown.values()].find(({ about }) => about.matter === 'test'))
  await until(() => mails.length === 1)
  expect(mails[0]).toMatchObject({ to: { value: [{ name: 'Trần Thu Hà', address: 'ha@cantho.example' }] } })
  await until(async () => (await listOf(lead, '/own-notices?channel=mail')).notices[0]?.state === 'sent')
  expect(await listOf(lead, '/notices')).toMatchObject({
    ...{ counts: { pending: 1, sent: 2, failed: 0 } },
    notices: expect.arrayContaining([
      expect.objectContaining({ channel: 'console', state: 'pending', name: 'Trần Thu Hà' }),
    ]),
  })

  expect((await lead.command('seeNotices', { notices: [notice.id] })).status).toBe(200)
  await until(() => shown.get(notice.id)?.seenAt !== null)
  expect(elsewhere.size).toBe(0)
  expect((await listOf(await signIn('truc-ban'), '/own-notices')).notices).toEqual([])
  expect((await (await signIn('truc-ban')).get('/notices')).status).toBe(403)
  // Nobody reads in the log where people are reached.
  const log = JSON.stringify((await (await signIn('kiem-tra')).get('/audit')).body)
  expect(log).toContain('setNoticePreferences')
  expect(log).not.toContain('ha@cantho.example')
})

it('what a notice says is told to nobody who may not see what it is about, whoever answers for notices', async () => {
  const lead = await signIn('truong-ca')
  const opened = await lead.command('openIncident', { from: { is: 'hand' }, title: 'Chuyện kín', unit: '92' })
  expect(opened.status).toBe(200)
  const told = await until(async () =>
    (await listOf(lead, '/notices')).notices.find(({ text }) => text.vi.includes('Chuyện kín')),
  )
  const { notices } = await listOf(await signIn('quan-tri'), '/notices')
  expect(notices.find(({ id }) => id === told.id)).toMatchObject({
    ...{ person: told.person, channel: told.channel, path: null },
    text: { vi: 'Nội dung chỉ hiện với người được xem việc này.' },
  })
  expect(JSON.stringify(notices)).not.toContain('Chuyện kín')
})

it('what could not be sent goes on after a restart, under the same key', async () => {
  const lead = await signIn('truong-ca')
  await lead.command('setNoticePreferences', REACHED)
  isBroken = true
  await lead.command('sendTestNotice')
  const waiting = await until(async () =>
    (await listOf(lead, '/own-notices?channel=mail')).notices.find(({ attempts }) => attempts > 0),
  )
  expect(waiting).toMatchObject({
    state: 'pending',
    reason: 'notNow',
    tried: [{ detail: expect.stringContaining('full') }],
  })
  isBroken = false
  await hub.restart()
  expect(mails).toEqual([])
  clock.advance(20 * SECOND_MS)
  await until(() => mails.length === 1)
  expect(mails[0]?.messageId).toBe(`<${waiting.id}@cantho.example>`)
  const again = await signIn('truong-ca')
  expect((await again.get('/notice-preferences')).body).toMatchObject({ preferences: REACHED })
  await until(async () => (await listOf(again, '/own-notices?channel=mail')).notices[0]?.state === 'sent')
  const shown = [...(await consoleOf(again, 'demo-lead')).values()]
  expect(shown.map(({ about }) => about.matter).sort()).toEqual(['account', 'test'])
})

it('a notice to try is routine, and goes out once a minute and five times a day, over a restart too', async () => {
  const lead = await signIn('truong-ca')
  await lead.command('setNoticePreferences', REACHED)
  const began = clock.now()
  const tried = await Promise.all(Array.from({ length: 4 }, () => lead.command('sendTestNotice')))
  expect(tried.map(({ status }) => status).sort()).toEqual([200, 429, 429, 429])
  expect(tried.find(({ status }) => status === 429)?.body).toMatchObject({
    ...{ code: 'testedLately', params: { seconds: 60 } },
  })
  for (let more = 0; more < 4; more++) {
    clock.advance(MINUTE_MS)
    expect((await lead.command('sendTestNotice')).status).toBe(200)
  }
  clock.advance(MINUTE_MS)
  await hub.restart()
  const again = await signIn('truong-ca')
  expect(await again.command('sendTestNotice')).toMatchObject({
    ...{ status: 429, body: { params: { at: began + DAY_MS } } },
  })
  const { notices } = await listOf(again, '/own-notices?channel=mail')
  expect(notices.map(({ urgency }) => urgency)).toEqual(Array.from({ length: 5 }, () => 'routine'))
  expect((await (await signIn('lanh-dao')).command('sendTestNotice')).status).toBe(200)
})

it('where notices go is changed by who shows who they are, and told on the console and at the former address, whatever its person wanted there', async () => {
  const boss = await signIn('quan-tri')
  const { password } = (
    await boss.command('createPerson', { user: 'ha', name: 'Hà', grants: [{ role: 'operator', place: '92' }] })
  ).body
  const chosen = 'ba con mèo trên mái nhà'
  const ha = visitor(hub)
  await ha.command('signIn', { user: 'ha', password })
  await ha.command('changePassword', { old: password, new: chosen })
  const set = (changes: object) => ha.command('setNoticePreferences', { ...NO_PREFERENCES, ...changes })
  const night = { from: 0, to: 24 * 60 - 1 }
  // Neither a first address nor another one, nor none any more, by the session alone; what is no address asks nothing.
  expect(await set({ mail: 'ha@cantho.example' })).toMatchObject({ status: 403, body: { code: 'proofNeeded' } })
  expect(await set({ phone: '0912345678' })).toMatchObject({ status: 403, body: { code: 'proofNeeded' } })
  expect(await set({ sound: true, quiet: night })).toMatchObject({ status: 200 })
  expect(await set({ mail: 'ha@cantho.example', quiet: night, proof: chosen })).toMatchObject({ status: 200 })
  const answer = await set({ mail: 'ha@cantho.example', sound: true, quiet: night })
  expect(answer).toMatchObject({ status: 200, body: { preferences: { mail: 'ha@cantho.example' } } })
  for (const changes of [{ mail: 'kẻ@evil.example' }, { mail: null }, { mail: 'ke@evil.example', proof: 'đoán' }])
    expect((await set(changes)).status, JSON.stringify(changes)).not.toBe(200)
  const own = async () => (await listOf(ha, '/own-notices')).notices.filter(({ about }) => about.matter === 'account')
  expect((await own()).map(({ channel }) => channel)).toEqual(['console'])
  expect(mails).toEqual([])

  clock.advance(SECOND_MS)
  const moved = { mail: 'ke@evil.example', from: { ...NO_PREFERENCES.from, mail: 'routine' }, proof: chosen }
  expect(await set(moved)).toMatchObject({ status: 200 })
  const mail = await until(() => mails[0])
  expect(mail).toMatchObject({ to: { value: [{ name: 'Hà', address: 'ha@cantho.example' }] } })
  expect(mail.text).toContain('vừa được đổi')
  await until(async () =>
    (await own()).filter(({ channel }) => channel === 'mail').every(({ state }) => state === 'sent'),
  )
  expect((await own()).map(({ channel }) => channel).sort()).toEqual(['console', 'console', 'mail'])
  expect(mails.length).toBe(1)
  // Nobody reads where somebody was told, in no list and not in the log.
  const auditor = await signIn('kiem-tra')
  for (const [reader, path] of [
    [boss, '/notices'],
    [ha, '/own-notices'],
    [auditor, '/audit'],
  ] as const)
    expect(JSON.stringify((await reader.get(path)).body), path).not.toMatch(/ha@cantho\.example|evil|mèo/)
})
