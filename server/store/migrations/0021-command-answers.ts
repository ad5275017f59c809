import { type Kysely, type Migration, sql } from 'kysely'

/** Columns that the log is searched by, each with where its text stands in the entry. */
export const SEARCHED_BY: readonly (readonly [name: string, path: readonly string[]])[] = [
  ['did', ['did']],
  ['who_id', ['who', 'id']],
  ['who_name', ['who', 'name']],
  ['result', ['result']],
  ['unit', ['unit']],
]

/**
 * Columns of the log that it is searched by, made of each entry by the database itself, so that they cannot say anything else; and answers of
 * commands by their `Idempotency-Key`.
 */
export function commandAnswers(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const strict = sql.raw(sqlite ? 'strict' : '')
  return {
    async up(db: Kysely<unknown>) {
      for (const [name, path] of SEARCHED_BY) {
        const value = sqlite
          ? sql.raw(`(json_extract(body, '$.${path.join('.')}')) virtual`)
          : sql.raw(`(body::jsonb #>> '{${path.join(',')}}') stored`)
        await sql`alter table audit add column ${sql.ref(name)} text generated always as ${value}`.execute(db)
      }
      await sql`create index audit_did on audit (did, number)`.execute(db)
      await sql`create index audit_who on audit (who_id, number)`.execute(db)
      await sql`create table command_answer (principal text not null, key text not null, command text not null,
        input text not null, at ${long} not null, answer text, primary key (principal, key)) ${strict}`.execute(db)
      await sql`create index command_answer_at on command_answer (at)`.execute(db)
    },
  }
}
