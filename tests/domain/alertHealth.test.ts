import { expect, it } from 'vitest'
import type { Alert } from '../../domain/alerts/alert.ts'
import { alertHealth } from '../../domain/alerts/health.ts'
import type { Fact } from '../../domain/matters/fact.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { alertRow } from '../support/alert.ts'

const TO = Date.parse('2026-11-29T15:00:00+07:00')
const FROM = TO - DAY_MS

const taken = (id: string, at: number, did = 'acknowledge', version = 1): Fact => ({
  ...{ matter: 'alert', id, version, at, did, from: 'unacknowledged', to: 'acknowledged', what: {} },
  by: { is: 'person', id: 'an', name: 'An', roles: ['operator'] },
})
const health = (raised: Alert[], facts: Fact[] = [], rest: Partial<Parameters<typeof alertHealth>[0]> = {}) =>
  alertHealth({ from: FROM, to: TO, raised, isPart: false, open: raised, facts, operators: 2, ...rest })
const at = (minutesAgo: number, rest: Partial<Alert> = {}) =>
  alertRow(`a-${minutesAgo}-${JSON.stringify(rest)}`, { raisedAt: TO - minutesAgo * MINUTE_MS, ...rest })

it('says a flood where more come in ten minutes than an operator can handle, and none where nobody counts', () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => at(1, { key: `${n}` }))
  expect(health(many(20))).toMatchObject({ lately: 20, perOperator: 10, isFlood: false, operators: 2, floods: 1 })
  expect(health(many(21)).isFlood).toBe(true)
  // Nobody on duty: unknown is not zero, and what nobody shares is one person’s.
  expect(health(many(11), [], { operators: 0 })).toMatchObject({ operators: null, perOperator: null, isFlood: true })
  const members = many(30).map((alert) => ({ ...alert, cause: 'storm' }))
  expect(health(members)).toMatchObject({ raised: 0, lately: 0, isFlood: false })
})

it('has 144 stretches of ten minutes in a day at whatever minute it is asked, the last as the last ten minutes are counted', () => {
  const to = TO + 7 * MINUTE_MS
  const raised = [at(-6.5), at(-1), at(0.5), at(5)]
  const { stretches, lately } = health(raised, [], { from: to - DAY_MS, to })
  expect(stretches).toHaveLength(144)
  expect(stretches.at(-1)).toEqual({ from: to - 10 * MINUTE_MS, raised: 3 })
  expect(lately).toBe(3)
})

it('counts each stretch of ten minutes once, and all of them', () => {
  const { stretches, raised } = health([at(0.5), at(9), at(11), at(1_400)])
  expect(stretches).toHaveLength(144)
  expect(stretches.reduce((sum, each) => sum + each.raised, 0)).toBe(raised)
})

it('tells times to acknowledge by severity and by shift, from the first time somebody took an alert on', () => {
  const alerts = [1, 2, 3, 4].map((n) => at(n * 60, { severity: 'critical', key: `${n}` }))
  const facts = alerts.slice(0, 3).flatMap(({ id, raisedAt }, n) => [
    taken(id, raisedAt + (n + 1) * 3 * MINUTE_MS),
    // A second one, after the first had lapsed, is no other answer to the call.
    taken(id, raisedAt + HOUR_MS, 'acknowledge', 4),
  ])
  const { acknowledging, shifts } = health(alerts, facts)
  expect(acknowledging[0]).toEqual({
    ...{ severity: 'critical', raised: 4, taken: 3, aim: 5 * MINUTE_MS, inTime: 1, judged: 4 },
    ...{ median: 6 * MINUTE_MS, ninety: 9 * MINUTE_MS },
  })
  expect(acknowledging.find(({ severity }) => severity === 'minor')).toMatchObject({ raised: 0, median: null })
  expect(shifts.map(({ acknowledging: rows }) => rows.map(({ severity }) => severity))).toEqual(
    shifts.map(() => ['critical', 'major', 'minor', 'info']),
  )
  expect(shifts.map(({ shift, acknowledging: [critical] }) => [shift.id, critical?.raised])).toEqual([
    ['2026-11-29-1400', 1],
    ['2026-11-29-0600', 3],
  ])
})

it('counts what chatters, is old, shelved and out of service, and ranks what comes most', () => {
  const all = [
    at(5, { key: 'k', chatters: true, times: 4 }),
    at(10, { key: 'k' }),
    at(30 * 60, { key: 'old' }),
    at(7, { key: 's', handling: 'shelved' }),
    at(8, { key: 'o', outOfService: true }),
  ]
  expect(health(all)).toMatchObject({
    open: 5,
    chattering: 1,
    stale: 1,
    shelved: 1,
    outOfService: 1,
    unacknowledged: 4,
  })
  expect(health(all).top[0]).toMatchObject({ key: 'k', raised: 5, share: 5 / 8 })
})

it('judges only what was taken on or whose time is over, and takes nothing put aside for taken on', () => {
  const early = at(10, { severity: 'minor', key: 'early' })
  const late = at(61, { severity: 'minor', key: 'late' })
  const aside = at(20, { severity: 'minor', key: 'aside', handling: 'shelved' })
  const quick = at(30, { severity: 'minor', key: 'quick' })
  const facts = [taken(aside.id, aside.raisedAt + MINUTE_MS, 'shelve'), taken(quick.id, quick.raisedAt + MINUTE_MS)]
  const minor = health([early, late, aside, quick], facts).acknowledging.find(({ severity }) => severity === 'minor')
  expect(minor).toMatchObject({ raised: 4, taken: 1, inTime: 1, judged: 2 })
})

it('says of how many comings the shares of what comes most are', () => {
  const { raised, comings, top } = health([at(5, { key: 'k', times: 4 }), at(6, { key: 'l' })])
  expect({ raised, comings }).toEqual({ raised: 2, comings: 5 })
  expect(top.reduce((sum, each) => sum + each.share, 0)).toBe(1)
  expect(top[0]?.share).toBe((top[0]?.raised ?? 0) / comings)
})
