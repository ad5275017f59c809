import { type Kysely, type Migration, sql } from 'kysely'
import type { Edition } from '../../../domain/units/unit.ts'

/**
 * Units of people, tokens, walls, alerts and matters name the map that they are of: `2021:31120`. What was kept before gets the map that the store
 * last ran under, as what it received last tells; of a store that has received nothing, the map in force.
 */
export function unitMaps(edition: Edition): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const of = (await lastMap(db)) ?? edition
      const { rows } = await sql<{ kind: string; id: string; body: string }>`
        select kind, id, body from account where kind <> 'session'`.execute(db)
      for (const { kind, id, body } of rows) {
        const named = JSON.stringify(withMap(kind, JSON.parse(body), of))
        await sql`update account set body = ${named} where kind = ${kind} and id = ${id}`.execute(db)
      }
      // As text: the two engines would write JSON that they have read each in its own way.
      const first = `{"edition":"${of}",`
      await sql`update alert set body = ${first} || substr(body, 2)`.execute(db)
      await sql`update alert set unit = ${`${of}:`} || unit where unit is not null`.execute(db)
      for (const table of ['matter', 'fact'] as const) {
        const kind = sql.ref(table === 'matter' ? 'kind' : 'matter')
        await sql`update ${sql.table(table)} set body = ${first} || substr(body, 2)
          where ${kind} in ('alert', 'incident', 'shift')`.execute(db)
      }
      // Directives and requests to explain have always named theirs.
      for (const own of ['2021', '2025'] as const) {
        await sql`update matter set unit = ${`${own}:`} || unit where unit is not null and unit not like '%:%'
          and body like ${`%"edition":"${own}"%`}`.execute(db)
      }
      await sql`update matter set unit = ${`${of}:`} || unit where unit is not null and unit not like '%:%'`.execute(db)
    },
  }
}

/** The map of what was received last. */
export async function lastMap(db: Kysely<unknown>): Promise<Edition | undefined> {
  const { rows } = await sql<{ edition: Edition }>`
    select edition from (select edition, max(received_at) as at from statistic_day group by edition
      union all select edition, max(received_at) as at from event group by edition) as received
    order by at desc limit 1`.execute(db)
  return rows[0]?.edition
}

interface Before {
  readonly place: string
  readonly role: string
}

/** A record of an account as it was kept before, with its units as keys. */
function withMap(kind: string, body: Record<string, unknown>, of: Edition): Record<string, unknown> {
  if (kind === 'person') {
    const grants = (body.grants as readonly Before[]).map(({ role, place }) => ({ role, unit: `${of}:${place}` }))
    return { ...body, grants }
  }
  if (kind === 'token') {
    const { grant, ...token } = body as { grant: Before }
    return { ...token, role: grant.role, unit: `${of}:${grant.place}` }
  }
  const { place, ...wall } = body as { place: string }
  return { ...wall, unit: `${of}:${place}` }
}
