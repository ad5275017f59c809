import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../domain/access/auditEntry.ts'
import { verifyAudit } from '../../../server/store/auditVerify.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { postgresEngine } from '../../../server/store/postgresEngine.ts'
import { sqliteEngine } from '../../../server/store/sqliteEngine.ts'
import { handClock } from '../../support/clock.ts'
import { startPostgres } from '../../support/postgres.ts'

const log = pino({ level: 'silent' })
const clock = handClock()
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

const entry = (n: number): AuditEntry => ({
  at: clock.now() + n,
  who: { is: 'person', id: `p-${n % 2}`, name: 'Nguyễn \0\uD800\r\n\u001b[31m' },
  from: { address: '127.0.0.1', via: 'http', agent: 'x'.repeat(5_000) },
  did: n % 2 === 0 ? 'acknowledgeAlert' : 'signIn',
  input: { n },
  unit: n === 3 ? '31117' : null,
  result: n === 2 ? 'forbidden' : 'done',
})

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('the log on %s', (engine) => {
  let folder: string
  let store: ReturnType<typeof createStore>
  let databaseUrl: string | undefined
  let databases = 0
  const raw = async (change: ReturnType<typeof sql>[]) => {
    const other = databaseUrl === undefined ? sqliteEngine(join(folder, 'ioc.db')) : postgresEngine(databaseUrl, log)
    for (const each of change) await each.execute(other.write)
    await other.close()
  }
  const verify = (...heads: Parameters<typeof verifyAudit>[1]) =>
    verifyAudit((after, limit) => store.auditRows(after, limit), heads)

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ioc-audit-'))
    databaseUrl = engine === 'postgres' ? await postgres?.database(`audit_${databases++}`) : undefined
    store = createStore({ dataDir: folder, databaseUrl, clock, log })
    await store.start()
    for (let n = 1; n <= 6; n++) await store.audited(() => entry(n))
  })
  afterEach(async () => {
    await store.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('is whole as it was written, with numbers without holes', async () => {
    store.noted(entry(7))
    store.noted(entry(8))
    expect((await store.auditEntries({ limit: 20 })).map(({ number }) => number)).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
    expect(await verify()).toMatchObject({ entries: 8, last: { number: 8 } })
    expect((await verify()).fault).toBeUndefined()
  })

  it('finds a look at cameras of several units under each of them, and under no other', async () => {
    const look = { ...entry(8), did: 'watchCamera', input: { cameras: ['A', 'B'], units: ['31117', '31120'] } }
    store.noted(look)
    store.noted({ ...look, did: 'ask' })
    const numbersOf = async (...units: string[]) =>
      (await store.auditEntries({ limit: 20, units })).map(({ number }) => number)
    expect(await numbersOf('31120')).toEqual([7])
    expect(await numbersOf('31117', '31123')).toEqual([7, 3])
    expect(await numbersOf('31123')).toEqual([])
    expect((await verify()).fault).toBeUndefined()
  })

  it.each([
    ['edited', 3, [sql`update audit set body = replace(body, 'done', 'nope') where number = 3`]],
    ['edited', 4, [sql`update audit set at = at + 1 where number = 4`]],
    ['missing', 2, [sql`delete from audit where number = 2`]],
    ['missing', 1, [sql`delete from audit where number = 1`]],
    [
      'edited',
      0,
      [sql`insert into audit (number, at, body, hash) select 0, at, body, hash from audit where number = 2`],
    ],
    [
      'edited',
      -7,
      [sql`insert into audit (number, at, body, hash) select -7, at, body, hash from audit where number = 2`],
    ],
    [
      'reordered',
      3,
      [
        sql`update audit set number = 99 where number = 3`,
        sql`update audit set number = 3 where number = 4`,
        sql`update audit set number = 4 where number = 99`,
      ],
    ],
  ] as const)('names the first row that was %s: %i', async (is, number, change) => {
    await raw([...change])
    expect((await verify()).fault).toMatchObject({ is, number })
    expect((await store.auditEntries({ limit: 20 })).filter((each) => each.number < 1)).toEqual([])
  })

  it('misses the newest rows, and a log that was rewritten, by what was told outside', async () => {
    const head = await store.auditHead()
    const told = { number: head?.number ?? 0, hash: head?.hash ?? '', at: 0 }
    expect((await verify({ ...told, hash: 'f'.repeat(64) })).fault).toMatchObject({ is: 'rewritten', number: 6 })
    await raw([sql`delete from audit where number > 4`])
    expect((await verify()).fault).toBeUndefined()
    expect((await verify(told)).fault).toMatchObject({ is: 'truncated', number: 5 })
  })

  it('is searched by who, what, result and unit', async () => {
    const numbers = async (query: object) =>
      (await store.auditEntries({ limit: 20, ...query })).map(({ number }) => number)
    expect(await numbers({ who: 'p-1' })).toEqual([5, 3, 1])
    expect(await numbers({ did: 'acknowledgeAlert', before: 6 })).toEqual([4, 2])
    expect(await numbers({ result: 'refused' })).toEqual([2])
    expect(await numbers({ result: 'forbidden' })).toEqual([2])
    expect(await numbers({ units: ['31117'] })).toEqual([3])
    expect(await numbers({ from: clock.now() + 2, to: clock.now() + 4 })).toEqual([3, 2])
  })

  const isPostgres = engine === 'postgres'
  const trigger = (name: string, when: string, then: string, deferred = '') =>
    isPostgres
      ? [
          sql.raw(
            `create function ${name}() returns trigger language plpgsql as $$ begin ${then}; return null; end $$`,
          ),
          deferred === ''
            ? sql.raw(
                `create trigger ${name} after insert on audit for each row when (${when}) execute function ${name}()`,
              )
            : sql.raw(
                `create constraint trigger ${name} after insert on audit ${deferred} for each row when (${when}) execute function ${name}()`,
              ),
        ]
      : [sql.raw(`create trigger ${name} after insert on audit when ${when} begin ${then}; end`)]
  const ofQuiet = `new.body like '%"id":"quiet"%'`
  const quiet: AuditEntry = { ...entry(7), who: { is: 'person', id: 'quiet', name: 'Quiet' } }

  it.each([
    ['takes it away', 'delete from audit where number = new.number'],
    ['changes it', `update audit set body = replace(body, 'quiet', 'an') where number = new.number`],
    ['puts another one behind it', "insert into audit (number, at, body, hash) values (new.number + 1, 0, '{}', '')"],
  ])('takes no act whose entry does not stay: a trigger %s', async (_, then) => {
    await raw(trigger('quiet', ofQuiet, then))
    const write = (tables: Parameters<NonNullable<Parameters<typeof store.audited>[1]>>[0]) =>
      sql`insert into mark (key, body) values ('act', '1')`.execute(tables).then(() => undefined)
    await expect(store.audited(() => quiet, write)).rejects.toThrow(/the log does not keep what is written/)
    expect(await store.mark('act')).toBeUndefined()
    await store.audited(() => entry(8), write)
    expect(await store.mark('act')).toBe(1)
    expect((await verify()).fault).toBeUndefined()
    expect((await store.auditTableFault())?.en).toContain('trigger quiet')
  })

  it('leaves a hole where the newest entry is taken away behind the hub', async () => {
    await raw([sql`delete from audit where number = 6`])
    await store.audited(() => entry(7))
    expect((await verify()).fault).toMatchObject({ is: 'missing', number: 6 })
  })

  it('says which entry its columns hide from who searches', async () => {
    const generated = isPostgres
      ? sql`alter table audit add column who_id text generated always as (case when number = 3 then 'nobody' else body::jsonb #>> '{who,id}' end) stored`
      : sql`alter table audit add column who_id text generated always as (case when number = 3 then 'nobody' else json_extract(body, '$.who.id') end) virtual`
    await raw([sql`drop index audit_who`, sql`alter table audit drop column who_id`, generated])
    expect((await verify()).fault).toMatchObject({ is: 'edited', number: 3 })
  })

  it('names what no migration has put on its table, and nothing of what one has', async () => {
    expect(await store.auditTableFault()).toBeUndefined()
    await raw([
      ...trigger('quiet', ofQuiet, 'delete from audit where number = new.number'),
      sql`alter table audit add column "extra\u202e" text`,
    ])
    const fault = await store.auditTableFault()
    expect(fault?.en).toMatch(
      /^the table of the log has what no version of the hub made: column extra.*, trigger quiet$/,
    )
    expect(fault?.en).not.toContain('\u202e')
  })

  // The other engine knows neither.
  if (isPostgres)
    it('names rules and policies of its table, and a trigger that waits for the end is found by the hole', async () => {
      await raw([
        sql`create rule silent as on insert to audit where new.body like '%"id":"quiet"%' do instead nothing`,
        sql`create policy hidden on audit for select using (number <> 3)`,
      ])
      await expect(store.audited(() => quiet)).rejects.toThrow(/does not keep/)
      expect((await store.auditTableFault())?.en).toMatch(/policy hidden, rule silent$/)
      await raw([
        sql`drop rule silent on audit`,
        ...trigger('late', ofQuiet, 'delete from audit where number = new.number', 'deferrable initially deferred'),
      ])
      await store.audited(() => quiet)
      await store.audited(() => entry(8))
      expect((await verify()).fault).toMatchObject({ is: 'missing', number: 7 })
    })
})
