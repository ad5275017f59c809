import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Principal } from '../../domain/access/principal.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { startHubAs, type TestHub } from '../support/hub.ts'
import { personWith } from '../support/people.ts'
import { postCommand } from '../support/postCommand.ts'
import { startPostgres } from '../support/postgres.ts'
import { connectPublisher } from '../support/publisher.ts'
import { until } from '../support/until.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
/** Minutes before the morning's shift ends. */
const ahead = Date.parse('2026-12-01T13:50:00+07:00') - Date.now()
const clock = { now: () => Date.now() + ahead }
const shift = '2026-12-01-0600'
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

const AN = personWith('operator', CITY, 'Nguyễn An')
const HA = personWith('lead', CITY, 'Trần Hà')

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('the log of shifts on %s', (engine) => {
  let hub: TestHub
  let principal: Principal
  let databases = 0

  beforeEach(async () => {
    const url = engine === 'postgres' ? await postgres?.database(`shifts_${databases++}`) : undefined
    principal = AN
    hub = await startHubAs(() => principal, url === undefined ? {} : { DATABASE_URL: url }, clock)
  })
  afterEach(() => hub.stop())

  const as = (who: Principal, name: string, input: unknown, key?: string) => {
    principal = who
    return postCommand(hub, name, input, key === undefined ? {} : { headers: { 'idempotency-key': key } })
  }
  const get = async (path: string) => (await (await fetch(`${hub.http}/api/v1${path}`)).json()) as never
  const list = async () => QUERIES.shifts.gives.parse(await get('/shifts'))
  const read = async () => QUERIES.shift.gives.parse(await get(`/shifts/${shift}`))

  it('is written, handed over with what stood then, taken over by somebody else, and kept over a restart', async () => {
    expect(await list()).toMatchObject({
      now: { id: shift, version: 0 },
      before: { id: '2026-11-30-2200' },
      shifts: [],
    })
    const written = await as(AN, 'writeShiftEntry', { shift, text: 'Đã gọi trạm Cần Thơ.' }, 'k-1')
    expect(written).toMatchObject({ status: 200, body: { entry: { number: 1, by: 'Nguyễn An', did: 'write' } } })
    // The answer was lost, and the page sends it again.
    expect(await as(AN, 'writeShiftEntry', { shift, text: 'Đã gọi trạm Cần Thơ.' }, 'k-1')).toEqual(written)
    await as(HA, 'writeShiftEntry', { shift, text: 'Trạm Ninh Kiều, không phải Cần Thơ.', corrects: 1 })

    const publisher = await connectPublisher(hub.mqtt)
    const event = { id: 'e-1', at: clock.now(), severity: 'major', title: 'Mất điện', state: 'open' }
    await publisher.say('event/soc/92', event)
    await until(async () => (await read()).board.parts[0]?.count === 1)

    const stale = await as(AN, 'handOverShift', { shift, expectedVersion: 1 })
    expect(stale).toMatchObject({ status: 409, body: { code: 'changedMeanwhile' } })
    const signed = await as(AN, 'handOverShift', { shift, note: 'Một cảnh báo còn mở.', expectedVersion: 2 })
    expect(signed).toMatchObject({ status: 200, body: { shift: { state: 'handedOver', version: 3 } } })
    await publisher.say('event/soc/92', { ...event, at: clock.now(), state: 'closed' })
    await publisher.end()

    // Between the two signatures the log takes additions, and who takes over has read them.
    expect(await as(AN, 'writeShiftEntry', { shift, text: 'Có điện lại.' })).toMatchObject({
      ...{ status: 200, body: { entry: { number: 4, isAddition: true }, shift: { state: 'handedOver', version: 4 } } },
    })
    expect(await as(HA, 'takeOverShift', { shift, expectedVersion: 3 })).toMatchObject({
      ...{ status: 409, body: { code: 'changedMeanwhile', params: { by: 'Nguyễn An', did: 'write' } } },
    })
    expect(await as(HA, 'handOverShift', { shift, expectedVersion: 4 })).toMatchObject({
      ...{ status: 409, body: { code: 'shiftSigned', params: { by: 'Nguyễn An' } } },
    })
    expect(await as(AN, 'takeOverShift', { shift, expectedVersion: 4 })).toMatchObject({
      body: { code: 'shiftSamePerson' },
    })
    // Until the others have signed, there is one shift on duty.
    const next = '2026-12-01-1400'
    const early = { shift: next, text: 'Đã nhận ca.' }
    expect(await as(HA, 'writeShiftEntry', early)).toMatchObject({ body: { code: 'shiftNotBegun' } })
    expect(await list()).toMatchObject({ now: { id: shift } })
    expect(await as(HA, 'takeOverShift', { shift, expectedVersion: 4 })).toMatchObject({ status: 200 })
    expect(await as(AN, 'writeShiftEntry', { shift, text: 'Thêm.' })).toMatchObject({
      ...{ status: 409, body: { code: 'shiftSigned', params: { by: 'Trần Hà' } } },
    })
    // Both have signed ten minutes before the end: the others are on duty, and their log is open.
    expect(await list()).toMatchObject({ now: { id: next, state: 'open' }, before: { id: shift, state: 'closed' } })
    expect(await as(HA, 'writeShiftEntry', early)).toMatchObject({ status: 200, body: { entry: { number: 1 } } })
    expect(await as(HA, 'writeShiftEntry', { ...early, shift: '2026-12-01-2200' })).toMatchObject({
      body: { code: 'shiftNotBegun' },
    })

    const before = await read()
    await hub.restart()
    const after = await read()
    expect(after).toEqual(before)
    expect(after).toMatchObject({
      signed: true,
      shift: { state: 'closed', entries: 3, handedOver: { name: 'Nguyễn An' }, takenOver: { name: 'Trần Hà' } },
    })
    expect(after.board.parts[0]).toMatchObject({
      ...{ part: 'open', count: 1, lines: [{ title: { vi: 'Mất điện' }, severity: 'major' }] },
    })
    expect(after.entries.map(({ did, corrects }) => [did, corrects])).toEqual([
      ...[
        ['write', null],
        ['write', 1],
        ['handOver', null],
        ['write', null],
        ['takeOver', null],
      ],
    ])
    expect((await list()).shifts.map(({ id, state }) => [id, state])).toEqual([
      [next, 'open'],
      [shift, 'closed'],
    ])
  })

  it('lets one of two signatures that come at once stand, and tells the other', async () => {
    await as(AN, 'handOverShift', { shift, expectedVersion: 0 })
    const both = await Promise.all([
      as(HA, 'takeOverShift', { shift, expectedVersion: 1 }),
      as(HA, 'sendBackShift', { shift, reason: 'Thiếu.', expectedVersion: 1 }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await read()).entries).toHaveLength(2)
  })

  it('says what is wrong with a shift, an entry and a reader', async () => {
    const wrong = await as(AN, 'writeShiftEntry', { shift: '2026-12-01-0700', text: 'x' })
    expect(wrong).toMatchObject({ status: 404, body: { code: 'unknownShift', params: { example: shift } } })
    const early = await as(AN, 'writeShiftEntry', { shift: '2026-12-01-1400', text: 'x' })
    expect(early).toMatchObject({ status: 409, body: { code: 'shiftNotBegun' } })
    expect(await as(AN, 'writeShiftEntry', { shift, text: ' ' })).toMatchObject({ status: 400 })
    expect(await as(AN, 'writeShiftEntry', { shift, text: 'x'.repeat(4_001) })).toMatchObject({ status: 400 })
    const officer = personWith('officer', '31117')
    expect(await as(officer, 'writeShiftEntry', { shift, text: 'x' })).toMatchObject({ status: 403 })
    expect((await fetch(`${hub.http}/api/v1/shifts`)).status).toBe(403)
  })
})
