import { type Kysely, type Migration, sql } from 'kysely'

/** The newest answers of each principal are found without reading the keys whose answers are kept no more. */
export const answersKept: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index command_answer_kept on command_answer (principal, at) where answer is not null`.execute(db)
  },
}
