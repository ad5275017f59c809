import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pino from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCalendar } from '../../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../../domain/calendar/vietnamHolidays.ts'
import { createDirectiveMachine, type DirectiveStep, type Order } from '../../../domain/directives/machine.ts'
import type { Explanation } from '../../../domain/explanations/explanation.ts'
import { createExplanationMachine, type ExplanationStep } from '../../../domain/explanations/machine.ts'
import type { FigureEvidence } from '../../../domain/matters/evidence.ts'
import type { Actor } from '../../../domain/matters/fact.ts'
import { type Matter, matterOf, type Step } from '../../../domain/matters/machine.ts'
import { DAY_MS, HOUR_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createWhoAnswers } from '../../../server/services/directives/whoAnswers.ts'
import { createMatters, type Matters } from '../../../server/services/matters/matters.ts'
import { visibleIn } from '../../../server/services/matters/visibleIn.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { handClock } from '../../support/clock.ts'
import { startPostgres } from '../../support/postgres.ts'

const log = pino({ level: 'silent' })
const units = UNIT_TREES['2025']
const calendar = createCalendar(VIETNAM_HOLIDAYS)
const [HERE = '', THERE = ''] = units.communes.map(({ code }) => code)
const NOW = Date.parse('2026-12-01T08:00:00+07:00')
const name = { vi: 'phường Ninh Kiều', en: 'Ninh Kiều Ward' }
const LEADER: Actor = { is: 'person', id: 'duc', name: 'Lê Minh Đức', roles: ['leader'] }

const postgres = await startPostgres()
afterAll(() => postgres?.stop())

const order: Order = {
  ...{ title: 'Giải quyết hồ sơ', content: 'x', edition: '2025', lead: HERE, leadName: name, withUnits: [THERE] },
  ...{ urgent: false, dueAt: NOW + 9 * DAY_MS, origin: 'meeting', reference: null, explanation: null },
  ...{ leader: { id: 'duc', name: 'Lê Minh Đức' }, office: null, evidence: [], simulated: false },
}
const evidence: FigureEvidence = {
  ...{ is: 'figure', kpi: 'onTimeRate', unit: HERE, name, unitName: name, formula: name, numeratorName: name },
  ...{
    denominatorName: null,
    measure: name,
    digits: 1,
    value: 50,
    shown: 50,
    numerator: 1,
    denominator: 2,
    target: 95,
  },
  ...{ state: 'missed', reported: 1, expected: 1, period: null, span: null, asOf: NOW, place: null },
  ...{ simulated: false, at: NOW },
}

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('what people do on %s', (engine) => {
  const clock = handClock(NOW)
  let folder: string
  let databases = 0
  let store: ReturnType<typeof createStore>

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ioc-directives-'))
    const databaseUrl = engine === 'postgres' ? await postgres?.database(`directives_${databases++}`) : undefined
    store = createStore({ dataDir: folder, databaseUrl, clock, log })
    await store.start()
  })
  afterEach(async () => {
    await store.stop()
    await rm(folder, { recursive: true, force: true })
  })

  async function take<M extends Matter, S extends Step>(matters: Matters<M, S>, id: string, step: S): Promise<void> {
    const planned = matters.plan(id, step, { by: LEADER, at: clock.now() })
    const who = { is: 'person', id: 'duc', name: 'Lê Minh Đức' } as const
    const from = { address: '', via: 'http', agent: '' } as const
    await store.audited(
      () => ({ ...{ at: clock.now(), who, from, did: step.did, input: {}, unit: null, result: 'done' } }),
      planned.write,
      planned.apply,
    )
  }

  /** Facts of every matter add up to what is kept, its states follow one another, and every step of the hub stands once. */
  async function holds<M extends Matter, S extends Step>(
    machine: Parameters<typeof createMatters<M, S>>[0]['machine'],
    steps: readonly S[],
    first: S,
  ): Promise<void> {
    const matters = createMatters({ edition: '2021', machine, store, clock, log })
    let run = 0
    const acts = fc.array(fc.record({ step: fc.constantFrom(...steps), wait: fc.nat(2 * DAY_MS) }), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(acts, async (sequence) => {
        const id = `m-${run++}`
        clock.set(NOW)
        await take(matters, id, first)
        for (const { step, wait } of sequence) {
          await take(matters, id, step).catch((error: { code?: string }) => {
            if (error.code === undefined) throw error
          })
          clock.advance(wait)
          await matters.look()
        }
        const facts = await store.facts(machine.kind, id)
        expect(facts.map(({ version }) => version)).toEqual(facts.map((_, i) => i + 1))
        expect(facts.every(({ from }, i) => from === (facts[i - 1]?.to ?? null))).toBe(true)
        // A matter is compared as it is kept: of what a fact does not say the database has nothing.
        expect(await store.matter(machine.kind, id)).toEqual(JSON.parse(JSON.stringify(matterOf(machine, facts))))
        const byHub = facts.filter(({ by }) => by.is === 'hub').map(({ did, at }) => `${did} ${at}`)
        expect(byHub.filter((each) => each.startsWith('remind'))).toEqual([
          ...new Set(byHub.filter((each) => each.startsWith('remind'))),
        ])
        // The next test run's hub steps are its own.
        await take(matters, id, closing as unknown as S).catch(() => undefined)
      }),
      { numRuns: 12 },
    )
    await matters.stop()
  }
  const own = { isVacant: false }
  const reason = 'x'
  const closing = { did: 'withdraw', reason, ...own }

  it('holds for directives, whatever is tried', () =>
    holds<ReturnType<ReturnType<typeof createDirectiveMachine>['add']>, DirectiveStep>(
      createDirectiveMachine({ calendar, whoIsTold: () => ({ to: 'role/leader', skipped: [] }) }),
      [
        { did: 'receive' },
        { did: 'refuse', reason, unit: THERE, unitName: name },
        { did: 'decideRefusal', isAccepted: true, reason, ...own },
        { did: 'progress', text: 'x', percent: 10, blocks: null },
        { did: 'askExtension', dueAt: NOW + 40 * DAY_MS, reason },
        { did: 'decideExtension', isGranted: true, reason: null, ...own },
        { did: 'submit', result: 'x', document: null },
        { did: 'approve', note: null, ...own },
        { did: 'rework', reason, ...own },
        { did: 'pause', reason, ...own },
        { did: 'resume', reason, ...own },
      ],
      { did: 'give', order },
    ))

  it('holds for explanations, whatever is tried', () =>
    holds<Explanation, ExplanationStep>(
      createExplanationMachine({ calendar, whoIsTold: () => ({ to: 'role/leader', skipped: [] }) }),
      [
        { did: 'receive' },
        {
          did: 'answer',
          reply: { cause: 'staff', text: 'x', isObjective: true, measure: 'x', targetBy: '2026-12-20', claimed: null },
        },
        { did: 'accept', note: null },
        { did: 'askMore', question: 'x' },
        { did: 'correct', value: 91, reason, document: null },
        { did: 'close', reason },
      ],
      {
        did: 'request',
        request: {
          ...{ question: 'Vì sao?', edition: '2025', lead: HERE, leadName: name, urgent: false },
          ...{ asker: { id: 'duc', name: 'Lê Minh Đức' }, leader: null, evidence },
        },
      },
    ))
})

describe('whose word is awaited', () => {
  const [area = ''] = units.lineage(HERE).slice(1)
  const person = (id: string, role: 'leader' | 'officer', place: string, disabledAt: number | null = null) => ({
    ...{ id, name: id, disabledAt, grants: [{ role, place }] },
  })
  const directive = { edition: '2025', lead: HERE, leader: { id: 'duc', name: 'Lê Minh Đức' } } as const

  it('goes from the unit to the one above and to the leader; nobody at a level: one level up, and it says so', () => {
    let people = [
      person('duc', 'leader', units.city.code),
      person('hoa', 'officer', HERE),
      person('ly', 'officer', area),
    ]
    const who = createWhoAnswers(units, () => people)
    const told = (level: number) => who.toldOfSilence(directive, level)
    expect([told(1), told(2), told(3)]).toEqual([
      { to: `unit/${HERE}`, skipped: [] },
      { to: `unit/${area}`, skipped: [] },
      { to: 'person/duc', skipped: [] },
    ])
    // Where a unit has a head, its silence is told to them first; never to who waits for it themselves.
    people.push(person('nam', 'leader', HERE))
    expect([told(1), told(2)]).toEqual([
      { to: `head/${HERE}`, skipped: [] },
      { to: `unit/${area}`, skipped: [] },
    ])
    const own = { ...directive, leader: { id: 'nam', name: 'Nam' } }
    expect(who.toldOfSilence(own, 1)).toEqual({ to: `unit/${HERE}`, skipped: [] })
    people = people.filter(({ id }) => id === 'duc')
    expect(told(1)).toEqual({ to: 'person/duc', skipped: [`unit/${HERE}`, `unit/${area}`] })
    people = [person('duc', 'leader', units.city.code, 1)]
    expect(told(3)).toEqual({ to: 'role/leader', skipped: [] })
    expect(who.leadersOf(HERE)).toEqual([])
  })

  it('of another map of units is of the commune that its own went into whole, and the whole city’s where there is none', () => {
    // Both codes stand in both maps: Long Tuyền of 2021 was divided.
    const DIVIDED = '31183'
    const old = { edition: '2021', unit: DIVIDED, alsoUnits: [DIVIDED, '31117'], waits: HOUR_MS } as const
    expect(visibleIn(old, '2025')).toEqual({ ...old, unit: null, alsoUnits: ['31120'] })
    expect(visibleIn({ ...old, unit: '31117' }, '2025').unit).toBe('31120')
    expect(visibleIn(old, '2021')).toBe(old)
    expect(visibleIn({ ...old, turn: `unit/${DIVIDED}` }, '2025').turn).toBeNull()
    expect(visibleIn({ ...old, turn: 'unit/31117' }, '2025').turn).toBe('unit/31120')
    // Nobody's incident is the operators'.
    expect(visibleIn({ ...old, offered: null, turn: `unit/${DIVIDED}` }, '2025').turn).toBe('role/operator')
    expect(visibleIn({ ...old, offered: { unit: DIVIDED } }, '2025').offered).toBeNull()
    expect(visibleIn({ ...old, turn: 'person/duc' }, '2025').turn).toBe('person/duc')
    const who = createWhoAnswers(units, () => [
      person('duc', 'leader', units.city.code),
      person('hoa', 'officer', HERE),
      person('ba', 'officer', DIVIDED),
    ])
    expect(who.toldOfSilence({ ...directive, edition: '2021', lead: DIVIDED }, 1).to).toBe('person/duc')
    expect(who.toldOfSilence({ ...directive, edition: '2021', lead: '31117' }, 1).to).toBe(`unit/${HERE}`)
  })
})
