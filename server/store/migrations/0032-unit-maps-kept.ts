import { type Kysely, type Migration, sql } from 'kysely'
import type { Edition } from '../../../domain/units/unit.ts'
import { lastMap } from './0030-unit-maps.ts'

/** Mark: of which map the entries of the log are that were written before entries named theirs, up to which number. */
export const OLD_MAP = 'audit.map'

/**
 * Units that accounts of source systems speak for, that devices were moved to and that have ended as reporters name the map that they are of, and so do
 * entries of the log from now on. What was kept before gets the map that the store last ran under, as `0030` says it; entries of the log stay as they
 * are, since they are chained, and a mark says of which map they are.
 */
export function unitMapsKept(edition: Edition): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const of = (await lastMap(db)) ?? edition
      await rewrite(db, 'mqtt_account', 'name', (body: { speaks: { is: string; units?: readonly string[] } }) => {
        const { units } = body.speaks
        if (units === undefined) return body
        return {
          ...body,
          speaks: { ...body.speaks, units: units.map((unit) => (unit === '*' ? unit : `${of}:${unit}`)) },
        }
      })
      await rewrite(db, 'device_setting', 'device', ({ commune, ...body }: { commune?: string }) =>
        commune === undefined ? body : { ...body, unit: `${of}:${commune}` },
      )
      await rewrite(db, 'waiting_device', 'device', (body: object) => ({ ...body, edition: of }))
      const { rows: ended } = await sql<{ source: string }>`
        select source from retired where source like 'statistics/%' or source like 'event/%'`.execute(db)
      for (const { source } of ended) {
        const named = source.replace(/[^/]+$/, (unit) => `${of}:${unit}`)
        await sql`update retired set source = ${named} where source = ${source}`.execute(db)
      }
      const { rows: log } = await sql<{ last: number | null }>`select max(number) as last from audit`.execute(db)
      const body = JSON.stringify({ through: Number(log[0]?.last ?? 0), edition: of })
      await sql`insert into mark (key, body) values (${OLD_MAP}, ${body})`.execute(db)
    },
  }
}

async function rewrite<B extends object>(
  db: Kysely<unknown>,
  table: 'mqtt_account' | 'device_setting' | 'waiting_device',
  key: 'name' | 'device',
  change: (body: B) => object,
): Promise<void> {
  const { rows } = await sql<{ key: string; body: string }>`
    select ${sql.ref(key)} as key, body from ${sql.table(table)}`.execute(db)
  for (const row of rows) {
    const body = JSON.stringify(change(JSON.parse(row.body)))
    await sql`update ${sql.table(table)} set body = ${body} where ${sql.ref(key)} = ${row.key}`.execute(db)
  }
}
