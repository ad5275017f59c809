import { join } from 'node:path'
import Database from 'libsql'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Principal } from '../../../domain/access/principal.ts'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { COMMANDS } from '../../../domain/commands/index.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import type { ClientToHub, HubToClient } from '../../../domain/wire.ts'
import { alertOfEvent } from '../../support/alertOfEvent.ts'
import { startHubAs, type TestHub } from '../../support/hub.ts'
import { personWith as person } from '../../support/people.ts'
import { postCommand } from '../../support/postCommand.ts'
import { connectPublisher, type Publisher } from '../../support/publisher.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const HERE = units.communes[0]?.code ?? ''
const THERE = units.communes.at(-1)?.code ?? ''
const ROLE_OF_NOBODY: Principal | undefined = undefined

let principal: Principal | undefined
/** How often it was asked who asks, and who it is from some time on. */
let asked = 0
let later: { readonly from: number; readonly principal: Principal | undefined } | undefined
let hub: TestHub
let publisher: Publisher

/** An alert of one unit, waited for by somebody who sees it. */
async function alertOf(id: string): Promise<Alert> {
  principal = person('leader', CITY)
  return alertOfEvent(hub, publisher, HERE, id)
}

const post = (name: string, input: unknown, sent: Parameters<typeof postCommand>[3] = {}) =>
  postCommand(hub, name, input, sent)

beforeAll(async () => {
  principal = person('leader', CITY)
  hub = await startHubAs(() => {
    asked++
    return later !== undefined && asked >= later.from ? later.principal : principal
  })
  publisher = await connectPublisher(hub.mqtt)
})
afterAll(async () => {
  await publisher?.end()
  await hub?.stop()
})

it('judges once more when it is written: neither an ended session nor rights that went meanwhile write anything', async () => {
  const ids = [(await alertOf('A-21')).id, (await alertOf('A-22')).id]
  principal = person('operator', CITY, 'Nguyễn An')
  asked = 0
  expect((await post('acknowledgeAlert', { alert: ids[0] })).status).toBe(200)
  // The last time that it is asked is when it is written.
  const from = asked
  for (const [now, status, code] of [
    [undefined, 401, 'signInFirst'],
    [person('operator', CITY, 'Trần Bình'), 401, 'signInFirst'],
    [person('operator', THERE, 'Nguyễn An'), 403, 'forbidden'],
    [person('auditor', CITY, 'Nguyễn An'), 403, 'forbidden'],
  ] as const) {
    asked = 0
    later = { from, principal: now }
    expect(await post('acknowledgeAlert', { alert: ids[1] }), now?.name).toMatchObject({ status, body: { code } })
    later = undefined
  }
  principal = person('leader', CITY)
  const { alerts } = (await (await fetch(`${hub.http}/api/v1/alerts?open=true`)).json()) as { alerts: Alert[] }
  expect(alerts.find(({ id }) => id === ids[1])?.acknowledgedBy).toBeNull()
})

it('acknowledges an alert: the first does, the second is told who was first', async () => {
  const { id } = await alertOf('A-1')
  principal = person('operator', CITY, 'Nguyễn An')
  const first = await post('acknowledgeAlert', { alert: id })
  expect(first).toMatchObject({ status: 200, body: { alert: { id, acknowledgedBy: 'Nguyễn An' } } })
  principal = person('lead', CITY, 'Trần Bình')
  const second = await post('acknowledgeAlert', { alert: id })
  expect(second).toMatchObject({
    status: 409,
    body: { code: 'alreadyAcknowledged', params: { by: 'Nguyễn An', at: expect.any(Number) } },
  })
  await hub.restart()
  principal = person('leader', CITY)
  const { alerts } = (await (await fetch(`${hub.http}/api/v1/alerts?open=true`)).json()) as { alerts: Alert[] }
  expect(alerts.find((alert) => alert.id === id)).toMatchObject({ acknowledgedBy: 'Nguyễn An' })
})

it('of two at once one wins', async () => {
  const { id } = await alertOf('A-2')
  principal = person('operator', CITY)
  const answers = await Promise.all([1, 2, 3, 4].map(() => post('acknowledgeAlert', { alert: id })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
})

it('is refused where the role is not held, and to who is not known', async () => {
  const { id } = await alertOf('A-3')
  for (const [who, status, code] of [
    [person('operator', THERE), 403, 'forbidden'],
    [person('leader', CITY), 403, 'forbidden'],
    [ROLE_OF_NOBODY, 401, 'signInFirst'],
    [person('operator', CITY), 404, 'unknownAlert'],
    [person('operator', HERE), 200, undefined],
  ] as const) {
    principal = who
    const alert = status === 404 ? 'none' : id
    expect(await post('acknowledgeAlert', { alert })).toMatchObject({ status, ...(code && { body: { code } }) })
  }
})

it('comes from a page of ours: with its header, and with its origin where a cookie is sent', async () => {
  principal = person('operator', CITY)
  const refused = { status: 403, body: { code: 'commandHeader' } }
  const send = (headers: Record<string, string>) => post('acknowledgeAlert', { alert: 'none' }, { headers })
  expect(await send({ 'x-ioc-command': '' })).toMatchObject(refused)
  expect(await send({ cookie: 'a=b' })).toMatchObject(refused)
  expect(await send({ cookie: 'a=b', origin: 'http://evil.example' })).toMatchObject({ status: 403 })
  expect(await send({ 'sec-fetch-site': 'cross-site' })).toMatchObject(refused)
  expect(await send({ cookie: 'a=b', origin: hub.http })).toMatchObject({ status: 404 })
})

it('is JSON of what is declared and of nothing else, or the answer says what is wrong', async () => {
  principal = person('operator', CITY)
  const sends: [unknown, { headers?: Record<string, string>; body?: string }, number, string][] = [
    [{}, {}, 400, 'missingParameter'],
    [{ alert: 'a', more: 1 }, {}, 400, 'unknownParameter'],
    [{ alert: 'a'.repeat(201) }, {}, 400, 'tooLong'],
    [null, { body: '{"alert":' }, 400, 'unreadableBody'],
    [null, { body: '"text"' }, 400, 'unreadableBody'],
    [null, { body: 'alert=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, 'notJson'],
    [{ alert: 'a'.repeat(70_000) }, {}, 413, 'bodyTooLarge'],
  ]
  for (const [input, options, status, code] of sends) {
    expect(await post('acknowledgeAlert', input, options)).toMatchObject({ status, body: { code } })
  }
  expect(await post('noSuchCommand', {})).toMatchObject({ status: 404, body: { code: 'unknownCommand' } })
  const read = await fetch(`${hub.http}/api/v1/commands/acknowledgeAlert`)
  expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST'])
})

it('every declared command is carried out by the hub, and what is no command by nobody', async () => {
  principal = ROLE_OF_NOBODY
  for (const name of Object.keys(COMMANDS))
    expect([name, (await post(name, {})).body.code]).not.toEqual([name, 'unknownCommand'])
})

it('changes nothing while the store does not write, and says so', async () => {
  const { id } = await alertOf('A-5')
  principal = person('operator', CITY, 'Võ Dung')
  const other = new Database(join(hub.dataDir, 'ioc.db'))
  other.exec('begin immediate')
  const refused = await post('acknowledgeAlert', { alert: id })
  other.exec('rollback')
  other.close()
  expect(refused).toMatchObject({ status: 503, body: { code: 'notWritten' } })
  expect(await post('acknowledgeAlert', { alert: id })).toMatchObject({
    status: 200,
    body: { alert: { acknowledgedBy: 'Võ Dung' } },
  })
})

it('comes over a socket as well', async () => {
  const { id } = await alertOf('A-4')
  principal = person('operator', CITY, 'Lê Cường')
  const screen: Socket<HubToClient, ClientToHub> = io(hub.http, { transports: ['websocket'], forceNew: true })
  try {
    const command = (input: unknown) => screen.emitWithAck('command', { name: 'acknowledgeAlert', input })
    expect(await command({ alert: id })).toMatchObject({ ok: true, answer: { alert: { acknowledgedBy: 'Lê Cường' } } })
    expect(await command({ alert: id })).toMatchObject({ ok: false, code: 'alreadyAcknowledged' })
    expect(await command({})).toMatchObject({ ok: false, code: 'missingParameter' })
  } finally {
    screen.disconnect()
  }
})

it('takes a thousand commands of one person at once, and then two a second: the log forgets none; everybody else goes on', async () => {
  principal = person('operator', CITY, 'loud')
  const codes = new Map<unknown, number>()
  for (let n = 0; n < 22; n++)
    for (const { status, body } of await Promise.all(
      Array.from({ length: 50 }, () => post('noteLooked', { at: Date.now() })),
    )) {
      const code = status === 200 ? 200 : (body as { code: string }).code
      codes.set(code, (codes.get(code) ?? 0) + 1)
    }
  expect([...codes.keys()].sort()).toEqual([200, 'tooManyCommands'])
  expect(codes.get(200)).toBeGreaterThanOrEqual(1_000)
  principal = person('operator', CITY, 'quiet')
  expect(await post('noteLooked', { at: Date.now() })).toMatchObject({ status: 200 })
})
