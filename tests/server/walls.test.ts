import { createCanvas } from '@napi-rs/canvas'
import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Principal } from '../../domain/access/principal.ts'
import type { Alert } from '../../domain/alerts/alert.ts'
import type { WallStateRow } from '../../domain/feeds/wallStates.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { commandedAt } from '../../domain/walls/commanded.ts'
import { DEFAULT_GEOMETRY } from '../../domain/walls/geometry.ts'
import type { Painted, WallReport } from '../../domain/walls/report.ts'
import type { WallLogEntry } from '../../domain/walls/wallLog.ts'
import type { Answer, ClientToHub, HubToClient } from '../../domain/wire.ts'
import { startHubAs, type TestHub } from '../support/hub.ts'
import { jpegOfScans } from '../support/jpegOfScans.ts'
import { personWith as person } from '../support/people.ts'
import { postCommand } from '../support/postCommand.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { connectScreen, type TestScreen } from '../support/screen.ts'
import { until } from '../support/until.ts'
import { WHOLE } from '../support/wallState.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const HERE = units.communes[0]?.code ?? ''
const THERE = units.communes.at(-1)?.code ?? ''
const AN = person('operator', CITY, 'Nguyễn An')
const HA = person('lead', CITY, 'Trần Hà')

let principal: Principal | undefined
let hub: TestHub
let publisher: Publisher
let screen: TestScreen

const post = (name: string, input: unknown) => postCommand(hub, name, input)

/** The administrator of the demo, who has no password to show where a wall is paired or moved. */
const ADMIN: Principal = { ...person('admin', CITY), id: 'demo-admin' }

/** Pairs a wall, as an administrator does. @returns its id */
async function pairWall(name: string, place = CITY): Promise<string> {
  principal = ADMIN
  const { body } = await post('requestPairing', {})
  const paired = await post('pairWall', { code: body.code, name, place })
  expect(paired.status).toBe(200)
  return String(paired.body.id)
}

async function stateOf(wall: string): Promise<WallStateRow> {
  return until(() => screen.row<WallStateRow>('wallStates', wall))
}

async function steer(who: Principal, name: string, wall: string, fields: object = {}) {
  principal = who
  const { version } = await stateOf(wall)
  return post(name, { wall, seen: version, ...fields })
}

const shown = (state: WallStateRow) => commandedAt(state, Date.now())

async function openLine(who: Principal): Promise<Socket<HubToClient, ClientToHub>> {
  principal = who
  const socket: Socket<HubToClient, ClientToHub> = io(hub.http, { transports: ['websocket'], forceNew: true })
  await new Promise<void>((resolve) => {
    socket.on('connect', resolve)
  })
  return socket
}

const wallPrincipal = (id: string): Principal => ({
  ...{ is: 'wall', id, name: 'Màn hình', grants: [{ role: 'wall', place: CITY }] },
})

function painted(of: Partial<Painted> = {}): Painted {
  const now = Date.now()
  return {
    ...{
      wall: null,
      screen: 1,
      scene: 'city',
      ...WHOLE,
      version: 0,
      paintedAt: now,
      dataAt: now,
      lateMs: null,
      readyMs: null,
      build: 'test',
    },
    ...{ faults: [], dropped: 0, memoryMb: 120, width: 3840, height: 2160, geometry: DEFAULT_GEOMETRY, startedAt: now },
    ...of,
  }
}

const paint = (line: Socket<HubToClient, ClientToHub>, report: Painted): Promise<Answer<object>> =>
  line.timeout(5_000).emitWithAck('painted', report)

beforeAll(async () => {
  principal = person('leader', CITY)
  hub = await startHubAs(() => principal, { IOC_DEMO: '1' })
  publisher = await connectPublisher(hub.mqtt)
})
afterAll(async () => {
  await publisher?.end()
  await hub?.stop()
})
beforeEach(async () => {
  principal = person('leader', CITY)
  screen = await connectScreen(hub.http, ['wallStates', 'wallReports', 'alerts'])
})
afterEach(() => screen?.close())

describe('a wall that people steer', () => {
  it('is taken for a scene: everybody is told what, by whom and until when; the second is told who was first', async () => {
    const wall = await pairWall('Phòng họp')
    const before = await stateOf(wall)
    expect(shown(before)).toMatchObject({ level: 'schedule' })
    const first = await steer(AN, 'takeWall', wall, { scene: 'water', minutes: 30, why: 'Triều cường' })
    expect(first).toMatchObject({ status: 200, body: { state: { version: 1 } } })
    principal = HA
    const second = await post('takeWall', { wall, seen: before.version, scene: 'air' })
    expect(second).toMatchObject({ status: 409, body: { code: 'wallChanged', params: { by: 'Nguyễn An' } } })
    const state = await until(async () => (await stateOf(wall)).version === 1 && stateOf(wall))
    expect(shown(state)).toMatchObject({
      scene: 'water',
      level: 'manual',
      take: { by: 'Nguyễn An', why: 'Triều cường' },
    })
    expect(await steer(AN, 'releaseWall', wall)).toMatchObject({ status: 200 })
  })

  it('of two at once one has it', async () => {
    const wall = await pairWall('Phòng hai')
    principal = AN
    const { version: seen } = await stateOf(wall)
    const answers = await Promise.all(
      ['water', 'air', 'plan', 'city'].map((scene) => post('takeWall', { wall, seen, scene })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  })

  it('is what it was after a restart, and what was done and by whom stands in its log', async () => {
    const wall = await pairWall('Phòng ba')
    await steer(AN, 'takeWall', wall, { scene: 'commune', focus: { unit: HERE }, minutes: 60 })
    const taken = await until(async () => (await stateOf(wall)).version === 1 && stateOf(wall))
    principal = person('leader', CITY)
    await hub.restart()
    screen.close()
    screen = await connectScreen(hub.http, ['wallStates', 'wallReports', 'alerts'])
    expect(await stateOf(wall)).toEqual(taken)
    expect(await steer(AN, 'undoWall', wall)).toMatchObject({ status: 200 })
    principal = AN
    const answer = await fetch(`${hub.http}/api/v1/walls/log?wall=${wall}`)
    const { entries } = (await answer.json()) as { entries: WallLogEntry[] }
    expect(entries.map(({ what }) => what)).toMatchObject([
      { is: 'done', did: 'undo', by: 'Nguyễn An' },
      { is: 'done', did: 'take', by: 'Nguyễn An', scene: 'commune', focus: { unit: HERE }, level: 'manual' },
    ])
    await publisher.end()
    publisher = await connectPublisher(hub.mqtt)
  })

  it('is steered by who steers walls where it hangs, and by nobody else', async () => {
    const wall = await pairWall('Trụ sở phường', HERE)
    for (const [who, status] of [
      [person('operator', THERE), 403],
      [person('officer', HERE), 403],
      [person('admin', CITY), 403],
      [wallPrincipal(wall), 403],
      [person('lead', HERE), 200],
    ] as const) {
      expect(await steer(who, 'pinWall', wall)).toMatchObject({ status })
    }
    principal = AN
    expect(await post('takeWall', { wall: 'w-none', seen: 0, scene: 'city' })).toMatchObject({
      ...{ status: 404, body: { code: 'unknownWall' } },
    })
  })

  it('refuses what cannot be, in words', async () => {
    const wall = await pairWall('Phòng bốn')
    expect(await steer(AN, 'takeWall', wall, { scene: 'gone' })).toMatchObject({ body: { code: 'unknownScene' } })
    expect(await steer(AN, 'takeWall', wall, { scene: 'commune' })).toMatchObject({ body: { code: 'focusMissing' } })
    for (const [scene, more, code] of [
      ['commune', { focus: { unit: '99999' } }, 'unknownUnit'],
      ['oneStop', { filter: { unit: '99999' } }, 'unknownUnit'],
      ['camera', { focus: { camera: 'MC-none' } }, 'unknownCamera'],
      ['incident', { focus: { incident: 'SV-none' } }, 'unknownMatter'],
    ] as const)
      expect([scene, await steer(AN, 'takeWall', wall, { scene, ...more })]).toMatchObject([
        scene,
        { status: 404, body: { code } },
      ])
    expect(await steer(AN, 'takeWall', wall, { scene: 'city', minutes: 0 })).toMatchObject({ status: 400 })
    expect(await steer(AN, 'takeWall', wall, { scene: 'city', why: 'a\nb' })).toMatchObject({ status: 400 })
    await steer(HA, 'lockWall', wall, { why: 'Đang họp' })
    await until(async () => (await stateOf(wall)).lock !== null)
    expect(await steer(AN, 'stepWall', wall, { by: 1 })).toMatchObject({
      ...{ status: 409, body: { code: 'wallLocked', params: { by: 'Trần Hà' } } },
    })
  })
})

it('a wall is given another machine: what is commanded of it stays, and the machine before is nobody’s', async () => {
  principal = ADMIN
  const old = (await post('requestPairing', {})).body
  const { id: wall } = (await post('pairWall', { code: old.code, name: 'Phòng mới', place: CITY })).body as {
    id: string
  }
  await steer(AN, 'takeWall', wall, { scene: 'water' })
  principal = ADMIN
  const next = (await post('requestPairing', {})).body
  expect(await post('moveWall', { wall: 'w-none', code: next.code })).toMatchObject({ status: 404 })
  expect(await post('moveWall', { wall, code: next.code })).toMatchObject({ status: 200 })
  expect(await post('moveWall', { wall, code: next.code })).toMatchObject({ body: { code: 'unknownPairing' } })
  expect(await post('claimPairing', { secret: old.secret })).toMatchObject({ body: { state: 'ended' } })
  expect(await post('claimPairing', { secret: next.secret })).toMatchObject({ body: { state: 'paired' } })
  const state = await until(async () => (await stateOf(wall)).version === 1 && stateOf(wall))
  expect(shown(state)).toMatchObject({ scene: 'water', level: 'manual' })
})

describe('what a wall says that it shows', () => {
  it('comes from walls alone, is checked, and is told with whether the screen is there', async () => {
    const wall = await pairWall('Sảnh')
    const line = await openLine(wallPrincipal(wall))
    expect(await paint(line, painted({ scene: 'water' }))).toEqual({ ok: true })
    const report = await until(() => screen.row<WallReport>('wallReports', `${wall}/1`))
    expect(report).toMatchObject({ wall, screen: 1, scene: 'water', machines: 1, memoryMb: 120 })
    expect(await paint(line, { ...painted(), scene: '<b>' })).toEqual({ ok: false, reason: 'unreadable' })
    expect(await paint(line, painted({ wall: 'w-other' }))).toEqual({ ok: false, reason: 'forbidden' })
    const other = await openLine(AN)
    expect(await paint(other, painted())).toEqual({ ok: false, reason: 'forbidden' })
    const twin = await openLine(wallPrincipal(wall))
    await paint(twin, painted({ scene: 'water' }))
    await until(() => screen.row<WallReport>('wallReports', `${wall}/1`)?.machines === 2)
    for (const each of [line, other, twin]) each.disconnect()
    await until(() => screen.row<WallReport>('wallReports', `${wall}/1`)?.machines === 0)
  })

  it('is not heard more often than a few times a second', async () => {
    const wall = await pairWall('Sảnh hai')
    const line = await openLine(wallPrincipal(wall))
    const answers = await Promise.all(Array.from({ length: 40 }, () => paint(line, painted())))
    const heard = answers.filter(({ ok }) => ok).length
    expect(heard).toBeGreaterThanOrEqual(6)
    expect(heard).toBeLessThan(20)
    expect(answers.at(-1)).toEqual({ ok: false, reason: 'tooOften' })
    line.disconnect()
  })

  it('stands in the log when it becomes another scene, and a take to a wall that is off waits for it', async () => {
    const wall = await pairWall('Phòng năm')
    await steer(AN, 'takeWall', wall, { scene: 'air' })
    const line = await openLine(wallPrincipal(wall))
    await paint(line, painted({ scene: 'air', version: 1 }))
    await paint(line, painted({ scene: 'air', version: 1 }))
    principal = AN
    const shownOnce = await until(async () => {
      const answer = await fetch(`${hub.http}/api/v1/walls/log?wall=${wall}`)
      const { entries } = (await answer.json()) as { entries: WallLogEntry[] }
      const of = entries.filter(({ what }) => what.is === 'shown')
      return of.length > 0 && of
    })
    expect(shownOnce.map(({ what }) => what)).toMatchObject([
      { is: 'shown', screen: 1, scene: 'air', level: 'manual', asTold: true },
    ])
    line.disconnect()
  })

  it('that was off for a take that was withdrawn meanwhile never shows it', async () => {
    const wall = await pairWall('Phòng năm mươi')
    await steer(AN, 'takeWall', wall, { scene: 'air' })
    await until(async () => (await stateOf(wall)).version === 1)
    expect(await steer(AN, 'undoWall', wall)).toMatchObject({ status: 200 })
    const state = await until(async () => (await stateOf(wall)).version === 2 && stateOf(wall))
    expect(shown(state)).toMatchObject({ level: 'schedule', take: undefined })
  })

  it('tells who has its control page open, for as long as they have', async () => {
    const wall = await pairWall('Phòng sáu')
    const line = await openLine(HA)
    line.emit('attend', wall)
    await until(async () => (await stateOf(wall)).present[0] === 'Trần Hà')
    line.disconnect()
    await until(async () => (await stateOf(wall)).present.length === 0)
  })
})

it('a critical alert takes the wall that is set so, says why, and gives it back when somebody takes it on', async () => {
  const wall = await pairWall('Phòng bảy')
  const schedule = [{ from: 0, scenes: ['plan'], dwellS: null }]
  await steer(AN, 'scheduleWall', wall, { schedule, onCritical: 'wall' })
  await until(async () => (await stateOf(wall)).onCritical === 'wall')
  const event = { at: Date.now(), severity: 'critical', title: 'Cháy chợ', state: 'open' }
  await publisher.say(`event/oneStop/${HERE}`, { id: 'CHAY-1', ...event })
  const taken = await until(async () => {
    const state = await stateOf(wall)
    return shown(state).level === 'emergency' && state
  })
  const alert = await until(() => screen.rows<Alert>('alerts').find(({ subjectId }) => subjectId.endsWith('CHAY-1')))
  expect(shown(taken)).toMatchObject({ scene: 'city', take: { why: 'Cháy chợ', cause: alert.id } })
  expect(await steer(AN, 'takeWall', wall, { scene: 'air' })).toMatchObject({ body: { code: 'wallHeld' } })
  principal = AN
  expect(await post('acknowledgeAlert', { alert: alert.id, note: 'Đã báo 114' })).toMatchObject({ status: 200 })
  await until(async () => shown(await stateOf(wall)).level === 'schedule')
})

it('a schedule that says nothing of calls keeps those that are set', async () => {
  const wall = await pairWall('Phòng chín')
  const schedule = [{ from: 0, scenes: ['plan'], dwellS: null }]
  const calls = [{ kind: 'air', scene: 'air', from: 'critical', minutes: 5 }]
  await steer(AN, 'scheduleWall', wall, { schedule, onCritical: 'pane', calls })
  await until(async () => (await stateOf(wall)).calls.length === 1)
  await steer(AN, 'scheduleWall', wall, { schedule, onCritical: 'wall' })
  await until(async () => (await stateOf(wall)).onCritical === 'wall')
  expect((await stateOf(wall)).calls).toMatchObject(calls)
  expect(
    await steer(AN, 'scheduleWall', wall, { schedule, onCritical: 'pane', calls: [{ ...calls[0], scene: 'gone' }] }),
  ).toMatchObject({ body: { code: 'unknownScene' } })
})

describe('a still of what hangs there', () => {
  const JPEG = createCanvas(8, 8).encodeSync('jpeg', 70)
  const PICTURE = JPEG.toString('base64')
  const ask = (wall: string) => {
    principal = AN
    return post('askStill', { wall, screen: 1 })
  }
  const log = async (wall: string) => {
    principal = AN
    const answer = await fetch(`${hub.http}/api/v1/walls/log?wall=${wall}`)
    const { entries } = (await answer.json()) as { entries: WallLogEntry[] }
    return entries.filter(({ what }) => what.is === 'still')
  }

  it('is painted by the wall itself when somebody who steers it asks, is kept with its moment, and given out to who may see walls', async () => {
    const wall = await pairWall('Phòng mười')
    expect(await ask(wall)).toMatchObject({ body: { code: 'screenOff' } })
    const line = await openLine(wallPrincipal(wall))
    await paint(line, painted({ scene: 'water' }))
    await until(() => screen.row<WallReport>('wallReports', `${wall}/1`))
    const { body } = await ask(wall)
    expect(await ask(wall)).toMatchObject({ status: 409, body: { code: 'stillAsked', params: { by: 'Nguyễn An' } } })
    const report = await until(() => {
      const known = screen.row<WallReport>('wallReports', `${wall}/1`)
      return known !== undefined && known.still !== null && known
    })
    expect(report.still).toMatchObject({ by: 'Nguyễn An', askedAt: body.askedAt })
    const still = { wall, screen: 1, askedAt: body.askedAt, takenAt: Date.now(), picture: PICTURE }
    // Nobody but the wall says what hung there.
    expect(await post('sendStill', still)).toMatchObject({ status: 409, body: { code: 'stillNotAsked' } })
    principal = wallPrincipal(wall)
    expect(await post('sendStill', { ...still, askedAt: 1 })).toMatchObject({ body: { code: 'stillNotAsked' } })
    expect(await post('sendStill', { ...still, picture: 'aGVsbG8=' })).toMatchObject({ body: { code: 'wrongStill' } })
    expect(await post('sendStill', { ...still, picture: 'A'.repeat(70_000) })).toMatchObject({ status: 413 })
    // The same, which says of itself that it is 30,000 by 30,000.
    const frame = JPEG.indexOf(Buffer.from([0xff, 0xc0]))
    const claimed = Buffer.from(JPEG)
    for (const place of [5, 7]) claimed.writeUInt16BE(30_000, frame + place)
    const large = claimed.toString('base64')
    expect(await post('sendStill', { ...still, picture: large })).toMatchObject({ body: { code: 'pictureTooLarge' } })
    const scans = (await jpegOfScans(1_000)).toString('base64')
    expect(await post('sendStill', { ...still, picture: scans })).toMatchObject({ body: { code: 'pictureScans' } })
    for (const takenAt of [Number(body.askedAt) - 6 * 60_000, Date.now() + 6 * 60_000])
      expect(await post('sendStill', { ...still, takenAt })).toMatchObject({ body: { code: 'stillWrongTime' } })
    const sent = await post('sendStill', still)
    expect(sent).toMatchObject({ status: 200 })
    expect(await post('sendStill', still)).toMatchObject({ body: { code: 'stillNotAsked' } })
    await until(() => screen.row<WallReport>('wallReports', `${wall}/1`)?.still === null)
    expect((await log(wall)).map(({ what }) => what)).toMatchObject([
      { is: 'still', screen: 1, scene: 'water', by: 'Nguyễn An', takenAt: still.takenAt },
    ])
    const address = `${hub.http}/api/v1/walls/stills/${sent.body.number}`
    const given = await fetch(address)
    expect(given.headers.get('content-type')).toBe('image/jpeg')
    expect(Buffer.from(await given.arrayBuffer()).toString('base64')).toBe(PICTURE)
    for (const other of [person('officer', HERE), person('admin', CITY)]) {
      principal = other
      expect((await fetch(address)).status).toBe(403)
    }
    principal = person('operator', CITY)
    expect((await fetch(`${hub.http}/api/v1/walls/stills/999999`)).status).toBe(404)
    line.disconnect()
  })
})

describe('one incident on a wall', () => {
  it('is told to the wall that was told to show it, and to who may see incidents; without what people wrote', async () => {
    principal = AN
    const opened = await post('openIncident', {
      ...{ from: { is: 'hand' }, title: 'Ngập đường Mậu Thân', unit: HERE, sop: 'su-vu-chung', note: 'Số máy 0909' },
    })
    const id = (opened.body.incident as { id: string }).id
    const wall = await pairWall('Phòng mười một')
    const asked = async (who: Principal) => {
      principal = who
      const answer = await fetch(`${hub.http}/api/v1/walls/incidents/${id}`)
      return { status: answer.status, text: await answer.text() }
    }
    expect(await asked(wallPrincipal(wall))).toMatchObject({ status: 404 })
    expect(await asked(person('admin', CITY))).toMatchObject({ status: 404 })
    await steer(AN, 'takeWall', wall, { scene: 'incident', focus: { incident: id }, minutes: 30 })
    await until(async () => (await stateOf(wall)).version === 1)
    const told = await asked(wallPrincipal(wall))
    expect(told).toMatchObject({ status: 200 })
    expect(told.text).toContain('Ngập đường Mậu Thân')
    expect(told.text).not.toContain('0909')
    expect(await asked(AN)).toMatchObject({ status: 200 })
    await steer(AN, 'releaseWall', wall)
    expect(await asked(wallPrincipal(wall))).toMatchObject({ status: 404 })
  })

  it('of another unit is told to no wall, whoever steers it', async () => {
    principal = AN
    const opened = await post('openIncident', {
      ...{ from: { is: 'hand' }, title: 'Việc của xã khác', unit: THERE, sop: 'su-vu-chung', note: '' },
    })
    const { id } = opened.body.incident as { id: string }
    const wall = await pairWall('Phòng của xã', HERE)
    await steer(AN, 'takeWall', wall, { scene: 'incident', focus: { incident: id }, minutes: 30 })
    await until(async () => (await stateOf(wall)).version === 1)
    principal = { ...wallPrincipal(wall), grants: [{ role: 'wall', place: HERE }] }
    expect((await fetch(`${hub.http}/api/v1/walls/incidents/${id}`)).status).toBe(404)
  })

  it('and what is new since the last shift, as far as a wall may know', async () => {
    const wall = await pairWall('Phòng mười hai')
    principal = wallPrincipal(wall)
    const answer = await fetch(`${hub.http}/api/v1/walls/since`)
    expect(answer.status).toBe(200)
    const { from, to } = (await answer.json()) as { from: number; to: number }
    expect(to - from).toBeGreaterThan(60_000)
  })
})

it('a past moment is what stations had said by then', async () => {
  const at = Date.now()
  const gauge = { kind: 'waterLevel', name: 'Trạm quá khứ', commune: HERE, lng: 105.78, lat: 10.03, every: 60 }
  await publisher.say('sensor/QUA-01/announce', gauge, { retain: true })
  const hourAgo = at - 3_600_000
  const levels = [
    { at: new Date(hourAgo).toISOString(), values: { level: 1.1 } },
    { at: new Date(at - 1_000).toISOString(), values: { level: 1.5 } },
  ]
  await publisher.say('sensor/QUA-01/reading', levels)
  principal = wallPrincipal('demo')
  const past = async (moment: number) => {
    const answer = await fetch(`${hub.http}/api/v1/past/sensors?at=${new Date(moment).toISOString()}`)
    const { sensors = [], code } = (await answer.json()) as {
      sensors?: { sensor: { id: string }; reading: { at: number; values: number[] } | null }[]
      code?: string
    }
    return { code, reading: sensors.find(({ sensor }) => sensor.id === 'QUA-01')?.reading }
  }
  await until(async () => (await past(hourAgo + 1_000)).reading?.values[0] === 1.1)
  expect((await past(hourAgo + 1_800_000)).reading).toMatchObject({ at: hourAgo, values: [1.1] })
  expect((await past(hourAgo - 1_000)).reading).toBeNull()
  expect((await past(at + 3_600_000)).code).toBe('wrongPastMoment')
  expect((await past(at - 9 * 86_400_000)).code).toBe('wrongPastMoment')
})
