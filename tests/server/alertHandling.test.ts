import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Principal } from '../../domain/access/principal.ts'
import type { Alert } from '../../domain/alerts/alert.ts'
import type { Fact } from '../../domain/matters/fact.ts'
import type { Severity } from '../../domain/sensors/sensorKind.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { alertOfEvent } from '../support/alertOfEvent.ts'
import { startHubAs, type TestHub } from '../support/hub.ts'
import { personWith as person } from '../support/people.ts'
import { postCommand } from '../support/postCommand.ts'
import { startPostgres } from '../support/postgres.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { until } from '../support/until.ts'

const CITY = UNIT_TREES['2021'].city.code
const HERE = UNIT_TREES['2021'].communes[0]?.code ?? ''
const THERE = UNIT_TREES['2021'].communes.at(-1)?.code ?? ''
const OPERATOR = person('operator', CITY, 'Nguyễn An')
const LEAD = person('lead', CITY, 'Trần Bé')

const postgres = await startPostgres()
afterAll(() => postgres?.stop())

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('alerts handled, on %s', (engine) => {
  let hub: TestHub
  let publisher: Publisher
  let principal: Principal
  let databases = 0

  beforeEach(async () => {
    principal = LEAD
    const url = engine === 'postgres' ? await postgres?.database(`handled_${databases++}`) : undefined
    hub = await startHubAs(() => principal, url === undefined ? {} : { DATABASE_URL: url })
    publisher = await connectPublisher(hub.mqtt)
  })
  afterEach(async () => {
    await publisher?.end()
    await hub?.stop()
  })

  const raise = (id: string, severity: Severity = 'minor', unit = HERE) => {
    principal = LEAD
    return alertOfEvent(hub, publisher, unit, id, severity)
  }
  const end = (id: string) =>
    publisher.say(`event/oneStop/${HERE}`, { id, at: Date.now(), severity: 'minor', title: id, state: 'closed' })
  const as = (who: Principal, name: string, input: object) => {
    principal = who
    return postCommand(hub, name, input)
  }
  const one = async (id: string) => {
    principal = LEAD
    return (await (await fetch(`${hub.http}/api/v1/alerts/${id}`)).json()) as { alert: Alert; facts: Fact[] }
  }

  it('takes notes, comments and shelves, and tells all of it with the alert, after a restart too', async () => {
    const { id } = await raise('A-1', 'major')
    expect(await as(OPERATOR, 'acknowledgeAlert', { alert: id })).toMatchObject({ body: { code: 'noteNeeded' } })
    const taken = await as(OPERATOR, 'acknowledgeAlert', { alert: id, note: 'Đã gọi trạm', expectedVersion: 0 })
    expect(taken).toMatchObject({ status: 200, body: { alert: { handling: 'acknowledged', version: 1 } } })
    const comment = await as(OPERATOR, 'commentAlert', { alert: id, text: 'Tổ kỹ thuật đang đến' })
    expect(comment).toMatchObject({ status: 200 })
    const stale = await as(LEAD, 'shelveAlert', { alert: id, minutes: 90, reason: 'Sửa trạm', expectedVersion: 1 })
    expect(stale).toMatchObject({ status: 409, body: { code: 'changedMeanwhile', params: { by: 'Nguyễn An' } } })
    const operators = await as(OPERATOR, 'shelveAlert', { alert: id, minutes: 90, reason: 'Sửa trạm' })
    expect(operators).toMatchObject({ status: 403, body: { code: 'shelfForLead' } })
    await as(LEAD, 'shelveAlert', { alert: id, minutes: 90, reason: 'Sửa trạm' })
    const before = await one(id)
    expect(before.alert).toMatchObject({ handling: 'shelved', version: 3, comments: 1, shelvedBy: 'Trần Bé' })
    expect(before.facts.map(({ did, by }) => [did, by.name])).toEqual([
      ['acknowledge', 'Nguyễn An'],
      ['comment', 'Nguyễn An'],
      ['shelve', 'Trần Bé'],
    ])
    await hub.restart()
    expect(await one(id)).toEqual(before)
    expect(await as(OPERATOR, 'unshelveAlert', { alert: id })).toMatchObject({
      body: { alert: { handling: 'unacknowledged', shelvedUntil: null, version: 4 } },
    })
  })

  it('closes what has ended, and a false alarm, which is none again until it is another one', async () => {
    const { id } = await raise('A-2')
    expect(await as(OPERATOR, 'closeAlert', { alert: id, reason: 'handled' })).toMatchObject({
      status: 409,
      body: { code: 'alertStands' },
    })
    expect(await as(OPERATOR, 'closeAlert', { alert: id, reason: 'falseAlarm' })).toMatchObject({
      body: { alert: { handling: 'closed', closedWhy: 'falseAlarm', endedAt: null } },
    })
    await hub.restart()
    const open = async () => {
      principal = LEAD
      const { alerts } = (await (await fetch(`${hub.http}/api/v1/alerts?open=true`)).json()) as { alerts: Alert[] }
      return alerts.filter(({ subjectId }) => subjectId.endsWith('/A-2'))
    }
    expect(await open()).toEqual([])
    await publisher.end()
    publisher = await connectPublisher(hub.mqtt)
    await publisher.say(`event/oneStop/${HERE}`, {
      id: 'A-2',
      at: Date.now(),
      severity: 'major',
      title: 'x',
      state: 'open',
    })
    const [next] = await until(async () => ((await open()).length > 0 ? open() : undefined))
    expect(next).toMatchObject({ recurrenceOf: id, handling: 'unacknowledged', version: 0 })
    expect((await one(id)).alert.endedAt).not.toBeNull()
  })

  it('keeps a critical one until it has ended and was acknowledged, and has the shift lead close it', async () => {
    const { id } = await raise('A-3', 'critical')
    await end('A-3')
    const ended = await until(async () => {
      const { alert } = await one(id)
      return alert.endedAt === null ? undefined : alert
    })
    expect(ended).toMatchObject({ clearedAt: null, condition: 'ended', handling: 'unacknowledged' })
    await hub.restart()
    expect((await one(id)).alert).toMatchObject({ clearedAt: null, condition: 'ended' })
    const taken = await as(OPERATOR, 'acknowledgeAlert', { alert: id, note: 'Đã thấy' })
    expect(taken).toMatchObject({ status: 200, body: { alert: { handling: 'acknowledged' } } })
    expect((await one(id)).alert.clearedAt).not.toBeNull()
    await hub.restart()
    expect(await as(OPERATOR, 'closeAlert', { alert: id, reason: 'handled' })).toMatchObject({ status: 403 })
    expect(await as(LEAD, 'closeAlert', { alert: id, reason: 'handled' })).toMatchObject({ status: 200 })
    expect((await one(id)).facts.map(({ did }) => did)).toEqual(['acknowledge', 'close'])
  })

  it('handles many at once, says of each what became of it, and touches none beyond one’s reach', async () => {
    const ids = []
    for (const n of [1, 2, 3]) ids.push((await raise(`B-${n}`)).id)
    const far = (await raise('B-4', 'minor', THERE)).id
    await as(LEAD, 'acknowledgeAlert', { alert: ids[0] })
    const here = person('operator', HERE, 'Lê Chi')
    const input = { alerts: [...ids, far, 'none', ids[1]], act: 'acknowledge', note: 'Mưa lớn' }
    const { status, body } = (await as(here, 'handleAlerts', input)) as unknown as {
      status: number
      body: { results: { alert: string; code: string | null }[] }
    }
    expect(status).toBe(200)
    expect(body.results.map(({ code }) => code)).toEqual([
      'alreadyAcknowledged',
      null,
      null,
      'unknownAlert',
      'unknownAlert',
    ])
    expect((await one(far)).alert.version).toBe(0)
    expect((await one(ids[2] ?? '')).alert).toMatchObject({ acknowledgedBy: 'Lê Chi', note: 'Mưa lớn' })
    // Nothing of it could be done: that is a refusal, and the log has it as one.
    expect(await as(here, 'handleAlerts', { ...input, alerts: [far] })).toMatchObject({
      status: 404,
      body: { code: 'unknownAlert' },
    })
    expect(await as(here, 'handleAlerts', { ...input, act: 'close' })).toMatchObject({
      status: 400,
      body: { code: 'missingParameter' },
    })
  })

  it('lets one of several at once win, and the facts add up to it', async () => {
    const { id } = await raise('C-1')
    principal = OPERATOR
    const acts = await Promise.all([
      postCommand(hub, 'acknowledgeAlert', { alert: id, expectedVersion: 0 }),
      postCommand(hub, 'closeAlert', { alert: id, reason: 'falseAlarm', expectedVersion: 0 }),
      postCommand(hub, 'shelveAlert', { alert: id, minutes: 5, reason: 'x', expectedVersion: 0 }),
    ])
    expect(acts.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const { alert, facts } = await one(id)
    expect([alert.version, facts.length]).toEqual([1, 1])
    expect(facts[0]?.to).toBe(alert.handling)
  })
})
