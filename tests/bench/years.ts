import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import pino from 'pino'
import { addDays, eachDay, type Span } from '../../domain/periods.ts'
import { type Day, dayOf, HOUR_MS, startOfDay } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { systemClock } from '../../server/clock.ts'
import { createStore } from '../../server/store/openStore.ts'
import { ROLLUPS } from '../../server/store/rollups.ts'
import type { StatisticReport } from '../../server/store/store.ts'
import { type BuiltHub, startBuiltHub } from '../support/builtHub.ts'
import { askHub } from '../support/signIn.ts'
import { median, report, wait } from './harness.ts'

const DAYS = 1_095
const COLD_RUNS = 3
const WARM_RUNS = 9
/** Days that one append carries. */
const AT_ONCE = 30

const { communes } = UNIT_TREES['2025']

/** A year of every commune out of three: the first answer of a hub that has just started, and the next ones. */
export async function benchYears(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ioc-years-'))
  const today = dayOf(Date.now())
  const year = { from: addDays(today, -364), to: today }
  try {
    await fill(dataDir, { from: addDays(today, 1 - DAYS), to: today })
    await fillHours(dataDir, { from: addDays(today, 1 - DAYS), to: addDays(today, -1) })
    const hub = await startBuiltHub({ IOC_DATA_DIR: dataDir, IOC_EDITION: '2025' })
    try {
      const limit = engineAlone(dataDir, year, READ_REPORTS)
      const days = `daily?from=${year.from}&to=${year.to}`
      const compared = 'figures?period=year'
      const reports = 'kpis/onTimeRate'
      await measure(hub, 'each day of a year in 103 communes', `${reports}/${days}`, limit)
      await measure(hub, 'figures of a year, the one before and last year, all units', `${reports}/${compared}`, limit)
      const cameras = 'kpis/camerasOnline'
      const hours = engineAlone(dataDir, year, READ_HOURS)
      await measure(hub, 'each day of a year of 103 cameras', `${cameras}/${days}`, hours)
      await measure(hub, 'figures of a year and last year, all cameras', `${cameras}/${compared}`, hours)
    } finally {
      await hub.stop()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function fill(dataDir: string, span: Span): Promise<void> {
  const store = createStore({ dataDir, clock: systemClock, log: pino({ level: 'warn' }) })
  await store.start()
  const days = eachDay(span)
  const began = performance.now()
  for (let i = 0; i < days.length; i += AT_ONCE) {
    const reports = days
      .slice(i, i + AT_ONCE)
      .flatMap((day) => communes.map(({ code }, u) => reportOf(day, code, u + i)))
    await store.append({ is: 'statistics', reports })
  }
  const seconds = (performance.now() - began) / 1_000
  await store.stop()
  const reports = days.length * communes.length
  console.log(`  ${reports} reports kept, ${Math.round(reports / seconds)} a second`)
}

function reportOf(period: Day, unit: string, seed: number): StatisticReport {
  const at = startOfDay(period) + 17 * HOUR_MS
  const of = (most: number, step: number) => (seed * step) % most
  const counts = {
    received: 80 + of(60, 7),
    resolvedEarly: 30 + of(20, 11),
    resolvedOnTime: 40 + of(20, 13),
    resolvedLate: of(6, 5),
    pendingInTerm: 200 + of(90, 17),
    pendingOverdue: of(12, 3),
    dueSoon: of(30, 19),
    supplement: of(9, 2),
    apologies: of(6, 5),
    digitised: 60 + of(40, 23),
  }
  return { edition: '2025', system: 'oneStop', unit, period, at, receivedAt: at, counts, simulated: true }
}

/**
 * What one camera in each commune counted, hour by hour, as its readings would have been rolled up: to send all of them would take an
 * afternoon.
 */
async function fillHours(dataDir: string, { from, to }: Span): Promise<void> {
  const store = createStore({ dataDir, clock: systemClock, log: pino({ level: 'warn' }) })
  await store.start()
  for (const { code: commune, name, lng, lat } of communes) {
    const id = `MC-${commune}`
    const place = { id, name, commune, lng, lat, office: null, noticePosted: null, live: null }
    await store.append({ is: 'camera', edition: '2025', camera: { ...place, everyMs: 5_000, simulated: true } })
    const at = startOfDay(to) + 12 * HOUR_MS
    const samples = [{ source: `camera/${id}`, at, receivedAt: at, values: { waiting: 3 } }]
    await store.append({ is: 'samples', samples })
  }
  await store.stop()
  const database = new Database(join(dataDir, 'ioc.db'))
  const began = performance.now()
  const { changes } = database
    .prepare(
      `with recursive hour(at) as (select ? union all select at + ${HOUR_MS} from hour where at + ${HOUR_MS} < ?)
       insert or ignore into rollup (size, slot, series, at, count, sum, min, max, minutes)
       select ${HOURS.size}, cast(at / ${HOURS.slotMs} as integer), id, at, 360, 360.0 * (id % 9), 0, id % 17, 0 from hour, series`,
    )
    .run(startOfDay(from), startOfDay(addDays(to, 1)))
  database.close()
  console.log(`  ${changes} hours of cameras kept in ${((performance.now() - began) / 1_000).toFixed(0)} s`)
}

const [, HOURS] = ROLLUPS
const READ_REPORTS = `select sum(length(report)) from statistic_day
  where edition = '2025' and system = 'oneStop' and period >= ? and period <= ?`
const READ_HOURS = `select sum(sum) from rollup where size = ${HOURS.size}
  and slot >= cast(unixepoch(?) * 1000 / ${HOURS.slotMs} as integer) and slot <= cast(unixepoch(?) * 1000 / ${HOURS.slotMs} as integer)`

/**
 * The same rows' bytes, read by the engine and handed to nobody, ms: on a connection just opened, and again.
 * @param query that takes the first day and the last
 */
function engineAlone(
  dataDir: string,
  { from, to }: Span,
  query: string,
): { readonly cold: number; readonly warm: number } {
  const readOnce = (database: Database.Database) => {
    const began = performance.now()
    database.prepare(query).get(from, to)
    return performance.now() - began
  }
  const cold: number[] = []
  const warm: number[] = []
  for (let i = 0; i < COLD_RUNS; i++) {
    const database = new Database(join(dataDir, 'ioc.db'), { readonly: true })
    cold.push(readOnce(database))
    for (let again = 0; again < WARM_RUNS; again++) warm.push(readOnce(database))
    database.close()
  }
  return { cold: median(cold), warm: median(warm) }
}

async function measure(
  hub: BuiltHub,
  name: string,
  path: string,
  limit: { readonly cold: number; readonly warm: number },
): Promise<void> {
  let bytes = 0
  const ask = async () => {
    const began = performance.now()
    const answer = await askHub(`${hub.http}/api/v1/${path}`)
    const text = await answer.text()
    if (!answer.ok) throw new Error(text)
    bytes = text.length
    return performance.now() - began
  }
  const cold: number[] = []
  for (let i = 0; i < COLD_RUNS; i++) {
    await hub.kill9()
    await hub.revive()
    // What the start itself has to do is done by then.
    await wait(1_000)
    cold.push(await ask())
  }
  const warm: number[] = []
  for (let i = 0; i < WARM_RUNS; i++) warm.push(await ask())
  const ms = (value: number) => `${value.toFixed(0)} ms`
  const engine = (value: number) => `the engine reads a year’s rows in ${ms(value)}`
  report(`${name}, first`, ms(median(cold)), engine(limit.cold), median(cold) / limit.cold)
  report(
    `${name}, again (${(bytes / 1_000).toFixed(0)} kB)`,
    ms(median(warm)),
    engine(limit.warm),
    median(warm) / limit.warm,
  )
}
