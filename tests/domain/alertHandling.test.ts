import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLOSE_REASONS, HANDLINGS, isOver } from '../../domain/alerts/alert.ts'
import {
  type AlertMatter,
  type AlertStep,
  alertMachine,
  type HandledCondition,
  unhandledMatter,
  withCondition,
} from '../../domain/alerts/handling.ts'
import { type Actor, type Fact, HUB_ACTOR } from '../../domain/matters/fact.ts'
import { matterOf } from '../../domain/matters/machine.ts'
import { tellingsOf } from '../../domain/notices/ofFact.ts'
import { SEVERITIES } from '../../domain/sensors/sensorKind.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/time.ts'

const AT = Date.parse('2026-11-29T09:00:00+07:00')
const OPERATOR: Actor = { is: 'person', id: 'an', name: 'Nguyễn An', roles: ['operator'] }
const LEAD: Actor = { is: 'person', id: 'be', name: 'Trần Bé', roles: ['lead'] }

const condition = (rest: Partial<HandledCondition> = {}): HandledCondition => ({
  title: { vi: 'Mực nước', en: 'Water' },
  ...{ unit: '31117', severity: 'minor', raisedAt: AT, endedAt: null, isMember: false, simulated: false },
  ...rest,
})

/** An alert under somebody's hands, with the facts that were made of it. */
function handled(start: HandledCondition, since?: { acknowledgedAt: number; acknowledgedBy: string }) {
  let matter: AlertMatter = unhandledMatter('a-1', start, since)
  const facts: Fact[] = []
  return {
    facts,
    now: () => matter,
    becomes(rest: Partial<HandledCondition>) {
      matter = withCondition(matter, { ...matter.condition, ...rest })
    },
    /** The code of a refusal, or the state after the step. */
    take(step: AlertStep, by: Actor = OPERATOR, at = AT + MINUTE_MS): string {
      const decision = alertMachine.decide(matter, step, by, at)
      if (!decision.ok) return decision.code
      const version = matter.version + 1
      const fact: Fact = { matter: 'alert', id: 'a-1', version, at, by, did: step.did, from: matter.state, ...decision }
      facts.push(fact)
      matter = alertMachine.add(matter, fact)
      return matter.state
    },
    /** The hub takes what is due until nothing is before a moment. */
    wait(until: number): string[] {
      const taken: string[] = []
      for (
        let due = alertMachine.due?.(matter);
        due !== undefined && due.at <= until;
        due = alertMachine.due?.(matter)
      ) {
        taken.push(due.step.did === 'escalate' ? `escalate ${due.step.level}` : due.step.did)
        this.take(due.step, HUB_ACTOR, Math.max(due.at, facts.at(-1)?.at ?? 0))
      }
      return taken
    },
  }
}

const WAITS = AT + 24 * HOUR_MS

describe('acknowledging', () => {
  it('takes a note where the severity is high, and tells the second who was first', () => {
    const alert = handled(condition({ severity: 'major' }))
    expect(alert.take({ did: 'acknowledge' })).toBe('noteNeeded')
    expect(alert.take({ did: 'acknowledge', note: '  ' })).toBe('noteNeeded')
    expect(alert.take({ did: 'acknowledge', note: 'Đã gọi' })).toBe('acknowledged')
    expect(alert.now()).toMatchObject({ acknowledgedBy: 'Nguyễn An', note: 'Đã gọi', turn: 'person/an' })
    expect(alert.take({ did: 'acknowledge', note: 'Tôi nữa' }, LEAD)).toBe('alreadyAcknowledged')
    expect(handled(condition()).take({ did: 'acknowledge' })).toBe('acknowledged')
  })

  it('is reminded of and lapses by severity, each once, and never of the mild ones', () => {
    const critical = handled(condition({ severity: 'critical' }))
    critical.take({ did: 'acknowledge', note: 'x' }, OPERATOR, AT)
    expect(critical.wait(AT + 30 * MINUTE_MS - 1)).toEqual([])
    expect(critical.wait(AT + 45 * MINUTE_MS)).toEqual(['remind', 'lapse'])
    expect(critical.now()).toMatchObject({
      state: 'unacknowledged',
      acknowledgedBy: null,
      waitsSince: AT + 45 * MINUTE_MS,
    })
    const major = handled(condition({ severity: 'major' }))
    major.take({ did: 'acknowledge', note: 'x' }, OPERATOR, AT)
    expect(major.wait(AT + 2 * HOUR_MS)).toEqual(['remind'])
    expect(major.take({ did: 'acknowledge', note: 'y' }, LEAD, AT + 2 * HOUR_MS)).toBe('alreadyAcknowledged')
    // Whoever is reminded says once more that they have it.
    expect(major.take({ did: 'acknowledge', note: 'y' }, OPERATOR, AT + 2 * HOUR_MS)).toBe('acknowledged')
    expect(major.wait(AT + 3 * HOUR_MS)).toEqual([])
    const minor = handled(condition())
    minor.take({ did: 'acknowledge' }, OPERATOR, AT)
    expect(minor.wait(WAITS)).toEqual([])
  })

  it('of what is over lapses no more', () => {
    const alert = handled(condition({ severity: 'critical' }))
    alert.take({ did: 'acknowledge', note: 'x' }, OPERATOR, AT)
    alert.becomes({ endedAt: AT + MINUTE_MS })
    expect(alert.wait(WAITS)).toEqual([])
    expect(alert.now().turn).toBe('role/lead')
  })

  it('out of service is a critical one by the shift lead alone, and none that becomes worse than was known', () => {
    const out = { did: 'setOutOfService', isOut: true, reason: 'Cảm biến hỏng' } as const
    const critical = handled(condition({ severity: 'critical' }))
    expect(critical.take(out)).toBe('outOfServiceForLead')
    expect(critical.take(out, LEAD)).toBe('unacknowledged')
    expect(critical.take({ ...out, isOut: false })).toBe('unacknowledged')
    const major = handled(condition({ severity: 'major' }))
    major.take(out)
    expect(major.wait(WAITS)).toEqual([])
    major.becomes({ severity: 'critical' })
    expect(major.wait(AT + 6 * MINUTE_MS)).toEqual(['worsen', 'escalate 1'])
    expect(major.now()).toMatchObject({ state: 'unacknowledged', outOfService: false })
    // What was taken on before it was put out of service is known as it was then.
    const taken = handled(condition({ severity: 'major' }))
    taken.take({ did: 'acknowledge', note: 'x' })
    taken.take(out)
    taken.becomes({ severity: 'critical' })
    expect(taken.wait(AT + 2 * MINUTE_MS)).toEqual(['worsen'])
    expect(taken.now()).toMatchObject({ state: 'unacknowledged', outOfService: false })
    // Put aside, or part of an incident meanwhile, it is known as it was all the same.
    for (const meanwhile of [
      [{ did: 'shelve', until: AT + HOUR_MS, reason: 'x' }, { did: 'unshelve' }],
      [{ did: 'join', incident: 'sv-1' }, { did: 'leave' }],
      [
        { did: 'join', incident: 'sv-1' },
        { did: 'unlink', incident: 'sv-1', reason: 'nhầm' },
      ],
    ] as const)
      for (const isOutFirst of [true, false]) {
        const alert = handled(condition({ severity: 'major' }))
        const [first, last] = meanwhile
        for (const step of isOutFirst ? [out, first, last] : [first, out, last])
          expect(alert.take(step, step.did === 'leave' ? HUB_ACTOR : OPERATOR)).toBeDefined()
        expect(alert.now().outOfService).toBe(true)
        alert.becomes({ severity: 'critical' })
        expect(alert.wait(AT + 6 * MINUTE_MS)[0]).toBe('worsen')
        expect(alert.now()).toMatchObject({ state: 'unacknowledged', outOfService: false })
      }
    // Back in service it is nobody's.
    const back = handled(condition({ severity: 'minor' }))
    back.take(out)
    back.take({ ...out, isOut: false })
    back.becomes({ severity: 'critical' })
    expect(back.wait(AT + 6 * MINUTE_MS)).toEqual(['escalate 1'])
  })

  it('holds no longer when it becomes worse than was known', () => {
    const alert = handled(condition({ severity: 'major' }))
    alert.take({ did: 'acknowledge', note: 'x' })
    alert.becomes({ severity: 'critical' })
    expect(alert.wait(AT + 2 * MINUTE_MS)).toEqual(['worsen'])
    expect(alert.now()).toMatchObject({ state: 'unacknowledged', escalation: 0 })
  })

  it('that an earlier version kept goes on, and stands in the first fact', () => {
    const alert = handled(condition(), { acknowledgedAt: AT, acknowledgedBy: 'Lan' })
    expect(alert.take({ did: 'acknowledge' })).toBe('alreadyAcknowledged')
    expect(alert.take({ did: 'comment', text: 'Đã xem' })).toBe('acknowledged')
    expect(matterOf(alertMachine, alert.facts)).toEqual(alert.now())
    expect(alert.now()).toMatchObject({ acknowledgedBy: 'Lan', comments: 1 })
  })
})

describe('silence', () => {
  it('calls the operator, the shift lead and the leader, each once, and not of what another alert tells', () => {
    const alert = handled(condition({ severity: 'critical' }))
    expect(alert.wait(AT + 16 * MINUTE_MS)).toEqual(['escalate 1', 'escalate 2'])
    expect(alert.now().turn).toBe('role/lead')
    expect(alert.wait(WAITS)).toEqual(['escalate 3'])
    // A leader is told, and may not take it on: it stays with whoever may.
    expect(alert.now()).toMatchObject({ escalation: 3, turn: 'role/lead' })
    expect(handled(condition()).wait(WAITS)).toEqual([])
    expect(handled(condition({ severity: 'critical', isMember: true })).wait(WAITS)).toEqual([])
  })

  it('gives whoever is called for what no other alert tells of any more as long as for any other', () => {
    const member = unhandledMatter('a-1', condition({ severity: 'major', isMember: true }))
    const later = AT + 8 * HOUR_MS
    const own = withCondition(member, condition({ severity: 'major', ownSince: later }))
    expect(alertMachine.due?.(own)).toEqual({ at: later + 5 * MINUTE_MS, step: { did: 'escalate', level: 1 } })
    // Also where the hub was started anew meanwhile: nothing of it was anybody's deed.
    expect(unhandledMatter('a-1', own.condition).waitsSince).toBe(later)
  })

  it('of a critical one is told as an emergency, to whoever is called', () => {
    const alert = handled(condition({ severity: 'critical' }))
    const told = () => {
      const before = alert.now()
      alert.wait((alertMachine.due?.(before)?.at ?? 0) + 1)
      const fact = alert.facts.at(-1) ?? expect.fail('no fact')
      return tellingsOf(fact, before, alert.now()).map(({ to, urgency }) => `${to} ${urgency}`)
    }
    expect([told(), told(), told()]).toEqual([
      ['role/operator emergency'],
      ['role/lead emergency'],
      ['role/leader emergency'],
    ])
  })

  it('goes on after the end of a critical one: nobody has seen it', () => {
    const alert = handled(condition({ severity: 'critical' }))
    alert.becomes({ endedAt: AT + MINUTE_MS })
    expect(alert.wait(AT + 6 * MINUTE_MS)).toEqual(['escalate 1'])
  })
})

describe('shelving', () => {
  it('takes a reason and an end: an hour of an operator, a day of the shift lead', () => {
    const shelve = (minutes: number, by: Actor, reason = 'Bảo trì') =>
      handled(condition()).take({ did: 'shelve', until: AT + minutes * MINUTE_MS, reason }, by, AT)
    expect([shelve(60, OPERATOR), shelve(61, OPERATOR), shelve(24 * 60, LEAD), shelve(24 * 60 + 1, LEAD)]).toEqual([
      'shelved',
      'shelfForLead',
      'shelved',
      'shelfTooLong',
    ])
    expect([shelve(0, LEAD), shelve(5, LEAD, ' ')]).toEqual(['shelfTooLong', 'textNeeded'])
  })

  it('ends by itself, or when it becomes worse', () => {
    const alert = handled(condition({ severity: 'major' }))
    alert.take({ did: 'shelve', until: AT + 40 * MINUTE_MS, reason: 'x' }, OPERATOR, AT)
    expect(alert.wait(AT + 40 * MINUTE_MS)).toEqual(['return'])
    expect(alert.now()).toMatchObject({ state: 'unacknowledged', shelvedUntil: null })
    alert.take({ did: 'shelve', until: AT + 90 * MINUTE_MS, reason: 'x' }, OPERATOR, AT + 41 * MINUTE_MS)
    alert.becomes({ severity: 'critical' })
    expect(alert.wait(AT + 42 * MINUTE_MS)).toEqual(['return'])
  })
})

describe('closing', () => {
  it('takes an end, or a false alarm; of a critical one the shift lead', () => {
    const stands = handled(condition())
    expect(stands.take({ did: 'close', reason: 'handled' })).toBe('alertStands')
    expect(stands.take({ did: 'close', reason: 'falseAlarm' })).toBe('closed')
    expect(stands.take({ did: 'acknowledge' })).toBe('alertClosed')
    expect(stands.take({ did: 'comment', text: 'x' })).toBe('closed')
    const critical = handled(condition({ severity: 'critical', endedAt: AT }))
    expect(critical.take({ did: 'close', reason: 'handled' })).toBe('leadCloses')
    expect(critical.take({ did: 'close', reason: 'handled' }, LEAD)).toBe('closed')
    expect(critical.now()).toMatchObject({ closedBy: 'Trần Bé', closedWhy: 'handled' })
  })

  it('comes by itself an hour after the end of what was dealt with, and never of a critical one', () => {
    const minor = handled(condition())
    minor.take({ did: 'acknowledge' })
    minor.becomes({ endedAt: AT + HOUR_MS })
    expect(minor.wait(AT + 2 * HOUR_MS - 1)).toEqual([])
    expect(minor.wait(AT + 2 * HOUR_MS)).toEqual(['settle'])
    expect(minor.now()).toMatchObject({ state: 'closed', closedWhy: 'ended' })
  })

  it('with an incident that ends while it stands takes the shift lead and a reason', () => {
    const alert = handled(condition())
    expect(alert.take({ did: 'join', incident: 'sv-1' })).toBe('incident')
    expect(alert.take({ did: 'acknowledge' })).toBe('inIncident')
    expect(alert.take({ did: 'close', reason: 'handled', despite: 'x' })).toBe('alertStands')
    expect(alert.take({ did: 'close', reason: 'handled', despite: 'Trạm hỏng' }, LEAD)).toBe('closed')
  })

  it('with its incident is for whoever may confirm that one, also of a critical one; with another incident it is not', () => {
    const leader: Actor = { is: 'person', id: 'minh', name: 'Lê Minh', roles: ['leader'] }
    const close = (incident: string) => ({ did: 'close', reason: 'handled', incident }) as const
    const alert = handled(condition({ severity: 'critical' }))
    alert.take({ did: 'join', incident: 'sv-1' })
    expect(alert.take(close('sv-1'), leader)).toBe('alertStands')
    alert.becomes({ endedAt: AT })
    expect(alert.take(close('sv-2'), leader)).toBe('leadCloses')
    expect(alert.take(close('sv-1'), leader)).toBe('closed')
  })
})

describe('taken out of an incident that it was put into by mistake', () => {
  const unlink = { did: 'unlink', incident: 'sv-1', reason: 'đưa nhầm' } as const

  it('it is whoever’s it was before, who is reminded of it as before', () => {
    const alert = handled(condition({ severity: 'critical' }))
    alert.take({ did: 'acknowledge', note: 'đã gọi' })
    alert.take({ did: 'join', incident: 'sv-1' })
    expect(alert.take(unlink)).toBe('acknowledged')
    expect(alert.now()).toMatchObject({ incident: null, acknowledgedBy: OPERATOR.name, note: 'đã gọi' })
    expect(alert.wait(AT + 31 * MINUTE_MS)).toEqual(['remind'])
    expect(alert.take({ did: 'join', incident: 'sv-2' })).toBe('incident')
  })

  it('it waits for somebody again where nobody had it, and calls people from then on', () => {
    const alert = handled(condition({ severity: 'major' }))
    alert.take({ did: 'join', incident: 'sv-1' })
    expect(alert.take({ ...unlink, incident: 'sv-2' })).toBe('alertNotInIncident')
    expect(alert.take(unlink, OPERATOR, AT + HOUR_MS)).toBe('unacknowledged')
    expect(alert.now()).toMatchObject({ incident: null, waitsSince: AT + HOUR_MS, turn: 'role/operator' })
    expect(alert.take(unlink)).toBe('alertNotInIncident')
  })

  it.each([{ did: 'leave' } as const, unlink])(
    'it is put into another one by the shift alone, so that nobody puts off who is to be told: %o',
    (step) => {
      const officer: Actor = { is: 'person', id: 'di', name: 'Lê Dì', roles: ['officer'] }
      const another = { did: 'join', incident: 'sv-2' } as const
      for (const [severity, again] of [
        ['critical', 'leftIncident'],
        ['minor', 'incident'],
      ] as const) {
        const alert = handled(condition({ severity }))
        expect(alert.take({ did: 'join', incident: 'sv-1' }, officer)).toBe('incident')
        expect(alert.take(step, officer)).toBe('unacknowledged')
        expect(alert.take(another, officer)).toBe(again)
      }
      const alert = handled(condition({ severity: 'critical' }))
      alert.take({ did: 'join', incident: 'sv-1' }, officer)
      alert.take(step, officer)
      expect(alert.take(another, OPERATOR)).toBe('incident')
      // Two incidents that become one are no other one.
      expect(alert.take({ did: 'join', incident: 'sv-3', from: 'sv-2' }, officer)).toBe('incident')
      expect(alert.take({ ...unlink, incident: 'sv-3' }, officer)).toBe('unacknowledged')
      // Whoever of the shift has had it has seen it.
      alert.take({ did: 'acknowledge', note: 'đã gọi' })
      expect(alert.take(another, officer)).toBe('incident')
    },
  )

  it('it stays closed where it was', () => {
    const alert = handled(condition({ endedAt: AT }))
    alert.take({ did: 'join', incident: 'sv-1' })
    alert.take({ did: 'close', reason: 'handled' })
    expect(alert.take(unlink)).toBe('closed')
    expect(alert.now()).toMatchObject({ state: 'closed', incident: null, closedWhy: 'handled' })
  })
})

describe('a critical alert', () => {
  it('is over when it has ended and was acknowledged, in either order', () => {
    const critical = { severity: 'critical', endedAt: null } as const
    expect(isOver({ ...critical, handling: 'acknowledged' })).toBe(false)
    expect(isOver({ ...critical, endedAt: AT, handling: 'unacknowledged' })).toBe(false)
    expect(isOver({ ...critical, endedAt: AT, handling: 'acknowledged' })).toBe(true)
    expect(isOver({ ...critical, severity: 'major', endedAt: AT, handling: 'unacknowledged' })).toBe(true)
  })
})

describe('whatever happens', () => {
  const steps = fc.oneof(
    fc.record({ did: fc.constant('acknowledge' as const), note: fc.constantFrom(undefined, '', 'x') }),
    fc.record({
      did: fc.constant('shelve' as const),
      until: fc.nat(3 * 60).map((m) => AT + m * MINUTE_MS),
      reason: fc.constantFrom('', 'x'),
    }),
    fc.record({ did: fc.constant('unshelve' as const) }),
    fc.record({ did: fc.constant('join' as const), incident: fc.constant('sv-1') }),
    fc.record({
      ...{ did: fc.constant('unlink' as const), reason: fc.constant('nhầm') },
      incident: fc.constantFrom('sv-1', 'sv-2'),
    }),
    fc.record({ did: fc.constant('leave' as const) }),
    fc.record({
      did: fc.constant('close' as const),
      reason: fc.constantFrom(...CLOSE_REASONS),
      note: fc.constantFrom(undefined, 'x'),
      despite: fc.constantFrom(undefined, 'y'),
    }),
    fc.record({ did: fc.constant('comment' as const), text: fc.constantFrom('', 'x') }),
    fc.record({ did: fc.constant('setOutOfService' as const), isOut: fc.boolean(), reason: fc.constant('x') }),
    fc.record({
      did: fc.constantFrom(
        'remind' as const,
        'lapse' as const,
        'worsen' as const,
        'return' as const,
        'settle' as const,
      ),
    }),
    fc.record({ did: fc.constant('escalate' as const), level: fc.integer({ min: 1, max: 4 }) }),
  )
  const acts = fc.array(
    fc.record({
      step: fc.option(steps, { nil: undefined }),
      by: fc.constantFrom(OPERATOR, LEAD, HUB_ACTOR),
      severity: fc.constantFrom(...SEVERITIES),
      isEnded: fc.boolean(),
      isMember: fc.boolean(),
      wait: fc.nat(90),
    }),
    { maxLength: 30 },
  )

  it('every state is lawful, the facts add up to it, and the hub has an end of its own steps', () => {
    fc.assert(
      fc.property(acts, (sequence) => {
        let at = AT
        const alert = handled(condition())
        for (const { step, by, severity, isEnded, isMember, wait } of sequence) {
          at += wait * MINUTE_MS
          const { severity: worst, endedAt, isMember: wasMember } = alert.now().condition
          alert.becomes({
            severity: SEVERITIES[Math.max(SEVERITIES.indexOf(severity), SEVERITIES.indexOf(worst))] ?? severity,
            endedAt: isEnded ? (endedAt ?? at) : null,
            isMember,
            ...(wasMember && !isMember && { ownSince: at }),
          })
          const before = alert.facts.length
          if (step !== undefined) alert.take(step, by, at)
          // A step that is not the hub's to take is not taken by it, nor one of its own by anybody.
          const fact = alert.facts[before]
          if (fact !== undefined && ['remind', 'lapse', 'worsen', 'return', 'settle', 'escalate'].includes(fact.did))
            expect(fact.by).toEqual(HUB_ACTOR)
          const hubs = alert.wait(at)
          expect(hubs.length).toBeLessThan(100)
          const matter = alert.now()
          expect(HANDLINGS).toContain(matter.state)
          expect(matter.closedAt !== null).toBe(matter.state === 'closed')
          expect(matter.shelvedUntil !== null).toBe(matter.state === 'shelved')
          if (matter.state === 'incident') expect(matter.incident).toBe('sv-1')
          // What is out of service is not graver than was known: the hub has put it back by then.
          if (matter.outOfService && matter.state !== 'closed' && matter.state !== 'incident')
            expect(SEVERITIES.indexOf(matter.knownSeverity ?? 'info')).toBeGreaterThanOrEqual(
              SEVERITIES.indexOf(matter.condition.severity),
            )
          if (matter.state === 'acknowledged') expect(matter.acknowledgedBy).not.toBeNull()
          if (matter.state === 'unacknowledged') expect(matter.acknowledgedBy).toBeNull()
          const told = matterOf(alertMachine, alert.facts)
          if (told !== undefined) expect(withCondition(told, matter.condition)).toEqual(matter)
          expect(alert.facts.map(({ from }) => from).slice(1)).toEqual(alert.facts.map(({ to }) => to).slice(0, -1))
        }
      }),
      { numRuns: 300 },
    )
  })
})
