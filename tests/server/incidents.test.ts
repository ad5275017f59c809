import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Alert } from '../../domain/alerts/alert.ts'
import type { Incident, IncidentRow } from '../../domain/incidents/incident.ts'
import type { Fact } from '../../domain/matters/fact.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { systemClock } from '../../server/clock.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { startPostgres } from '../support/postgres.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { visitor } from '../support/signIn.ts'
import { until } from '../support/until.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const HERE = units.communes[0]?.code ?? ''
const THERE = units.communes.at(-1)?.code ?? ''
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

interface Answer {
  readonly status: number
  readonly body: { readonly incident: Incident; readonly code?: string; readonly params?: Record<string, unknown> }
}
interface IncidentAnswer {
  readonly incident: Incident
  readonly facts: readonly Fact[]
}
interface Person {
  does(name: string, input: object): Promise<Answer>
  asks(path: string): Promise<{ readonly status: number; readonly body: Record<string, never> }>
}

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('incidents on %s', (engine) => {
  let hub: TestHub
  let people: Record<
    'operator' | 'other' | 'lead' | 'leader' | 'here' | 'there' | 'chief' | 'stranger' | 'auditor',
    Person
  >

  beforeAll(async () => {
    const url = engine === 'postgres' ? await postgres?.database('incidents') : undefined
    const env: Record<string, string> = { IOC_DEMO: '1', IOC_DEVICES: 'open', ...(url && { DATABASE_URL: url }) }
    hub = await startHub(env, systemClock, 'accounts')
    const admin = visitor(hub)
    await admin.command('signInAs', { user: 'quan-tri' })
    const person = async (name: string, role: string, place: string): Promise<Person> => {
      const { body } = await admin.command('createToken', { name, role, place })
      const authorization = `Bearer ${(body as { token: string }).token}`
      const call = async (path: string, init: RequestInit = {}) => {
        const response = await fetch(`${hub.http}/api/v1${path}`, {
          ...init,
          headers: { authorization, 'content-type': 'application/json' },
        })
        return { status: response.status, body: await response.json() }
      }
      return {
        does: (command, input) => call(`/commands/${command}`, { method: 'POST', body: JSON.stringify(input) }),
        asks: (path) => call(path),
      }
    }
    people = {
      operator: await person('An', 'operator', CITY),
      other: await person('Bé', 'operator', CITY),
      lead: await person('Lan', 'lead', CITY),
      leader: await person('Minh', 'leader', CITY),
      here: await person('Hòa', 'officer', HERE),
      there: await person('Thu', 'officer', THERE),
      chief: await person('Nga', 'lead', HERE),
      stranger: await person('Tú', 'lead', THERE),
      auditor: await person('Vy', 'auditor', CITY),
    }
  })
  afterAll(() => hub?.stop())

  async function open(but: object = {}): Promise<Incident> {
    const { status, body } = await people.operator.does('openIncident', {
      ...{ from: { is: 'hand' }, title: 'Cây đổ chắn đường', unit: HERE, sop: 'su-vu-chung' },
      ...but,
    })
    expect(status).toBe(200)
    return body.incident
  }
  const rowsOf = async (person: Person, query = '') =>
    (await person.asks(`/incidents?${query}`)).body as unknown as {
      incidents: IncidentRow[]
      next: string | null
      counts: Record<string, number>
    }

  it('copy the steps of their procedure with its version, and are read with their timeline', async () => {
    const { id, sop, steps } = await open()
    expect(id).toMatch(/^SV-\d{6}-[A-Z2-9]{4}$/)
    expect(sop).toMatchObject({ id: 'su-vu-chung', version: '2026.1' })
    expect(steps.map(({ done }) => done)).toEqual([null, null, null])
    const { body } = await people.lead.asks(`/incidents/${id}`)
    const { facts } = body as unknown as { facts: Fact[] }
    expect(facts.map(({ did, by }) => [did, by.name])).toEqual([['open', 'An']])
  })

  it('are worked to their end by two people, over a restart', async () => {
    const { id } = await open()
    const { operator, lead } = people
    await operator.does('verifyIncident', { incident: id, expectedVersion: 1 })
    await operator.does('handleIncident', { incident: id, expectedVersion: 2, finding: 'đúng' })
    for (const step of [1, 2, 3]) await operator.does('doStep', { incident: id, step })
    await hub.restart()
    const report = { incident: id, expectedVersion: 6, result: 'đã dọn' }
    expect((await operator.does('reportResult', report)).body.incident.state).toBe('confirming')
    expect((await operator.does('confirmResult', { incident: id, expectedVersion: 7 })).body.code).toBe('forbidden')
    const closed = await lead.does('confirmResult', { incident: id, expectedVersion: 7 })
    expect(closed.body.incident).toMatchObject({ state: 'closed', version: 8 })
    expect((await rowsOf(lead, 'open=false')).incidents.map((row) => row.id)).toContain(id)
    const again = await lead.does('reopenIncident', { incident: id, expectedVersion: 8, reason: 'đổ tiếp' })
    expect(again.body.incident).toMatchObject({ state: 'handling', closedAt: null })
  })

  it('are opened again by who may confirm them where they lie; elsewhere they are like those that are not there', async () => {
    const { operator, lead, chief, stranger, here } = people
    const { id } = await open()
    await operator.does('dismissIncident', { incident: id, expectedVersion: 1, reason: 'không phải' })
    const again = { incident: id, expectedVersion: 2, reason: 'có thật' }
    // A unit whose page is stale is told that it is closed, not that it may not.
    const late = await here.does('commentIncident', { incident: id, text: 'đang dọn' })
    expect(late).toMatchObject({ status: 409, body: { code: 'notInThisState' } })
    const refusal = await stranger.does('reopenIncident', again)
    expect(refusal).toMatchObject({ status: 403, body: { code: 'forbidden', params: { unit: CITY } } })
    expect(refusal).toEqual(await stranger.does('reopenIncident', { ...again, incident: 'SV-0' }))
    expect((await lead.does('reopenIncident', { ...again, incident: 'SV-0' })).body.code).toBe('unknownMatter')
    const { body } = await chief.does('reopenIncident', again)
    expect(body.incident).toMatchObject({ state: 'handling', closedAt: null })
  })

  it('tell the second who was first', async () => {
    const { id } = await open()
    const [first, second] = await Promise.all([
      people.operator.does('verifyIncident', { incident: id, expectedVersion: 1 }),
      people.other.does('verifyIncident', { incident: id, expectedVersion: 1 }),
    ])
    const refused = [first, second].find(({ status }) => status === 409)
    const taken = [first, second].find(({ status }) => status === 200)
    expect(refused?.body).toMatchObject({
      code: 'changedMeanwhile',
      params: { by: taken?.body.incident.people.lead?.name, did: 'verify' },
    })
  })

  it('refuse nobody for their own remark, which came in late, and for another’s they do', async () => {
    const { operator, other } = people
    const [own, others] = [await open(), await open()]
    await operator.does('commentIncident', { incident: own.id, text: 'viết khi mất mạng' })
    expect(
      (await operator.does('verifyIncident', { incident: own.id, expectedVersion: 1 })).body.incident,
    ).toMatchObject({ state: 'verifying', version: 3 })
    await other.does('commentIncident', { incident: others.id, text: 'đã dọn xong' })
    expect((await operator.does('verifyIncident', { incident: others.id, expectedVersion: 1 })).body).toMatchObject({
      ...{ code: 'changedMeanwhile', params: { by: 'Bé', did: 'comment' } },
    })
  })

  it('are seen in their unit and where they are offered, and nowhere else', async () => {
    const { id } = await open()
    const { operator, here, there } = people
    const sees = async (person: Person) => (await person.asks(`/incidents/${id}`)).status === 200
    expect(await sees(here)).toBe(true)
    expect(await sees(there)).toBe(false)
    expect((await rowsOf(there)).incidents).toEqual([])
    expect((await there.does('acceptIncident', { incident: id, expectedVersion: 1 })).status).toBe(403)
    await operator.does('transferIncident', { incident: id, expectedVersion: 1, unit: THERE, reason: 'bên đó' })
    expect(await sees(there)).toBe(true)
    expect((await here.does('acceptIncident', { incident: id, expectedVersion: 2 })).status).toBe(403)
    const accepted = await there.does('acceptIncident', { incident: id, expectedVersion: 2 })
    expect(accepted.body.incident).toMatchObject({ unit: THERE, people: { lead: { name: 'Thu' } } })
    expect(await sees(here)).toBe(false)
  })

  it('are to who does not see them like those that are not there: nothing tells where they are', async () => {
    const { id } = await open()
    const refusalOf = async (incident: string) =>
      (await people.there.does('verifyIncident', { incident, expectedVersion: 1 })).body
    const refusal = await refusalOf(id)
    expect(refusal).toMatchObject({ code: 'forbidden', params: { unit: CITY } })
    expect(refusal).toEqual(await refusalOf('SV-0'))
  })

  it('are merged into one another as one: both have their fact, or neither', async () => {
    const [from, into] = [await open({ title: 'Cây đổ, hẻm 1' }), await open({ title: 'Cây đổ, hẻm 2' })]
    const merge = { incident: from.id, expectedVersion: 1, into: into.id, reason: 'cùng một cây' }
    const { body } = await people.operator.does('mergeIncident', merge)
    expect(body.incident).toMatchObject({ state: 'merged', into: into.id })
    const kept = (await people.lead.asks(`/incidents/${into.id}`)).body as unknown as Answer['body']
    expect(kept.incident.absorbed).toEqual([from.id])
    const other = await open()
    const late = await people.operator.does('mergeIncident', { ...merge, incident: other.id, into: from.id })
    expect(late).toMatchObject({ status: 409, body: { code: 'notInThisState' } })
    const stays = (await people.lead.asks(`/incidents/${other.id}`)).body as unknown as Answer['body']
    expect(stays.incident).toMatchObject({ state: 'new', version: 1 })
  })

  it('take in nothing from a unit that has them no more by then', async () => {
    const { here, there } = people
    for (let n = 0; n < 5; n++) {
      const [from, into] = [await open(), await open()]
      await here.does('transferIncident', { incident: into.id, expectedVersion: 1, unit: THERE, reason: 'bên đó' })
      const merge = { incident: from.id, expectedVersion: 1, into: into.id, reason: 'một việc' }
      const [accepted, merged] = await Promise.all([
        there.does('acceptIncident', { incident: into.id, expectedVersion: 2 }),
        here.does('mergeIncident', merge),
      ])
      // Whichever was first: what is written into it after it went to the other unit is not there.
      const { facts } = (await there.asks(`/incidents/${into.id}`)).body as unknown as { facts: Fact[] }
      const steps = facts.map(({ did }) => did).slice(2)
      expect([['accept'], ['absorb'], ['absorb', 'accept']]).toContainEqual(steps)
      expect([accepted.status, merged.status].filter((status) => status === 200)).toHaveLength(steps.length)
    }
  })

  it('that were found to be ones are not got rid of by merging them into an empty one and dismissing that', async () => {
    const { operator, lead } = people
    const from = await open({ title: 'Ngập thật, ba hộ phải sơ tán', sop: 'bao-dong-3' })
    await operator.does('verifyIncident', { incident: from.id, expectedVersion: 1 })
    await operator.does('handleIncident', { incident: from.id, expectedVersion: 2, finding: 'nước vào nhà' })
    const into = await open({ title: 'Tạm' })
    const merge = { incident: from.id, expectedVersion: 3, into: into.id, reason: 'cùng việc' }
    expect((await operator.does('mergeIncident', merge)).body.incident).toMatchObject({ state: 'merged' })
    const dismissed = await operator.does('dismissIncident', { incident: into.id, expectedVersion: 2, reason: 'nhầm' })
    expect(dismissed).toMatchObject({ status: 409, body: { code: 'notInThisState' } })
    const kept = (await lead.asks(`/incidents/${into.id}`)).body as unknown as Answer['body']
    expect(kept.incident).toMatchObject({ state: 'handling', closedAt: null })
  })

  it('are listed page by page, by their words without marks, and counted by state', async () => {
    for (let n = 0; n < 5; n++) await open({ title: `Sụt lún bờ kè số ${n}` })
    const told: string[] = []
    let after = ''
    for (let next: string | null = ''; next !== null; after = `&after=${next}`) {
      const page = await rowsOf(people.lead, `text=sut+lun&limit=2${after}`)
      told.push(...page.incidents.map(({ title }) => title))
      next = page.next
    }
    expect(told).toEqual([4, 3, 2, 1, 0].map((n) => `Sụt lún bờ kè số ${n}`))
    expect((await rowsOf(people.lead, 'text=sut+lun')).counts).toMatchObject({ new: 5, closed: 0 })
  })

  describe('and their alerts', () => {
    let publisher: Publisher
    let count = 0
    beforeAll(async () => {
      publisher = await connectPublisher(hub.mqtt)
    })
    afterAll(() => publisher?.end())

    const tell = (id: string, state: 'open' | 'closed', severity = 'major') =>
      publisher.say(`event/portal/${HERE}`, { id, at: Date.now(), severity, title: `Sự cố ${id}`, state })
    const alertOf = async (id: string): Promise<Alert | undefined> => {
      const { body } = await people.lead.asks('/alerts?limit=1000')
      return (body as unknown as { alerts: Alert[] }).alerts.find(({ subjectId }) => subjectId.endsWith(`/${id}`))
    }
    /** An incident opened from an event that has just been told. */
    async function openFromAlert({ severity = 'major', ...but }: { severity?: string; sop?: string } = {}) {
      const id = `E-${++count}`
      await tell(id, 'open', severity)
      const alert = await until(() => alertOf(id))
      return { id, alert, incident: await open({ from: { is: 'alert', alert: alert.id }, unit: undefined, ...but }) }
    }
    async function report({ id }: Incident) {
      await people.operator.does('verifyIncident', { incident: id, expectedVersion: 1 })
      await people.operator.does('handleIncident', { incident: id, expectedVersion: 2, finding: 'đúng' })
      for (const step of [1, 2, 3]) await people.operator.does('doStep', { incident: id, step })
      await people.operator.does('reportResult', { incident: id, expectedVersion: 6, result: 'xong' })
    }

    it('take the alert on, with the figure as it was', async () => {
      const { id, alert, incident } = await openFromAlert()
      expect(incident).toMatchObject({
        ...{ unit: HERE, alerts: [alert.id], origin: { is: 'alert', id: alert.id }, severity: 'major' },
        figures: [{ id: alert.id, rule: 'event', title: { vi: `Sự cố ${id}` } }],
      })
      expect(await alertOf(id)).toMatchObject({ handling: 'incident', incident: incident.id })
      const again = { from: { is: 'alert', alert: alert.id } }
      expect((await people.operator.does('openIncident', again)).body.code).toBe('alertInIncident')
    })

    it('are told when it becomes graver than was known: they wait no longer, and the shift is told at once', async () => {
      const { id, alert, incident } = await openFromAlert()
      await people.operator.does('verifyIncident', { incident: incident.id, expectedVersion: 1 })
      const days = 29 * 86_400_000
      const wait = { incident: incident.id, expectedVersion: 2, until: Date.now() + days, reason: 'chờ nước rút' }
      expect((await people.operator.does('waitIncident', wait)).body.incident.state).toBe('waiting')
      await tell(id, 'open', 'critical')
      const stands = async () => (await people.lead.asks(`/incidents/${incident.id}`)).body as unknown as IncidentAnswer
      const told = await until(async () => {
        const now = await stands()
        return now.incident.state === 'waiting' ? undefined : now
      })
      expect(told.incident).toMatchObject({ state: 'verifying', severity: 'critical', waits: null, version: 4 })
      expect(told.incident.figures.map((figure) => [figure.id, figure.severity])).toEqual([
        [alert.id, 'major'],
        [alert.id, 'critical'],
      ])
      expect(told.facts.at(-1)).toMatchObject({ did: 'worsen', by: { is: 'hub' } })
      // Once, also after a restart.
      await hub.restart()
      await new Promise((resolve) => setTimeout(resolve, 2_500))
      expect((await stands()).incident.version).toBe(4)
    })

    it('give it back when it is no incident', async () => {
      const { id, incident } = await openFromAlert()
      const dismiss = { incident: incident.id, expectedVersion: 1, reason: 'bảo trì' }
      expect((await people.operator.does('dismissIncident', dismiss)).body.incident.state).toBe('dismissed')
      expect(await alertOf(id)).toMatchObject({ handling: 'unacknowledged', incident: null })
    })

    it('take it along when they are merged', async () => {
      const { id, incident } = await openFromAlert()
      const into = await open()
      await people.operator.does('mergeIncident', {
        ...{ incident: incident.id, expectedVersion: 1, into: into.id, reason: 'một việc' },
      })
      expect(await alertOf(id)).toMatchObject({ handling: 'incident', incident: into.id })
    })

    it('let go of one that was put in by mistake: it is as it was, goes elsewhere, and everything tells of it', async () => {
      const { operator, here, lead } = people
      const id = `E-${++count}`
      await tell(id, 'open')
      const { id: alert } = await until(() => alertOf(id))
      await operator.does('acknowledgeAlert', { alert, note: 'đã gọi', expectedVersion: 0 })
      const [wrong, right] = [await open({ title: 'Nhầm' }), await open({ title: 'Đúng' })]
      expect((await operator.does('linkAlert', { incident: wrong.id, alert })).status).toBe(200)
      const unlink = { incident: wrong.id, alert, reason: 'của hẻm khác' }
      expect((await operator.does('unlinkAlert', { ...unlink, expectedVersion: 1 })).body.code).toBe('changedMeanwhile')
      expect((await people.there.does('unlinkAlert', { ...unlink, expectedVersion: 2 })).status).toBe(403)
      expect((await here.does('unlinkAlert', { ...unlink, expectedVersion: 2, reason: ' ' })).status).toBe(400)
      const taken = await here.does('unlinkAlert', { ...unlink, expectedVersion: 2 })
      expect(taken.body.incident).toMatchObject({ version: 3, alerts: [], figures: [], severity: null })
      expect(await alertOf(id)).toMatchObject({ handling: 'acknowledged', acknowledgedBy: 'An', incident: null })
      const row = (await rowsOf(lead)).incidents.find((each) => each.id === wrong.id)
      expect(row).toMatchObject({ alerts: [], severity: null })
      expect((await operator.does('linkAlert', { incident: right.id, alert })).body.incident.alerts).toEqual([alert])
      await hub.restart()
      await publisher.end()
      publisher = await connectPublisher(hub.mqtt)
      expect(await alertOf(id)).toMatchObject({ handling: 'incident', incident: right.id })
      const factsOf = async (path: string) => ((await lead.asks(path)).body as unknown as { facts: Fact[] }).facts
      const toldOf = (facts: Fact[]) => facts.filter(({ did }) => did === 'unlink')
      const title = { vi: `Sự cố ${id}` }
      expect(toldOf(await factsOf(`/incidents/${wrong.id}`))).toMatchObject([
        { by: { name: 'Hòa' }, what: { alert, title, reason: 'của hẻm khác' } },
      ])
      expect(toldOf(await factsOf(`/alerts/${alert}`))).toMatchObject([
        { by: { name: 'Hòa' }, from: 'incident', to: 'acknowledged', what: { incident: wrong.id } },
      ])
      const log = (await people.auditor.asks('/audit?did=unlinkAlert&limit=10')).body as unknown as {
        entries: { did: string; result: string; input: { alert: string } }[]
      }
      expect(log.entries.filter(({ input, result }) => input.alert === alert && result === 'done')).toHaveLength(1)
    })

    it('keep the one that they were opened from, and say what to do instead', async () => {
      const { id, alert, incident } = await openFromAlert()
      const unlink = { incident: incident.id, expectedVersion: 1, alert: alert.id, reason: 'nhầm' }
      expect((await people.operator.does('unlinkAlert', unlink)).body.code).toBe('originAlert')
      expect(await alertOf(id)).toMatchObject({ handling: 'incident', incident: incident.id })
    })

    it('a critical one that has ended waits for somebody again when it is taken out', async () => {
      const id = `E-${++count}`
      await tell(id, 'open', 'critical')
      const { id: alert } = await until(() => alertOf(id))
      const { id: incident } = await open()
      await people.operator.does('linkAlert', { incident, alert })
      await tell(id, 'closed', 'critical')
      await until(async () => ((await alertOf(id))?.clearedAt ?? null) !== null || undefined)
      await people.operator.does('unlinkAlert', { incident, expectedVersion: 2, alert, reason: 'nhầm' })
      expect(await alertOf(id)).toMatchObject({
        handling: 'unacknowledged',
        clearedAt: null,
        endedAt: expect.any(Number),
      })
      await people.operator.does('acknowledgeAlert', { alert, note: 'đã xem', expectedVersion: 2 })
      expect(await alertOf(id)).toMatchObject({ handling: 'acknowledged', clearedAt: expect.any(Number) })
    })

    it('whatever is put in, taken out, merged, dismissed and opened again: an alert is one incident’s, which has it, or nobody’s', async () => {
      const { operator, lead } = people
      const names = [1, 2].map(() => `E-${++count}`)
      for (const name of names) await tell(name, 'open', 'minor')
      const ids = await Promise.all(names.map(async (name) => (await until(() => alertOf(name))).id))
      const incidents: string[] = []
      const which = (n: number) => incidents[n % Math.max(1, incidents.length)] ?? 'SV-0'
      const done = new Map<string, number>()
      const act = fc.record({
        does: fc.constantFrom('open', 'openFrom', 'link', 'link', 'unlink', 'unlink', 'merge', 'dismiss', 'reopen'),
        ...{ n: fc.nat(20), m: fc.nat(20), alert: fc.constantFrom(...ids) },
      })
      // What chance may leave out is done once at least.
      const first = (['open', 'link', 'unlink', 'link', 'unlink'] as const).map((does) => {
        return { does, n: 0, m: 0, alert: ids[0] ?? '' }
      })
      const versionOf = async (id: string) =>
        ((await lead.asks(`/incidents/${id}`)).body as unknown as Partial<Answer['body']>).incident?.version ?? 1
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 20 }), async (acts) => {
          for (const { does, n, m, alert } of acts) {
            // Half of what is taken out is taken out of where it is.
            const its = m % 2 === 0 ? (await alertOf(names[ids.indexOf(alert)] ?? ''))?.incident : undefined
            const incident = (does === 'unlink' ? its : undefined) ?? which(n)
            const of = { incident, expectedVersion: await versionOf(incident), reason: 'vì' }
            const answer = await {
              open: () => operator.does('openIncident', { from: { is: 'hand' }, title: 'Cây đổ', unit: HERE }),
              openFrom: () => operator.does('openIncident', { from: { is: 'alert', alert } }),
              link: () => operator.does('linkAlert', { incident, alert }),
              unlink: () => operator.does('unlinkAlert', { ...of, alert }),
              merge: () => operator.does('mergeIncident', { ...of, into: which(m) }),
              dismiss: () => operator.does('dismissIncident', of),
              reopen: () => lead.does('reopenIncident', of),
            }[does]()
            expect(answer.status).toBeLessThan(500)
            if (answer.status !== 200) continue
            done.set(does, (done.get(does) ?? 0) + 1)
            if (does === 'open' || does === 'openFrom') incidents.push(answer.body.incident.id)
            for (const name of names) {
              const row = await alertOf(name)
              if (row?.handling !== 'incident') {
                expect(row?.incident ?? null).toBeNull()
                continue
              }
              const { body } = (await lead.asks(`/incidents/${row.incident}`)) as unknown as Answer
              expect(body.incident.alerts).toContain(row.id)
              expect(body.incident.closedAt).toBeNull()
            }
          }
        }),
        { numRuns: engine === 'sqlite' ? 8 : 4, examples: [[first]] },
      )
      expect(done.get('unlink')).toBeGreaterThan(0)
      expect(done.get('link')).toBeGreaterThan(0)
    }, 120_000)

    it('leave nothing undone that is demanded when they are merged into one without a procedure', async () => {
      const { alert, incident } = await openFromAlert({ severity: 'critical', sop: 'bao-dong-3' })
      const { operator, lead } = people
      const demanded = incident.steps.filter(({ mandatory }) => mandatory)
      expect(demanded).toHaveLength(6)
      const blank = await open({ sop: undefined })
      const merge = { incident: incident.id, expectedVersion: 1, into: blank.id, reason: 'một việc' }
      expect((await operator.does('mergeIncident', merge)).status).toBe(200)
      await operator.does('handleIncident', { incident: blank.id, expectedVersion: 2, finding: 'đúng' })
      const report = { incident: blank.id, expectedVersion: 3, result: 'xong' }
      expect((await operator.does('reportResult', report)).body.code).toBe('stepsMissing')
      const { body } = (await lead.asks(`/incidents/${blank.id}`)) as unknown as Answer
      expect(body.incident).toMatchObject({
        severity: 'critical',
        sop: { id: 'bao-dong-3' },
        figures: [{ id: alert.id }],
      })
      expect(body.incident.steps.map(({ title }) => title)).toEqual(demanded.map(({ title }) => title))
    })

    it('wait, while a critical one holds, by the word of the shift lead and a day at most', async () => {
      const { incident } = await openFromAlert({ severity: 'critical' })
      await people.operator.does('verifyIncident', { incident: incident.id, expectedVersion: 1 })
      const wait = async (who: 'operator' | 'lead', hours: number) =>
        (
          await people[who].does('waitIncident', {
            ...{ incident: incident.id, expectedVersion: 2, until: Date.now() + hours * 3_600_000, reason: 'chờ' },
          })
        ).body
      expect((await wait('operator', 1)).code).toBe('waitWithCritical')
      expect((await wait('lead', 25)).code).toBe('waitWithCritical')
      expect((await wait('lead', 9e8)).code).toBe('waitWithCritical')
      expect((await wait('lead', 23)).incident.state).toBe('waiting')
    })

    it('close it, but not while it holds, unless the shift lead says why', async () => {
      const [held, over] = [await openFromAlert(), await openFromAlert()]
      await report(held.incident)
      await report(over.incident)
      const confirm = (of: Incident, but: object = {}) =>
        people.lead.does('confirmResult', { incident: of.id, expectedVersion: 7, ...but })
      expect((await confirm(held.incident)).body.code).toBe('alertsHold')
      expect(await alertOf(held.id)).toMatchObject({ handling: 'incident' })
      expect((await confirm(held.incident, { why: 'nhà mạng sửa đến sáng' })).body.incident.state).toBe('closed')
      expect(await alertOf(held.id)).toMatchObject({ handling: 'closed', closedWhy: 'handled', closedBy: 'Lan' })
      await tell(over.id, 'closed')
      await until(async () => ((await alertOf(over.id))?.endedAt ?? null) !== null || undefined)
      expect((await confirm(over.incident)).body.incident.state).toBe('closed')
    })

    it('are closed with it by a leader as by a lead, also a critical one that has ended', async () => {
      const { id, incident } = await openFromAlert({ severity: 'critical' })
      await report(incident)
      await tell(id, 'closed', 'critical')
      await until(async () => ((await alertOf(id))?.endedAt ?? null) !== null || undefined)
      const confirm = { incident: incident.id, expectedVersion: 7 }
      expect((await people.leader.does('confirmResult', confirm)).body).toMatchObject({ incident: { state: 'closed' } })
      expect(await alertOf(id)).toMatchObject({ handling: 'closed', closedWhy: 'handled', closedBy: 'Minh' })
    })
  })

  it.each([
    ['openIncident', { from: { is: 'hand' }, unit: HERE }, 'missingParameter'],
    ['openIncident', { from: { is: 'hand' }, title: 'x', unit: HERE, sop: 'khong-co' }, 'unknownSop'],
    ['openIncident', { from: { is: 'hand' }, title: 'x', unit: '99999' }, 'unknownUnit'],
    ['openIncident', { from: { is: 'alert', alert: 'a-0' }, unit: HERE }, 'unknownAlert'],
    ['openIncident', { from: { is: 'hand' }, title: 'x'.repeat(201), unit: HERE }, 'tooLong'],
    ['verifyIncident', { incident: 'SV-0', expectedVersion: 1 }, 'unknownMatter'],
    ['commentIncident', { incident: 'SV-0', text: 'x'.repeat(10_000) }, 'tooLong'],
  ])('%s of %j is refused: %s', async (command, input, code) => {
    expect((await people.operator.does(command, input)).body.code).toBe(code)
  })
})
