import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../domain/calendar/calendar.ts'
import { vietnamHolidays } from '../../domain/calendar/vietnamHolidays.ts'
import { deadlineOf } from '../../domain/incidents/deadline.ts'
import {
  type FrozenFigure,
  INCIDENT_STATES,
  type Incident,
  type IncidentState,
  incidentRow,
} from '../../domain/incidents/incident.ts'
import {
  absorbedOf,
  createIncidentMachine,
  criticalSince,
  INCIDENTS,
  type IncidentStepTaken,
  isGraver,
  lateTellings,
  nextHeld,
  REOPEN_WITHIN_MS,
  stepsMissing,
  stepsOfFact,
  timeOf,
  untakenSince,
  WAITS_MS,
} from '../../domain/incidents/machine.ts'
import { type Actor, type Fact, HUB_ACTOR } from '../../domain/matters/fact.ts'
import { matterOf } from '../../domain/matters/machine.ts'
import type { Severity } from '../../domain/sensors/sensorKind.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { actor, opening } from '../support/incident.ts'

const AN = actor('an', 'operator')
const BE = actor('be', 'operator')
const LAN = actor('lan', 'lead')

const STEPS = opening().steps
/** Two mandatory steps with ten and twenty minutes, and one that may be left out. */
const timed = () => ({
  did: 'open' as const,
  opening: opening({ steps: STEPS.map((step, n) => ({ ...step, withinMs: (n + 1) * 10 * MINUTE_MS })) }),
})

const figure = (id: string, severity: Severity): FrozenFigure => ({
  ...{ is: 'alert', id, title: { vi: id, en: id }, rule: 'event', severity, value: null, limit: null, evidence: [] },
  ...{ at: 0, simulated: false },
})

/** An incident that is worked step by step. */
function worked(at = 0) {
  const facts: Fact[] = []
  let now = at
  const standing = () => matterOf(INCIDENTS, facts)
  return {
    facts,
    get at() {
      return now
    },
    /** @returns the refusal's code, or undefined */
    take(step: IncidentStepTaken, by: Actor = AN, later = 1): string | undefined {
      now += later
      const before = standing()
      const decision = INCIDENTS.decide(before, step, by, now)
      if (!decision.ok) return decision.code
      const { to, what } = decision
      const version = facts.length + 1
      // As it comes back from a store.
      const fact = { matter: 'incident', id: 'SV-1', version, at: now, by, did: step.did, from: before?.state ?? null }
      facts.push(JSON.parse(JSON.stringify({ ...fact, to, what })))
      return undefined
    },
    get now(): Incident {
      const incident = standing()
      if (incident === undefined) throw new Error('nothing was opened')
      return incident
    },
  }
}

function opened() {
  const incident = worked()
  incident.take({ did: 'open', opening: opening() })
  return incident
}

function verified() {
  const incident = opened()
  incident.take({ did: 'verify' })
  return incident
}

function handled() {
  const incident = verified()
  incident.take({ did: 'handle', finding: 'đúng là ngập' })
  return incident
}

function reported() {
  const incident = handled()
  for (const number of [1, 2]) incident.take({ did: 'doStep', number, note: '' })
  incident.take({ did: 'reportResult', text: 'đã thông đường' }, AN)
  return incident
}

/** What is demanded and not done, and when it is late. */
function latenessOf({ steps, openedAt }: Incident): (readonly [string, number])[] {
  return steps.flatMap((step) => {
    const at = step.mandatory && step.done === null ? timeOf(step, openedAt) : undefined
    return at === undefined ? [] : [[step.title.vi, at] as const]
  })
}

describe('a step that is late', () => {
  /** Takes what the hub takes until a moment. @returns minutes since the opening, step, and whom it is told to */
  function hubUntil(incident: ReturnType<typeof worked>, at: number) {
    const told: unknown[] = []
    for (;;) {
      const next = INCIDENTS.due?.(incident.now)
      if (next === undefined || next.at > at) return told
      const { step } = next
      expect(incident.take(step, HUB_ACTOR, Math.max(0, next.at - incident.at))).toBeUndefined()
      if (step.did === 'remind') told.push([(incident.at - incident.now.openedAt) / MINUTE_MS, step.number, 'turn'])
      if (step.did === 'escalate') told.push([(incident.at - incident.now.openedAt) / MINUTE_MS, step.number, step.to])
    }
  }

  it('is told to whoever has the turn, after 1, 4 and 24 hours to the shift lead, a leader, the leaders of the city, each once', () => {
    const incident = worked()
    incident.take(timed())
    incident.take({ did: 'takeOver' })
    expect(hubUntil(incident, incident.at + 9 * MINUTE_MS)).toEqual([])
    expect(hubUntil(incident, incident.at + 15 * MINUTE_MS)).toEqual([[10, 1, 'turn']])
    for (const number of [2, 3]) incident.take({ did: 'doStep', number, note: '' })
    expect(hubUntil(incident, incident.at + 72 * HOUR_MS)).toEqual([
      [70, 1, 'role/lead'],
      [250, 1, 'role/leader'],
      [10 + 24 * 60, 1, 'city/leader'],
    ])
  })

  it('is told together with those that are late at the same moment, as after the hub was down; the next one by itself', () => {
    const incident = worked()
    incident.take(timed())
    incident.take({ did: 'takeOver' })
    const takeNext = (after: number) => {
      const next = INCIDENTS.due?.(incident.now)
      expect(next && incident.take(next.step, HUB_ACTOR, after)).toBeUndefined()
      return incident.facts.at(-1)
    }
    expect(takeNext(2 * HOUR_MS)).toMatchObject({ did: 'remind', what: { number: 1, others: [2, 3] } })
    expect(incident.now.steps.map(({ told }) => told?.level)).toEqual([0, 0, 0])
    // Who may leave a step out is reminded of it, and nobody further up is told.
    expect(takeNext(HOUR_MS)?.what).toEqual({ number: 1, others: [2], level: 1, to: 'role/lead' })
  })

  it('is told in one fact with those that are told at the same moment further up or less far', () => {
    const incident = worked()
    const withinMs = [HOUR_MS, 2 * HOUR_MS, 5 * HOUR_MS]
    const steps = STEPS.map((step, n) => ({ ...step, withinMs: withinMs[n] ?? null }))
    incident.take({ did: 'open', opening: opening({ steps }) })
    incident.take({ did: 'takeOver' })
    const { openedAt } = incident.now
    const facts = () => incident.facts.filter(({ did }) => did === 'remind' || did === 'escalate')
    const seen: unknown[] = []
    for (const hours of [1, 2, 3]) {
      const next = INCIDENTS.due?.(incident.now) ?? expect.fail('nothing is due')
      expect(next.at).toBe(openedAt + hours * HOUR_MS)
      expect(incident.take(next.step, HUB_ACTOR, next.at - incident.at)).toBeUndefined()
      seen.push(lateTellings(facts().at(-1)?.did ?? '', facts().at(-1)?.what ?? {}))
    }
    expect(seen).toEqual([
      [{ level: 0, to: null, numbers: [1] }],
      [
        { level: 1, to: 'role/lead', numbers: [1] },
        { level: 0, to: null, numbers: [2] },
      ],
      [{ level: 1, to: 'role/lead', numbers: [2] }],
    ])
    expect(stepsOfFact(facts()[1]?.did ?? '', facts()[1]?.what ?? {})).toEqual([1, 2])
  })

  it('reminds whoever has the turn once where it may be left out, and goes no further up', () => {
    const incident = worked()
    incident.take(timed())
    incident.take({ did: 'takeOver' })
    for (const number of [1, 2]) incident.take({ did: 'doStep', number, note: '' })
    expect(hubUntil(incident, incident.at + 72 * HOUR_MS)).toEqual([[30, 3, 'turn']])
    const up = { did: 'escalate', number: 3, level: 1, to: 'role/lead' } as const
    expect(incident.take(up, HUB_ACTOR)).toBe('nothingChanges')
    incident.take({ did: 'doStep', number: 3, note: '' })
    expect(incident.facts.at(-1)?.what).toMatchObject({ endsLateness: true })
  })

  it('gives who is told late as long as everybody else; what is done, waits or has ended is told to nobody', () => {
    const incident = worked()
    incident.take(timed())
    incident.take({ did: 'takeOver' })
    for (const number of [2, 3]) incident.take({ did: 'doStep', number, note: '' }, AN, number === 2 ? 5 * HOUR_MS : 0)
    expect(INCIDENTS.due?.(incident.now)).toMatchObject({ step: { did: 'remind', number: 1 } })
    incident.take({ did: 'remind', number: 1 }, HUB_ACTOR)
    expect(INCIDENTS.due?.(incident.now)).toMatchObject({ at: incident.at + HOUR_MS, step: { to: 'role/lead' } })
    incident.take({ did: 'verify' })
    incident.take({ did: 'wait', until: incident.at + DAY_MS, reason: 'chờ', holding: [] })
    expect(INCIDENTS.due?.(incident.now)).toMatchObject({ step: { did: 'resume' } })
    expect(incident.take({ did: 'remind', number: 1 }, HUB_ACTOR)).toBe('notInThisState')
    incident.take({ did: 'resume' })
    incident.take({ did: 'doStep', number: 1, note: '' })
    expect(incident.facts.at(-1)?.what).toMatchObject({ endsLateness: true })
    expect(INCIDENTS.due?.(incident.now)).toBeUndefined()
    expect(incident.take({ did: 'remind', number: 1 }, HUB_ACTOR)).toBe('nothingChanges')
    expect(incident.take({ did: 'remind', number: 3 }, HUB_ACTOR)).toBe('nothingChanges')
  })
})

describe('an incident that nobody takes on', () => {
  /** Takes what the hub takes until a moment. @returns minutes since a moment, level, and whom it is told to */
  function calledUntil(incident: ReturnType<typeof worked>, at: number, since = incident.now.openedAt) {
    const told: unknown[] = []
    for (;;) {
      const next = INCIDENTS.due?.(incident.now)
      if (next === undefined || next.at > at) return told
      expect(incident.take(next.step, HUB_ACTOR, Math.max(0, next.at - incident.at))).toBeUndefined()
      if (next.step.did === 'callUp') told.push([(incident.at - since) / MINUTE_MS, next.step.level, next.step.to])
    }
  }
  const openedAs = (but: Parameters<typeof opening>[0]) => {
    const incident = worked()
    incident.take({ did: 'open', opening: opening(but) })
    return incident
  }
  const ORDINARY = { severity: 'minor', deadline: { is: 'workingDays', count: 3 } } as const
  const PRESSING_TOLD = [
    [5, 0, 'unit/31117'],
    [15, 1, 'role/lead'],
    [30, 2, 'role/leader'],
  ]

  it.each([
    ['critical', openedAs({ severity: 'critical', deadline: ORDINARY.deadline }), PRESSING_TOLD],
    ['major', openedAs({ severity: 'major', deadline: ORDINARY.deadline }), PRESSING_TOLD],
    ['an emergency by its deadline', openedAs({ severity: null }), PRESSING_TOLD],
    [
      'any other',
      openedAs({ ...ORDINARY, unit: null }),
      [
        [60, 0, 'role/operator'],
        [240, 1, 'role/lead'],
        [1440, 2, 'role/leader'],
      ],
    ],
  ])('goes up by the clock of its severity, each level once: %s', (_, incident, told) => {
    expect(calledUntil(incident, incident.at + 4 * MINUTE_MS)).toEqual([])
    expect(calledUntil(incident, incident.at + 72 * HOUR_MS)).toEqual(told)
    expect(incident.facts.every(({ to }) => to === 'new')).toBe(true)
  })

  it.each<[string, IncidentStepTaken]>([
    ['verifies', { did: 'verify' }],
    ['handles', { did: 'handle', finding: 'đúng' }],
    ['takes over', { did: 'takeOver' }],
    ['dismisses', { did: 'dismiss', reason: 'nhầm' }],
  ])('tells nobody once somebody %s it', (_, taken) => {
    const incident = openedAs({})
    calledUntil(incident, incident.at + 6 * MINUTE_MS)
    expect(untakenSince(incident.now)).toBe(incident.now.openedAt)
    incident.take(taken)
    expect(untakenSince(incident.now)).toBeUndefined()
    expect(calledUntil(incident, incident.at + 72 * HOUR_MS)).toEqual([])
    expect(incident.take({ did: 'callUp', level: 1, to: 'role/lead' }, HUB_ACTOR, HOUR_MS)).not.toBeUndefined()
  })

  it('is called up no level early and none twice', () => {
    const incident = openedAs({})
    const call = (level: number, later: number) =>
      incident.take({ did: 'callUp', level, to: 'role/lead' }, HUB_ACTOR, later)
    expect(call(0, 4 * MINUTE_MS)).toBe('nothingChanges')
    expect(call(1, MINUTE_MS)).toBe('nothingChanges')
    expect(call(0, 0)).toBeUndefined()
    expect(call(0, HOUR_MS)).toBe('nothingChanges')
  })

  it('counts anew from an offer that nobody accepts, from its refusal, and from where it is opened again', () => {
    const incident = openedAs({})
    incident.take({ did: 'transfer', unit: '31135', reason: 'bên đó' }, AN, 20 * MINUTE_MS)
    expect(calledUntil(incident, incident.at + 20 * MINUTE_MS, incident.at)).toEqual([
      [5, 0, 'unit/31135'],
      [15, 1, 'role/lead'],
    ])
    incident.take({ did: 'decline', reason: 'không' }, BE)
    expect(calledUntil(incident, incident.at + 10 * MINUTE_MS, incident.at)).toEqual([[5, 0, 'unit/31117']])
    incident.take({ did: 'dismiss', reason: 'nhầm' })
    incident.take({ did: 'reopen', reason: 'còn', deadlineAt: incident.at + DAY_MS }, LAN, DAY_MS)
    expect(calledUntil(incident, incident.at + 10 * MINUTE_MS, incident.at)).toEqual([[5, 0, 'unit/31117']])
  })

  it('gives who is told late as long as everybody else before it goes on, as one that an earlier version kept', () => {
    const incident = openedAs({})
    const next = () => INCIDENTS.due?.(incident.now)
    incident.take({ did: 'comment', text: 'trung tâm tắt' }, AN, 5 * HOUR_MS)
    incident.take({ did: 'callUp', level: 0, to: 'unit/31117' }, HUB_ACTOR)
    expect(next()).toEqual({ at: incident.at + 10 * MINUTE_MS, step: { did: 'callUp', level: 1, to: 'role/lead' } })
  })
})

describe('an incident with a critical alert that holds', () => {
  /** Takes what the hub tells until a moment, while the alert holds. @returns minutes since a moment, and whom it is told to */
  function toldUntil(incident: ReturnType<typeof worked>, at: number, since: number) {
    const told: unknown[] = []
    for (;;) {
      const next = nextHeld(incident.now)
      if (next === undefined || next.at > at) return told
      const step = { did: 'stillHolds', level: next.level, to: next.to } as const
      expect(incident.take(step, HUB_ACTOR, Math.max(0, next.at - incident.at))).toBeUndefined()
      told.push([(incident.at - since) / MINUTE_MS, next.to])
    }
  }
  const taken = () => {
    const incident = worked()
    incident.take({ did: 'open', opening: opening({ severity: 'critical' }) })
    incident.take({ did: 'verify' })
    return incident
  }
  const AS_OF_AN_ALERT = [
    [30, 'person/an'],
    [50, 'role/operator'],
    [60, 'role/lead'],
    [75, 'role/leader'],
  ]

  it('goes up as an acknowledged alert does, each level once, and counts anew from what somebody does', () => {
    const incident = taken()
    const since = incident.at
    expect(toldUntil(incident, since + 29 * MINUTE_MS, since)).toEqual([])
    expect(toldUntil(incident, since + 20 * HOUR_MS, since)).toEqual(AS_OF_AN_ALERT)
    expect(incident.take({ did: 'stillHolds', level: 4, to: 'role/lead' }, HUB_ACTOR, HOUR_MS)).toBe('nothingChanges')
    incident.take({ did: 'comment', text: 'đội xung kích đã đến' })
    const again = incident.at
    expect(toldUntil(incident, again + 20 * HOUR_MS, again)).toEqual(AS_OF_AN_ALERT)
  })

  it('is no longer put off by words once its deadline is over, unless they are the shift lead’s', () => {
    const incident = taken()
    const says = (by: Actor) => incident.take({ did: 'comment', text: 'đang làm' }, by, 20 * MINUTE_MS)
    while (incident.at + 20 * MINUTE_MS < incident.now.deadlineAt) {
      says(AN)
      expect(toldUntil(incident, incident.at, 0)).toEqual([])
    }
    const last = incident.at
    for (let n = 0; n < 4; n++) {
      says(AN)
      toldUntil(incident, incident.at, last)
    }
    expect(incident.facts.filter(({ did }) => did === 'stillHolds').map(({ what }) => what.to)).toEqual([
      'person/an',
      'role/operator',
      'role/lead',
    ])
    says(LAN)
    expect(nextHeld(incident.now)).toMatchObject({ level: 0, at: incident.at + 30 * MINUTE_MS })
  })

  it('is told of one that had ended when it was put in, or let wait, and that has come again: it waits no longer, and is due as with any critical one', () => {
    const ended = worked()
    const quiet = { ...figure('a-1', 'critical'), hasEnded: true as const }
    const far = 90 * DAY_MS
    ended.take({ did: 'open', opening: opening({ alerts: ['a-1'], figures: [quiet], deadlineAt: ended.at + far }) })
    ended.take({ did: 'verify' })
    expect(criticalSince(ended.now, 'a-1')).toBeUndefined()
    expect(isGraver(ended.now, { id: 'a-1', severity: 'minor' })).toBe(false)
    const held = worked()
    const stood = { alerts: ['a-1'], figures: [figure('a-1', 'critical')] }
    held.take({ did: 'open', opening: opening({ ...stood, deadlineAt: held.at + far }) })
    held.take({ did: 'verify' })
    expect(isGraver(held.now, { id: 'a-1', severity: 'critical' })).toBe(false)
    for (const incident of [ended, held]) {
      const until = incident.at + 29 * DAY_MS
      expect(incident.take({ did: 'wait', until, reason: 'chờ', holding: [] })).toBeUndefined()
      const again = { did: 'worsen', figures: [figure('a-1', 'critical')] } as const
      expect(incident.take(again, HUB_ACTOR)).toBeUndefined()
      expect(incident.now).toMatchObject({ state: 'verifying', waits: null })
      expect(incident.now.deadlineAt).toBeLessThanOrEqual(incident.at + 24 * HOUR_MS)
      expect(incident.take(again, HUB_ACTOR)).toBe('nothingChanges')
    }
    // What held when the shift lead let it wait is no news.
    const led = worked()
    led.take({ did: 'open', opening: opening(stood) })
    led.take({ did: 'verify' })
    led.take({ did: 'wait', until: led.at + HOUR_MS, reason: 'chờ', holding: ['a-1'] }, LAN)
    expect(isGraver(led.now, { id: 'a-1', severity: 'critical' })).toBe(false)
  })

  it('is put off after its deadline by no alert that is added or taken out, and by no step that is undone', () => {
    const late = worked()
    late.take({ did: 'open', opening: opening({ severity: 'critical', deadlineAt: HOUR_MS }) })
    late.take({ did: 'verify' }, AN, 10 * MINUTE_MS)
    late.take({ did: 'doStep', number: 1, note: '' }, AN, 2 * HOUR_MS)
    const { at } = late
    const title = { vi: 'Rác', en: 'Waste' }
    for (const step of [
      { did: 'link', alerts: ['a-9'], figures: [], holding: [] },
      { did: 'unlink', alert: 'a-9', title, reason: 'nhầm' },
      { did: 'undoStep', number: 1, reason: 'nhầm' },
    ] as const)
      expect(late.take(step, AN, 5 * MINUTE_MS)).toBeUndefined()
    expect(nextHeld(late.now)).toMatchObject({ level: 0, at: at + 30 * MINUTE_MS })
  })

  it('has whoever takes it on, or does a step, after its deadline as much time as before', () => {
    const late = worked()
    late.take({ did: 'open', opening: opening({ severity: 'critical', deadlineAt: HOUR_MS }) })
    late.take({ did: 'verify' }, AN, 2 * HOUR_MS)
    for (const step of [
      { did: 'handle', finding: 'vỡ 5 m' },
      { did: 'takeOver' },
      { did: 'doStep', number: 1, note: '' },
    ] as const) {
      expect(nextHeld(late.now)).toMatchObject({ level: 0, at: late.at + 30 * MINUTE_MS })
      expect(late.take(step, step.did === 'takeOver' ? BE : AN, 10 * MINUTE_MS)).toBeUndefined()
    }
    expect(nextHeld(late.now)).toMatchObject({ level: 0, at: late.at + 30 * MINUTE_MS })
  })

  it('counts from when it was told that its alert is critical, whenever somebody did something last', () => {
    const incident = worked()
    incident.take({ did: 'open', opening: opening({ severity: 'major', figures: [figure('a-1', 'major')] }) })
    incident.take({ did: 'verify' })
    expect(criticalSince(incident.now, 'a-1')).toBeUndefined()
    const worse = { ...figure('a-1', 'critical'), at: 3 * HOUR_MS }
    incident.take({ did: 'worsen', figures: [worse] }, HUB_ACTOR, 3 * HOUR_MS)
    const since = criticalSince(incident.now, 'a-1')
    expect(since).toBe(3 * HOUR_MS)
    const early = { did: 'stillHolds', level: 0, to: 'person/an', since } as const
    expect(incident.take(early, HUB_ACTOR, MINUTE_MS)).toBe('nothingChanges')
    expect(nextHeld(incident.now, since)).toMatchObject({ level: 0, at: 3.5 * HOUR_MS })
    expect(incident.take(early, HUB_ACTOR, 30 * MINUTE_MS)).toBeUndefined()
    // Another one that comes later is told from its beginning, whatever was told of the first one.
    expect(nextHeld(incident.now, 9 * HOUR_MS)).toMatchObject({ level: 0, at: 9.5 * HOUR_MS })
    expect(nextHeld(incident.now, since)).toMatchObject({ level: 1 })
  })

  it('keeps its deadline, and waits on, where the alert that is added has ended', () => {
    const incident = worked()
    const far = { deadline: { is: 'workingDays', count: 90 }, deadlineAt: 120 * DAY_MS } as const
    incident.take({ did: 'open', opening: opening(far) })
    incident.take({ did: 'verify' })
    incident.take({ did: 'wait', until: 2 * DAY_MS, reason: 'chờ', holding: [] })
    const linked = { did: 'link', alerts: ['a-2'], figures: [figure('a-2', 'critical')] } as const
    incident.take({ ...linked, holding: [] })
    expect(incident.now).toMatchObject({ ...far, state: 'waiting', severity: 'critical' })
  })

  it('is told by its untaken clock while nobody has it, and not while the shift lead lets it wait', () => {
    const incident = worked()
    incident.take({ did: 'open', opening: opening({ severity: 'critical' }) })
    expect(nextHeld(incident.now)).toBeUndefined()
    incident.take({ did: 'verify' })
    incident.take({ did: 'wait', until: incident.at + 2 * HOUR_MS, reason: 'chờ', holding: ['a-1'] }, LAN)
    expect(nextHeld(incident.now)).toBeUndefined()
    incident.take({ did: 'resume' }, HUB_ACTOR, 2 * HOUR_MS)
    expect(nextHeld(incident.now)).toMatchObject({ level: 0, at: incident.at + 30 * MINUTE_MS })
  })

  it.each([
    ['is added to it', { did: 'link', alerts: ['a-2'], figures: [figure('a-2', 'critical')] }],
    ['is one of it that has become so', { did: 'worsen', figures: [figure('a-1', 'critical')] }],
  ] as const)('is due within a day from when the alert %s', (_, step) => {
    const incident = worked()
    const far = { deadline: { is: 'workingDays', count: 90 }, deadlineAt: 120 * DAY_MS } as const
    incident.take({ did: 'open', opening: opening({ ...far, figures: [figure('a-1', 'minor')] }) })
    incident.take({ did: 'link', alerts: ['a-3'], figures: [figure('a-3', 'major')] })
    expect(incident.now).toMatchObject(far)
    incident.take(step, HUB_ACTOR)
    const due = incident.at + DAY_MS
    expect(incident.now).toMatchObject({ deadline: { is: 'hours', count: 24 }, deadlineAt: due, dueAt: due })
    incident.take({ did: 'link', alerts: ['a-4'], figures: [figure('a-4', 'critical')] }, AN, HOUR_MS)
    expect(incident.now.deadlineAt).toBe(due)
  })
})

describe('the deadline of an incident', () => {
  const machine = createIncidentMachine(createCalendar(vietnamHolidays([]), { holidays: [], workdays: [] }))
  const time = (at: number) => new Date(at + 7 * HOUR_MS).toISOString().slice(0, 16)

  /** Takes what the hub takes until a moment. @returns when, on the city's clock, and why whoever has the turn was reminded */
  function remindedUntil(incident: ReturnType<typeof worked>, at: number) {
    const reminded: string[] = []
    for (;;) {
      const next = machine.due?.(incident.now)
      if (next === undefined || next.at > at) return reminded
      expect(incident.take(next.step, HUB_ACTOR, Math.max(0, next.at - incident.at))).toBeUndefined()
      if (next.step.did === 'remindDue') reminded.push(`${time(incident.at)} ${next.step.reminder}`)
    }
  }
  const openedOn = (from: string, due: string) => {
    const incident = worked(Date.parse(from))
    incident.take({ did: 'open', opening: opening({ deadlineAt: Date.parse(due) }) })
    return incident
  }

  it('is reminded of before it, at it, and once each working day after it, over a weekend too', () => {
    const incident = openedOn('2026-11-23T09:00:00+07:00', '2026-11-27T17:00:00+07:00')
    const closed = Date.parse('2026-12-01T12:00:00+07:00')
    expect(remindedUntil(incident, closed)).toEqual([
      '2026-11-24T07:00 threeDaysBefore',
      '2026-11-26T07:00 workingDayBefore',
      '2026-11-27T17:00 due',
      '2026-11-30T07:00 overdue',
      '2026-12-01T07:00 overdue',
    ])
  })

  it('of a day by the clock is reminded of at it; what waits or has ended is not, and one that is opened again has its own', () => {
    const incident = openedOn('2026-11-24T20:00:00+07:00', '2026-11-25T20:00:00+07:00')
    expect(remindedUntil(incident, Date.parse('2026-11-25T21:00:00+07:00'))).toEqual(['2026-11-25T20:00 due'])
    incident.take({ did: 'verify' })
    incident.take({ did: 'wait', until: incident.at + DAY_MS, reason: 'chờ', holding: [] })
    expect(machine.due?.(incident.now)).toMatchObject({ step: { did: 'resume' } })
    expect(incident.take({ did: 'remindDue', reminder: 'overdue' }, HUB_ACTOR)).toBe('notInThisState')
    incident.take({ did: 'resume' })
    incident.take({ did: 'dismiss', reason: 'nhầm' })
    expect(machine.due?.(incident.now)).toBeUndefined()
    incident.take({ did: 'reopen', reason: 'còn', deadlineAt: incident.at + 10 * DAY_MS }, LAN)
    expect(machine.due?.(incident.now)).toMatchObject({ step: { did: 'remindDue', reminder: 'threeDaysBefore' } })
  })
})

describe('an incident', () => {
  it('goes from new to closed, and each step has a fact', () => {
    const incident = reported()
    expect(incident.take({ did: 'confirmResult', note: '', holding: [], why: '' }, LAN)).toBeUndefined()
    expect(incident.now).toMatchObject({ state: 'closed', version: 7, dueAt: null, turn: null, deadlineAt: 86_400_000 })
    expect(incident.facts.map(({ to }) => to)).toEqual([
      'new',
      'verifying',
      'handling',
      'handling',
      'handling',
      'confirming',
      'closed',
    ])
  })

  it('is reported on only when every mandatory step is done', () => {
    const incident = handled()
    expect(incident.take({ did: 'reportResult', text: 'xong' })).toBe('stepsMissing')
    incident.take({ did: 'doStep', number: 1, note: '' })
    incident.take({ did: 'doStep', number: 2, note: '' })
    incident.take({ did: 'undoStep', number: 1, reason: 'nhầm' })
    expect(stepsMissing(incident.now)).toEqual([1])
    expect(incident.take({ did: 'reportResult', text: 'xong' })).toBe('stepsMissing')
  })

  it('is never confirmed by who reported it, whatever role they hold', () => {
    const incident = handled()
    for (const number of [1, 2]) incident.take({ did: 'doStep', number, note: '' })
    incident.take({ did: 'reportResult', text: 'xong' }, LAN)
    const confirm = { did: 'confirmResult', note: '', holding: [], why: '' } as const
    expect(incident.take(confirm, LAN)).toBe('ownResult')
    // Accounts of two kinds may have one id; of what was reported before the kind was kept the id alone tells.
    const { result } = incident.now
    const isTaken = (kept: Partial<Incident>, by: Actor) =>
      INCIDENTS.decide({ ...incident.now, ...kept }, confirm, by, incident.at).ok
    expect(isTaken({}, { ...LAN, is: 'token' })).toBe(true)
    expect(isTaken({ result: result && { ...result, byKind: undefined } }, { ...LAN, is: 'token' })).toBe(false)
    expect(incident.take({ did: 'returnResult', reason: 'thiếu hình' }, actor('minh', 'leader'))).toBeUndefined()
    expect(incident.now).toMatchObject({ state: 'handling', result: null })
  })

  it('is not closed while an alert holds, unless a shift lead says why', () => {
    const incident = reported()
    const close = (why: string, by: Actor) =>
      incident.take({ did: 'confirmResult', note: '', holding: ['a-1'], why }, by)
    expect(close('', LAN)).toBe('alertsHold')
    expect(close('nước đang rút', BE)).toBe('alertsHold')
    expect(close('nước đang rút', LAN)).toBeUndefined()
    expect(incident.facts.at(-1)?.what).toMatchObject({ holding: ['a-1'], why: 'nước đang rút' })
  })

  it('stays with its unit until the other accepts, and both see it meanwhile', () => {
    const incident = handled()
    incident.take({ did: 'transfer', unit: '31135', reason: 'thuộc phường bạn' })
    expect(incident.now).toMatchObject({ unit: '31117', turn: 'unit/31135' })
    expect(incidentRow(incident.now)).toMatchObject({ key: 'SV-1', unit: '31117', offeredTo: '31135' })
    expect(incidentRow(incident.now, true)).toMatchObject({ key: 'SV-1>', id: 'SV-1', unit: '31135' })
    expect(incident.take({ did: 'transfer', unit: '31150', reason: 'x' })).toBe('offeredElsewhere')
    incident.take({ did: 'decline', reason: 'không phải' }, BE)
    expect(incident.now).toMatchObject({ unit: '31117', offered: null, turn: 'person/an' })
    incident.take({ did: 'transfer', unit: '31135', reason: 'xem lại' })
    incident.take({ did: 'accept' }, BE)
    expect(incident.now).toMatchObject({ unit: '31135', offered: null, turn: 'person/be' })
    expect(incident.take({ did: 'accept' }, BE)).toBe('notOffered')
  })

  it('waits for a day, and stands by itself where it stood', () => {
    const incident = worked()
    incident.take({ did: 'open', opening: opening() })
    incident.take({ did: 'verify' })
    expect(incident.take({ did: 'wait', until: 1, reason: 'chờ', holding: [] })).toBe('waitInPast')
    incident.take({ did: 'wait', until: HOUR_MS, reason: 'chờ thiết bị', holding: [] })
    expect(INCIDENTS.due?.(incident.now)).toEqual({ at: HOUR_MS, step: { did: 'resume' } })
    expect(incident.take({ did: 'doStep', number: 1, note: '' })).toBe('notInThisState')
    incident.take({ did: 'resume' }, HUB_ACTOR, HOUR_MS)
    expect(incident.now).toMatchObject({ state: 'verifying', waits: null, people: { lead: { id: 'an' } } })
    expect(INCIDENTS.due?.(incident.now)).toBeUndefined()
  })

  it('waits for thirty days at most; while a critical alert of it holds, a day at most and by the shift lead', () => {
    const incident = handled()
    const wait = (until: number, by: Actor, ...holding: string[]) =>
      incident.take({ did: 'wait', until, reason: 'chờ', holding }, by)
    expect(wait(9e15, LAN)).toBe('waitTooLong')
    expect(wait(WAITS_MS + HOUR_MS, LAN)).toBe('waitTooLong')
    expect(wait(HOUR_MS, AN, 'a-1')).toBe('waitWithCritical')
    expect(wait(25 * HOUR_MS, LAN, 'a-1')).toBe('waitWithCritical')
    expect(wait(24 * HOUR_MS, LAN, 'a-1')).toBeUndefined()
    incident.take({ did: 'resume' })
    expect(wait(WAITS_MS, AN)).toBeUndefined()
  })

  it('waits no longer when a critical alert is added to it, and is as grave as the gravest', () => {
    const incident = handled()
    incident.take({ did: 'wait', until: WAITS_MS, reason: 'chờ', holding: [] })
    incident.take({ did: 'link', alerts: ['a-2'], figures: [figure('a-2', 'minor')] })
    expect(incident.now).toMatchObject({ state: 'waiting', severity: 'major' })
    incident.take({ did: 'link', alerts: ['a-3'], figures: [figure('a-3', 'critical')] })
    expect(incident.now).toMatchObject({ state: 'handling', severity: 'critical', waits: null })
  })

  it('lets go of an alert that was put in by mistake, with its figure and the gravity that it brought; never of the one it was opened from', () => {
    const incident = worked()
    incident.take({ did: 'open', opening: opening({ figures: [figure('a-1', 'major')] }) })
    incident.take({ did: 'link', alerts: ['a-2'], figures: [figure('a-2', 'minor')] })
    incident.take({ did: 'link', alerts: ['a-3'], figures: [figure('a-3', 'critical')] })
    const unlink = (alert: string) =>
      incident.take({ did: 'unlink', alert, title: { vi: alert, en: alert }, reason: 'đưa nhầm' })
    expect(unlink('a-1')).toBe('originAlert')
    expect(unlink('a-4')).toBe('alertNotInIncident')
    expect(unlink('a-3')).toBeUndefined()
    expect(incident.now).toMatchObject({ alerts: ['a-1', 'a-2'], severity: 'major', state: 'new' })
    expect(incident.now.figures.map(({ id }) => id)).toEqual(['a-1', 'a-2'])
    // What was frozen when it came in stays told.
    expect(incident.facts[2]?.what.figures).toMatchObject([{ id: 'a-3', severity: 'critical' }])
    expect(unlink('a-3')).toBe('alertNotInIncident')
    expect(incident.take({ did: 'link', alerts: ['a-3'], figures: [figure('a-3', 'critical')] })).toBeUndefined()
    expect(incident.now).toMatchObject({ alerts: ['a-1', 'a-2', 'a-3'], severity: 'critical' })
  })

  it.each([
    ['dismissed', (incident: ReturnType<typeof opened>) => incident.take({ did: 'dismiss', reason: 'không' })],
    [
      'closed',
      (incident: ReturnType<typeof opened>) => {
        for (const number of [1, 2]) incident.take({ did: 'doStep', number, note: '' })
        incident.take({ did: 'handle', finding: 'đúng' })
        incident.take({ did: 'reportResult', text: 'xong' })
        incident.take({ did: 'confirmResult', note: '', holding: [], why: '' }, LAN)
      },
    ],
  ])('that is %s keeps its alerts as they were', (state, end) => {
    const incident = verified()
    incident.take({ did: 'link', alerts: ['a-2'], figures: [] })
    end(incident)
    expect(incident.now.state).toBe(state)
    const unlink = { did: 'unlink', alert: 'a-2', title: { vi: 'a', en: 'a' }, reason: 'nhầm' } as const
    expect(incident.take(unlink)).toBe('notInThisState')
  })

  it('is told of an alert of it that becomes graver than was known, and waits no longer', () => {
    const incident = worked()
    incident.take({
      did: 'open',
      opening: opening({ alerts: ['a-1'], figures: [figure('a-1', 'major')], severity: 'major' }),
    })
    incident.take({ did: 'verify' })
    incident.take({ did: 'wait', until: WAITS_MS, reason: 'chờ nước rút', holding: [] })
    const worsen = (id: string, severity: Severity) =>
      incident.take({ did: 'worsen', figures: [figure(id, severity)] }, HUB_ACTOR)
    for (const [id, severity] of [
      ['a-1', 'major'],
      ['a-1', 'minor'],
      ['a-9', 'critical'],
    ] as const)
      expect(worsen(id, severity)).toBe('nothingChanges')
    expect(incident.now.state).toBe('waiting')
    expect(worsen('a-1', 'critical')).toBeUndefined()
    expect(incident.now).toMatchObject({ state: 'verifying', severity: 'critical', waits: null })
    expect(worsen('a-1', 'critical')).toBe('nothingChanges')
    const again = { did: 'wait', until: DAY_MS, reason: 'chờ nước rút', holding: ['a-1'] } as const
    expect(incident.take(again)).toBe('waitWithCritical')
  })

  it('takes over what was demanded and is not done of one that is merged into it, and its gravity and figures', () => {
    const from = opened()
    from.take({ did: 'takeOver' })
    from.take({ did: 'link', alerts: ['a-2'], figures: [figure('a-2', 'critical')] })
    from.take({ did: 'doStep', number: 1, note: '' })
    const absorb = { did: 'absorb', from: 'SV-2', alerts: ['a-1', 'a-2'], ...absorbedOf(from.now) } as const
    const blank = worked()
    blank.take({ did: 'open', opening: opening({ sop: null, steps: [], alerts: [], severity: null }) })
    blank.take(absorb)
    expect(blank.now).toMatchObject({
      ...{ severity: 'critical', sop: { id: 'bao-dong-2' }, figures: [{ id: 'a-2' }] },
      steps: [{ number: 1, title: { vi: 'Bước 2' }, mandatory: true, done: null }],
    })
    blank.take({ did: 'handle', finding: 'đúng' })
    expect(blank.take({ did: 'reportResult', text: 'xong' })).toBe('stepsMissing')
    const same = opened()
    same.take(absorb)
    expect(same.now.steps).toHaveLength(3)
    const other = worked()
    const [first] = opening().steps
    other.take({ did: 'open', opening: opening({ steps: first === undefined ? [] : [{ ...first, number: 7 }] }) })
    other.take(absorb)
    expect(stepsMissing(other.now)).toEqual([7, 8])
  })

  it('wins no time by being merged: the earlier deadline stands, steps are late when they would have been, and nobody is told anew', () => {
    const old = worked()
    const steps = STEPS.map((step) => ({ ...step, withinMs: HOUR_MS }))
    old.take({ did: 'open', opening: opening({ deadlineAt: 2 * HOUR_MS, steps }) })
    const { openedAt } = old.now
    old.take({ did: 'remind', number: 1 }, HUB_ACTOR, HOUR_MS)
    const later = 3 * HOUR_MS
    const into = worked(later)
    const day = { is: 'workingDays', count: 90 } as const
    const blank = opening({ sop: null, steps: [], deadline: day, deadlineAt: later + 90 * DAY_MS })
    into.take({ did: 'open', opening: blank })
    into.take({ did: 'absorb', from: 'SV-2', alerts: [], ...absorbedOf(old.now) })
    expect(into.now).toMatchObject({ deadline: { is: 'hours' }, deadlineAt: 2 * HOUR_MS, dueAt: 2 * HOUR_MS })
    expect(into.now.steps[0]?.told).toEqual({ level: 0, at: openedAt + HOUR_MS })
    expect(into.now.untakenFrom).toBe(openedAt)
    for (const step of into.now.steps) expect(timeOf(step, into.now.openedAt)).toBe(openedAt + HOUR_MS)
    // The same words, demanded later by its own procedure, are demanded once, by the earlier time.
    const same = worked(later)
    same.take({ did: 'open', opening: opening({ steps, deadlineAt: later }) })
    same.take({ did: 'absorb', from: 'SV-2', alerts: [], ...absorbedOf(into.now) })
    expect(latenessOf(same.now).map(([, at]) => at)).toEqual(latenessOf(into.now).map(([, at]) => at))
    expect(same.now.steps).toHaveLength(STEPS.length)
    // One procedure may demand the same words twice: of both times the earlier one stands, wherever it stands in the list.
    const [first] = STEPS
    if (first === undefined) expect.fail('a procedure has steps')
    for (const hours of [
      [1, 5],
      [5, 1],
    ]) {
      const twice = worked()
      const demanded = hours.map((count, n) => ({ ...first, number: n + 1, withinMs: count * HOUR_MS }))
      twice.take({ did: 'open', opening: opening({ steps: demanded }) })
      for (const own of [[], [{ ...first, withinMs: DAY_MS }]]) {
        const merged = worked(later)
        merged.take({ did: 'open', opening: opening({ steps: own }) })
        merged.take({ did: 'absorb', from: 'SV-2', alerts: [], ...absorbedOf(twice.now) })
        expect(merged.now.steps.map((step) => timeOf(step, merged.now.openedAt))).toEqual([openedAt + HOUR_MS])
      }
    }
  })

  it('that takes in one which was found to be one is handled from then on, and dismissed by nobody', () => {
    const found = { did: 'absorb', from: 'SV-2', alerts: [], ...absorbedOf(handled().now) } as const
    for (const begin of [opened, verified, handled]) {
      const into = begin()
      expect(into.take(found)).toBeUndefined()
      expect(into.now).toMatchObject({ state: 'handling', absorbed: ['SV-2'] })
      expect(into.take({ did: 'dismiss', reason: 'không phải sự vụ' })).toBe('notInThisState')
      expect(into.take({ did: 'reportResult', text: 'xong' })).toBe('stepsMissing')
      const next = opened()
      next.take({ did: 'absorb', from: 'SV-1', alerts: [], ...absorbedOf(into.now) })
      expect(next.now.state).toBe('handling')
    }
    const unfound = { did: 'absorb', from: 'SV-2', alerts: [], ...absorbedOf(verified().now) } as const
    const into = opened()
    into.take(unfound)
    expect(into.now.state).toBe('new')
    expect(into.take({ did: 'dismiss', reason: 'nhầm' })).toBeUndefined()
  })

  it('is opened again by a shift lead within thirty days', () => {
    const incident = reported()
    incident.take({ did: 'confirmResult', note: '', holding: [], why: '' }, LAN)
    const reopen = { did: 'reopen', reason: 'ngập lại', deadlineAt: 5 } as const
    expect(incident.take(reopen, AN)).toBe('shiftLeadOnly')
    expect(incident.take(reopen, LAN, REOPEN_WITHIN_MS + 1)).toBe('closedTooLong')
    const other = reported()
    other.take({ did: 'confirmResult', note: '', holding: [], why: '' }, LAN)
    other.take(reopen, LAN)
    expect(other.now).toMatchObject({ state: 'handling', closedAt: null, dueAt: 5, result: null })
  })

  it('keeps the steps of its procedure as they were copied, and says who did one first', () => {
    const incident = handled()
    incident.take({ did: 'doStep', number: 1, note: '2,04 m' }, BE)
    expect(incident.take({ did: 'doStep', number: 1, note: '' })).toBe('stepDone')
    expect(incident.take({ did: 'doStep', number: 9, note: '' })).toBe('unknownStep')
    expect(incident.now.steps[0]).toMatchObject({ number: 1, done: { by: 'BE', note: '2,04 m' } })
    expect(incident.now.sop).toMatchObject({ version: '2026.1', digest: 'abc' })
  })

  it('has no step done before somebody has taken it on', () => {
    const incident = opened()
    expect(incident.take({ did: 'doStep', number: 1, note: '' })).toBe('notTakenOn')
    incident.take({ did: 'takeOver' })
    expect(incident.take({ did: 'doStep', number: 1, note: '' })).toBeUndefined()
  })

  it('notes that a step was done in the place of who holds its role; one whose role no account holds is nobody’s alone', () => {
    const incident = worked()
    const roles = ['lead', 'recorder', 'unit'] as const
    incident.take({
      did: 'open',
      opening: opening({ steps: STEPS.map((step, n) => ({ ...step, role: roles[n] ?? 'operator' })) }),
    })
    incident.take({ did: 'verify' })
    for (const number of [1, 2]) incident.take({ did: 'doStep', number, note: '' })
    incident.take({ did: 'doStep', number: 3, note: '' }, actor('tu', 'officer'))
    expect(incident.now.steps.map(({ done }) => done?.inPlace)).toEqual([true, undefined, undefined])
    incident.take({ did: 'undoStep', number: 1, reason: 'nhầm' })
    incident.take({ did: 'doStep', number: 1, note: '' }, LAN)
    expect(incident.now.steps[0]?.done).toMatchObject({ by: 'LAN' })
    expect(incident.now.steps[0]?.done?.inPlace).toBeUndefined()
    expect(incident.facts.map(({ what }) => what.inPlace === true)).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('is due by the clock in hours, and at the end of work in working days', () => {
    const calendar = createCalendar(vietnamHolidays([]), { holidays: [], workdays: [] })
    const friday = Date.parse('2026-11-27T20:00:00+07:00')
    expect(deadlineOf({ is: 'hours', count: 24 }, friday, calendar) - friday).toBe(24 * HOUR_MS)
    expect(deadlineOf({ is: 'workingDays', count: 3 }, friday, calendar)).toBe(Date.parse('2026-12-02T17:00:00+07:00'))
  })
})

/** Where an incident may go from where it stands: said here once more, by hand. */
const ROADS: Readonly<Record<IncidentState, readonly IncidentState[]>> = {
  new: ['new', 'verifying', 'handling', 'dismissed', 'merged'],
  verifying: ['verifying', 'handling', 'waiting', 'dismissed', 'merged'],
  handling: ['handling', 'waiting', 'confirming', 'merged'],
  waiting: ['waiting', 'verifying', 'handling'],
  confirming: ['confirming', 'handling', 'closed'],
  closed: ['handling'],
  dismissed: ['handling'],
  merged: [],
}
const ENDS: readonly IncidentState[] = ['closed', 'dismissed', 'merged']

const words = fc.constantFrom('', 'vì ngập', '<b>', '"')
const anyStep = fc.oneof(
  fc.constantFrom<IncidentStepTaken>(
    ...([{ did: 'verify' }, { did: 'takeOver' }, { did: 'accept' }, { did: 'resume' }] as const),
  ),
  words.map((finding): IncidentStepTaken => ({ did: 'handle', finding })),
  words.map((text): IncidentStepTaken => ({ did: 'reportResult', text })),
  words.map((text): IncidentStepTaken => ({ did: 'comment', text })),
  fc
    .record({ did: fc.constantFrom('dismiss', 'decline', 'returnResult'), reason: words })
    .map((step) => step as IncidentStepTaken),
  fc.record({ did: fc.constant('doStep'), number: fc.integer({ min: 0, max: 4 }), note: words }),
  fc.record({ did: fc.constant('doStep'), number: fc.constantFrom(1, 2), note: words }),
  fc.record({ did: fc.constant('undoStep'), number: fc.integer({ min: 0, max: 4 }), reason: words }),
  fc.record({ did: fc.constant('transfer'), unit: fc.constantFrom('31117', '31135'), reason: words }),
  fc.record({
    did: fc.constant('wait'),
    until: fc.integer({ min: 0, max: 400 }),
    reason: words,
    holding: fc.constant([]),
  }),
  fc.record({
    did: fc.constant('confirmResult'),
    ...{ note: words, why: words, holding: fc.constantFrom([], ['a-1']) },
  }),
  fc.record({ did: fc.constant('merge'), into: fc.constantFrom('SV-1', 'SV-2'), reason: words }),
  fc.constantFrom(opened, verified, handled).map((begin): IncidentStepTaken => {
    return { did: 'absorb', from: 'SV-3', alerts: [], ...absorbedOf(begin().now) }
  }),
  fc.record({
    did: fc.constant('link'),
    alerts: fc.constantFrom([], ['a-1'], ['a-2']),
    figures: fc.constant([]),
  }),
  fc.record({
    did: fc.constant('unlink'),
    ...{ alert: fc.constantFrom('a-1', 'a-2', 'a-3'), title: fc.constant({ vi: 'a', en: 'a' }), reason: words },
  }),
  fc.record({ did: fc.constant('remind'), number: fc.integer({ min: 0, max: 4 }) }),
  fc.constant({ did: 'remindDue', reminder: 'due' }),
  fc.record({ did: fc.constant('stillHolds'), level: fc.integer({ min: 0, max: 4 }), to: fc.constant('role/lead') }),
  fc.record({ did: fc.constant('callUp'), level: fc.integer({ min: 0, max: 3 }), to: fc.constant('role/lead') }),
  fc.record({ did: fc.constant('reopen'), reason: words, deadlineAt: fc.nat() }),
)
const people = fc.constantFrom(AN, BE, LAN, HUB_ACTOR)

describe('whatever is done to an incident', () => {
  it('what was found to be one is found in whatever it is merged into, and ends by a result that somebody else confirms', () => {
    const merging = fc.record({ from: fc.nat(2), into: fc.nat(2) })
    const working = fc.record({ on: fc.nat(2), step: anyStep, by: people })
    fc.assert(
      fc.property(fc.array(fc.oneof(merging, working, working), { maxLength: 60 }), (acts) => {
        const three = [5, 0, 9].map((minutes) => {
          const incident = worked(minutes * MINUTE_MS)
          incident.take(timed())
          return incident
        })
        /** Which of the three each has in it, and whether one of them was found to be an incident. */
        const holding = three.map((_, n) => new Set([n]))
        const found = new Set<number>()
        for (const act of acts) {
          if ('from' in act) {
            const [from, into] = [three[act.from], three[act.into]]
            if (from === undefined || into === undefined || from === into) continue
            const absorb = { did: 'absorb', from: `SV-${act.from}`, alerts: [], ...absorbedOf(from.now) } as const
            const merge = { did: 'merge', into: `SV-${act.into}`, reason: '' } as const
            // Both are written, or neither.
            if (!INCIDENTS.decide(from.now, merge, AN, from.at + 1).ok) continue
            const due = Math.min(from.now.deadlineAt, into.now.deadlineAt)
            const late = [from.now, into.now].flatMap(latenessOf)
            const done = new Set(into.now.steps.filter((step) => step.done !== null).map(({ title }) => title.vi))
            if (into.take(absorb) !== undefined) continue
            // Merging wins no time, for the whole or for a step; what was done there already is not demanded anew.
            expect(into.now).toMatchObject({ deadlineAt: due, dueAt: due })
            const kept = new Map(latenessOf(into.now))
            for (const [what, at] of late) if (!done.has(what)) expect(kept.get(what)).toBeLessThanOrEqual(at)
            from.take(merge)
            for (const each of holding[act.from] ?? []) holding[act.into]?.add(each)
          } else if (act.step.did !== 'merge' && act.step.did !== 'absorb')
            three[act.on]?.take(act.step as IncidentStepTaken, act.by)
          for (const [n, { now }] of three.entries()) {
            if (now.state === 'handling') for (const each of holding[n] ?? []) found.add(each)
            if (now.state === 'dismissed') for (const each of holding[n] ?? []) expect(found).not.toContain(each)
          }
        }
      }),
      { numRuns: 600 },
    )
  })

  it('it stands somewhere it may stand, and is what its facts add up to', () => {
    const reached = new Set<IncidentState>()
    fc.assert(
      fc.property(
        fc.constantFrom(opened, handled, reported),
        fc.array(fc.tuple(anyStep, people), { maxLength: 60 }),
        (begin, steps) => {
          const incident = begin()
          let isFound = incident.now.state !== 'new'
          for (const [step, by] of steps) {
            const before = incident.now
            const refusal = incident.take(step as IncidentStepTaken, by)
            const after = incident.now
            reached.add(after.state)
            if (refusal !== undefined) expect(after).toEqual(before)
            else {
              expect(ROADS[before.state]).toContain(after.state)
              expect(after.version).toBe(before.version + 1)
            }
            const hasEnded = ENDS.includes(after.state)
            // Whatever is taken out, the alert that it was opened from stays, and no figure is of an alert that is gone.
            expect(after.alerts).toContain('a-1')
            if (refusal === undefined && step.did === 'unlink') {
              expect(after.alerts).toEqual(before.alerts.filter((alert) => !('alert' in step) || alert !== step.alert))
              expect(hasEnded).toBe(false)
            }
            expect(after.closedAt !== null).toBe(hasEnded)
            expect(after.turn === null).toBe(hasEnded)
            expect(after.dueAt === null).toBe(hasEnded)
            expect(after.state === 'waiting').toBe(after.waits !== null)
            if (hasEnded) expect(after.offered).toBeNull()
            if (after.state === 'handling') isFound = true
            if (refusal === undefined && step.did === 'absorb' && 'isFound' in step && step.isFound === true)
              isFound = true
            // Whatever was found to be an incident, in itself or in what it took in, ends with a result, or in another one.
            if (isFound) expect(after.state).not.toBe('dismissed')
            if (['confirming', 'closed'].includes(after.state)) {
              expect(stepsMissing(after)).toEqual([])
              expect(after.result).not.toBeNull()
            }
            if (after.state === 'closed' && before.state !== 'closed') expect(after.result?.byId).not.toBe(by.id)
          }
          expect(matterOf(INCIDENTS, JSON.parse(JSON.stringify(incident.facts)))).toEqual(incident.now)
        },
      ),
      { numRuns: 600 },
    )
    expect([...reached].sort()).toEqual(Object.keys(INCIDENT_STATES).sort())
  })
})
