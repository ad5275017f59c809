import { afterAll, beforeAll, expect, it } from 'vitest'
import { startHub, type TestHub } from '../support/hub.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { type Visitor, visitor } from '../support/signIn.ts'
import { until } from '../support/until.ts'

/** An evening of the spring tide; the shift ends at 22:00. */
let ahead = Date.parse('2026-11-26T21:00:00+07:00') - Date.now()
const clock = { now: () => Date.now() + ahead }
const goTo = (time: string) => {
  ahead = Date.parse(`2026-11-26T${time}+07:00`) - Date.now()
}

let hub: TestHub
let gauge: Publisher
const people = {} as Record<'leader' | 'lead' | 'operator' | 'officer' | 'auditor' | 'admin', Visitor>
const USERS = {
  leader: 'lanh-dao',
  lead: 'truong-ca',
  operator: 'truc-ban',
  officer: 'can-bo',
  auditor: 'kiem-tra',
  admin: 'quan-tri',
} as const
/** The ward of the demo's officer. */
let ward: string

beforeAll(async () => {
  hub = await startHub({ IOC_DEMO: '1', IOC_SESSION_IDLE_MINUTES: '600' }, clock, 'accounts')
  for (const [role, user] of Object.entries(USERS)) {
    const browser = visitor(hub)
    expect(await browser.command('signInAs', { user })).toMatchObject({ status: 200 })
    people[role as keyof typeof people] = browser
  }
  const { principal } = (await people.officer.get('/session')).body as {
    principal: { may: Record<string, readonly string[]> }
  }
  ward = principal.may['figures.see']?.[0] ?? ''
  gauge = await connectPublisher(hub.mqtt)
})
afterAll(async () => {
  await gauge.end()
  await hub.stop()
})

type Role = keyof typeof people
async function done(role: Role, name: string, input: object): Promise<Record<string, unknown>> {
  const { status, body } = await people[role].command(name, input)
  expect({ role, name, status, body }).toMatchObject({ role, name, status: 200 })
  return body
}
/** What is kept of an incident or a directive, as a command answers it. */
async function kept(role: Role, name: string, what: 'incident' | 'directive' | 'shift', input: object) {
  return (await done(role, name, input))[what] as { id: string; version: number; state: string; steps: Step[] }
}
interface Step {
  readonly number: number
  readonly mandatory: boolean
}
interface AlertSeen {
  readonly id: string
  readonly severity: string
  readonly subjectId: string
  readonly clearedAt: number | null
}
const alerts = async () => ((await people.lead.get('/alerts?open=true')).body as { alerts: AlertSeen[] }).alerts
const risen = async () =>
  (await alerts()).find(({ subjectId, severity }) => subjectId === 'TV-1' && severity === 'critical')
interface Told {
  readonly did: string
  readonly by: { readonly is: string; readonly name: string }
}
const factsOf = async (path: string) => ((await people.leader.get(path)).body as { facts: Told[] }).facts
const level = (value: number) => gauge.say('sensor/TV-1/reading', { at: clock.now(), values: { level: value } })
/** The gauge says so again and again while the clock of everybody runs fast: conditions hold for minutes before they count. */
async function whileTimePasses(metres: number, isSo: () => Promise<boolean>): Promise<void> {
  await until(async () => {
    ahead += 2_000
    await level(metres)
    return isSo()
  })
}
async function logged(): Promise<
  { did: string; result: string; who: { name: string }; input: Record<string, unknown> }[]
> {
  return ((await people.auditor.get('/audit?limit=500')).body as { entries: never[] }).entries
}

it('a flood night is worked from the first gauge to the signed handover, and log, facts and screens tell the same', async () => {
  const device = { kind: 'waterLevel', name: 'Trạm Cần Thơ', commune: ward, lng: 105.7872, lat: 10.0526, every: 600 }
  await gauge.say('sensor/TV-1/announce', device, { retain: true })
  await whileTimePasses(2.08, async () => (await risen()) !== undefined)
  const alert = (await risen())?.id ?? ''

  // The operator is late: silence goes to the operators at five minutes and to the shift lead at fifteen, each once.
  const escalations = async () => (await factsOf(`/alerts/${alert}`)).filter(({ did }) => did === 'escalate').length
  goTo('21:09:00')
  await until(async () => (await escalations()) === 1)
  goTo('21:19:00')
  await level(2.1)
  await until(async () => (await escalations()) === 2)
  await hub.restart()
  await gauge.end()
  gauge = await connectPublisher(hub.mqtt)
  await level(2.1)
  const note = 'Đã đối chiếu trạm Cần Thơ, gọi phường.'
  await done('lead', 'acknowledgeAlert', { alert, note })
  const late = await people.operator.command('acknowledgeAlert', { alert, note: 'Đã xem.' })
  expect(late).toMatchObject({ status: 409, body: { params: { by: 'Trần Thu Hà' } } })
  expect(await escalations()).toBe(2)

  // An answer is lost on the way: the same command comes again, and opens one incident.
  const open = async () => {
    const response = await fetch(`${hub.http}/api/v1/commands/openIncident`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'x-ioc-command': '1', 'idempotency-key': 'night-1' },
        ...{ origin: hub.http, cookie: people.lead.cookie() },
      },
      body: JSON.stringify({ from: { is: 'alert', alert }, sop: 'bao-dong-3' }),
    })
    return ((await response.json()) as { incident: { id: string; version: number; steps: Step[] } }).incident
  }
  const incident = await open()
  expect((await open()).id).toBe(incident.id)
  const { id } = incident
  let { version } = await kept('operator', 'takeOverIncident', 'incident', {
    ...{ incident: id, expectedVersion: incident.version },
  })
  const finding = { incident: id, expectedVersion: version, finding: 'Nước tràn bờ kè phường.' }
  ;({ version } = await kept('operator', 'handleIncident', 'incident', finding))
  // A stale page is told, and nothing happens twice.
  expect(await people.lead.command('handleIncident', finding)).toMatchObject({
    ...{ status: 409, body: { code: 'changedMeanwhile', params: { by: 'Nguyễn Văn An' } } },
  })
  expect(
    await people.operator.command('reportResult', { incident: id, expectedVersion: version, result: 'Xong' }),
  ).toMatchObject({ status: 409, body: { code: 'stepsMissing' } })

  const order = await kept('leader', 'giveDirective', 'directive', {
    ...{ title: 'Di dời hộ dân ven kè', content: 'Di dời các hộ ven kè đến trường học.', unit: ward, urgent: true },
    ...{ due: '2026-11-26T23:30:00+07:00', origin: 'incident', evidence: [{ is: 'incident', id }] },
  })
  const mine = (await people.officer.get('/my-work')).body as { rows: { kind: string; id: string }[] }
  expect(mine.rows.map(({ kind, id: each }) => [kind, each])).toContainEqual(['directive', order.id])
  let directive = await kept('officer', 'receiveDirective', 'directive', {
    ...{ directive: order.id, expectedVersion: order.version },
  })

  for (const { number, mandatory } of incident.steps) {
    if (!mandatory) continue
    ;({ version } = await kept('operator', 'doStep', 'incident', { incident: id, step: number, note: '' }))
  }
  goTo('21:50:00')
  directive = await kept('officer', 'submitResult', 'directive', {
    ...{ directive: order.id, expectedVersion: directive.version, result: 'Đã di dời 42 hộ.' },
  })
  await kept('leader', 'approveResult', 'directive', { directive: order.id, expectedVersion: directive.version })
  const result = { incident: id, expectedVersion: version, result: 'Đã di dời, không thiệt hại về người.' }
  ;({ version } = await kept('operator', 'reportResult', 'incident', result))
  expect(await people.operator.command('confirmResult', { incident: id, expectedVersion: version })).toMatchObject({
    status: 403,
  })
  // The water still stands above the stage: nobody closes that without saying why.
  await level(2.05)
  expect(await people.lead.command('confirmResult', { incident: id, expectedVersion: version })).toMatchObject({
    ...{ status: 409, body: { code: 'alertsHold' } },
  })
  await whileTimePasses(1.5, async () => (await alerts()).every(({ subjectId }) => subjectId !== 'TV-1'))
  await kept('lead', 'confirmResult', 'incident', { incident: id, expectedVersion: version })

  goTo('22:01:00')
  const { before } = (await people.lead.get('/shifts')).body as { before: { id: string; version: number } }
  await done('lead', 'writeShiftEntry', { shift: before.id, text: 'Triều đã rút; kè còn một đoạn sạt 12 m.' })
  const signed = await kept('lead', 'handOverShift', 'shift', { shift: before.id, expectedVersion: 1 })
  await kept('operator', 'takeOverShift', 'shift', { shift: before.id, expectedVersion: signed.version })
  expect((await people.auditor.get(`/shifts/${before.id}`)).body).toMatchObject({ signed: true })

  // What facts tell that people did stands in the log once each, and the hub's steps as its own.
  const night = [
    ...(await factsOf(`/alerts/${alert}`)),
    ...(await factsOf(`/incidents/${id}`)),
    ...(await factsOf(`/directives/${order.id}`)),
  ]
  const entries = await logged()
  const told = (name: string) => entries.filter(({ did, result: came }) => did === name && came === 'done').length
  expect([told('acknowledgeAlert'), told('openIncident'), told('takeOverIncident'), told('reportResult')]).toEqual([
    ...[1, 1, 1, 1],
  ])
  expect([told('giveDirective'), told('receiveDirective'), told('submitResult'), told('approveResult')]).toEqual([
    ...[1, 1, 1, 1],
  ])
  expect(told('doStep')).toBe(night.filter(({ did }) => did === 'doStep').length)
  expect([told('handOverShift'), told('takeOverShift')]).toEqual([1, 1])
  const refused = entries.filter(({ result: came }) => came !== 'done').map(({ did, who }) => [did, who.name])
  expect(refused).toContainEqual(['acknowledgeAlert', 'Nguyễn Văn An'])
  const ofNight = new Set([alert, id, order.id])
  const byHub = entries.filter(({ did, input }) => did === 'hubStep' && ofNight.has(input.id as string))
  expect(byHub).toHaveLength(night.filter(({ by }) => by.is === 'hub').length)
})
