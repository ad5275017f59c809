import { type Kysely, type Migration, sql } from 'kysely'

/**
 * Readings and rollups by slot of time, then by series. With the series first, sources that report side by side each dirtied a page of
 * their own four times over: a commit of 2,000 readings wrote 8,000 pages. The widths of the slots
 * stand here as numbers, as they were that day. `latest` keeps the newest reading of each series at hand;
 * `minutes` tells which minutes an hour has counted.
 */
export function slots(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const tail = sql.raw(sqlite ? 'strict, without rowid' : '')
  // Rollups of the present are updated again and again: room on the page keeps PostgreSQL from moving the row and its index entry.
  const roomy = sql.raw(sqlite ? 'strict, without rowid' : 'with (fillfactor = 70)')
  const include = (columns: string) => sql.raw(sqlite ? '' : `include (${columns})`)
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const real = sql.raw(sqlite ? 'real' : 'double precision')

  const steps = [
    sql`create table latest (series integer not null primary key, at ${long} not null, received_at ${long} not null,
      value ${real} not null) ${roomy}`,
    sql`insert into latest (series, at, received_at, value) select series, at, received_at, value from reading
      where at = (select max(newest.at) from reading newest where newest.series = reading.series)`,

    sql`create table slotted_reading (slot integer not null, series integer not null, at ${long} not null,
      received_at ${long} not null, value ${real} not null, primary key (slot, series, at) ${include('value')}) ${tail}`,
    sql`insert into slotted_reading (slot, series, at, received_at, value)
      select at / 600000, series, at, received_at, value from reading`,
    sql`drop table reading`,
    sql`alter table slotted_reading rename to reading`,

    sql`create table slotted_rollup (size integer not null, slot integer not null, series integer not null,
      at ${long} not null, count integer not null, sum ${real} not null, min ${real} not null, max ${real} not null,
      minutes ${long} not null, primary key (size, slot, series, at)) ${roomy}`,
    sql`insert into slotted_rollup (size, slot, series, at, count, sum, min, max, minutes)
      select size, at / case size when 1 then 600000 when 2 then 21600000 else 691200000 end, series, at, count, sum, min, max,
        coalesce((select cast(sum(cast(1 as bigint) << cast((m.at - rollup.at) / 60000 as integer)) as bigint) from rollup m
          where rollup.size = 2 and m.series = rollup.series and m.size = 1
            and m.at >= rollup.at and m.at < rollup.at + 3600000), 0)
      from rollup`,
    sql`drop table rollup`,
    sql`alter table slotted_rollup rename to rollup`,

    sql`create index alert_in_order on alert ((cleared_at is null) desc, raised_at desc)`,
  ]
  return {
    async up(db: Kysely<unknown>) {
      for (const step of steps) await step.execute(db)
    },
  }
}
