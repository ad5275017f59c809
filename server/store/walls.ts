import type { Transaction } from 'kysely'
import { type Edition, unitKey } from '../../domain/units/unit.ts'
import { unitIn } from '../../domain/units/unitIn.ts'
import { WallReport } from '../../domain/walls/report.ts'
import { WallLogEntry } from '../../domain/walls/wallLog.ts'
import { type Focus, KeptWall, type Take, type WallFilter } from '../../domain/walls/wallState.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/** How long the log of what walls showed is kept, ms. */
const LOG_KEPT_MS = 180 * 86_400_000

/** Everything that is kept of walls. */
export interface StoredWalls {
  readonly states: ReadonlyMap<string, KeptWall>
  readonly screens: readonly WallReport[]
  /** Number of the newest entry of the log; 0: none. */
  readonly last: number
  /** The latest moment that an entry of the log is of, epoch ms; null: it has none. */
  readonly lastAt: number | null
}

/** @param edition the map of units in force: what has been put on a wall of a unit that it does not have is taken down */
export async function readWalls({ read }: Engine, edition: Edition): Promise<StoredWalls> {
  const states = await read.selectFrom('wall_state').selectAll().execute()
  const screens = await read.selectFrom('wall_screen').select('body').orderBy('key').execute()
  const last = await read
    .selectFrom('wall_log')
    .select(({ fn }) => [fn.max('number').as('number'), fn.max('at').as('at')])
    .executeTakeFirst()
  return {
    // What an earlier version wrote lacks what has come since.
    states: new Map(states.map(({ wall, body }) => [wall, readIn(edition, JSON.parse(body))])),
    screens: screens.map(({ body }) => WallReport.parse(withFocus(JSON.parse(body)))),
    last: Number(last?.number ?? 0),
    lastAt: last?.at == null ? null : Number(last.at),
  }
}

/** What is commanded of a wall, read in the map in force: a unit in focus, or to which a scene is narrowed, is what became of it, or nothing is shown of it. */
function readIn(edition: Edition, body: { readonly edition?: Edition }): KeptWall {
  const kept = KeptWall.parse(body)
  const of = body.edition ?? edition
  if (of === edition) return kept
  const takes = takesIn(edition, of, kept.state.takes)
  const before = kept.before && { ...kept.before, takes: takesIn(edition, of, kept.before.takes) }
  return { ...kept, state: { ...kept.state, takes }, before }
}

function takesIn(edition: Edition, of: Edition, takes: readonly Take[]): Take[] {
  return takes.flatMap(({ focus, filter, ...take }) => {
    const [seen, narrowed] = [unitsIn(edition, of, focus), unitsIn(edition, of, filter)]
    return seen === undefined || narrowed === undefined ? [] : [{ ...take, focus: seen, filter: narrowed }]
  })
}

function unitsIn<T extends { readonly unit?: string | undefined }>(
  edition: Edition,
  of: Edition,
  what: T,
): T | undefined {
  if (what.unit === undefined) return what
  const unit = unitIn(edition, unitKey(of, what.unit))
  return unit === undefined ? undefined : { ...what, unit }
}

/** What is commanded of a wall from now on, with its entry in the log. @param edition the map in force */
export async function writeWallState(
  tables: Transaction<Tables>,
  edition: Edition,
  { wall, state, entry }: { wall: string; state: KeptWall; entry: WallLogEntry },
): Promise<void> {
  const body = JSON.stringify({ ...state, edition })
  await tables
    .insertInto('wall_state')
    .values({ wall, body })
    .onConflict((conflict) => conflict.column('wall').doUpdateSet({ body }))
    .execute()
  await tables.insertInto('wall_log').values(rowOf(edition, entry)).execute()
}

/** A still that came, with its entry in the log. */
export async function writeWallStill(
  tables: Transaction<Tables>,
  edition: Edition,
  { entry, hash, type }: { entry: WallLogEntry; hash: string; type: string },
): Promise<void> {
  const { number, wall, at } = entry
  await tables.insertInto('wall_log').values(rowOf(edition, entry)).execute()
  await tables.insertInto('wall_still').values({ number, wall, at, hash, type }).execute()
}

export async function readWallStill({ read }: Engine, number: number) {
  return await read
    .selectFrom('wall_still')
    .select(['wall', 'hash', 'type'])
    .where('number', '=', number)
    .executeTakeFirst()
}

/** What screens showed, and how they reported last. */
export async function writeWallShown(
  { write }: Engine,
  edition: Edition,
  { entries, screens, now }: { entries: readonly WallLogEntry[]; screens: readonly WallReport[]; now: number },
): Promise<void> {
  await write.transaction().execute(async (tables) => {
    // What comes again after a failure may have been written by then.
    if (entries.length > 0)
      await tables
        .insertInto('wall_log')
        .values(entries.map((entry) => rowOf(edition, entry)))
        .onConflict((conflict) => conflict.column('number').doNothing())
        .execute()
    for (const report of screens) await writeWallScreen(tables, report)
    for (const table of ['wall_log', 'wall_still'] as const)
      await tables
        .deleteFrom(table)
        .where('at', '<', now - LOG_KEPT_MS)
        .execute()
  })
}

/** How a screen reported last, and whether a still of it is asked for. */
export async function writeWallScreen(tables: Transaction<Tables>, report: WallReport): Promise<void> {
  const kept = { wall: report.wall, body: JSON.stringify(report) }
  await tables
    .insertInto('wall_screen')
    .values({ key: report.key, ...kept })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(kept))
    .execute()
}

export async function deleteWallScreens({ write }: Engine, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await write.deleteFrom('wall_screen').where('key', 'in', keys).execute()
}

/** Of these walls, the newest first, below `before`. */
export async function readWallLog(
  { read }: Engine,
  edition: Edition,
  { walls, before, limit }: { walls: readonly string[]; before?: number | undefined; limit: number },
): Promise<WallLogEntry[]> {
  if (walls.length === 0) return []
  let query = read.selectFrom('wall_log').select(['number', 'wall', 'at', 'body']).where('wall', 'in', walls)
  if (before !== undefined) query = query.where('number', '<', before)
  const rows = await query.orderBy('number', 'desc').limit(limit).execute()
  return rows.map(({ number, wall, at, body }) => ({
    ...{ number: Number(number), wall, at: Number(at) },
    what: WallLogEntry.shape.what.parse(loggedIn(edition, JSON.parse(body))),
  }))
}

/** Earlier hubs wrote the unit in focus alone, beside the scene. */
function withFocus({ unit, ...kept }: { readonly unit?: string | null; readonly focus?: unknown }): object {
  return { ...kept, focus: kept.focus ?? (unit == null ? {} : { unit }) }
}

/** What was logged under another map has the units of this one that they have become, and others by the key of their own. */
function loggedIn(edition: Edition, { edition: of = edition, ...body }: { readonly edition?: Edition }): object {
  const what: { readonly focus?: Focus; readonly filter?: WallFilter } = withFocus(body)
  if (of === edition) return what
  const named = <T extends { readonly unit?: string | undefined }>({ unit, ...others }: T) =>
    unit === undefined ? others : { ...others, unit: unitIn(edition, unitKey(of, unit)) ?? unitKey(of, unit) }
  return { ...what, focus: named(what.focus ?? {}), filter: named(what.filter ?? {}) }
}

function rowOf(edition: Edition, { number, wall, at, what }: WallLogEntry) {
  return { number, wall, at, body: JSON.stringify({ ...what, edition }) }
}
