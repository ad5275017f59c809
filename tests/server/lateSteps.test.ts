import { afterAll, beforeAll, expect, it } from 'vitest'
import { startHub, type TestHub } from '../support/hub.ts'
import { type Visitor, visitor } from '../support/signIn.ts'
import { until } from '../support/until.ts'

let ahead = Date.parse('2026-11-26T20:00:00+07:00') - Date.now()
const clock = { now: () => Date.now() + ahead }
const goTo = (time: string) => {
  ahead = Date.parse(`2026-11-26T${time}+07:00`) - Date.now()
}

let hub: TestHub
const people = {} as Record<'operator' | 'lead' | 'leader' | 'officer', Visitor>

beforeAll(async () => {
  hub = await startHub({ IOC_DEMO: '1', IOC_SESSION_IDLE_MINUTES: '600' }, clock, 'accounts')
  for (const [role, user] of [
    ['operator', 'truc-ban'],
    ['lead', 'truong-ca'],
    ['leader', 'lanh-dao'],
    ['officer', 'can-bo'],
  ] as const) {
    people[role] = visitor(hub)
    expect(await people[role].command('signInAs', { user })).toMatchObject({ status: 200 })
  }
})
afterAll(() => hub.stop())

interface Told {
  readonly did: string
  readonly what: { readonly number?: number; readonly to?: string }
}
/** What the hub told of which step, and to whom where the fact names them. */
async function toldOf(id: string): Promise<readonly (readonly unknown[])[]> {
  const { facts } = (await people.lead.get(`/incidents/${id}`)).body as unknown as { facts: Told[] }
  return facts
    .filter(({ did }) => did === 'remind' || did === 'escalate')
    .map(({ did, what: { number, to } }) => (to === undefined ? [did, number] : [did, number, to]))
}
async function noticesOf(who: Visitor, id: string, path = `/incidents/${id}`) {
  const { notices } = (await who.get('/own-notices')).body as {
    notices: { state: string; path: string; text: { vi: string } }[]
  }
  return notices.filter((each) => each.path === path).map(({ state, text }) => [state, text.vi])
}

it('a mandatory step of a procedure that is late comes to the shift lead and to a leader, once, whenever the hub ends', async () => {
  const { status, body } = await people.operator.command('openIncident', {
    ...{ from: { is: 'hand' }, title: 'Nước tràn bờ kè', sop: 'bao-dong-3' },
  })
  expect(status).toBe(200)
  const { id, version } = (body as { incident: { id: string; version: number } }).incident
  await people.operator.command('takeOverIncident', { incident: id, expectedVersion: version })
  for (const step of [2, 3, 4, 5, 6, 7]) await people.operator.command('doStep', { incident: id, step })

  goTo('20:11:00')
  await until(async () => (await toldOf(id)).length === 1)
  expect(await noticesOf(people.operator, id)).toContainEqual([
    'pending',
    expect.stringMatching(/^Bước 1 quá hạn\. Sự vụ: Nước tràn/),
  ])
  await hub.restart()
  goTo('21:11:30')
  await until(async () => (await toldOf(id)).length === 2)
  expect(await noticesOf(people.lead, id)).toEqual([['pending', expect.stringMatching(/^Bước 1 quá hạn/)]])
  await hub.restart()
  // Whoever saw the page before that is not told that it has changed.
  const seen = { incident: id, expectedVersion: version + 7 }
  expect(await people.operator.command('handleIncident', { ...seen, finding: 'đúng' })).toMatchObject({ status: 200 })
  goTo('23:59:30')
  await hub.restart()
  expect(await toldOf(id)).toEqual([
    ['remind', 1],
    ['escalate', 1, 'role/lead'],
  ])
  // The last late step is done: nobody has to be told of it any more.
  await people.operator.command('doStep', { incident: id, step: 1 })
  expect(await noticesOf(people.lead, id)).toEqual([['cancelled', expect.stringMatching(/^Bước 1 quá hạn/)]])
  ahead += 6 * 3_600_000
  await hub.restart()
  expect(await toldOf(id)).toHaveLength(2)
  expect(await noticesOf(people.leader, id)).toEqual([])
})

it('a late step of an incident in a unit comes to who holds its role beside the officer of the unit, and to nobody else', async () => {
  const { principal } = (await people.officer.get('/session')).body as {
    principal: { grants: { place: string }[] }
  }
  const { body } = await people.lead.command('openIncident', {
    ...{ from: { is: 'hand' }, title: 'Nước vào nhà dân', sop: 'bao-dong-3', unit: principal.grants[0]?.place },
  })
  const { id } = (body as { incident: { id: string } }).incident
  ahead += 10 * 60_000 + 30_000
  await until(async () => (await toldOf(id)).length === 1)
  const late = ['pending', expect.stringMatching(/^Bước 1 quá hạn\. Sự vụ: Nước vào/)]
  expect(await noticesOf(people.officer, id)).toContainEqual(late)
  expect(await noticesOf(people.operator, id)).toEqual([late])
  const ofLead = await noticesOf(people.lead, id)
  expect(ofLead.filter(([, text]) => /^Bước 1/.test(text ?? ''))).toEqual([])
})

it('a shift whose log nobody signs comes to the shift lead after its end, then to who is above, over a restart of the hub', async () => {
  const { now: shift } = (await people.lead.get('/shifts')).body as { now: { id: string; to: number } }
  expect(
    await people.operator.command('writeShiftEntry', { shift: shift.id, text: 'Kè sạt 12 m, đã rào chắn.' }),
  ).toMatchObject({ status: 200 })
  const told = (who: Visitor) => noticesOf(who, shift.id, `/shift/${shift.id}`)
  const unsigned = ['pending', expect.stringMatching(/^Chưa đủ chữ ký bàn giao\. Bàn giao ca: Ca /)]
  ahead = shift.to + 31 * 60_000 - Date.now()
  // The day is longer than a session.
  for (const [role, user] of [
    ['lead', 'truong-ca'],
    ['leader', 'lanh-dao'],
  ] as const)
    expect(await people[role].command('signInAs', { user })).toMatchObject({ status: 200 })
  await until(async () => (await told(people.lead)).length === 1)
  expect(await told(people.lead)).toEqual([unsigned])
  expect(await told(people.leader)).toEqual([])
  await hub.restart()
  ahead = shift.to + 91 * 60_000 - Date.now()
  await until(async () => (await told(people.leader)).length === 1)
  expect(await told(people.lead)).toHaveLength(1)
  // It is no line of the log, and a signature from the page as it was seen before is taken.
  const { entries } = (await people.lead.get(`/shifts/${shift.id}`)).body as { entries: { did: string }[] }
  expect(entries.map(({ did }) => did)).toEqual(['write'])
  const signed = await people.lead.command('handOverShift', { shift: shift.id, note: '', expectedVersion: 1 })
  expect(signed).toMatchObject({ status: 200, body: { shift: { state: 'handedOver', entries: 1 } } })
})
