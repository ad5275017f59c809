import type { DataGap } from '../../domain/dataGap.ts'
import type { Engine } from './engine.ts'

/** Most that one answer holds; each is an outage of the broker or of the hub. */
const MAX_GAPS = 1_000

export async function writeDataGap(engine: Engine, gap: DataGap): Promise<void> {
  const row = { from_at: gap.from, to_at: gap.to, body: JSON.stringify(gap) }
  await engine.write
    .insertInto('data_gap')
    .values({ id: gap.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** Those that reach into `[from, to)`, the newest first. */
export async function readDataGaps(engine: Engine, { from, to }: { from: number; to: number }): Promise<DataGap[]> {
  const rows = await engine.read
    .selectFrom('data_gap')
    .select('body')
    .where('to_at', '>=', from)
    .where('from_at', '<', to)
    .orderBy('from_at', 'desc')
    .limit(MAX_GAPS)
    .execute()
  return rows.map(({ body }) => JSON.parse(body) as DataGap)
}

export async function writeMark(engine: Engine, key: string, value: unknown): Promise<void> {
  const body = JSON.stringify(value)
  await engine.write
    .insertInto('mark')
    .values({ key, body })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ body }))
    .execute()
}

export async function readMark(engine: Engine, key: string): Promise<unknown> {
  const row = await engine.read.selectFrom('mark').select('body').where('key', '=', key).executeTakeFirst()
  return row && JSON.parse(row.body)
}
