import { type RawBuilder, sql } from 'kysely'
import type { Engine } from './engine.ts'

/** The condition that a row's `unit` is one of these; holds for every row when they are undefined. */
export function isAmong(engine: Engine, units: readonly string[] | undefined): RawBuilder<boolean> {
  if (units === undefined) return sql`true`
  const wanted = engine.bulk(
    { unit: 'text' },
    units.map((unit) => [unit]),
  )
  return sql`unit in (select unit from ${wanted})`
}
