import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '../../../domain/periods.ts'
import { DAY_MS } from '../../../domain/time.ts'
import { migrationsFor } from '../../../server/store/migrations/index.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { postgresEngine } from '../../../server/store/postgresEngine.ts'
import { sqliteEngine } from '../../../server/store/sqliteEngine.ts'
import type { Sample, StatisticReport, StoredEvent } from '../../../server/store/store.ts'
import { handClock } from '../../support/clock.ts'
import { startPostgres } from '../../support/postgres.ts'

const log = pino({ level: 'silent' })
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

/** What JSON may hold and a parser would not give back: decomposed letters, escapes, white space, a field told twice, numbers written oddly. */
const ODD = ` {"at":1e3,\t"note":"Cần Thơ ${'Cần Thơ'.normalize('NFD')} \\u1ea1 \\ud800 ☀ 🌊 '$1' \\\\",\r\n"counts":{"received":1,"received":5.50}, "x":-0}\n`

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('messages as they came, on %s', (engine) => {
  let clock: ReturnType<typeof handClock>
  let folder: string
  let databaseUrl: string | undefined
  let store: ReturnType<typeof createStore>
  let places = 0

  async function open() {
    store = createStore({ dataDir: folder, databaseUrl, clock, log })
    await store.start()
  }
  async function reopen() {
    await store.stop()
    await open()
  }
  beforeEach(async () => {
    clock = handClock(Date.parse('2026-11-23T09:00:00+07:00'))
    folder = await mkdtemp(join(tmpdir(), 'ioc-messages-'))
    databaseUrl = engine === 'postgres' ? await postgres?.database(`messages_${places++}`) : undefined
    await open()
  })
  afterEach(async () => {
    await store.stop()
    await rm(folder, { recursive: true, force: true })
  })

  function report(more: Partial<StatisticReport> = {}): StatisticReport {
    const at = clock.now()
    return {
      ...{ system: 'oneStop', edition: '2021', unit: '31117', period: '2026-11-23' },
      ...{ at, receivedAt: at + 5, counts: { received: 5 }, simulated: false },
      ...more,
    }
  }
  const topic = 'ioc/v1/statistics/oneStop/31117'
  const told = (reports: readonly StatisticReport[], body: string) =>
    store.append({ is: 'statistics', reports, message: { topic, body, receivedAt: reports[0]?.receivedAt ?? 0 } })
  const bodiesOf = async (...reports: StatisticReport[]) =>
    (await store.reportMessages(reports)).map((message) => message?.body)

  it('are the same to the byte, also after a restart, and for as long as nothing newer is told', async () => {
    const first = report()
    await told([first], ODD)
    await reopen()
    expect(await store.reportMessages([first, report({ unit: '31120' })])).toEqual([
      { id: expect.any(Number), topic, body: ODD, receivedAt: first.receivedAt, edition: '2021' },
      undefined,
    ])
    clock.advance(60_000)
    const second = report({ counts: { received: 6 } })
    await told([second], '{"second":1}')
    expect(await bodiesOf(first, second)).toEqual([undefined, '{"second":1}'])
  })

  it('stay what brought the day: an older report, or another of the same moment, puts nothing in their place', async () => {
    const first = report()
    await told([first], '{"first":1}')
    const [kept] = await store.reportMessages([first])
    await told([report({ at: first.at - 1, receivedAt: first.receivedAt + 9 })], '{"older":1}')
    await told([report({ receivedAt: first.receivedAt + 10, counts: { received: 7 } })], '{"other":1}')
    expect(await store.reportMessages([first])).toEqual([kept])
    expect(kept?.body).toBe('{"first":1}')
  })

  it('of a broker’s memory give way to the same told live', async () => {
    const remembered = report({ retained: true })
    await told([remembered], '{"remembered":1}')
    const live = report({ receivedAt: remembered.receivedAt + 1_000 })
    await told([live], '{"live":1}')
    expect(await bodiesOf(live)).toEqual(['{"live":1}'])
    const other = report({ receivedAt: remembered.receivedAt + 2_000, counts: { received: 7 } })
    await told([other], '{"other":1}')
    expect(await bodiesOf(live)).toEqual(['{"live":1}'])
  })

  it('of 400 days are kept once, until the last of those days is told anew', async () => {
    const days = Array.from({ length: 400 }, (_, n) => addDays('2026-11-23', -n))
    const reports = days.map((period) => report({ period, counts: { received: period.length } }))
    const body = JSON.stringify(
      days.map((period) => ({ period, at: clock.now(), counts: { received: 10 } })),
      null,
      2,
    )
    await told(reports, body)
    await reopen()
    const found = await store.reportMessages(reports)
    expect(new Set(found.map((message) => message?.id)).size).toBe(1)
    expect(found.every((message) => message?.body === body)).toBe(true)
    const id = found[0]?.id ?? 0
    clock.advance(1_000)
    await told(
      days.slice(1).map((period) => report({ period })),
      '[{"again":1}]',
    )
    expect((await store.message(id))?.body).toBe(body)
    await told([report()], '{"last":1}')
    expect(await store.message(id)).toBeUndefined()
  })

  it('are kept of many reports that are told at once, each with its own', async () => {
    const reports = Array.from({ length: 60 }, (_, n) => report({ unit: String(31_000 + n) }))
    await Promise.all(reports.map((one) => told([one], `{"unit":${one.unit},"pad":"${'ầ'.repeat(2_100)}"}`)))
    expect(await bodiesOf(...reports)).toEqual(
      reports.map(({ unit }) => `{"unit":${unit},"pad":"${'ầ'.repeat(2_100)}"}`),
    )
  })

  it('stand behind each state of an event', async () => {
    const event: StoredEvent = {
      ...{ system: 'soc', edition: '2021', unit: '92', id: 'e-1', at: clock.now(), receivedAt: clock.now() + 3 },
      ...{ severity: 'minor', title: 'Quét cổng', state: 'open', simulated: false },
    }
    const closed: StoredEvent = { ...event, at: event.at + 1, state: 'closed' }
    const brought = (one: StoredEvent, body: string) =>
      store.append({
        is: 'event',
        event: one,
        message: { topic: 'ioc/v1/event/soc/92', body, receivedAt: one.receivedAt },
      })
    await Promise.all([brought(event, ODD), brought(event, '{"again":1}'), brought(closed, '{"closed":1}')])
    await brought(event, '{"again":2}')
    await reopen()
    expect((await store.eventMessages([closed, event])).map((message) => message?.body)).toEqual(['{"closed":1}', ODD])
  })

  it('of a source are those that brought its newest values', async () => {
    const say = (source: string, body: string, ...samples: Omit<Sample, 'source' | 'receivedAt'>[]) => {
      const receivedAt = clock.now() + 1
      const message = { topic: `ioc/v1/${source}/x`, body, receivedAt }
      return store.append({ is: 'samples', samples: samples.map((one) => ({ source, receivedAt, ...one })), message })
    }
    const at = clock.now()
    await say('sensor/A', ODD, { at, values: { pm25: 1, pm10: 2 } })
    await say('sensor/A', '{"late":1}', { at: at - 1, values: { pm25: 9 } })
    await say('sensor/A', '{"repeated":1}', { at, values: { pm25: 9 } })
    await say('link/lgsp/ngsp', '{"link":1}', { at, values: { up: 1, simulated: 0 } })
    const many = Array.from({ length: 500 }, (_, n) => ({ at: at - 500 + n, values: { level: n } }))
    await say('sensor/B', '[many]', ...many)
    await reopen()
    const found = await store.sourceMessages(['sensor/A', 'sensor/B', 'link/lgsp/ngsp', 'camera/none'])
    expect([...found].map(([source, { at: moment, body }]) => [source, moment, body]).sort()).toEqual([
      ['link/lgsp/ngsp', at, '{"link":1}'],
      ['sensor/A', at, ODD],
      ['sensor/B', at - 1, '[many]'],
    ])
  })

  it('go when their time is up: of reports after 400 days, of sources after eight; what they said stays', async () => {
    const event: StoredEvent = {
      ...{ system: 'soc', edition: '2021', unit: '92', id: 'e-1', at: clock.now(), receivedAt: clock.now() },
      ...{ severity: 'minor', title: 'x', state: 'open', simulated: false },
    }
    const old = report()
    await told([old], ODD)
    await store.append({ is: 'event', event, message: { topic, body: ODD, receivedAt: clock.now() } })
    await store.append({
      is: 'samples',
      samples: [{ source: 'sensor/A', at: clock.now(), receivedAt: clock.now(), values: { level: 1 } }],
      message: { topic, body: ODD, receivedAt: clock.now() },
    })
    clock.advance(9 * DAY_MS)
    await store.forget()
    expect(await store.sourceMessages(['sensor/A'])).toEqual(new Map())
    expect((await store.latestSamples())[0]?.values).toEqual({ level: 1 })
    expect(await bodiesOf(old)).toEqual([ODD])
    clock.advance(390 * DAY_MS)
    await told([report({ period: '2027-12-27' })], '{"young":1}')
    await store.forget()
    expect(await bodiesOf(old)).toEqual([ODD])
    clock.advance(2 * DAY_MS)
    await store.forget()
    expect(await bodiesOf(old)).toEqual([undefined])
    expect(await store.eventMessages([event])).toEqual([undefined])
    const kept = await store.statistics({ edition: '2021', from: '2026-11-01', to: '2028-01-31' })
    expect(kept.map(({ counts }) => counts)).toEqual([{ received: 5 }, { received: 5 }])
    expect(await bodiesOf(...kept)).toEqual([undefined, '{"young":1}'])
  })

  it('that were kept before messages named their map have that of what they told; of others nobody knows it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ioc-messages-'))
    const databaseUrl = engine === 'postgres' ? await postgres?.database(`messages_${places++}`) : undefined
    const kind = databaseUrl === undefined ? 'sqlite' : 'postgres'
    const old = databaseUrl === undefined ? sqliteEngine(join(folder, 'ioc.db')) : postgresEngine(databaseUrl, log)
    await old.open(Object.fromEntries(Object.entries(migrationsFor(kind)).filter(([name]) => name < '0035')))
    await sql`insert into message (id, received_at, topic, body) values (1, 1, ${topic}, 'a'), (2, 1, ${topic}, 'b'),
      (3, 1, ${topic}, 'c')`.execute(old.write)
    for (const period of ['2026-11-19', '2026-11-20'])
      await sql`insert into statistic_day (edition, system, period, unit, at, received_at, report, retained, message)
        values ('2021', 'oneStop', ${period}, '31117', 1, 1, '', 0, 1)`.execute(old.write)
    await sql`insert into event (edition, system, unit, id, at, received_at, state, body, message)
      values ('2025', 'soc', '92', 'e', 1, 1, 'open', '{}', 2)`.execute(old.write)
    await old.close()
    const migrated = createStore({ dataDir: folder, databaseUrl, clock, log })
    await migrated.start()
    const editions = [1, 2, 3].map(async (id) => (await migrated.message(id))?.edition)
    expect(await Promise.all(editions)).toEqual(['2021', '2025', null])
    await migrated.stop()
    await rm(folder, { recursive: true, force: true })
  })
})
