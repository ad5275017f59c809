import { type RawBuilder, sql, type Transaction } from 'kysely'
import { type Fact, type MatterKind, READ_FACTS } from '../../domain/matters/fact.ts'
import type { Matter } from '../../domain/matters/machine.ts'
import { fold } from '../../domain/units/search.ts'
import { type Edition, type UnitKey, unitKey } from '../../domain/units/unit.ts'
import { keysReadAs } from '../../domain/units/unitIn.ts'
import { readInTurns } from '../ownTurn.ts'
import { isAmong } from './among.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/** Which matters of a kind a list asks for; what is undefined leaves nothing out. */
export interface MatterQuery {
  readonly kind: MatterKind
  readonly open?: boolean | undefined
  readonly states?: readonly string[] | undefined
  /** Only those that belong to these units, or that these units see with the one they belong to; the whole city's are in no such list. */
  readonly units?: readonly string[] | undefined
  readonly turns?: readonly string[] | undefined
  readonly givenBy?: string | undefined
  /** Due before this moment, epoch ms. */
  readonly dueBefore?: number | undefined
  /** Closed at this moment or later, epoch ms. */
  readonly closedFrom?: number | undefined
  /** Words of the title; marks and case do not count. */
  readonly text?: string | undefined
}

/** Where a matter stands in a list. */
export interface MatterPlace {
  readonly openedAt: number
  readonly id: string
}

/** Appends a fact, and keeps the matter as it stands with it. A version that is there already fails: two cannot both be the next. */
export async function writeFact(
  tables: Transaction<Tables>,
  fact: Fact & { readonly edition: Edition },
  matter: Matter,
): Promise<void> {
  const { matter: kind, id, version, at } = fact
  await tables
    .insertInto('fact')
    .values({ matter: kind, id, version, at, body: JSON.stringify(fact) })
    .execute()
  const kept = {
    version,
    state: matter.state,
    unit: matter.unit === null ? null : unitKey(matter.edition ?? fact.edition, matter.unit),
    words: fold([matter.title, matter.titleEn ?? []].flat().join(' ')),
    opened_at: matter.openedAt,
    closed_at: matter.closedAt,
    due_at: matter.dueAt,
    given_by: matter.givenBy,
    turn: matter.turn,
    body: JSON.stringify(matter),
  }
  await tables
    .insertInto('matter')
    .values({ kind, id, ...kept })
    .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(kept))
    .execute()
}

/** All that are open, the oldest first. */
export async function readOpenMatters(engine: Engine, kind: MatterKind): Promise<Matter[]> {
  const rows = await engine.read
    .selectFrom('matter')
    .select('body')
    .where('kind', '=', kind)
    .where('closed_at', 'is', null)
    .orderBy('opened_at')
    .orderBy('id')
    .execute()
  return rows.map(({ body }) => JSON.parse(body) as Matter)
}

export async function readMatter(engine: Engine, kind: MatterKind, id: string): Promise<Matter | undefined> {
  const row = await engine.read
    .selectFrom('matter')
    .select('body')
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && (JSON.parse(row.body) as Matter)
}

/** Facts of one matter in the order of their versions. */
export async function readFacts(engine: Engine, kind: MatterKind, id: string): Promise<Fact[]> {
  const of = engine.read.selectFrom('fact').where('matter', '=', kind).where('id', '=', id)
  const { newest } = await of.select(({ fn }) => fn.max('version').as('newest')).executeTakeFirstOrThrow()
  const rows = await of
    .select('body')
    .where(({ eb, or }) =>
      or([eb('version', '<=', READ_FACTS.first), eb('version', '>', Number(newest ?? 0) - READ_FACTS.last)]),
    )
    .orderBy('version')
    .execute()
  return rows.map(({ body }) => JSON.parse(body) as Fact)
}

/** Facts of matters of a kind in `[from, to)`, in the order of time; the newest `limit` of them. */
export async function readFactsBetween(
  engine: Engine,
  { kind, from, to, limit }: { kind: MatterKind; from: number; to: number; limit: number },
): Promise<Fact[]> {
  const rows = await engine.read
    .selectFrom('fact')
    .select('body')
    .where('matter', '=', kind)
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .orderBy('version', 'desc')
    .limit(limit)
    .execute()
  return readInTurns(rows.map(({ body }) => body).reverse(), (body) => JSON.parse(body) as Fact)
}

/** Of a list those after a place, the newest first. */
export async function readMatters(
  engine: Engine,
  edition: Edition,
  query: MatterQuery & { readonly after?: MatterPlace | undefined; readonly limit: number },
): Promise<Matter[]> {
  let rows = engine.read
    .selectFrom('matter')
    .select('body')
    .where(fits(engine, edition, query))
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit)
  const { after } = query
  if (after !== undefined) rows = rows.where(sql<boolean>`(opened_at, id) < (${after.openedAt}, ${after.id})`)
  return (await rows.execute()).map(({ body }) => JSON.parse(body) as Matter)
}

/** How many there are in each state. */
export async function countMatters(engine: Engine, edition: Edition, query: MatterQuery): Promise<Map<string, number>> {
  const rows = await engine.read
    .selectFrom('matter')
    .select((each) => ['state', each.fn.countAll().as('count')])
    .where(fits(engine, edition, query))
    .groupBy('state')
    .execute()
  return new Map(rows.map(({ state, count }) => [state, Number(count)]))
}

function fits(engine: Engine, edition: Edition, query: MatterQuery) {
  const { kind, open, states, units, turns, givenBy, dueBefore, closedFrom, text } = query
  const conditions: RawBuilder<boolean>[] = [sql`kind = ${kind}`]
  if (open !== undefined) conditions.push(open ? sql`closed_at is null` : sql`closed_at is not null`)
  if (states !== undefined) conditions.push(isOneOf('state', states))
  if (units !== undefined) conditions.push(isSeenIn(engine, keysReadAs(edition, units)))
  if (closedFrom !== undefined) conditions.push(sql`closed_at >= ${closedFrom}`)
  if (turns !== undefined) conditions.push(isOneOf('turn', turns))
  if (givenBy !== undefined) conditions.push(sql`given_by = ${givenBy}`)
  if (dueBefore !== undefined) conditions.push(sql`due_at < ${dueBefore}`)
  for (const word of fold(text ?? '').split(' ')) {
    if (word !== '') conditions.push(sql`words like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`)
  }
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

/** Of most matters one unit tells; those that several units see name the others in their body, and their map. */
function isSeenIn(engine: Engine, units: readonly UnitKey[]): RawBuilder<boolean> {
  const others =
    engine.kind === 'sqlite'
      ? sql`select json_extract(body, '$.edition') || ':' || value as unit from json_each(body, '$.alsoUnits')`
      : sql`select (body::jsonb ->> 'edition') || ':' || jsonb_array_elements_text(coalesce(body::jsonb -> 'alsoUnits', '[]'::jsonb)) as unit`
  return sql<boolean>`(${isAmong(engine, units)} or (body like '%"alsoUnits":["%'
    and exists (select 1 from (${others}) as other where ${isAmong(engine, units)})))`
}

function isOneOf(column: string, values: readonly string[]): RawBuilder<boolean> {
  if (values.length === 0) return sql`false`
  return sql`${sql.ref(column)} in (${sql.join(values)})`
}
