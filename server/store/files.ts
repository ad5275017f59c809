import type { Transaction } from 'kysely'
import type { MatterKind } from '../../domain/matters/fact.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/** A file that belongs to a matter. */
export interface KeptFile {
  readonly id: string
  readonly matter: MatterKind
  readonly matterId: string
  /** SHA-256 of its content, hexadecimal. */
  readonly hash: string
  readonly name: string
  readonly type: string
  readonly bytes: number
  /** Epoch ms. */
  readonly at: number
  readonly byId: string
  readonly byName: string
}

export async function writeFile(tables: Transaction<Tables>, file: KeptFile): Promise<void> {
  const { matterId, byId, byName, ...rest } = file
  await tables
    .insertInto('file')
    .values({ ...rest, matter_id: matterId, by_id: byId, by_name: byName })
    .execute()
}

export async function readFile(engine: Engine, id: string): Promise<KeptFile | undefined> {
  const row = await engine.read.selectFrom('file').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return undefined
  const { matter_id: matterId, by_id: byId, by_name: byName, matter, bytes, at, ...rest } = row
  return { ...rest, matter: matter as MatterKind, matterId, byId, byName, bytes: Number(bytes), at: Number(at) }
}

/** Whether a file, or a still of a wall, has this content. */
export async function hasContent(engine: Engine, hash: string): Promise<boolean> {
  const row = await engine.read.selectFrom('file').select('id').where('hash', '=', hash).limit(1).executeTakeFirst()
  if (row !== undefined) return true
  const still = await engine.read.selectFrom('wall_still').select('number').where('hash', '=', hash).limit(1).execute()
  return still.length > 0
}
