import { expect, it } from 'vitest'
import { createCalendar } from '../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../domain/calendar/vietnamHolidays.ts'
import type { Explanation } from '../../domain/explanations/explanation.ts'
import { createExplanationMachine, type ExplanationStep, type Request } from '../../domain/explanations/machine.ts'
import { type Actor, type Fact, HUB_ACTOR } from '../../domain/matters/fact.ts'
import type { Day } from '../../domain/time.ts'

const machine = createExplanationMachine({
  calendar: createCalendar(VIETNAM_HOLIDAYS),
  whoIsTold: ({ lead }) => ({ to: `unit/${lead}`, skipped: [] }),
})
const at = (text: string) => Date.parse(`${text}:00+07:00`)
const LEADER: Actor = { is: 'person', id: 'duc', name: 'Lê Minh Đức', roles: ['leader'] }
const OFFICER: Actor = { is: 'person', id: 'hoa', name: 'Phạm Thị Hoa', roles: ['officer'] }

it('an answer that waits for the word of whoever asked is reminded of each working day, until they say it', () => {
  let explanation: Explanation | undefined
  let version = 0
  function take(step: ExplanationStep, by: Actor, when: number): void {
    const decision = machine.decide(explanation, step, by, when)
    if (!decision.ok) throw new Error(decision.code)
    const fact: Fact = {
      ...{ matter: 'explanation', id: 'e-1', version: ++version, at: when, by, did: step.did },
      ...{ from: explanation?.state ?? null, to: decision.to, what: decision.what },
    }
    explanation = machine.add(explanation, fact)
  }
  const next = () => machine.due?.(explanation ?? expect.fail('asked'))
  const request: Request = {
    ...{ question: 'Vì sao giảm?', edition: '2021', lead: '31117', leadName: { vi: 'P. Cái Khế', en: 'Cái Khế' } },
    ...{ urgent: false, asker: { id: 'duc', name: 'Lê Minh Đức' }, leader: null },
    evidence: { simulated: false } as Request['evidence'],
  }
  take({ did: 'request', request }, LEADER, at('2026-12-03T09:00'))
  const reply = {
    cause: 'staff',
    text: 'x',
    isObjective: true,
    measure: 'x',
    targetBy: '2026-12-31',
    claimed: null,
  } as const
  // A day that is past promises nothing; today is not.
  const promised = (targetBy: Day) =>
    machine.decide(explanation, { did: 'answer', reply: { ...reply, targetBy } }, OFFICER, at('2026-12-04T10:00'))
  expect(promised('2025-12-31')).toMatchObject({ ok: false, code: 'promisedDayPast' })
  expect(promised('2026-12-03')).toMatchObject({ code: 'promisedDayPast' })
  expect(promised('2026-12-04')).toMatchObject({ ok: true })
  take({ did: 'answer', reply }, OFFICER, at('2026-12-04T10:00'))
  for (const day of ['2026-12-07', '2026-12-08']) {
    const due = next()
    expect(due).toEqual({ at: at(`${day}T07:00`), step: { did: 'remind', reminder: 'undecided' } })
    expect(explanation).toMatchObject({ state: 'answered', turn: 'person/duc', dueAt: null })
    take(due?.step as ExplanationStep, HUB_ACTOR, due?.at ?? 0)
  }
  // Accounts of two kinds may have one id; of what was answered before the kind was kept the id alone tells.
  const accept = { did: 'accept', note: null } as const
  const said = (kept: Partial<Explanation>, by: Actor) =>
    machine.decide({ ...(explanation ?? expect.fail('asked')), ...kept }, accept, by, at('2026-12-08T08:00'))
  expect(said({}, OFFICER)).toMatchObject({ ok: false, code: 'ownAnswer' })
  expect(said({}, { ...OFFICER, is: 'token' })).toMatchObject({ ok: true })
  expect(said({ answeredByKind: undefined }, { ...OFFICER, is: 'token' })).toMatchObject({ code: 'ownAnswer' })
  take({ did: 'accept', note: null }, LEADER, at('2026-12-08T09:00'))
  // What is waited for then is the day that was named.
  expect(next()?.step).toMatchObject({ did: 'remind', reminder: 'threeDaysBefore' })
})
