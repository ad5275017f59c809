import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../domain/calendar/vietnamHolidays.ts'
import { endOfWork } from '../../domain/calendar/workingTime.ts'
import type { Directive } from '../../domain/directives/directive.ts'
import { createDirectiveMachine, type DirectiveStep, type Order } from '../../domain/directives/machine.ts'
import { byNeed, isNearlyDue, nextTurn, officialCell, officialCounts } from '../../domain/directives/official.ts'
import { type Actor, type Fact, HUB_ACTOR } from '../../domain/matters/fact.ts'
import { DAY_MS, HOUR_MS } from '../../domain/time.ts'

const machine = createDirectiveMachine({
  calendar: createCalendar(VIETNAM_HOLIDAYS),
  whoIsTold: ({ lead, leader }, level) => ({ to: level === 1 ? `unit/${lead}` : `person/${leader.id}`, skipped: [] }),
})
const at = (text: string) => Date.parse(`${text}:00+07:00`)
const written = (ms: number | null) => new Date((ms ?? 0) + 7 * HOUR_MS).toISOString().slice(0, 16)

const LEADER: Actor = { is: 'person', id: 'duc', name: 'Lê Minh Đức', roles: ['leader'] }
const OTHER: Actor = { is: 'person', id: 'lan', name: 'Trần Lan', roles: ['leader'] }
const OFFICE: Actor = { is: 'person', id: 'ha', name: 'Trần Thu Hà', roles: ['lead'] }
const OFFICER: Actor = { is: 'person', id: 'hoa', name: 'Phạm Thị Hoa', roles: ['officer'] }

const order: Order = {
  ...{ title: 'Giải quyết hồ sơ quá hạn', content: 'Rà soát toàn bộ hồ sơ.', edition: '2025', lead: '31117' },
  ...{ leadName: { vi: 'phường Ninh Kiều', en: 'Ninh Kiều Ward' }, withUnits: ['31120'], urgent: false },
  ...{ dueAt: endOfWork('2026-12-10'), origin: 'meeting', reference: null, explanation: null },
  ...{ leader: { id: 'duc', name: 'Lê Minh Đức' }, office: null, evidence: [], simulated: false },
}
const own = { isVacant: false }

/** Takes steps one after the other; those that are refused are told by their code. */
function course(first: Order = order, givenAt = at('2026-12-01T08:00'), did: 'give' | 'draft' = 'give') {
  let directive: Directive | undefined
  const facts: Fact[] = []
  function take(step: DirectiveStep, by: Actor, when: number): string {
    const decision = machine.decide(directive, step, by, when)
    if (!decision.ok) return decision.code
    const fact: Fact = {
      ...{ matter: 'directive', id: 'd-1', version: facts.length + 1, at: when, by, did: step.did },
      ...{ from: directive?.state ?? null, to: decision.to, what: decision.what },
    }
    facts.push(fact)
    directive = machine.add(directive, fact)
    return directive.state
  }
  take({ did, order: first }, LEADER, givenAt)
  return { take, facts, now: () => directive as Directive }
}

describe('a directive', () => {
  it('goes from the order to what is done, each step by whose turn it is', () => {
    const { take, now, facts } = course()
    expect(now()).toMatchObject({ state: 'given', unit: '31117', alsoUnits: ['31120'], turn: 'unit/31117' })
    // Received within four working hours.
    expect(written(now().dueAt)).toBe('2026-12-01T13:30')
    expect(take({ did: 'receive' }, OFFICER, at('2026-12-01T09:00'))).toBe('received')
    expect(written(now().dueAt)).toBe('2026-12-10T17:00')
    expect(
      take({ did: 'progress', text: 'Đã xong 80', percent: 60, blocks: null }, OFFICER, at('2026-12-03T09:00')),
    ).toBe('underWay')
    expect(take({ did: 'submit', result: 'Xong', document: '12/BC' }, OFFICER, at('2026-12-09T09:00'))).toBe(
      'awaitsApproval',
    )
    expect(now()).toMatchObject({ turn: 'person/duc', dueAt: null, percent: 60 })
    expect(take({ did: 'approve', note: null, ...own }, LEADER, at('2026-12-12T09:00'))).toBe('done')
    expect(now()).toMatchObject({ turn: null, closedAt: at('2026-12-12T09:00') })
    // Approval that comes late is not the unit's lateness.
    expect(officialCell(now(), at('2026-12-31T09:00'))).toBe('doneOnTime')
    expect(facts.map(({ did }) => did)).toEqual(['give', 'receive', 'progress', 'submit', 'approve'])
  })

  it('is judged by its first deadline, whatever extensions were granted', () => {
    const { take, now } = course()
    take({ did: 'receive' }, OFFICER, at('2026-12-01T09:00'))
    const longer = { did: 'askExtension', dueAt: endOfWork('2026-12-20'), reason: 'Chờ phối hợp' } as const
    expect(take({ ...longer, dueAt: endOfWork('2026-12-09') }, OFFICER, at('2026-12-08T09:00'))).toBe(
      'extensionTooShort',
    )
    expect(take(longer, OFFICER, at('2026-12-08T09:00'))).toBe('received')
    expect(now()).toMatchObject({ turn: 'person/duc', asked: { dueAt: longer.dueAt } })
    expect(take(longer, OFFICER, at('2026-12-08T09:05'))).toBe('extensionAsked')
    const grant = { did: 'decideExtension', isGranted: true, reason: null, ...own } as const
    expect([take(grant, OTHER, at('2026-12-08T10:00')), take(grant, OFFICE, at('2026-12-08T10:00'))]).toEqual([
      'onlyWhoAssigned',
      'onlyWhoAssigned',
    ])
    expect(take(grant, LEADER, at('2026-12-08T10:00'))).toBe('received')
    expect(now()).toMatchObject({ extensions: 1, asked: null, turn: 'unit/31117', firstDueAt: order.dueAt })
    expect(written(now().deadlineAt)).toBe('2026-12-20T17:00')
    expect(officialCell(now(), endOfWork('2026-12-10'))).toBe('inTime')
    expect(officialCell(now(), endOfWork('2026-12-10') + 1)).toBe('overdue')
    take({ did: 'submit', result: 'Xong', document: null }, OFFICER, at('2026-12-15T09:00'))
    take({ did: 'approve', note: null, ...own }, LEADER, at('2026-12-15T10:00'))
    expect(officialCell(now(), at('2026-12-31T09:00'))).toBe('doneLate')
  })

  it('that goes to another unit brings nothing along that the former one asked for; one that stays keeps it', () => {
    for (const isAccepted of [true, false]) {
      const { take, now } = course()
      take({ did: 'receive' }, OFFICER, at('2026-12-01T09:00'))
      const longer = { did: 'askExtension', dueAt: endOfWork('2026-12-20'), reason: 'Chờ phối hợp' } as const
      take(longer, OFFICER, at('2026-12-01T10:00'))
      const unitName = { vi: 'Phường khác', en: 'Another ward' }
      take({ did: 'refuse', reason: 'x', unit: '31135', unitName }, OFFICER, at('2026-12-01T10:05'))
      take({ did: 'decideRefusal', isAccepted, reason: 'x', ...own }, LEADER, at('2026-12-01T10:10'))
      take({ did: 'receive' }, OFFICER, at('2026-12-01T10:20'))
      expect(now()).toMatchObject(
        isAccepted
          ? { lead: '31135', asked: null, extensions: 0, turn: 'unit/31135' }
          : { lead: '31117', asked: { dueAt: longer.dueAt }, turn: 'person/duc' },
      )
      expect(take(longer, OFFICER, at('2026-12-01T10:30'))).toBe(isAccepted ? 'received' : 'extensionAsked')
    }
  })

  it('lets any leader decide for one who is a leader no more', () => {
    const { take } = course()
    take({ did: 'receive' }, OFFICER, at('2026-12-01T09:00'))
    take({ did: 'askExtension', dueAt: endOfWork('2026-12-20'), reason: 'x' }, OFFICER, at('2026-12-01T10:00'))
    const grant = { did: 'decideExtension', isGranted: true, reason: null, isVacant: true } as const
    expect(take(grant, OFFICE, at('2026-12-02T10:00'))).toBe('onlyWhoAssigned')
    expect(take(grant, OTHER, at('2026-12-02T10:00'))).toBe('received')
  })

  it('stops its clock only while it is paused, by working time over a holiday', () => {
    // Due at 17:00 on Wednesday, 30 December; paused with half an hour left, over the New Year.
    const { take, now } = course({ ...order, dueAt: endOfWork('2026-12-30') })
    take({ did: 'receive' }, OFFICER, at('2026-12-01T09:00'))
    expect(take({ did: 'pause', reason: 'Chờ văn bản', ...own }, LEADER, at('2026-12-30T16:30'))).toBe('paused')
    expect([officialCell(now(), at('2027-01-20T09:00')), now().turn]).toEqual(['inTime', null])
    expect(take({ did: 'progress', text: 'x', percent: 1, blocks: null }, OFFICER, at('2027-01-02T09:00'))).toBe(
      'atOtherStep',
    )
    expect(take({ did: 'resume', reason: 'Đã có văn bản', ...own }, LEADER, at('2027-01-01T10:00'))).toBe('received')
    expect(written(now().judgedAt)).toBe('2027-01-04T07:30')
    expect(now().firstDueAt).toBe(endOfWork('2026-12-30'))
    expect(officialCell(now(), at('2027-01-04T07:31'))).toBe('overdue')
    // What was overdue when it was paused stays so.
    take({ did: 'pause', reason: 'x', ...own }, LEADER, at('2027-01-05T08:00'))
    take({ did: 'resume', reason: 'x', ...own }, LEADER, at('2027-01-15T08:00'))
    expect(written(now().judgedAt)).toBe('2027-01-04T07:30')
  })

  it('what was asked for before a pause is as much longer after it, and granting it shortens nothing', () => {
    for (const urgent of [false, true]) {
      const { take, now } = course({ ...order, urgent, dueAt: endOfWork('2026-12-02') })
      take({ did: 'receive' }, OFFICER, at('2026-12-01T09:00'))
      take({ did: 'askExtension', dueAt: endOfWork('2026-12-03'), reason: 'Mưa lớn' }, OFFICER, at('2026-12-02T08:00'))
      take({ did: 'pause', reason: 'Chờ văn bản', ...own }, LEADER, at('2026-12-02T09:00'))
      take({ did: 'resume', reason: 'Đã có văn bản', ...own }, LEADER, at('2026-12-09T09:00'))
      const before = now().deadlineAt
      expect([written(before), written(now().asked?.dueAt ?? 0)]).toEqual(['2026-12-09T17:00', '2026-12-10T17:00'])
      const grant = { did: 'decideExtension', isGranted: true, reason: null, ...own } as const
      expect(take(grant, LEADER, at('2026-12-09T10:00'))).toBe('received')
      expect(now().deadlineAt).toBeGreaterThan(before)
    }
    // Minutes at the end of the day: what stands moves to the next one, and what was asked for is not before it.
    const { take, now } = course({ ...order, dueAt: at('2026-12-02T16:55') })
    take({ did: 'receive' }, OFFICER, at('2026-12-01T09:00'))
    take({ did: 'askExtension', dueAt: at('2026-12-02T17:00'), reason: 'Mưa lớn' }, OFFICER, at('2026-12-02T08:00'))
    take({ did: 'pause', reason: 'Chờ', ...own }, LEADER, at('2026-12-02T16:50'))
    take({ did: 'resume', reason: 'Xong', ...own }, LEADER, at('2026-12-02T16:58'))
    expect(now().asked?.dueAt).toBeGreaterThanOrEqual(now().deadlineAt)
  })

  it('gives nobody another day for minutes of a pause', () => {
    const { take, now } = course({ ...order, dueAt: endOfWork('2026-12-02') })
    take({ did: 'receive' }, OFFICER, at('2026-12-01T09:00'))
    const pause = (from: string, to: string) => {
      take({ did: 'pause', reason: 'Chờ văn bản', ...own }, LEADER, at(from))
      take({ did: 'resume', reason: 'Đã có văn bản', ...own }, LEADER, at(to))
      return [written(now().judgedAt), written(now().deadlineAt)]
    }
    expect(pause('2026-12-02T09:36', '2026-12-02T09:37')).toEqual(['2026-12-02T17:00', '2026-12-02T17:00'])
    expect(pause('2026-12-02T10:00', '2026-12-02T11:00')).toEqual(['2026-12-03T08:00', '2026-12-03T08:00'])
  })

  it('goes to the unit that is proposed, or back to the one that refused', () => {
    const { take, now } = course()
    const refuse = { did: 'refuse', reason: 'Ngoài địa bàn', unit: '31120', unitName: order.leadName } as const
    expect(take({ ...refuse, unit: '31117' }, OFFICER, at('2026-12-01T09:00'))).toBe('nothingChanges')
    expect(take(refuse, OFFICER, at('2026-12-01T09:00'))).toBe('refused')
    expect(
      take({ did: 'decideRefusal', isAccepted: false, reason: 'Đúng địa bàn', ...own }, LEADER, at('2026-12-01T10:00')),
    ).toBe('given')
    expect(now()).toMatchObject({ lead: '31117', proposed: null, escalated: 0 })
    take(refuse, OFFICER, at('2026-12-01T11:00'))
    take({ did: 'decideRefusal', isAccepted: true, reason: 'Đồng ý', ...own }, LEADER, at('2026-12-01T14:00'))
    expect(now()).toMatchObject({ state: 'given', unit: '31120', alsoUnits: [], turn: 'unit/31120' })
  })

  it('is begun again by rework, and counts as overdue from then', () => {
    const { take, now } = course()
    take({ did: 'receive' }, OFFICER, at('2026-12-01T09:00'))
    take({ did: 'submit', result: 'x', document: null }, OFFICER, at('2026-12-10T16:00'))
    expect(officialCell(now(), at('2026-12-11T09:00'))).toBe('inTime')
    expect(take({ did: 'rework', reason: 'Thiếu số liệu', ...own }, OTHER, at('2026-12-11T09:00'))).toBe('underWay')
    expect(officialCell(now(), at('2026-12-11T09:00'))).toBe('overdue')
  })

  it('is a draft that no unit sees until it is given', () => {
    const { take, now } = course(order, at('2026-12-01T08:00'), 'draft')
    expect(now()).toMatchObject({ state: 'draft', unit: null, alsoUnits: [], lead: '31117', turn: 'person/duc' })
    expect(officialCell(now(), at('2026-12-20T08:00'))).toBeUndefined()
    expect(take({ did: 'issue', isVacant: false }, LEADER, at('2026-12-20T08:00'))).toBe('deadlinePast')
    expect(take({ did: 'issue', isVacant: false }, LEADER, at('2026-12-02T08:00'))).toBe('given')
    expect(now()).toMatchObject({ unit: '31117', alsoUnits: ['31120'], openedAt: at('2026-12-02T08:00') })
    const other = course(order, at('2026-12-01T08:00'), 'draft')
    other.take({ did: 'withdraw', reason: 'x', ...own }, LEADER, at('2026-12-02T08:00'))
    expect(other.now()).toMatchObject({ state: 'withdrawn', unit: null, alsoUnits: [] })
  })

  it('goes up while the unit is silent, by working time or, when urgent, by the clock', () => {
    // Saturday, 5 December, 08:00.
    const steps = (urgent: boolean) => {
      const { take, now } = course({ ...order, urgent }, at('2026-12-05T08:00'))
      const all: string[] = []
      for (let n = 0; n < 4; n++) {
        const next = machine.due?.(now())
        if (next === undefined) break
        all.push(`${next.step.did} ${written(next.at)}`)
        take(next.step, HUB_ACTOR, next.at)
      }
      return all
    }
    expect(steps(false)).toEqual([
      'remind 2026-12-07T07:00',
      'escalate 2026-12-07T08:00',
      'escalate 2026-12-07T11:00',
      'remind 2026-12-09T07:00',
    ])
    expect(steps(true)).toEqual([
      'escalate 2026-12-05T09:00',
      'escalate 2026-12-05T12:00',
      'escalate 2026-12-06T08:00',
      'remind 2026-12-07T07:00',
    ])
  })

  it('reminds once a working day when it is overdue, once after the hub was away', () => {
    const { take, now } = course()
    take({ did: 'receive' }, OFFICER, at('2026-12-01T09:00'))
    const away = at('2026-12-18T15:00')
    const first = machine.due?.(now())
    expect(written(first?.at ?? 0)).toBe('2026-12-07T07:00')
    take(first?.step as DirectiveStep, HUB_ACTOR, away)
    expect(written(machine.due?.(now())?.at ?? 0)).toBe('2026-12-21T07:00')
  })

  it('reminds whoever decides each working day of a result that waits, and the unit again after rework', () => {
    const { take, now, facts } = course()
    take({ did: 'receive' }, OFFICER, at('2026-12-01T09:00'))
    // A Friday afternoon.
    take({ did: 'submit', result: 'Xong', document: null }, OFFICER, at('2026-12-04T16:00'))
    for (const day of ['2026-12-07', '2026-12-08', '2026-12-09']) {
      const next = machine.due?.(now())
      expect(next).toMatchObject({ at: at(`${day}T07:00`), step: { did: 'remind', reminder: 'undecided' } })
      expect(now().turn).toBe('person/duc')
      take(next?.step as DirectiveStep, HUB_ACTOR, next?.at ?? 0)
    }
    expect(facts.at(-1)).toMatchObject({ did: 'remind', from: 'awaitsApproval', to: 'awaitsApproval' })
    take({ did: 'rework', reason: 'Thiếu số', ...own }, LEADER, at('2026-12-09T09:00'))
    expect(machine.due?.(now())).toMatchObject({
      step: { did: 'remind', reminder: 'due' },
      at: endOfWork('2026-12-10'),
    })
    take({ did: 'submit', result: 'Xong', document: null }, OFFICER, at('2026-12-10T10:00'))
    take({ did: 'approve', note: null, ...own }, LEADER, at('2026-12-10T11:00'))
    expect(machine.due?.(now())).toBeUndefined()
  })

  it('keeps to its states, whatever is tried', () => {
    const reason = 'x'
    const steps: readonly DirectiveStep[] = [
      { did: 'give', order },
      { did: 'issue', isVacant: false },
      { did: 'receive' },
      { did: 'refuse', reason, unit: '31120', unitName: order.leadName },
      { did: 'decideRefusal', isAccepted: true, reason, ...own },
      { did: 'decideRefusal', isAccepted: false, reason, ...own },
      { did: 'progress', text: 'x', percent: 10, blocks: null },
      { did: 'askExtension', dueAt: endOfWork('2027-03-01'), reason },
      { did: 'decideExtension', isGranted: true, reason: null, ...own },
      { did: 'decideExtension', isGranted: false, reason: null, ...own },
      { did: 'submit', result: 'x', document: null },
      { did: 'approve', note: null, ...own },
      { did: 'rework', reason, ...own },
      { did: 'pause', reason, ...own },
      { did: 'resume', reason, ...own },
      { did: 'withdraw', reason, ...own },
      { did: 'remind', reminder: 'due' },
      { did: 'escalate' },
    ]
    const acts = fc.array(fc.record({ step: fc.constantFrom(...steps), wait: fc.nat(3 * DAY_MS) }), { maxLength: 25 })
    fc.assert(
      fc.property(acts, fc.constantFrom('give' as const, 'draft' as const), (sequence, did) => {
        const { take, now } = course(order, at('2026-12-01T08:00'), did)
        let when = at('2026-12-01T08:00')
        for (const { step, wait } of sequence) {
          when += wait
          const before = now()
          take(step, LEADER, when)
          const directive = now()
          expect(directive.firstDueAt).toBe(order.dueAt)
          expect(directive.judgedAt).toBeGreaterThanOrEqual(before.judgedAt)
          if (step.did !== 'resume') expect(directive.judgedAt).toBe(before.judgedAt)
          expect(directive.closedAt === null).toBe(!['done', 'withdrawn'].includes(directive.state))
          if (before.closedAt !== null) expect(directive).toEqual(before)
          const { state, completedAt, paused, unit } = directive
          // What is withdrawn keeps what it had.
          if (state !== 'withdrawn') {
            expect([completedAt !== null, paused !== null, unit === null]).toEqual([
              ['awaitsApproval', 'done'].includes(state),
              state === 'paused',
              state === 'draft',
            ])
          }
          const cell = officialCell(directive, when)
          expect(cell === undefined).toBe(directive.state === 'draft' || directive.state === 'withdrawn')
        }
      }),
    )
  })
})

describe('official cells', () => {
  const openedAt = at('2026-12-01T08:00')
  const judgedAt = endOfWork('2026-12-10')
  const base = {
    id: 'a',
    state: 'underWay',
    openedAt,
    closedAt: null,
    judgedAt,
    completedAt: null,
    paused: null,
  } as const
  const done = (on: string) => ({ ...base, state: 'done', completedAt: at(on), closedAt: at(on) }) as const

  it('count what was under way or given in a period, as it stands at its end', () => {
    const all = [
      base,
      done('2026-12-05T09:00'),
      done('2026-12-11T09:00'),
      { ...base, judgedAt: endOfWork('2026-12-30') },
      { ...base, openedAt: at('2027-02-01T08:00'), judgedAt: endOfWork('2027-02-05') },
      { ...base, state: 'withdrawn', closedAt: at('2026-12-05T09:00') } as const,
    ]
    expect(officialCounts(all, at('2026-12-01T00:00'), at('2026-12-28T12:00'))).toEqual({
      ...{ doneOnTime: 1, doneLate: 1, inTime: 1, overdue: 1, near: 1 },
    })
    // As it stood then, what was done later was under way.
    expect(officialCounts(all, at('2026-12-01T00:00'), at('2026-12-04T12:00'))).toEqual({
      ...{ doneOnTime: 0, doneLate: 0, inTime: 4, overdue: 0, near: 0 },
    })
    // What was closed before a period is no part of it.
    expect(officialCounts(all, at('2027-01-01T00:00'), at('2027-01-31T12:00'))).toEqual({
      ...{ doneOnTime: 0, doneLate: 0, inTime: 0, overdue: 2, near: 0 },
    })
  })

  it('call nearly due what has three days or less', () => {
    expect([isNearlyDue(base, judgedAt - 3 * DAY_MS - 1), isNearlyDue(base, judgedAt - 3 * DAY_MS)]).toEqual([
      false,
      true,
    ])
    expect(isNearlyDue(base, judgedAt + 1)).toBe(false)
  })

  it('lists what is longest overdue first', () => {
    const rows = [
      { ...done('2026-12-05T09:00'), id: 'done' },
      { ...base, id: 'later', judgedAt: endOfWork('2026-12-30') },
      { ...base, id: 'late', judgedAt: endOfWork('2026-12-09') },
      { ...base, id: 'later late' },
    ]
    expect(rows.sort(byNeed(at('2026-12-20T08:00'))).map(({ id }) => id)).toEqual([
      'late',
      'later late',
      'later',
      'done',
    ])
  })
})

describe('the moment at which one of some directives becomes nearly due or overdue', () => {
  const moment = fc.integer({ min: 0, max: 20 * DAY_MS })
  const directive = fc.record({
    ...{ openedAt: moment, judgedAt: moment, state: fc.constantFrom('given', 'underWay', 'paused' as const) },
    closedAt: fc.constant(null),
    completedAt: fc.option(moment),
    paused: fc.option(fc.record({ at: moment, state: fc.constant('given' as const) })),
  })

  it('is the first: before it all stand as they stood, and at the deadline itself and a moment after it is seen', () => {
    fc.assert(
      fc.property(
        fc.array(directive, { minLength: 1, maxLength: 8 }),
        moment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (all, at, part) => {
          const until = Math.min(nextTurn(all, at), at + 40 * DAY_MS)
          expect(until).toBeGreaterThan(at)
          const between = Math.min(until - 1, Math.floor(at + (until - at) * part))
          // What is done at some later moment is not known at this one.
          const known = all.filter(({ completedAt, paused }) => (completedAt ?? 0) <= at && (paused?.at ?? 0) <= at)
          for (const each of known) {
            expect(officialCell(each, between)).toBe(officialCell(each, at))
            expect(isNearlyDue(each, between)).toBe(isNearlyDue(each, at))
          }
        },
      ),
    )
    const judgedAt = 10 * DAY_MS
    const one = { state: 'given', openedAt: 0, closedAt: null, judgedAt, completedAt: null, paused: null } as const
    expect([0, 7 * DAY_MS, judgedAt, judgedAt + 1].map((at) => nextTurn([one], at))).toEqual([
      ...[7 * DAY_MS, judgedAt + 1, judgedAt + 1, Number.POSITIVE_INFINITY],
    ])
  })
})
