import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Edition } from '../../domain/units/unit.ts'
import { inTurns } from '../ownTurn.ts'
import { isAmong } from './among.ts'
import type { Engine } from './engine.ts'
import { forgetUnused, type NumberedMessage, writeMessages } from './messages.ts'
import type { DayReport, StatisticDay, StatisticReport, Store } from './store.ts'
import type { Tables } from './tables.ts'

/** What the counts of a report are called, by the number it is kept under. Numbers are given once and never change. */
export type CountNames = Map<number, readonly string[]>

/** Reports, and the message that brought them. */
export interface BroughtReports {
  readonly reports: readonly StatisticReport[]
  readonly message: NumberedMessage | undefined
}

/** Keeps the newest of these reports of each day where it is newer than the one that is there, and the messages that brought those. */
export async function keepNewest(
  engine: Engine,
  db: Transaction<Tables>,
  brought: readonly BroughtReports[],
): Promise<void> {
  if (brought.length === 0) return
  // A statement may touch a row once. Of two that say the same moment the first stands.
  const newest = new Map<string, StatisticReport & { readonly message: number | null }>()
  for (const { reports, message } of brought)
    for (const report of reports) note({ ...report, message: message?.id ?? null })
  function note(report: StatisticReport & { readonly message: number | null }): void {
    const key = `${report.edition} ${report.system} ${report.unit} ${report.period}`
    const known = newest.get(key)
    if (known === undefined || report.at > known.at) newest.set(key, report)
    else if (report.at === known.at && known.retained && !report.retained) {
      newest.set(key, { ...known, receivedAt: report.receivedAt, retained: false })
    }
  }
  const rows = [...newest.values()].map((report) => {
    const {
      edition,
      system,
      period,
      unit,
      at,
      deviceAt = null,
      receivedAt,
      simulated,
      counts,
      retained = false,
      message,
    } = report
    const names = Object.keys(counts).sort()
    const head = `${JSON.stringify(unit)},${at},${simulated ? 1 : 0},`
    const tail = names.map((name) => `,${counts[name]}`).join('')
    return [
      edition,
      system,
      period,
      unit,
      at,
      receivedAt,
      JSON.stringify(names),
      head,
      tail,
      deviceAt,
      retained ? 1 : 0,
      message,
    ]
  })
  const messages = brought.flatMap(({ message }) => message ?? [])
  const replaced = await messagesOf(engine, db, rows)
  await writeMessages(engine, db, messages)

  const alike = new Set(rows.map((row) => row[6]))
  await sql`
    insert into count_names (names)
    select names from ${engine.bulk(
      { names: 'text' },
      [...alike].map((names) => [names]),
    )}
    where not exists (select 1 from count_names known where known.names = bulk.names)
    order by names on conflict do nothing`.execute(db)

  const columns = {
    edition: 'text',
    system: 'text',
    period: 'text',
    unit: 'text',
    at: 'bigint',
    received_at: 'bigint',
    names: 'text',
    head: 'text',
    tail: 'text',
    device_at: 'bigint',
    retained: 'integer',
    message: 'bigint',
  } as const
  // A live report takes the mark of a broker's memory away; what it says at the same moment is no news.
  const stays = sql`excluded.at = statistic_day.at and excluded.report <> statistic_day.report`
  await sql`
    insert into statistic_day (edition, system, period, unit, at, received_at, report, device_at, retained, message)
    select edition, system, period, unit, at, received_at, head || count_names.id || tail, device_at, retained, message
    from ${engine.bulk(columns, rows)} join count_names on count_names.names = bulk.names where true order by 1, 2, 3, 4
    on conflict (edition, system, period, unit) do update set at = excluded.at, received_at = excluded.received_at,
      report = case when excluded.at = statistic_day.at then statistic_day.report else excluded.report end,
      device_at = excluded.device_at, retained = excluded.retained,
      message = case when ${stays} then statistic_day.message else excluded.message end
    where excluded.at > statistic_day.at
      or (excluded.at = statistic_day.at and statistic_day.retained > excluded.retained)`.execute(db)
  await markLatest(engine, db, [...newest.values()])
  await forgetUnused(engine, db, 'statistic_day', [...replaced, ...messages.map(({ id }) => id)])
}

/** The messages of the reports that are there for the same days as these rows. */
async function messagesOf(
  engine: Engine,
  db: Transaction<Tables>,
  rows: readonly (readonly unknown[])[],
): Promise<number[]> {
  const bulk = engine.bulk(
    { edition: 'text', system: 'text', period: 'text', unit: 'text' },
    rows.map((row) => row.slice(0, 4)),
  )
  const { rows: found } = await sql<{ message: number }>`
    select distinct day.message from ${bulk} cross join statistic_day day
    where day.edition = bulk.edition and day.system = bulk.system and day.period = bulk.period and day.unit = bulk.unit
      and day.message is not null`.execute(db)
  return found.map(({ message }) => message)
}

/** Of each system and unit the latest day. */
async function markLatest(engine: Engine, db: Transaction<Tables>, reports: readonly StatisticReport[]): Promise<void> {
  const latest = new Map<string, StatisticReport>()
  for (const report of reports) {
    const key = `${report.edition} ${report.system} ${report.unit}`
    if (report.period > (latest.get(key)?.period ?? '')) latest.set(key, report)
  }
  const bulk = engine.bulk(
    { edition: 'text', system: 'text', unit: 'text', period: 'text' },
    [...latest.values()].map(({ edition, system, unit, period }) => [edition, system, unit, period]),
  )
  await sql`
    insert into statistic_newest (edition, system, unit, period) select edition, system, unit, period from ${bulk}
    where true order by 1, 2, 3
    on conflict (edition, system, unit) do update set period = excluded.period
    where excluded.period > statistic_newest.period`.execute(db)
}

/** The newest report of each system, unit and day of a time, rising by day. */
export async function readStatistics(
  engine: Engine,
  names: CountNames,
  { edition, from, to, system, units }: Parameters<Store['statistics']>[0],
): Promise<StatisticReport[]> {
  const systems = system === undefined ? systemsOf(edition) : sql`select ${system}`
  const { rows } = await sql<StoredReport>`
    select system, period, received_at, device_at, retained, report from statistic_day
    where edition = ${edition} and system in (${systems}) and period >= ${from} and period <= ${to} and ${isAmong(engine, units)}
    order by period`.execute(engine.read)
  return statisticsIn(engine, names, edition, rows)
}

/** Of each system and unit the newest report of its latest day. */
export async function readNewestStatistics(
  engine: Engine,
  names: CountNames,
  edition: Edition,
): Promise<StatisticReport[]> {
  const { rows } = await sql<StoredReport>`
    select day.system, day.period, day.received_at, day.device_at, day.retained, day.report
    from statistic_newest newest join statistic_day day on day.edition = newest.edition and day.system = newest.system
      and day.period = newest.period and day.unit = newest.unit
    where newest.edition = ${edition} order by day.system, day.unit`.execute(engine.read)
  return statisticsIn(engine, names, edition, rows)
}

interface StoredReport {
  readonly system: string
  readonly period: string
  readonly received_at: number
  readonly device_at: number | null
  readonly retained: number
  readonly report: string
}

async function statisticsIn(
  engine: Engine,
  names: CountNames,
  edition: Edition,
  rows: readonly StoredReport[],
): Promise<StatisticReport[]> {
  const reports = await reportsIn(
    engine,
    names,
    rows.map(({ report }) => report),
  )
  return rows.flatMap(({ system, period, received_at: receivedAt, device_at: deviceAt, retained }, i) =>
    (reports[i] ?? []).map(({ names: _, ...report }) => ({
      edition,
      system,
      period,
      receivedAt,
      ...report,
      ...(deviceAt !== null && { deviceAt }),
      ...(retained === 1 && { retained: true }),
    })),
  )
}

/**
 * A row a day, its reports as one text: what crosses from the engine's thread is few and large, which costs a tenth of many and small.
 * @param names what is known of the names; what is new is added
 */
export async function readStatisticDays(
  engine: Engine,
  names: CountNames,
  { edition, system, from, to, units, only }: Parameters<Store['statisticDays']>[0],
): Promise<StatisticDay[]> {
  // Before the first answer, not after it: who asks for a year in pieces would wait for the last piece.
  if (names.size === 0) await learn(engine, names)
  const { rows } = await sql<{ day: string; reports: string }>`
    select period as day, ${engine.joined}(report, ',') as reports from statistic_day
    where edition = ${edition} and system = ${system} and period >= ${from} and period <= ${to} and ${isAmong(engine, units)}
    group by period order by period`.execute(engine.read)
  const reports = await reportsIn(
    engine,
    names,
    rows.map((row) => row.reports),
    only,
  )
  return rows.map(({ day }, i) => ({ day, reports: reports[i] ?? [] }))
}

/** @param only the counts that are wanted; all where it is not said */
async function reportsIn(
  engine: Engine,
  names: CountNames,
  texts: readonly string[],
  only?: readonly string[],
): Promise<DayReport[][]> {
  try {
    return await readReports(texts, names, only)
  } catch (error) {
    if (!(error instanceof UnknownNames)) throw error
    await learn(engine, names)
    return readReports(texts, names, only)
  }
}

/** Characters of a report, about. */
const REPORT_LENGTH = 60

class UnknownNames extends Error {}

/** Reports one behind the other: unit, at, simulated, number of the names, and as many counts as there are names. */
async function readReports(
  texts: readonly string[],
  names: CountNames,
  only: readonly string[] | undefined,
): Promise<DayReport[][]> {
  const wantedOf = new Map<number, readonly number[]>()
  const indexes = (id: number, of: readonly string[]) => {
    const wanted = [...of.keys()].filter((n) => only === undefined || only.includes(of[n] as string))
    wantedOf.set(id, wanted)
    return wanted
  }
  const all: DayReport[][] = []
  const read = (text: string) => {
    const cells = JSON.parse(`[${text}]`) as (string | number)[]
    const reports: DayReport[] = []
    for (let i = 0; i < cells.length; ) {
      const id = cells[i + 3] as number
      const of = names.get(id)
      if (of === undefined) throw new UnknownNames(`names ${id} of counts are not known`)
      const counts: Record<string, number> = {}
      for (const n of wantedOf.get(id) ?? indexes(id, of)) counts[of[n] as string] = cells[i + 4 + n] as number
      const unit = cells[i] as string
      reports.push({ unit, at: cells[i + 1] as number, simulated: cells[i + 2] === 1, counts, names: of })
      i += 4 + of.length
    }
    all.push(reports)
  }
  await inTurns(texts, (text) => text.length / REPORT_LENGTH, read)
  return all
}

async function learn(engine: Engine, names: CountNames): Promise<void> {
  const rows = await engine.read.selectFrom('count_names').selectAll().execute()
  for (const { id, names: text } of rows) if (!names.has(id)) names.set(id, JSON.parse(text) as string[])
}

/** The systems that ever reported, each found by one step along the key: an index by day would cost as much as the table. */
function systemsOf(edition: Edition): RawBuilder<unknown> {
  return sql`
    with recursive known (system) as (
      select min(system) from statistic_day where edition = ${edition}
      union all
      select (select min(d.system) from statistic_day d where d.edition = ${edition} and d.system > known.system)
      from known where known.system is not null)
    select system from known where system is not null`
}
