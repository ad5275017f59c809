import { expect, it } from 'vitest'
import { QUERIES } from '../../../domain/queries/index.ts'
import { dayOf } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createAnswerTurns } from '../../../server/gate/answerTurns.ts'
import { createAudit } from '../../../server/gate/audit.ts'
import { createHttpGate } from '../../../server/gate/http.ts'
import { answers } from '../../../server/http/route.ts'
import { personWith } from '../../support/people.ts'

const units = UNIT_TREES['2025']
const CITY = units.city.code
const FROM = { address: '10.0.0.1', via: 'http', agent: 'curl' } as const
const today = dayOf(0)

/** A hub's gate with one heavy question and one light one, whose answers are given by hand. */
function begin(most?: number) {
  const nobody = () => undefined
  const gate = createHttpGate({
    principals: { of: nobody, renewCookie: nobody, setCookie: nobody, onChange: nobody },
    units,
    audit: createAudit({ clock: { now: () => 0 }, note: nobody }),
    cameraUnit: nobody,
    heavy: createAnswerTurns(most === undefined ? {} : { most }),
  })
  const underWay: { who: string; answer(): void }[] = []
  const index = answers(
    QUERIES.index766,
    ({ principal }) =>
      new Promise((resolve) => {
        const answer = () => resolve({ period: 'month', day: today, rows: [] })
        underWay.push({ who: principal.name, answer })
      }),
  )
  const kpis = answers(QUERIES.kpis, () => ({ kpis: [] }))
  const ask = (name: string, route = index, isGone = () => false) =>
    gate.answer(route, {
      ...{ principal: personWith('officer', CITY, name), from: FROM, params: {}, query: {}, strict: true, isGone },
    })
  const turn = () => new Promise(setImmediate)
  return { ask, kpis, underWay, turn }
}

it('one heavy answer of a principal is made at a time, in the order asked; of everybody else, and light ones, meanwhile', async () => {
  const { ask, kpis, underWay, turn } = begin()
  const all = [ask('An'), ask('An'), ask('An')]
  const other = ask('Bé')
  await turn()
  expect(underWay.map(({ who }) => who)).toEqual(['An', 'Bé'])
  expect(await ask('An', kpis)).toEqual({ kpis: [] })
  for (const n of [0, 1, 2, 3]) {
    while (underWay[n] === undefined) await turn()
    underWay[n]?.answer()
  }
  await Promise.all([...all, other])
  expect(underWay.map(({ who }) => who)).toEqual(['An', 'Bé', 'An', 'An'])
})

it('of light ones a few are made at once, and the loop turns between those that wait', async () => {
  const turns = createAnswerTurns({ atOnce: 2 })
  const made: number[] = []
  const an = personWith('officer', CITY, 'An')
  const all = Array.from({ length: 5 }, (_, n) =>
    turns.inTurn(
      an,
      () => false,
      () => made.push(n),
    ),
  )
  const seen: number[] = []
  while (made.length < all.length) {
    await new Promise(setImmediate)
    seen.push(made.length)
  }
  await Promise.all(all)
  expect(made).toEqual([0, 1, 2, 3, 4])
  expect(new Set(seen).size).toBeGreaterThan(1)
})

it('questions beyond some are refused with a reason; those that nobody waits for any more give their places', async () => {
  const { ask, underWay, turn } = begin(2)
  const gone = new Set<number>()
  const first = ask('An')
  const waiting = [1, 2].map((n) => ask('An', undefined, () => gone.has(n)))
  const refused = { code: 'tooManyQuestions', status: 429 }
  await expect(ask('An')).rejects.toMatchObject(refused)
  gone.add(1)
  const later = ask('An')
  await expect(waiting[0]).rejects.toMatchObject(refused)
  gone.add(2)
  await turn()
  underWay[0]?.answer()
  await first
  await expect(waiting[1]).rejects.toMatchObject(refused)
  while (underWay[1] === undefined) await turn()
  underWay[1]?.answer()
  await later
  expect(underWay).toHaveLength(2)
})

it('an answer that fails ends its turn', async () => {
  const heavy = createAnswerTurns()
  const an = personWith('officer', CITY, 'An')
  const failing = heavy.inTurn(
    an,
    () => false,
    () => Promise.reject(new Error('no disk')),
  )
  const next = heavy.inTurn(
    an,
    () => false,
    () => 7,
  )
  await expect(failing).rejects.toThrow('no disk')
  expect(await next).toBe(7)
  expect(
    await heavy.inTurn(
      an,
      () => false,
      () => 8,
    ),
  ).toBe(8)
})
