import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Counts } from '../../domain/systems/system.ts'
import type { Engine } from './engine.ts'
import type { DayReport, StatisticDay, StatisticReport, Store } from './store.ts'
import type { Tables } from './tables.ts'

/** What the counts of a report are called, by the number it is kept under. Numbers are given once and never change. */
export type CountNames = Map<number, readonly string[]>

/** Keeps the newest of these reports of each day where it is newer than the one that is there. */
export async function keepNewest(
  engine: Engine,
  db: Transaction<Tables>,
  reports: readonly StatisticReport[],
): Promise<void> {
  // A statement may touch a row once. Of two that say the same moment the first stands, as in the table of all reports.
  const newest = new Map<string, StatisticReport>()
  for (const report of reports) {
    const key = `${report.edition} ${report.system} ${report.unit} ${report.period}`
    const known = newest.get(key)
    if (known === undefined || report.at > known.at) newest.set(key, report)
  }
  const rows = [...newest.values()].map(({ edition, system, period, unit, at, receivedAt, simulated, counts }) => {
    const names = Object.keys(counts).sort()
    const numbers = names.map((name) => counts[name]).join(',')
    return [edition, system, period, unit, at, receivedAt, simulated ? 1 : 0, JSON.stringify(names), numbers]
  })

  const alike = engine.bulk(
    { names: 'text' },
    [...new Set(rows.map((row) => row[7]))].map((names) => [names]),
  )
  await sql`
    insert into count_names (names) select names from ${alike}
    where not exists (select 1 from count_names known where known.names = bulk.names)
    order by names on conflict do nothing`.execute(db)

  const bulk = engine.bulk(
    {
      edition: 'text',
      system: 'text',
      period: 'text',
      unit: 'text',
      at: 'bigint',
      received_at: 'bigint',
      simulated: 'integer',
      names: 'text',
      counts: 'text',
    },
    rows,
  )
  await sql`
    insert into statistic_day (edition, system, period, unit, at, received_at, simulated, names, counts)
    select edition, system, period, unit, at, received_at, simulated, count_names.id, counts
    from ${bulk} join count_names on count_names.names = bulk.names where true order by 1, 2, 3, 4
    on conflict (edition, system, period, unit) do update set at = excluded.at, received_at = excluded.received_at,
      simulated = excluded.simulated, names = excluded.names, counts = excluded.counts
    where excluded.at > statistic_day.at`.execute(db)
}

/** The newest report of each system, unit and day of a time, rising by day. */
export async function readStatistics(
  engine: Engine,
  { edition, from, to, system, units }: Parameters<Store['statistics']>[0],
): Promise<StatisticReport[]> {
  let select = engine.read
    .selectFrom('statistic_day as s')
    .innerJoin('count_names as n', 'n.id', 's.names')
    .select(['s.system', 's.unit', 's.period', 's.at', 's.received_at', 's.simulated', 's.counts', 'n.names'])
    .where('s.edition', '=', edition)
    .where('s.period', '>=', from)
    .where('s.period', '<=', to)
    .orderBy('s.period')
  select =
    system === undefined
      ? select.where(sql<boolean>`s.system in (${systemsOf(edition)})`)
      : select.where('s.system', '=', system)
  if (units !== undefined) select = select.where(sql<boolean>`s.unit in (${among(engine, units)})`)
  return (await select.execute()).map((row) => ({
    system: row.system,
    edition,
    unit: row.unit,
    period: row.period,
    at: row.at,
    receivedAt: row.received_at,
    counts: countsOf(JSON.parse(row.names) as string[], JSON.parse(`[${row.counts}]`) as number[], 0),
    simulated: row.simulated === 1,
  }))
}

/**
 * A row a day, its reports as one text: what crosses from the engine's thread is few and large, which costs a tenth of many and small.
 * @param names what is known of the names; what is new is added
 */
export async function readStatisticDays(
  engine: Engine,
  names: CountNames,
  { edition, system, from, to, units }: Parameters<Store['statisticDays']>[0],
): Promise<StatisticDay[]> {
  const only = units === undefined ? sql`` : sql`and unit in (${among(engine, units)})`
  const { rows } = await sql<{ day: string; reports: string }>`
    select period as day, ${engine.joined}(cast(${engine.quoted}(unit) as text) || ',' || at || ',' || simulated || ',' || names
      || coalesce(',' || nullif(counts, ''), ''), ',') as reports
    from statistic_day where edition = ${edition} and system = ${system} and period >= ${from} and period <= ${to} ${only}
    group by period order by period`.execute(engine.read)
  const flat = rows.map(({ day, reports }) => ({ day, cells: JSON.parse(`[${reports}]`) as (string | number)[] }))
  try {
    return flat.map(({ day, cells }) => ({ day, reports: reportsOf(cells, names) }))
  } catch (error) {
    if (!(error instanceof UnknownNames)) throw error
    for (const row of await engine.read.selectFrom('count_names').selectAll().execute()) {
      names.set(row.id, JSON.parse(row.names) as string[])
    }
    return flat.map(({ day, cells }) => ({ day, reports: reportsOf(cells, names) }))
  }
}

/** A number of `count_names` that was given since they were read. */
class UnknownNames extends Error {}

/** The reports of a day, one behind the other: unit, at, simulated, number of the names, and as many counts as there are names. */
function reportsOf(cells: readonly (string | number)[], names: CountNames): DayReport[] {
  const reports: DayReport[] = []
  for (let i = 0; i < cells.length; ) {
    const of = names.get(cells[i + 3] as number)
    if (of === undefined) throw new UnknownNames()
    const counts = countsOf(of, cells as readonly number[], i + 4)
    reports.push({ unit: cells[i] as string, at: cells[i + 1] as number, simulated: cells[i + 2] === 1, counts })
    i += 4 + of.length
  }
  return reports
}

function countsOf(names: readonly string[], numbers: readonly number[], start: number): Counts {
  const counts: Record<string, number> = {}
  for (let i = 0; i < names.length; i++) counts[names[i] as string] = numbers[start + i] as number
  return counts
}

function among(engine: Engine, units: readonly string[]): RawBuilder<unknown> {
  const wanted = engine.bulk(
    { unit: 'text' },
    units.map((unit) => [unit]),
  )
  return sql`select unit from ${wanted}`
}

/** The systems that ever reported, each found by one step along the key: the key begins with them, and an index by day would cost as much as the table. */
function systemsOf(edition: string): RawBuilder<unknown> {
  return sql`
    with recursive known (system) as (
      select min(system) from statistic_day where edition = ${edition}
      union all
      select (select min(d.system) from statistic_day d where d.edition = ${edition} and d.system > known.system)
      from known where known.system is not null)
    select system from known where system is not null`
}
