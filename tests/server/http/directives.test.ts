import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Principal } from '../../../domain/access/principal.ts'
import type { Role } from '../../../domain/access/roles.ts'
import type { Directive } from '../../../domain/directives/directive.ts'
import type { Explanation } from '../../../domain/explanations/explanation.ts'
import type { FigureEvidence } from '../../../domain/matters/evidence.ts'
import type { Fact } from '../../../domain/matters/fact.ts'
import { HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { unitKey } from '../../../domain/units/unit.ts'
import { unitIn } from '../../../domain/units/unitIn.ts'
import { handClock } from '../../support/clock.ts'
import { startHubAs, type TestHub } from '../../support/hub.ts'
import { postCommand } from '../../support/postCommand.ts'
import { startPostgres } from '../../support/postgres.ts'
import { connectPublisher, type Publisher } from '../../support/publisher.ts'
import { until } from '../../support/until.ts'

const units = UNIT_TREES['2025']
const CITY = units.city.code
const [HERE = '', THERE = '', ELSEWHERE = ''] = units.communes.map(({ code }) => code)
/** A Tuesday morning. */
const NOW = Date.parse('2026-12-01T08:00:00+07:00')

/** As the hub knows the people of the demo; others it does not know. */
const someone = (role: Role, place = CITY, id = `demo-${role}`): Principal => ({
  ...{ is: 'person', id, name: id, grants: [{ role, place }] },
})
const LEADER = someone('leader')
const LEAD = someone('lead')
const OFFICER = someone('officer', HERE)

const postgres = await startPostgres()
afterAll(() => postgres?.stop())

const ORDER = { title: 'Giải quyết hồ sơ quá hạn', content: 'Rà soát, giải quyết.', unit: HERE, due: '2026-12-10' }

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('directives on %s', (engine) => {
  const clock = handClock(NOW)
  let principal: Principal | undefined
  let hub: TestHub
  let publisher: Publisher

  beforeAll(async () => {
    principal = LEADER
    const url = engine === 'postgres' ? await postgres?.database('directives') : undefined
    const env = { IOC_DEMO: '1', IOC_EDITION: '2025', ...(url !== undefined && { DATABASE_URL: url }) }
    hub = await startHubAs(() => principal, env, clock)
    publisher = await connectPublisher(hub.mqtt)
  })
  afterAll(async () => {
    await publisher?.end()
    await hub?.stop()
  })
  beforeEach(() => clock.set(Math.max(clock.now(), NOW)))

  type Answered = { status: number; body: Record<string, unknown> & { directive: Directive; explanation: Explanation } }
  const post = async (who: Principal | undefined, name: string, input: unknown): Promise<Answered> => {
    principal = who
    return (await postCommand(hub, name, input)) as Answered
  }
  async function ask<A>(who: Principal, path: string): Promise<{ status: number; body: A }> {
    principal = who
    const response = await fetch(`${hub.http}/api/v1${path}`)
    return { status: response.status, body: (await response.json()) as A }
  }
  async function given(more: Record<string, unknown> = {}): Promise<Directive> {
    const { status, body } = await post(LEADER, 'giveDirective', { ...ORDER, ...more })
    expect([status, body]).toMatchObject([200, { directive: { state: 'given' } }])
    return body.directive
  }
  /** A step on what stands; the version follows. */
  async function step(who: Principal, name: string, { id, version }: { id: string; version: number }, more = {}) {
    const key =
      name.endsWith('Explanation') || name === 'askMore' || name === 'correctFigure' ? 'explanation' : 'directive'
    return post(who, name, { [key]: id, expectedVersion: version, ...more })
  }
  const codeOf = ({ status, body }: Answered) => [status, body.code]

  it('go from order to result, and stand in the right official cell after a restart', async () => {
    const directive = await given()
    const received = await step(OFFICER, 'receiveDirective', directive)
    const reported = await step(OFFICER, 'reportProgress', received.body.directive, { text: '80 hồ sơ', percent: 60 })
    const submitted = await step(OFFICER, 'submitResult', reported.body.directive, {
      result: 'Xong',
      document: '12/BC',
    })
    const { body } = await step(LEADER, 'approveResult', submitted.body.directive)
    expect(body.directive).toMatchObject({ state: 'done', version: 5, leader: { id: 'demo-leader' }, office: null })
    await hub.restart()
    const cells = await ask<{ units: { unit: string; own: object; below: object }[] }>(LEADER, '/official-cells')
    const none = { doneOnTime: 0, doneLate: 0, inTime: 0, overdue: 0, near: 0 }
    expect(cells.body.units.find(({ unit }) => unit === CITY)).toEqual({
      ...{ unit: CITY, own: none, below: { ...none, doneOnTime: 1 } },
    })
    const { body: read } = await ask<{ facts: Fact[] }>(OFFICER, `/directives/${directive.id}`)
    expect(read.facts.map(({ did, by }) => [did, by.name])).toEqual([
      ['give', 'demo-leader'],
      ['receive', 'demo-officer'],
      ['progress', 'demo-officer'],
      ['submit', 'demo-officer'],
      ['approve', 'demo-leader'],
    ])
    expect(codeOf(await step(OFFICER, 'receiveDirective', body.directive))).toEqual([409, 'atOtherStep'])
  })

  it('keep what is no text as a sign that can be kept, and turn no sentence around: lists go on for everybody', async () => {
    const kept = await given({
      title: 'Bình \ud800 thường\n\u202eđảo',
      content: 'a\0b\nc',
      reference: 'z\0',
      with: [THERE],
    })
    expect(kept.title).toBe('Bình \ufffd thường đảo')
    for (const [who, path] of [
      [OFFICER, '/directives'],
      [someone('officer', THERE), '/directives?open=true'],
      [LEADER, `/directives?unit=${ELSEWHERE}`],
      [LEADER, '/directives?text=%00'],
      [LEADER, '/incidents?text=%00'],
      [OFFICER, '/my-work'],
    ] as const)
      expect([path, (await ask(who, path)).status]).toEqual([path, 200])
    for (const path of ['/directives/%00', '/explanations/%00', '/alerts/%00', '/incidents/%00'])
      expect([path, (await ask(LEADER, path)).status < 500]).toEqual([path, true])
    const { body } = await ask<{ facts: Fact[] }>(LEADER, `/directives/${kept.id}`)
    expect(body.facts[0]?.what).toMatchObject({ content: 'a b\nc', reference: 'z' })
    expect((await step(LEADER, 'withdrawDirective', kept, { reason: 'x' })).status).toBe(200)
  })

  it('carry no figure of the plan of the city for whoever may not see those', async () => {
    const evidence = [{ is: 'plan', item: 'T05' }]
    const own = await post(someone('leader', HERE), 'giveDirective', { ...ORDER, unit: HERE, evidence })
    expect(codeOf(own)).toEqual([404, 'unknownMatter'])
  })

  it('are seen by the unit in charge and those that work with it, and done by the first alone', async () => {
    const { id, version } = await given({ with: [THERE, HERE, THERE] })
    const [there, elsewhere] = [someone('officer', THERE), someone('officer', ELSEWHERE)]
    const seenBy = async (who: Principal) => {
      const { body } = await ask<{ directives: Directive[]; totals: object }>(who, '/directives?open=true')
      const one = await ask<{ directive: Directive | null }>(who, `/directives/${id}`)
      return [body.directives.map((each) => each.id), body.totals, one.body.directive?.id ?? null]
    }
    expect(await seenBy(OFFICER)).toEqual([[id], { given: 1 }, id])
    expect(await seenBy(there)).toEqual([[id], { given: 1 }, id])
    expect(await seenBy(elsewhere)).toEqual([[], {}, null])
    expect(codeOf(await step(there, 'receiveDirective', { id, version }))).toEqual([403, 'forbidden'])
    expect((await step(LEADER, 'withdrawDirective', { id, version }, { reason: 'x' })).status).toBe(200)
    // The gate knows the place of what is closed, too, and tells nobody elsewhere where that is.
    expect(codeOf(await step(there, 'receiveDirective', { id, version: version + 1 }))).toEqual([403, 'forbidden'])
  })

  it('are given by leaders, or by the office in the name of one: both names stay', async () => {
    expect(codeOf(await post(LEAD, 'giveDirective', ORDER))).toEqual([400, 'notALeader'])
    expect(codeOf(await post(LEAD, 'giveDirective', { ...ORDER, leader: 'demo-lead' }))).toEqual([400, 'notALeader'])
    expect(codeOf(await post(OFFICER, 'giveDirective', ORDER))).toEqual([403, 'forbidden'])
    const { body: known } = await ask<{ leaders: { id: string }[] }>(LEAD, '/leaders')
    expect(known.leaders.map(({ id }) => id)).toContain('demo-leader')
    const { body } = await post(LEAD, 'giveDirective', { ...ORDER, leader: 'demo-leader' })
    expect(body.directive).toMatchObject({
      leader: { id: 'demo-leader' },
      office: { id: 'demo-lead' },
      givenBy: 'demo-leader',
    })
    const asked = await step(OFFICER, 'receiveDirective', body.directive)
    const longer = await step(OFFICER, 'askExtension', asked.body.directive, { due: '2026-12-20', reason: 'Chờ' })
    const { id, version } = longer.body.directive
    const grant = { granted: true }
    expect(codeOf(await step(LEAD, 'decideExtension', { id, version }, grant))).toEqual([403, 'onlyWhoAssigned'])
    const other = someone('leader', CITY, 'another')
    expect(codeOf(await step(other, 'decideExtension', { id, version }, grant))).toEqual([403, 'onlyWhoAssigned'])
    const { body: granted } = await step(LEADER, 'decideExtension', { id, version }, grant)
    expect(granted.directive).toMatchObject({ extensions: 1, deadlineAt: Date.parse('2026-12-20T17:00+07:00') })
    expect(granted.directive.judgedAt).toBe(Date.parse('2026-12-10T17:00+07:00'))
  })

  it('let any leader decide for one whose rights have ended', async () => {
    const gone = someone('leader', CITY, 'gone')
    const { body } = await post(gone, 'giveDirective', ORDER)
    const received = await step(OFFICER, 'receiveDirective', body.directive)
    const asked = await step(OFFICER, 'askExtension', received.body.directive, { due: '2026-12-20', reason: 'Chờ' })
    expect(
      (await step(LEADER, 'decideExtension', asked.body.directive, { granted: false })).body.directive,
    ).toMatchObject({
      ...{ extensions: 0, asked: null, leader: { id: 'gone' } },
    })
  })

  it('let the first win; a reminder of the hub makes no screen stale', async () => {
    const directive = await given()
    const [first, second] = await Promise.all([
      step(OFFICER, 'receiveDirective', directive),
      step(OFFICER, 'refuseDirective', directive, { reason: 'x', unit: THERE }),
    ])
    expect(first.status).toBe(200)
    expect([second.status, second.body]).toMatchObject([
      409,
      { code: 'changedMeanwhile', params: { by: 'demo-officer' } },
    ])
    const silent = await given()
    clock.advance(2 * HOUR_MS)
    await until(async () => {
      const { body } = await ask<{ directive: Directive }>(LEADER, `/directives/${silent.id}`)
      return body.directive.escalated === 1
    })
    expect(await step(OFFICER, 'receiveDirective', silent)).toMatchObject({
      status: 200,
      body: { directive: { version: 3 } },
    })
  })

  it('refuse what cannot be, and keep ten thousand characters and markup as they were written', async () => {
    const content = `<script>alert(1)</script> ${'ế'.repeat(9_974)}`
    const { id } = await given({ content })
    const { body } = await ask<{ facts: Fact[] }>(OFFICER, `/directives/${id}`)
    expect(body.facts[0]?.what.content).toBe(content)
    expect(codeOf(await post(LEADER, 'giveDirective', { ...ORDER, content: `${content}x` }))).toEqual([400, 'tooLong'])
    expect(codeOf(await post(LEADER, 'giveDirective', { ...ORDER, due: '2026-11-30' }))).toEqual([400, 'deadlinePast'])
    expect(codeOf(await post(LEADER, 'giveDirective', { ...ORDER, due: '2026-11-31' }))).toEqual([400, 'wrongMoment'])
    expect(codeOf(await post(LEADER, 'giveDirective', { ...ORDER, with: ['00000'] }))).toEqual([404, 'unknownUnit'])
    expect(codeOf(await post(LEADER, 'giveDirective', { ...ORDER, unit: '00000' }))).toEqual([404, 'unknownUnit'])
    const evidence = [{ is: 'alert', id: 'no such' }]
    expect(codeOf(await post(LEADER, 'giveDirective', { ...ORDER, evidence }))).toEqual([404, 'unknownAlert'])
    expect(codeOf(await step(OFFICER, 'receiveDirective', { id: 'd-none', version: 1 }))).toEqual([
      404,
      'unknownMatter',
    ])
  })

  it('lie in a draft that units do not see', async () => {
    const { body } = await post(LEAD, 'draftDirective', { ...ORDER, with: [THERE], leader: 'demo-leader' })
    const seen = async () =>
      (await ask<{ directive: unknown }>(OFFICER, `/directives/${body.directive.id}`)).body.directive
    expect(await seen()).toBeNull()
    for (const place of [HERE, THERE]) {
      const { body: list } = await ask<{ directives: Directive[] }>(someone('officer', place), '/directives?limit=500')
      expect(list.directives.map(({ id }) => id)).not.toContain(body.directive.id)
    }
    const issued = await step(LEADER, 'issueDirective', body.directive)
    expect(issued.body.directive).toMatchObject({ state: 'given', unit: HERE, alsoUnits: [THERE] })
    expect(await seen()).toEqual(issued.body.directive)
  })

  describe('of a figure', () => {
    const figure = { is: 'figure', kpi: 'onTimeRate', unit: HERE, shown: 50 } as const
    const QUESTION = 'Vì sao thấp hơn mục tiêu?'
    const reply = {
      cause: 'staff',
      text: 'Thiếu hai cán bộ.',
      objective: false,
      measure: 'Bổ sung',
      targetBy: '2026-12-18',
    }

    beforeAll(async () => {
      principal = LEADER
      await publisher.say(`statistics/oneStop/${HERE}`, {
        ...{ period: '2026-12-01', at: NOW },
        counts: { received: 20, resolvedEarly: 1, resolvedOnTime: 3, resolvedLate: 4, pending: 2, pendingOverdue: 1 },
      })
      await until(async () => (await ask<{ value: number }>(LEADER, `/kpis/onTimeRate?unit=${HERE}`)).body.value === 50)
    })
    async function requested(more: Record<string, unknown> = {}): Promise<Explanation> {
      const { status, body } = await post(LEADER, 'requestExplanation', { figure, question: QUESTION, ...more })
      expect([status, body]).toMatchObject([200, { explanation: { state: 'requested' } }])
      return body.explanation
    }

    it('an explanation is asked for with the figure as the hub has it, answered, and turned into a directive', async () => {
      const request = await requested()
      expect(request).toMatchObject({ value: 50, target: 95, lead: HERE, turn: `unit/${HERE}`, title: QUESTION })
      const { body } = await ask<{ facts: Fact[] }>(OFFICER, `/explanations/${request.id}`)
      expect(body.facts[0]?.what.evidence).toMatchObject({
        ...{ kpi: 'onTimeRate', value: 50, shown: 50, numerator: 4, denominator: 8, target: 95, state: 'missed' },
        ...{ reported: 1, expected: 1, period: 'month', span: { from: '2026-12-01', to: '2026-12-01' } },
        ...{ formula: { vi: expect.any(String) }, asOf: NOW, at: expect.any(Number), simulated: false },
      })
      // What is reported later changes nothing of it.
      const received = await step(OFFICER, 'receiveExplanation', request)
      const answered = await step(OFFICER, 'answerExplanation', received.body.explanation, reply)
      expect(answered.body.explanation).toMatchObject({ state: 'answered', turn: 'person/demo-leader', cause: 'staff' })
      const more = await step(LEADER, 'askMore', answered.body.explanation, { question: 'Thiếu từ bao giờ?' })
      const again = await step(OFFICER, 'answerExplanation', more.body.explanation, reply)
      const { body: accepted } = await step(LEADER, 'acceptExplanation', again.body.explanation)
      expect(accepted.explanation).toMatchObject({
        state: 'accepted',
        answers: 2,
        dueAt: Date.parse('2026-12-18T17:00+07:00'),
      })
      const directive = await given({ origin: 'explanation', evidence: [{ is: 'explanation', id: request.id }] })
      expect(directive.explanation).toBe(request.id)
      const made = async () =>
        (await ask<{ directives: object[] }>(OFFICER, `/explanations/${request.id}`)).body.directives
      const { id, title, state, edition, lead, leadName, openedAt } = directive
      expect(await made()).toEqual([{ id, title, state, edition, lead, leadName, openedAt }])
      // What was explained is frozen with the order: its figure as it was asked about.
      const order = (await ask<{ facts: Fact[] }>(OFFICER, `/directives/${id}`)).body.facts[0]
      expect(order?.what.evidence).toMatchObject([
        { is: 'explanation', id: request.id, figure: { kpi: 'onTimeRate', value: 50, target: 95 }, correction: null },
      ])
      await hub.restart()
      expect(await made()).toHaveLength(1)
      const { body: closed } = await step(LEADER, 'closeExplanation', accepted.explanation, {
        reason: 'Đã giao chỉ đạo',
      })
      expect(closed.explanation.state).toBe('closed')
    })

    it('keeps the number that was on the screen beside the one that holds', async () => {
      const say = async (late: number, value: number, later: number) => {
        await publisher.say(`statistics/oneStop/${HERE}`, {
          ...{ period: '2026-12-01', at: NOW + later },
          counts: {
            received: 20,
            ...{ resolvedEarly: 1, resolvedOnTime: 3, resolvedLate: late, pending: 2, pendingOverdue: 1 },
          },
        })
        await until(
          async () => (await ask<{ value: number }>(LEADER, `/kpis/onTimeRate?unit=${HERE}`)).body.value === value,
        )
      }
      const keptOf = async (shown: number | null, period: object = {}) => {
        const { id } = await requested({ figure: { ...figure, ...period, shown } })
        const { body } = await ask<{ facts: Fact[] }>(OFFICER, `/explanations/${id}`)
        const kept = body.facts[0]?.what.evidence as { value: number; shown?: number | null } | undefined
        return [kept?.value, kept?.shown === undefined ? 'nothing' : kept.shown]
      }
      await say(12, 25, 1)
      expect(await keptOf(25)).toEqual([25, 25])
      expect(await keptOf(50)).toEqual([25, 50])
      // What the hub never had is somebody's word; so is what it had of another time, or long ago.
      expect(await keptOf(48.2)).toEqual([25, 'nothing'])
      expect(await keptOf(null)).toEqual([25, 'nothing'])
      expect(await keptOf(50, { period: 'day', day: '2026-12-01' })).toEqual([25, 'nothing'])
      const before = clock.now()
      clock.advance(61_000)
      expect(await keptOf(50)).toEqual([25, 'nothing'])
      clock.set(before)
      await say(4, 50, 2)
    })

    it('an answer is due in a working day, an urgent one in four hours by the clock', async () => {
      clock.set(Date.parse('2026-12-04T16:00:00+07:00'))
      const [calm, urgent] = [await requested(), await requested({ urgent: true })]
      expect(new Date(calm.answerBy).toISOString()).toBe('2026-12-07T09:00:00.000Z')
      expect(new Date(urgent.answerBy).toISOString()).toBe('2026-12-04T13:00:00.000Z')
    })

    it('a wrong figure is corrected, and both numbers stay', async () => {
      const request = await requested()
      const wrong = { ...reply, cause: 'wrongFigure' }
      expect(codeOf(await step(OFFICER, 'answerExplanation', request, wrong))).toEqual([400, 'claimMissing'])
      const lacking = { ...reply, measure: '' }
      expect(codeOf(await step(OFFICER, 'answerExplanation', request, lacking))).toEqual([400, 'measureMissing'])
      const answered = await step(OFFICER, 'answerExplanation', request, { ...wrong, claimed: 91.3 })
      const { body } = await step(LEADER, 'correctFigure', answered.body.explanation, {
        value: 91.3,
        reason: 'Thiếu báo cáo',
      })
      expect(body.explanation).toMatchObject({ state: 'accepted', value: 50, correction: { was: 50, is: 91.3 } })
    })

    it('a count is corrected to whole numbers alone, once more where the first was a slip, and back', async () => {
      const day = { period: 'day', day: '2026-12-01' }
      const count = await requested({ figure: { ...figure, ...day, kpi: 'pendingOverdue', shown: 1 } })
      expect(count.value).toBe(1)
      const wrong = { ...reply, cause: 'wrongFigure' }
      const half = await step(OFFICER, 'answerExplanation', count, { ...wrong, claimed: 2.5 })
      expect(codeOf(half)).toEqual([400, 'wholeNumberOnly'])
      const answered = await step(OFFICER, 'answerExplanation', count, { ...wrong, claimed: 4 })
      const correct = (on: Explanation, value: number) =>
        step(LEADER, 'correctFigure', on, { value, reason: 'Thiếu báo cáo' })
      expect(codeOf(await correct(answered.body.explanation, 2.5))).toEqual([400, 'wholeNumberOnly'])
      expect(codeOf(await correct(answered.body.explanation, 1))).toEqual([400, 'nothingChanges'])
      const first = await correct(answered.body.explanation, 40)
      const second = await correct(first.body.explanation, 4)
      expect(second.body.explanation).toMatchObject({ state: 'accepted', value: 1, correction: { was: 1, is: 4 } })
      const { body } = await ask<{ facts: Fact[] }>(OFFICER, `/explanations/${count.id}`)
      expect(body.facts.slice(-2).map(({ what: { was, value } }) => [was, value])).toEqual([
        [1, 40],
        [40, 4],
      ])
      // The figure itself says so, in the unit that it is of, also after a restart.
      const noted = async (unit: string) =>
        (await ask<{ corrections: object[] }>(LEADER, `/kpis/pendingOverdue/corrections?unit=${unit}`)).body.corrections
      const { evidence } = (body.facts[0] as Fact).what as { evidence: FigureEvidence }
      const { at: frozenAt, span } = evidence
      const told = { explanation: count.id, was: 1, is: 4, at: body.facts.at(-1)?.at, frozenAt, span }
      expect([await noted(HERE), await noted(CITY)]).toEqual([[told], []])
      const ofUnit = async (unit: string) =>
        (await ask<{ corrections: object[] }>(LEADER, `/corrections?unit=${unit}`)).body.corrections
      expect(await ofUnit(HERE)).toContainEqual({ ...told, kpi: 'pendingOverdue' })
      expect(await ofUnit(CITY)).toEqual([])
      // A ranking and the plan tell it with its unit.
      expect([await noted(`${CITY}&below=true`), await noted(`${HERE}&below=true`)]).toEqual([
        [{ ...told, unit: HERE }],
        [{ ...told, unit: HERE }],
      ])
      await hub.restart()
      expect(await noted(HERE)).toEqual([told])
      const back = await correct(second.body.explanation, 1)
      expect(back.body.explanation.correction).toBeNull()
      expect(await noted(HERE)).toEqual([])
    })

    it('a share is corrected as closely as its target needs it', async () => {
      const answered = await step(OFFICER, 'answerExplanation', await requested(), reply)
      const correct = (value: number) =>
        step(LEADER, 'correctFigure', answered.body.explanation, { value, reason: 'Thiếu báo cáo' })
      expect(codeOf(await correct(94.12345))).toEqual([400, 'tooManyDigits'])
      expect((await correct(94.96)).body.explanation.correction).toEqual({ was: 50, is: 94.96 })
    })

    it('who answers what has been closed is told who closed it, before what else is wrong', async () => {
      const request = await requested()
      await step(LEADER, 'closeExplanation', request, { reason: 'Yêu cầu trùng' })
      const late = await step(OFFICER, 'answerExplanation', request, { ...reply, measure: '' })
      expect([...codeOf(late), late.body.params]).toMatchObject([409, 'closedMeanwhile', { by: 'demo-leader' }])
      const again = await step(OFFICER, 'answerExplanation', { ...request, version: 2 }, { ...reply, measure: '' })
      expect(codeOf(again)).toEqual([409, 'atOtherStep'])
    })

    it('is judged by nobody who answers for the unit alone', async () => {
      const head = someone('leader', HERE, 'head')
      const answered = await step(OFFICER, 'answerExplanation', await requested(), reply)
      for (const [name, more] of [
        ['acceptExplanation', {}],
        ['askMore', { question: 'Vì sao?' }],
        ['correctFigure', { value: 99, reason: 'Cho đẹp' }],
        ['closeExplanation', { reason: 'Thôi' }],
      ] as const)
        expect(codeOf(await step(head, name, answered.body.explanation, more))).toEqual([403, 'onlyWhoAssigned'])
      expect((await step(LEAD, 'acceptExplanation', answered.body.explanation)).status).toBe(200)
    })

    it('of a figure elsewhere is asked by who may ask there, told to its unit, and corrected by nobody from elsewhere', async () => {
      const elsewhere = { ...figure, unit: THERE }
      const ward = {
        ...someone('leader', HERE, 'dup'),
        grants: [
          { role: 'leader' as const, place: HERE },
          { role: 'officer' as const, place: HERE },
          { role: 'auditor' as const, place: CITY },
        ],
      }
      for (const of of [elsewhere, { ...figure, unit: CITY }]) {
        const asked = await post(ward, 'requestExplanation', { figure: of, to: HERE, question: QUESTION })
        expect(codeOf(asked)).toEqual([403, 'forbiddenHere'])
      }
      const asked = await post(LEADER, 'requestExplanation', { figure: elsewhere, to: HERE, question: QUESTION })
      const { id } = asked.body.explanation
      const told = async (who: Principal) => {
        const list = await ask<{ explanations: Explanation[] }>(who, '/explanations?open=true')
        const one = await ask<{ explanation: Explanation | null }>(who, `/explanations/${id}`)
        return [list.body.explanations.some((each) => each.id === id), one.body.explanation?.id]
      }
      expect(await told(someone('officer', THERE))).toEqual([true, id])
      expect(await told(OFFICER)).toEqual([true, id])
      const answer = { ...reply, cause: 'wrongFigure', claimed: 77 }
      expect((await step(someone('officer', THERE), 'answerExplanation', asked.body.explanation, answer)).status).toBe(
        403,
      )
      const answered = await step(OFFICER, 'answerExplanation', asked.body.explanation, answer)
      const correction = { value: 77, reason: 'Thiếu báo cáo' }
      const near = { ...ward, id: LEADER.id }
      expect(codeOf(await step(near, 'correctFigure', answered.body.explanation, correction))).toEqual([
        403,
        'forbiddenHere',
      ])
      expect((await step(LEADER, 'correctFigure', answered.body.explanation, correction)).status).toBe(200)
    })

    it('is accepted, and corrected by, somebody else than who gave it', async () => {
      const request = await requested()
      const both = { ...LEADER, grants: [...LEADER.grants, { role: 'officer' as const, place: HERE }] }
      const answered = await step(both, 'answerExplanation', request, { ...reply, cause: 'wrongFigure', claimed: 91 })
      const correct = { value: 91, reason: 'Thiếu báo cáo' }
      for (const [name, more] of [
        ['acceptExplanation', {}],
        ['correctFigure', correct],
      ] as const)
        expect(codeOf(await step(both, name, answered.body.explanation, more))).toEqual([409, 'ownAnswer'])
      const again = await step(both, 'askMore', answered.body.explanation, { question: 'Vì sao?' })
      const other = await step(OFFICER, 'answerExplanation', again.body.explanation, reply)
      expect((await step(both, 'correctFigure', other.body.explanation, correct)).status).toBe(200)
    })

    it('asks nobody about what is not measured', async () => {
      const asked = (more: object) =>
        post(LEADER, 'requestExplanation', { figure: { ...figure, ...more }, question: QUESTION })
      expect(codeOf(await asked({ kpi: 'noSuch' }))).toEqual([404, 'unknownKpi'])
      expect(codeOf(await asked({ unit: '00000' }))).toEqual([404, 'unknownUnit'])
      expect(codeOf(await asked({ period: 'age' }))).toEqual([400, 'unreadableRequest'])
      expect(codeOf(await post(OFFICER, 'requestExplanation', { figure, question: QUESTION }))).toEqual([
        403,
        'forbidden',
      ])
    })
  })

  it('are judged by nobody who answers for the unit alone: its head is one who was asked', async () => {
    const head = someone('leader', HERE, 'head')
    const theirLead = someone('lead', HERE, 'their-lead')
    const directive = await given()
    const refused = await step(OFFICER, 'refuseDirective', directive, { reason: 'Không đúng việc', unit: THERE })
    const decided = { accepted: false, reason: 'Tự quyết' }
    expect(codeOf(await step(head, 'decideRefusal', refused.body.directive, decided))).toEqual([403, 'onlyWhoAssigned'])
    const handed = await step(LEADER, 'decideRefusal', refused.body.directive, decided)
    const received = await step(OFFICER, 'receiveDirective', handed.body.directive)
    const submitted = await step(OFFICER, 'submitResult', received.body.directive, { result: 'Xong' })
    for (const [name, more] of [
      ['approveResult', {}],
      ['askRework', { reason: 'Chưa đủ' }],
      ['withdrawDirective', { reason: 'Thôi' }],
    ] as const)
      for (const who of [head, theirLead])
        expect(codeOf(await step(who, name, submitted.body.directive, more))).toEqual([403, 'onlyWhoAssigned'])
    // What the head asked of the unit is the head's to judge; what somebody gave who is no leader any more, of whoever is over the unit.
    const own = (await post(head, 'giveDirective', ORDER)).body.directive
    expect((await step(head, 'withdrawDirective', own, { reason: 'Nhầm' })).status).toBe(200)
    const orphan = (await post(someone('leader', CITY, 'gone'), 'giveDirective', ORDER)).body.directive
    expect(codeOf(await step(head, 'withdrawDirective', orphan, { reason: 'Thôi' }))).toEqual([403, 'onlyWhoAssigned'])
    expect((await step(LEADER, 'withdrawDirective', orphan, { reason: 'Thôi' })).status).toBe(200)
  })

  it('freeze nothing, and go to no unit, that whoever orders does not see; a day of another age is no deadline', async () => {
    const chair = someone('leader', HERE, 'chair')
    const figure = { is: 'figure', kpi: 'onTimeRate', unit: THERE, shown: null }
    expect(codeOf(await post(chair, 'giveDirective', { ...ORDER, evidence: [figure] }))).toEqual([404, 'unknownUnit'])
    expect(codeOf(await post(chair, 'requestExplanation', { figure, to: HERE, question: '?' }))).toEqual([
      ...[404, 'unknownUnit'],
    ])
    const opened = (await post(LEAD, 'openIncident', { from: { is: 'hand' }, title: 'Cây đổ', unit: THERE }))
      .body as unknown
    const { id } = (opened as { incident: { id: string } }).incident
    expect(codeOf(await post(chair, 'giveDirective', { ...ORDER, evidence: [{ is: 'incident', id }] }))).toEqual([
      ...[404, 'unknownMatter'],
    ])
    expect(codeOf(await post(chair, 'giveDirective', { ...ORDER, with: [THERE] }))).toEqual([403, 'forbiddenHere'])
    const { body } = await post(chair, 'giveDirective', ORDER)
    const refused = await step(OFFICER, 'refuseDirective', body.directive, {
      reason: 'Không đúng địa bàn',
      unit: THERE,
    })
    const decided = { accepted: true, reason: 'Đồng ý' }
    expect(codeOf(await step(chair, 'decideRefusal', refused.body.directive, decided))).toEqual([403, 'forbiddenHere'])
    expect((await step(LEADER, 'decideRefusal', refused.body.directive, decided)).body.directive.unit).toBe(THERE)
    for (const due of ['9999-12-30', '2150-01-01', '0001-01-01'])
      expect(codeOf(await post(LEADER, 'giveDirective', { ...ORDER, due }))).toEqual([400, 'wrongMoment'])
    for (const day of ['0000-01-01', '9999-12-31', '2026-02-30']) {
      const past = { ...figure, unit: HERE, period: 'year', day }
      const answer = await post(LEADER, 'requestExplanation', { figure: past, question: '?' })
      expect({ day, status: answer.status }).toEqual({ day, status: 400 })
    }
  })

  it('are issued from a draft by the leader in whose name it stands, or by the office that wrote it', async () => {
    const draft = async (who: Principal, more = {}) =>
      (await post(who, 'draftDirective', { ...ORDER, ...more })).body.directive
    const own = await draft(LEADER)
    expect(codeOf(await step(LEAD, 'issueDirective', own))).toEqual([403, 'onlyWhoAssigned'])
    expect((await step(LEADER, 'issueDirective', own)).body.directive).toMatchObject({ state: 'given' })
    const written = await draft(LEAD, { leader: 'demo-leader' })
    expect((await step(LEAD, 'issueDirective', written)).body.directive).toMatchObject({
      ...{ state: 'given', leader: { id: 'demo-leader' }, office: { id: 'demo-lead' } },
    })
  })
})

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])(
  'matters of another map of units on %s',
  (engine) => {
    it('are the whole city’s wherever they are told, listed or counted, where that map’s unit was divided', async () => {
      const SAME =
        units.communes.find(
          ({ code }) => UNIT_TREES['2021'].byCode.has(code) && unitIn('2025', unitKey('2021', code)) === undefined,
        )?.code ?? ''
      const clock = handClock(NOW)
      let principal: Principal = LEADER
      const url = engine === 'postgres' ? await postgres?.database('directives_maps') : undefined
      const dataDir = await mkdtemp(join(tmpdir(), 'ioc-maps-'))
      const start = (edition: string) =>
        startHubAs(
          () => principal,
          {
            ...{ IOC_DEMO: '1', IOC_EDITION: edition, IOC_DATA_DIR: dataDir },
            ...(url !== undefined && { DATABASE_URL: url }),
          },
          clock,
        )
      let hub = await start('2021')
      try {
        const order = { ...ORDER, unit: SAME, with: [UNIT_TREES['2021'].communes[0]?.code] }
        expect((await postCommand(hub, 'giveDirective', order)).status).toBe(200)
        const figure = { is: 'figure', kpi: 'onTimeRate', unit: SAME, shown: null }
        expect((await postCommand(hub, 'requestExplanation', { figure, question: 'Vì sao?' })).status).toBe(200)
        await hub.stop()
        clock.advance(MINUTE_MS)
        hub = await start('2025')
        const ask = async (who: Principal, path: string) => {
          principal = who
          return (await (await fetch(`${hub.http}/api/v1${path}`)).json()) as Record<string, unknown>
        }
        const told = async (who: Principal, unit = '') => {
          const [directives, explanations] = [
            await ask(who, `/directives${unit}`),
            await ask(who, `/explanations${unit}`),
          ]
          const { counts } = (await ask(who, '/my-work')) as {
            counts: { mine: { all: number }; unit: { all: number } }
          }
          return {
            directives: directives.totals,
            explanations: explanations.totals,
            rows: [directives.directives, explanations.explanations].map((rows) =>
              (rows as { unit: null }[]).map((row) => row.unit),
            ),
            work: [counts.mine.all, counts.unit.all],
            since: JSON.stringify(await ask(who, `/since?from=${NOW - MINUTE_MS}`)).includes(ORDER.title),
          }
        }
        expect(await told(someone('officer', SAME))).toEqual({
          ...{ directives: {}, explanations: {}, rows: [[], []], work: [0, 0], since: false },
        })
        expect(await told(LEADER)).toEqual({
          ...{
            directives: { given: 1 },
            explanations: { requested: 1 },
            rows: [[null], [null]],
            work: [0, 2],
            since: true,
          },
        })
        expect(await told(LEADER, `?unit=${SAME}`)).toMatchObject({ directives: {}, explanations: {}, rows: [[], []] })
      } finally {
        await hub.stop()
        await rm(dataDir, { recursive: true, force: true })
      }
    })
  },
)
