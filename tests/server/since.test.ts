import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Principal } from '../../domain/access/principal.ts'
import type { KpiState } from '../../domain/kpis/kpi.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { DAY_MS, MINUTE_MS } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { createKpiTurns, TURNS_FOR_MS } from '../../server/services/since/kpiTurns.ts'
import { createStore } from '../../server/store/openStore.ts'
import { handClock } from '../support/clock.ts'
import { startHubAs, type TestHub } from '../support/hub.ts'
import { personWith } from '../support/people.ts'
import { postCommand } from '../support/postCommand.ts'
import { startPostgres } from '../support/postgres.ts'
import { connectPublisher } from '../support/publisher.ts'
import { until } from '../support/until.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const log = pino({ level: 'silent' })
const postgres = await startPostgres()
afterAll(() => postgres?.stop())
const ENGINES = ['sqlite', ...(postgres === undefined ? [] : ['postgres'])]
let databases = 0
const databaseOf = async (engine: string) =>
  engine === 'postgres' ? await postgres?.database(`since_${databases++}`) : undefined

describe.each(ENGINES)('changes of KPIs on %s', (engine) => {
  const clock = handClock()
  let folder: string
  let store: ReturnType<typeof createStore>
  let rows: { kpi: string; unit: string; state: KpiState; unheard: boolean }[]
  const row = (unit: string, state: KpiState, unheard = false) => ({ kpi: 'onTimeRate', unit, state, unheard })

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ioc-since-'))
    store = createStore({ dataDir: folder, databaseUrl: await databaseOf(engine), clock, log })
    await store.start()
    rows = []
  })
  afterEach(async () => {
    await store.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const watching = () => createKpiTurns({ rows: () => rows, store, clock, edition: '2021', log })
  const everything = () => ({ edition: '2021' as const, from: 0, to: clock.now() + 1 })
  const turns = async () => (await store.kpiTurns(everything())).map(({ unit, was, is }) => [unit, was, is])

  it('are kept, over a restart too, with when somebody watched; what the hub could not hear is none', async () => {
    const first = watching()
    await first.start()
    rows = [row('31117', 'met'), row('31135', 'unjudged')]
    const began = clock.now()
    await first.look()
    clock.advance(MINUTE_MS)
    rows = [row('31117', 'unjudged', true), row('31135', 'near')]
    await first.look()
    await first.stop()
    expect(await turns()).toEqual([['31135', 'unjudged', 'near']])
    clock.advance(10 * MINUTE_MS)
    const again = watching()
    await again.start()
    rows = [row('31117', 'missed'), row('31135', 'near')]
    await again.look()
    await again.stop()
    expect(await turns()).toEqual([
      ['31135', 'unjudged', 'near'],
      ['31117', 'met', 'missed'],
    ])
    expect(await store.kpiTurns({ ...everything(), edition: '2025' })).toEqual([])
    expect(await store.kpiWatches({ from: 0, to: clock.now() + 1 })).toEqual([
      { from: began, to: began + MINUTE_MS },
      { from: began + 11 * MINUTE_MS, to: began + 11 * MINUTE_MS },
    ])
    clock.advance(TURNS_FOR_MS + DAY_MS)
    await watching().look()
    expect(await turns()).toEqual([])
  })
})

describe.each(ENGINES)('since somebody last looked on %s', (engine) => {
  let hub: TestHub
  let principal: Principal
  const ahead = Date.parse('2026-12-01T10:00:00+07:00') - Date.now()
  const clock = { now: () => Date.now() + ahead }

  beforeEach(async () => {
    const url = await databaseOf(engine)
    principal = personWith('leader', CITY, 'Lê Đức')
    hub = await startHubAs(() => principal, url === undefined ? {} : { DATABASE_URL: url }, clock)
  })
  afterEach(() => hub.stop())

  const read = async (query = '') =>
    QUERIES.since.gives.parse(await (await fetch(`${hub.http}/api/v1/since${query}`)).json())
  const texts = (answer: Awaited<ReturnType<typeof read>>) =>
    answer.parts.flatMap(({ part, sentences }) => sentences.map(({ text }) => [part, text.vi] as const))

  it('tells what has happened, once it was read no more of it, and each person for themselves', async () => {
    const began = await read()
    expect(began.looked).toBeNull()
    expect(began.to - began.from).toBe(DAY_MS)
    // Nobody watched before the hub was there, and it says so.
    expect(texts(began).map(([part]) => part)).toEqual(['unknown'])

    await postCommand(hub, 'changeTarget', { kpi: 'onTimeRate', value: 98, from: '2026-12-01', seen: 0 })
    const publisher = await connectPublisher(hub.mqtt)
    await publisher.say('event/soc/92', {
      id: 'e-1',
      at: clock.now(),
      severity: 'major',
      title: 'Mất điện',
      state: 'open',
    })
    await publisher.end()
    await until(async () => texts(await read()).some(([part]) => part === 'alerts'))
    const found = await read()
    expect(texts(found)).toEqual([
      ['unknown', expect.any(String)],
      ['alerts', 'Phát sinh 1 cảnh báo (1 nghiêm trọng).'],
      ['alerts', expect.stringMatching(/^Nghiêm trọng: Mất điện/)],
      ['settings', expect.stringMatching(/^Lê Đức đổi mục tiêu .* từ ≥ 95% thành ≥ 98%/)],
    ])
    expect(await postCommand(hub, 'noteLooked', { at: found.to })).toMatchObject({
      status: 200,
      body: { looked: found.to },
    })
    await hub.restart()
    const after = await read()
    expect(after).toMatchObject({ looked: found.to, from: found.to })
    expect(texts(after)).toEqual([])
    // Another window of theirs that is behind takes nothing back, and nobody reads what has not happened.
    await postCommand(hub, 'noteLooked', { at: began.to })
    expect((await read()).looked).toBe(found.to)
    const { body } = await postCommand(hub, 'noteLooked', { at: clock.now() + DAY_MS })
    expect(body.looked).toBeLessThanOrEqual(clock.now())

    principal = personWith('officer', '31117', 'Hoa')
    const elsewhere = await read(`?from=${found.to - DAY_MS}`)
    expect(elsewhere.looked).toBeNull()
    expect(texts(elsewhere).map(([part]) => part)).toEqual(['unknown', 'settings'])
  })
})
