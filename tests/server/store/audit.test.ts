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
})
