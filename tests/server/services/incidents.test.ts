import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pino from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { createCalendar } from '../../../domain/calendar/calendar.ts'
import { vietnamHolidays } from '../../../domain/calendar/vietnamHolidays.ts'
import { type Incident, type IncidentRow, incidentRow } from '../../../domain/incidents/incident.ts'
import { INCIDENTS, type IncidentStepTaken } from '../../../domain/incidents/machine.ts'
import { matterOf } from '../../../domain/matters/machine.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import { Problem } from '../../../server/problem.ts'
import { createIncidents } from '../../../server/services/incidents.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { handClock } from '../../support/clock.ts'
import { actor, opening } from '../../support/incident.ts'
import { startPostgres } from '../../support/postgres.ts'

const log = pino({ level: 'silent' })
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

const IDS = ['SV-1', 'SV-2'] as const
const PEOPLE = [actor('an', 'operator'), actor('lan', 'lead')] as const

type Act = IncidentStepTaken | { readonly did: 'restart' } | { readonly did: 'later' }

const step: fc.Arbitrary<Act> = fc.constantFrom(
  ...([
    { did: 'open', opening: opening() },
    { did: 'verify' },
    { did: 'handle', finding: 'đúng' },
    { did: 'doStep', number: 1, note: '' },
    { did: 'doStep', number: 2, note: 'đã gọi' },
    { did: 'undoStep', number: 1, reason: 'nhầm' },
    { did: 'link', alerts: ['a-2'], figures: [] },
    { did: 'unlink', alert: 'a-2', title: { vi: 'Sự cố', en: 'Event' }, reason: 'nhầm' },
    { did: 'transfer', unit: '31135', reason: 'bên đó' },
    { did: 'accept' },
    { did: 'decline', reason: 'không' },
    { did: 'wait', until: 0, reason: 'chờ', holding: [] },
    { did: 'resume' },
    { did: 'reportResult', text: 'xong' },
    { did: 'returnResult', reason: 'thiếu' },
    { did: 'confirmResult', note: '', holding: [], why: '' },
    { did: 'reopen', reason: 'lại', deadlineAt: 5 },
    { did: 'comment', text: '"\u0000<b>' },
    { did: 'restart' },
    { did: 'later' },
  ] as const),
)
const someActs = fc.array(fc.tuple(step, fc.constantFrom(...IDS), fc.constantFrom(...PEOPLE)), { maxLength: 30 })
/** One incident stands from the beginning that nobody has taken on when the hub looks. */
const acts = someActs.map((all): typeof all => [
  [{ did: 'open', opening: opening() }, IDS[1], PEOPLE[0]],
  [{ did: 'later' }, IDS[1], PEOPLE[0]],
  ...all,
])

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('incidents on %s', (engine) => {
  it('stand, in memory, picture and store, as their facts add up, whatever is done and whenever the hub ends', async () => {
    let databases = 0
    let called = 0
    await fc.assert(
      fc.asyncProperty(acts, async (all) => {
        const folder = await mkdtemp(join(tmpdir(), 'ioc-incidents-'))
        const databaseUrl = engine === 'postgres' ? await postgres?.database(`incidents_${databases++}`) : undefined
        const clock = handClock()
        let picture = new Map<string, IncidentRow>()
        async function start() {
          const store = createStore({ dataDir: folder, databaseUrl, clock, log })
          await store.start()
          picture = new Map()
          const incidents = createIncidents({
            edition: '2021',
            calendar: createCalendar(vietnamHolidays([]), { holidays: [], workdays: [] }),
            ...{ store, clock, log },
            publish: (row) => picture.set(row.key, row),
            remove: (key) => void picture.delete(key),
          })
          await incidents.start()
          return { store, incidents }
        }
        let { store, incidents } = await start()
        async function take(id: string, taken: IncidentStepTaken, by: (typeof PEOPLE)[number]) {
          const at = clock.now()
          const planned = incidents.plan(id, taken, { by, at })
          const entry = {
            ...{ at, who: { is: 'person' as const, id: by.id, name: by.name }, did: taken.did, input: {} },
            ...{ from: { address: '', via: 'http' as const, agent: '' }, unit: null, result: 'done' },
          }
          await store
            .audited(() => entry, planned.write, planned.apply)
            .catch((error: unknown) => {
              if (!(error instanceof Problem)) throw error
            })
        }
        for (const [act, id, by] of all) {
          clock.advance(1_000)
          if (act.did === 'restart') {
            await incidents.stop()
            await store.stop()
            ;({ store, incidents } = await start())
          } else if (act.did === 'later') {
            clock.advance(6 * MINUTE_MS)
            await incidents.look()
          } else await take(id, act.did === 'wait' ? { ...act, until: clock.now() + MINUTE_MS } : act, by)
        }
        const rows: IncidentRow[] = []
        for (const id of IDS) {
          const facts = await store.facts('incident', id)
          expect(facts.map(({ version }) => version)).toEqual(facts.map((_, n) => n + 1))
          for (const { did } of facts) if (did === 'callUp') called++
          const incident = matterOf(INCIDENTS, facts)
          expect((await store.matter('incident', id)) as Incident | undefined).toEqual(incident)
          const isOpen = incident !== undefined && incident.closedAt === null
          expect(incidents.find(id)).toEqual(isOpen ? incident : undefined)
          if (isOpen) rows.push(incidentRow(incident))
          if (isOpen && incident.offered !== null) rows.push(incidentRow(incident, true))
        }
        expect([...picture.values()].sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(rows)
        await incidents.stop()
        await store.stop()
        await rm(folder, { recursive: true, force: true })
      }),
      { numRuns: engine === 'sqlite' ? 10 : 5 },
    )
    expect(called).toBeGreaterThan(0)
  })
})
