import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pino from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import { HANDLINGS, isOver } from '../../domain/alerts/alert.ts'
import { type AlertMatter, type AlertStep, alertMachine, withCondition } from '../../domain/alerts/handling.ts'
import type { Actor } from '../../domain/matters/fact.ts'
import { matterOf } from '../../domain/matters/machine.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { createCity } from '../../server/city/city.ts'
import { createPicture } from '../../server/city/picture.ts'
import { type Alerting, createAlerting } from '../../server/services/alerting/alerting.ts'
import { createMatters, type Matters } from '../../server/services/matters/matters.ts'
import { writeAlert } from '../../server/store/alerts.ts'
import { createStore } from '../../server/store/openStore.ts'
import { handClock } from '../support/clock.ts'
import { startPostgres } from '../support/postgres.ts'

const log = pino({ level: 'silent' })
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

const OPERATOR: Actor = { is: 'person', id: 'an', name: 'Nguyễn An', roles: ['operator'] }
const LEAD: Actor = { is: 'person', id: 'be', name: 'Trần Bé', roles: ['lead'] }
const SEVERITIES = ['minor', 'major', 'critical'] as const

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('alerts and their facts on %s', (engine) => {
  const clock = handClock()
  let folder: string
  let databaseUrl: string | undefined
  let databases = 0
  let store: ReturnType<typeof createStore>
  let matters: Matters<AlertMatter, AlertStep>
  let alerting: Alerting
  let hear: (id: string, severity: (typeof SEVERITIES)[number], state: 'open' | 'closed') => void

  async function start() {
    store = createStore({ dataDir: folder, databaseUrl, clock, log })
    await store.start()
    const city = createCity({ edition: '2021', clock, picture: createPicture() })
    matters = createMatters({
      edition: '2021',
      ...{ machine: alertMachine, store, clock, log },
      publish: (matter) => alerting.handled(matter),
    })
    alerting = createAlerting({
      ...{ clock, city, store, log, edition: '2021', handling: matters },
      watches: () => [],
      publish: () => undefined,
      remove: () => undefined,
    })
    matters.inTransaction(async ({ matter }, tables) => {
      const row = alerting.rowOf(matter)
      if (row !== undefined) await writeAlert(tables, '2021', row)
    })
    matters.onFact(({ matter }) => {
      if (matter.closedAt !== null) alerting.handled(matter)
    })
    await matters.start()
    await alerting.start()
    hear = (id, severity, state) => {
      const at = clock.now()
      const event = { system: 'oneStop', edition: '2021', unit: '31117', id, at, receivedAt: at } as const
      city.apply({ is: 'event', event: { ...event, severity, title: id, state, simulated: false } })
    }
  }
  /** @param isKilled nothing that waits is written any more */
  async function stop(isKilled = false) {
    if (!isKilled) await alerting.settled()
    await matters.stop()
    await alerting.stop()
    await store.stop()
  }

  beforeEach(async () => {
    clock.set(Date.parse('2026-11-29T09:00:00+07:00'))
    folder = await mkdtemp(join(tmpdir(), 'ioc-storm-'))
    databaseUrl = engine === 'postgres' ? await postgres?.database(`storm_${databases++}`) : undefined
    await start()
  })
  afterEach(async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  })

  const entry = (did: string): AuditEntry => ({
    at: clock.now(),
    who: { is: 'person', id: 'an', name: 'Nguyễn An' },
    from: { address: '', via: 'http', agent: '' },
    ...{ did, input: {}, unit: null, result: 'done' },
  })
  /** The code of a refusal, or undefined. */
  async function take(id: string, step: AlertStep, by: Actor): Promise<string | undefined> {
    const planned = matters.plan(id, step, { by, at: clock.now() })
    return store
      .audited(() => entry(step.did), planned.write, planned.apply)
      .then(() => undefined)
      .catch((error: { code?: string }) => {
        if (error.code === undefined) throw error
        return error.code
      })
  }
  const idOf = (event: string) => alerting.open().find(({ subjectId }) => subjectId.endsWith(`/${event}`))?.id

  it('whatever people and conditions do, facts add up to the rows, over restarts, and each step of the hub is taken once', async () => {
    const act = fc.record({
      event: fc.constantFrom('A', 'B'),
      does: fc.constantFrom(
        'open',
        'close',
        'acknowledge',
        'shelve',
        'false',
        'end',
        'comment',
        'join',
        'unlink',
        'restart',
      ),
      severity: fc.constantFrom(...SEVERITIES),
      by: fc.constantFrom(OPERATOR, LEAD),
      wait: fc.nat(40),
    })
    let run = 0
    const known = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
        run++
        for (const { event, does, severity, by, wait } of acts) {
          clock.advance(wait * MINUTE_MS + 1)
          const name = `${run}-${event}`
          const id = idOf(name) ?? 'none'
          if (does === 'open' || does === 'close') hear(name, severity, does === 'open' ? 'open' : 'closed')
          if (does === 'acknowledge') await take(id, { did: 'acknowledge', note: 'x' }, by)
          if (does === 'shelve') await take(id, { did: 'shelve', until: clock.now() + HOUR_MS, reason: 'x' }, by)
          if (does === 'false') await take(id, { did: 'close', reason: 'falseAlarm', note: 'x' }, by)
          if (does === 'end') await take(id, { did: 'close', reason: 'handled' }, by)
          if (does === 'comment') await take(id, { did: 'comment', text: 'x' }, by)
          if (does === 'join') await take(id, { did: 'join', incident: 'sv-1' }, by)
          if (does === 'unlink') await take(id, { did: 'unlink', incident: 'sv-1', reason: 'nhầm' }, by)
          if (does === 'restart') {
            const before = alerting.open()
            await stop()
            await start()
            expect(alerting.open()).toEqual(before)
          }
          await matters.look()
          for (const alert of alerting.open()) known.add(alert.id)
          for (const alert of alerting.open()) {
            expect(HANDLINGS).toContain(alert.handling)
            expect(alert.handling).not.toBe('closed')
            expect(isOver(alert)).toBe(false)
          }
        }
        await alerting.settled()
        for (const id of known) {
          const facts = await store.facts('alert', id)
          expect(facts.map(({ version }) => version)).toEqual(facts.map((_, n) => n + 1))
          expect(facts.every(({ from }, n) => n === 0 || from === facts[n - 1]?.to)).toBe(true)
          const told = matterOf(alertMachine, facts)
          const row = await store.alert(id)
          expect(row?.version).toBe(facts.length)
          if (told === undefined) continue
          expect(row?.handling).toBe(told.state)
          const kept = (await store.matter('alert', id)) as AlertMatter
          expect(withCondition(told, kept.condition)).toEqual(kept)
          // Between two acts of people each step of silence was taken once.
          const levels = facts.map(({ did, what }) => (did === 'escalate' ? Number(what.level) : 0))
          levels.forEach((level, n) => {
            if (level > 1) expect(levels.slice(0, n).includes(level - 1)).toBe(true)
          })
        }
      }),
      { numRuns: engine === 'sqlite' ? 12 : 6 },
    )
  }, 120_000)

  it('a storm of thousands is handled in bulk, and goes on after a restart where it was', async () => {
    for (let n = 0; n < 5_000; n++) hear(`E-${n}`, n % 100 === 0 ? 'major' : 'minor', 'open')
    expect(alerting.open()).toHaveLength(5_000)
    const [first, second] = alerting.open()
    await take(first?.id ?? '', { did: 'acknowledge', note: 'x' }, OPERATOR)
    await take(second?.id ?? '', { did: 'shelve', until: clock.now() + HOUR_MS, reason: 'x' }, OPERATOR)
    await alerting.settled()
    await stop()
    clock.advance(6 * MINUTE_MS)
    await start()
    await matters.look()
    await matters.look()
    expect(alerting.open()).toHaveLength(5_000)
    expect(alerting.find(first?.id ?? '')).toMatchObject({ handling: 'acknowledged' })
    expect(alerting.find(second?.id ?? '')).toMatchObject({ handling: 'shelved' })
    // Of those that somebody must note down and nobody has, each has called the operator, once.
    const called = alerting.open().filter(({ escalation }) => escalation > 0)
    expect(called).toHaveLength(49)
    expect(called.every(({ escalation, version }) => escalation === 1 && version === 1)).toBe(true)
  }, 120_000)
})
