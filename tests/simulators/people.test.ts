import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { UserName } from '../../domain/people/person.ts'
import { SIMULATED_NAME, simulatedPeople } from '../../domain/people/simulatedPeople.ts'
import { dayOf, MINUTE_MS, SECOND_MS } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { parseSop } from '../../server/cityFiles/sops.ts'
import type { Act } from '../../simulators/people/act.ts'
import { planAlert, planFirstIncident } from '../../simulators/people/alerts.ts'
import { createDoor, type Door } from '../../simulators/people/door.ts'
import { planGiving, planMatter, type WorkSeen } from '../../simulators/people/matters.ts'
import { createPeople } from '../../simulators/people/people.ts'
import { planShifts } from '../../simulators/people/shifts.ts'
import { createRandom } from '../../simulators/random.ts'
import { alertRow } from '../support/alert.ts'
import { handClock } from '../support/clock.ts'
import { SOP_DIR, startHub, type TestHub } from '../support/hub.ts'
import { connectPublisher } from '../support/publisher.ts'
import { until } from '../support/until.ts'

const units = UNIT_TREES['2021']
const people = simulatedPeople(units)
const WARD = '31135'
const OTHER_WARD = '31117'
const sops = readdirSync(SOP_DIR).map((name) => parseSop(name, readFileSync(join(SOP_DIR, name))))
const planning = (seed = 7, now = 0) => ({ people, units, now, random: createRandom(seed), sops })
const ids = Array.from({ length: 400 }, (_, n) => `a-${n}`)

const work = (how: Partial<WorkSeen> = {}): WorkSeen => ({
  ...{
    kind: 'directive',
    id: 'd-1',
    version: 1,
    state: 'given',
    unit: WARD,
    turn: `unit/${WARD}`,
    givenBy: 'x',
    dueAt: 0,
  },
  ...how,
})

describe('simulated people', () => {
  it.each(['2021', '2025'] as const)(
    'of %s are an officer of every unit but the demo’s own, all marked, all different',
    (edition) => {
      const tree = UNIT_TREES[edition]
      const all = simulatedPeople(tree)
      const officers = all.filter(({ role }) => role === 'officer')
      expect(officers).toHaveLength(tree.all.length - 2)
      expect(officers.some(({ place }) => place === tree.communes[0]?.code)).toBe(false)
      for (const key of ['id', 'user'] as const) expect(new Set(all.map((each) => each[key])).size).toBe(all.length)
      for (const { name, user } of all) {
        expect(name.endsWith(SIMULATED_NAME)).toBe(true)
        expect(UserName.parse(user)).toBe(user)
      }
    },
  )

  it('take on most alerts and leave some, shelve a few, and write a note each time', () => {
    const acts = ids.map((id) => planAlert(alertRow(id, { severity: 'major' }), planning()))
    const commands = acts.map((act) => act?.command)
    const count = (command: string | undefined) => commands.filter((each) => each === command).length
    expect(count('acknowledgeAlert')).toBeGreaterThan(200)
    expect(count('shelveAlert')).toBeGreaterThan(5)
    expect(count(undefined)).toBeGreaterThan(60)
    for (const act of acts) expect(act === undefined || (act.input.note ?? act.input.reason) !== '').toBe(true)
    // Some are late, by far.
    const minutes = acts.flatMap((act) => (act === undefined ? [] : [act.afterMs / MINUTE_MS]))
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(2)
    expect(Math.max(...minutes)).toBeGreaterThan(30)
  })

  it('open one incident in the first hour, of the gravest alert that a procedure fits, along that procedure', () => {
    const alerts = [
      alertRow('a-1', { severity: 'minor', rule: 'camera.lost', subject: 'camera' }),
      alertRow('a-2', {
        severity: 'critical',
        rule: 'waterLevel.level',
        handling: 'acknowledged',
        acknowledgedBy: 'An',
      }),
      alertRow('a-3', { severity: 'major', rule: 'waterLevel.level' }),
      alertRow('a-4', { severity: 'critical', rule: 'nothing.fits' }),
    ]
    expect(planFirstIncident(alerts, [], 0, planning())).toMatchObject({
      ...{ command: 'openIncident', input: { from: { is: 'alert', alert: 'a-3' }, sop: 'bao-dong-2' } },
    })
    expect(planFirstIncident(alerts, [work({ kind: 'incident' })], 0, planning())).toBeUndefined()
    expect(planFirstIncident(alerts, [], 0, planning(7, 61 * MINUTE_MS))).toBeUndefined()
    expect(planFirstIncident([], [], 0, planning())).toBeUndefined()
  })

  it('leave alone what another alert tells the cause of, what is worked on, and what a real person has taken on', () => {
    for (const id of ids.slice(0, 100)) {
      const alone = [
        alertRow(id, { cause: 'a-x' }),
        alertRow(id, { outOfService: true }),
        alertRow(id, { severity: 'info' }),
        alertRow(id, { handling: 'acknowledged', acknowledgedAt: 1, acknowledgedBy: 'Nguyễn An' }),
        alertRow(id, { handling: 'shelved' }),
      ]
      expect(alone.map((alert) => planAlert(alert, planning()))).toEqual(alone.map(() => undefined))
    }
  })

  it('of a unit receive most orders, refuse some, report, ask for time and submit; those of the centre decide', () => {
    const commandsOf = (rows: (n: number) => WorkSeen) =>
      new Set(Array.from({ length: 300 }, (_, n) => planMatter(rows(n), planning())?.command))
    const leader = people[0]?.id ?? ''
    const row = (n: number, how: Partial<WorkSeen>) => work({ id: `d-${n}`, ...how })
    expect(commandsOf((n) => row(n, {}))).toEqual(new Set(['receiveDirective', 'refuseDirective']))
    expect(commandsOf((n) => row(n, { state: 'underWay', version: 2 + (n % 3) }))).toEqual(
      new Set(['askExtension', 'reportProgress', 'submitResult']),
    )
    const toLeader = { turn: `person/${leader}`, givenBy: leader }
    expect(commandsOf((n) => row(n, { state: 'awaitsApproval', ...toLeader }))).toEqual(
      new Set(['approveResult', 'askRework']),
    )
    expect(commandsOf((n) => row(n, { kind: 'explanation', state: 'received' }))).toEqual(
      new Set(['answerExplanation']),
    )
    expect(commandsOf((n) => row(n, { kind: 'explanation', state: 'answered', ...toLeader }))).toEqual(
      new Set(['acceptExplanation', 'askMore']),
    )
    // Whoever says that a figure is wrong says what it should be.
    const answers = Array.from(
      { length: 300 },
      (_, n) => planMatter(row(n, { kind: 'explanation', state: 'received' }), planning())?.input,
    )
    const wrong = answers.filter((answer) => answer?.cause === 'wrongFigure')
    expect(wrong.length).toBeGreaterThan(0)
    expect(wrong.filter((answer) => typeof answer?.claimed !== 'number')).toEqual([])
  })

  it('do nothing for a real person, nor for the demo’s own unit', () => {
    const own = units.communes[0]?.code ?? ''
    for (const turn of ['person/demo-leader', `unit/${own}`, 'role/lead', null])
      expect(planMatter(work({ turn, unit: own }), planning())).toBeUndefined()
  })

  it('give a few things at the beginning, and never more than a leader would', () => {
    const leader = people[0]?.id ?? ''
    const given = (count: number) => Array.from({ length: count }, (_, n) => work({ id: `d-${n}`, givenBy: leader }))
    const first = planGiving([], [{ kpi: 'onTimeRate', unit: WARD, value: 80 }], 0, planning(7, MINUTE_MS))
    expect(first).toMatchObject({ command: 'requestExplanation', afterMs: 0, input: { figure: { unit: WARD } } })
    expect(planGiving(given(1), [], 0, planning(7, 2 * MINUTE_MS))).toMatchObject({ command: 'giveDirective' })
    // Whoever waits for a unit's answer asks another one.
    const red = [WARD, OTHER_WARD].map((unit) => ({ kpi: 'onTimeRate', unit, value: 80 }))
    const waits = work({ id: 'e-1', kind: 'explanation', unit: WARD, givenBy: 'somebody' })
    for (let seed = 1; seed < 12; seed++)
      expect(planGiving([waits], red, 0, planning(seed, MINUTE_MS))).toMatchObject({
        input: { figure: { unit: OTHER_WARD } },
      })
    expect(planGiving(given(8), [], 0, planning(7, 5 * MINUTE_MS))).toBeUndefined()
  })

  it('give and extend to working days alone', () => {
    const leader = people[0]?.id ?? ''
    const eve = Date.parse('2026-08-28T08:50:00+07:00')
    const dues: string[] = []
    for (let seed = 1; seed < 60; seed++) {
      const given = planGiving([work({ givenBy: leader })], [], eve, planning(seed, eve + 2 * MINUTE_MS))
      if (given?.command === 'giveDirective') dues.push(String((given.input as { due: string }).due))
      const asked = planMatter(
        work({ id: `d-${seed}`, state: 'underWay', version: 2, dueAt: eve }),
        planning(seed, eve),
      )
      if (asked?.command === 'askExtension') dues.push(String((asked.input as { due: string }).due))
    }
    expect(dues.length).toBeGreaterThan(10)
    // National Day and the day before it, and the weekends around.
    for (const due of dues) {
      expect(['2026-09-01', '2026-09-02']).not.toContain(due)
      expect([0, 6]).not.toContain(new Date(`${due}T00:00:00Z`).getUTCDay())
    }
  })

  it('hand a shift over after its end, and sign for those who come as somebody else', () => {
    const log = { id: '2026-11-29-0600', from: 0, to: 1_000, state: 'open', version: 2, entries: 1 } as const
    const shifts = {
      now: { ...log, handedOver: null, takenOver: null },
      before: { ...log, handedOver: null, takenOver: null },
    }
    const acts = planShifts(shifts, planning(7, 2_000))
    expect(acts.map(({ command }) => command)).toEqual(['writeShiftEntry', 'handOverShift'])
    const handedOver = { id: acts[1]?.person.id ?? '', name: '', at: 1 }
    const next = planShifts(
      { ...shifts, before: { ...shifts.before, state: 'handedOver', handedOver } },
      planning(7, 2_000),
    )
    expect(next[1]).toMatchObject({ command: 'takeOverShift' })
    expect(next[1]?.person.id).not.toBe(handedOver.id)
  })

  it('mean the same for the same seed, whatever the order they look in, and with keys that can be sent', () => {
    const drawn = fc.record({
      id: fc.uuid(),
      version: fc.integer({ min: 0, max: 40 }),
      severity: fc.constantFrom('minor' as const, 'major' as const, 'critical' as const),
    })
    fc.assert(
      fc.property(drawn, fc.integer({ min: 0, max: 1_000 }), (how, seed) => {
        const alert = alertRow(how.id, how)
        const act = planAlert(alert, planning(seed))
        expect(planAlert(alert, planning(seed))).toEqual(act)
        expect(act?.key ?? 'k').toMatch(/^[\x21-\x7e]{1,180}$/)
        const matter = work({ id: how.id, version: how.version, state: 'underWay' })
        expect(planMatter(matter, planning(seed))).toEqual(planMatter(matter, planning(seed)))
      }),
    )
  })
})

describe('the pace of simulated people', () => {
  /** A hub with a storm of alerts that nobody ever sees ended. */
  function stormDoor(answer: () => 'done' | 'unanswered') {
    const sent: { key: string; person: string; at: number }[] = []
    const clock = { ...handClock(), every: () => () => undefined }
    const alerts = ids.map((id) => alertRow(id, { severity: 'critical' }))
    const door: Door = {
      ask: async (_, path) => (path.startsWith('/alerts') ? { alerts } : undefined) as never,
      async send({ id }, _command, _input, key) {
        sent.push({ key, person: id, at: clock.now() })
        return { is: answer() }
      },
    }
    return { sent, clock, people: createPeople({ door, clock, units, random: createRandom(7) }) }
  }

  it('is that of people: a few a minute in a storm, each one thing at a time, nothing twice', async () => {
    const { sent, clock, people: crew } = stormDoor(() => 'done')
    for (let round = 0; round < 180; round++) {
      await crew.round()
      clock.advance(10 * SECOND_MS)
    }
    expect(sent.length).toBeGreaterThan(20)
    // Three operators, each at most once in 45 seconds.
    expect(sent.length).toBeLessThanOrEqual((3 * (30 * 60)) / 45 + 3)
    expect(new Set(sent.map(({ key }) => key)).size).toBe(sent.length)
    for (const person of new Set(sent.map((each) => each.person))) {
      const times = sent.filter((each) => each.person === person).map(({ at }) => at)
      for (const [n, time] of times.slice(1).entries())
        expect(time - (times[n] ?? 0)).toBeGreaterThanOrEqual(45 * SECOND_MS)
    }
  })

  it('is quick in the first minutes, so that a newcomer finds work under way, and then that of people', async () => {
    const sent: { at: number; command: string }[] = []
    const clock = { ...handClock(), every: () => () => undefined }
    let alerts = ids.slice(0, 12).map((id) => alertRow(id, { severity: 'minor' }))
    const door: Door = {
      ask: async (_, path) => (path.startsWith('/alerts') ? { alerts } : undefined) as never,
      async send(_person, command) {
        sent.push({ at: clock.now(), command })
        return { is: 'done' }
      },
    }
    const began = clock.now()
    const crew = createPeople({ door, clock, units, random: createRandom(7) })
    const letPass = async (minutes: number) => {
      const end = clock.now() + minutes * MINUTE_MS
      while (clock.now() < end) {
        await crew.round()
        clock.advance(10 * SECOND_MS)
      }
    }
    await letPass(6)
    expect(sent.length).toBeGreaterThanOrEqual(6)
    expect(Math.min(...sent.map(({ at }) => at - began))).toBeLessThan(90 * SECOND_MS)
    await letPass(6)
    const settled = sent.length
    alerts = ids.slice(100, 112).map((id) => alertRow(id, { severity: 'minor' }))
    await letPass(6)
    expect(sent.length).toBe(settled)
  })

  it('is kept when the hub does not answer: the same act is sent again under the same key', async () => {
    let answered = false
    const { sent, clock, people: crew } = stormDoor(() => (answered ? 'done' : 'unanswered'))
    while (sent.length < 4) {
      await crew.round()
      clock.advance(10 * SECOND_MS)
    }
    const [first] = sent
    answered = true
    while (!sent.slice(4).some(({ key }) => key === first?.key)) {
      await crew.round()
      clock.advance(10 * SECOND_MS)
    }
    expect(sent.filter(({ key }) => key === first?.key).length).toBeGreaterThan(1)
  })
})

describe('simulated people at a hub', () => {
  let hub: TestHub
  afterEach(() => hub.stop())

  it('take on an alert through its door, marked wherever they stand, and are no accounts to sign in with', async () => {
    hub = await startHub({ IOC_DEMO: '1' }, undefined, 'accounts')
    const publisher = await connectPublisher(hub.mqtt)
    await publisher.say('event/soc/92', {
      ...{ id: 'e-1', at: Date.now(), severity: 'critical', title: 'Mất điện trung tâm dữ liệu', state: 'open' },
    })
    await publisher.end()
    const clock = { ...handClock(Date.now()), every: () => () => undefined }
    const refused: (Act & { code: string })[] = []
    const door = createDoor(hub.http)
    const crew = createPeople({
      ...{ door, clock, units, random: createRandom(7) },
      tell: ({ act, code }) => refused.push({ ...act, code }),
    })
    const lead = people.find(({ role }) => role === 'lead')
    if (lead === undefined) throw new Error('there is a shift lead')
    interface Seen {
      readonly alerts: { subjectId: string; acknowledgedBy: string | null; note: string | null }[]
    }
    // A busy machine may have alerts of its own.
    const alerts = async () =>
      ((await door.ask<Seen>(lead, '/alerts?open=true'))?.alerts ?? []).filter(({ subjectId }) =>
        subjectId.endsWith('/e-1'),
      )
    await until(async () => (await alerts()).length === 1, 60_000)
    await until(async () => {
      await crew.round()
      clock.advance(MINUTE_MS)
      return (await alerts())[0]?.acknowledgedBy != null
    }, 60_000)
    const [alert] = await alerts()
    expect(alert?.acknowledgedBy).toMatch(/\(mô phỏng\)$/)
    expect(alert?.note).not.toBe('')
    expect(refused).toEqual([])
    const session = (await (await fetch(`${hub.http}/api/v1/session`)).json()) as { demo: { name: string }[] }
    expect(session.demo.filter(({ name }) => name.endsWith(SIMULATED_NAME))).toEqual([])
    expect(session.demo).toHaveLength(6)
  })

  it('give orders, answer for figures and decide, and the hub refuses nothing of it', async () => {
    // A working day, the first of its month.
    const ahead = Date.parse('2026-12-01T10:00:00+07:00') - Date.now()
    const hubClock = { now: () => Date.now() + ahead }
    hub = await startHub({ IOC_DEMO: '1' }, hubClock, 'accounts')
    const publisher = await connectPublisher(hub.mqtt)
    const period = dayOf(hubClock.now())
    for (const { code } of units.communes)
      await publisher.say(`statistics/oneStop/${code}`, {
        ...{ period, at: hubClock.now(), counts: { resolvedOnTime: 70, resolvedLate: 30 } },
      })
    await publisher.end()
    const began = hubClock.now()
    const clock = { ...handClock(began), every: () => () => undefined }
    const refused: string[] = []
    const door = createDoor(hub.http)
    const crew = createPeople({
      ...{ door, clock, units, random: createRandom(7) },
      tell: ({ act, code }) => refused.push(`${act.command} ${JSON.stringify(act.input)}: ${code}`),
    })
    const leader = people[0]
    if (leader === undefined) throw new Error('there is a leader')
    interface Facts {
      readonly entries: readonly { readonly did: string; readonly result: string }[]
    }
    const done = async () => {
      const { entries } = (await door.ask<Facts>(leader, '/audit?limit=1000&result=done')) ?? { entries: [] }
      return new Set(entries.map(({ did }) => did))
    }
    const wanted = [
      ...['giveDirective', 'receiveDirective', 'reportProgress', 'submitResult', 'approveResult'],
      ...['requestExplanation', 'receiveExplanation', 'answerExplanation', 'acceptExplanation'],
    ]
    await until(async () => {
      for (let n = 0; n < 20; n++) {
        await crew.round()
        clock.advance(20 * SECOND_MS)
      }
      const found = await done()
      return wanted.every((each) => found.has(each))
    }, 60_000)
    expect(refused).toEqual([])
    const entries = await door.ask<{ entries: { did: string; who: { name: string } }[] }>(leader, '/audit?limit=1000')
    const theirs = entries?.entries.filter(({ did }) => wanted.includes(did)) ?? []
    expect(theirs.filter(({ who }) => !who.name.endsWith(SIMULATED_NAME))).toEqual([])
    const given = await door.ask<{ rows: { simulated: boolean }[] }>(leader, '/my-work?list=given')
    expect(given?.rows.filter(({ simulated }) => !simulated)).toEqual([])
  })

  it('work an incident from its opening to its closing, by its steps, and the hub refuses nothing of it', async () => {
    hub = await startHub({ IOC_DEMO: '1' }, undefined, 'accounts')
    const clock = { ...handClock(Date.now()), every: () => () => undefined }
    const refused: string[] = []
    const door = createDoor(hub.http)
    const crew = createPeople({
      ...{ door, clock, units, random: createRandom(7) },
      tell: ({ act, code }) => refused.push(`${act.command} ${JSON.stringify(act.input)}: ${code}`),
    })
    const operator = people.find(({ role }) => role === 'operator')
    if (operator === undefined) throw new Error('there is an operator')
    const opened = await door.send(
      operator,
      'openIncident',
      { from: { is: 'hand' }, title: 'Cây đổ chắn đường', unit: WARD, category: 'citizen', sop: 'phan-anh-nguoi-dan' },
      'k-1',
    )
    expect(opened).toEqual({ is: 'done' })
    interface Seen {
      readonly incidents: { state: string; simulated: boolean }[]
    }
    const incidents = async () => (await door.ask<Seen>(operator, '/incidents'))?.incidents ?? []
    await until(async () => {
      for (let n = 0; n < 10; n++) {
        await crew.round()
        clock.advance(MINUTE_MS)
      }
      return (await incidents())[0]?.state === 'closed'
    }, 60_000)
    expect(refused).toEqual([])
    expect(await incidents()).toMatchObject([{ state: 'closed', simulated: true }])
  })
})
