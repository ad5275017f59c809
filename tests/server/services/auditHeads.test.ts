import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../domain/access/auditEntry.ts'
import { DAY_MS, HOUR_MS } from '../../../domain/time.ts'
import { type AuditHeads, createAuditHeads } from '../../../server/services/auditHeads.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { postgresEngine } from '../../../server/store/postgresEngine.ts'
import { sqliteEngine } from '../../../server/store/sqliteEngine.ts'
import { handClock } from '../../support/clock.ts'
import { startPostgres } from '../../support/postgres.ts'

const log = pino({ level: 'silent' })
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

const REORDERED = [
  sql`update audit set number = 99 where number = 3`,
  sql`update audit set number = 3 where number = 4`,
  sql`update audit set number = 4 where number = 99`,
]

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])(
  'a log that is not as it was written on %s',
  (engine) => {
    const clock = handClock()
    let folder: string
    let databaseUrl: string | undefined
    let databases = 0
    let store: ReturnType<typeof createStore>
    let heads: AuditHeads
    let told: string[]

    const entry = (n: number): AuditEntry => ({
      at: clock.now() + n,
      who: { is: 'person', id: 'an', name: 'Nguyễn An' },
      from: { address: '127.0.0.1', via: 'http', agent: '' },
      ...{ did: 'acknowledgeAlert', input: { n }, unit: null, result: 'done' },
    })
    const raw = async (changes: readonly ReturnType<typeof sql>[]) => {
      const other = databaseUrl === undefined ? sqliteEngine(join(folder, 'ioc.db')) : postgresEngine(databaseUrl, log)
      for (const change of changes) await change.execute(other.write)
      await other.close()
    }
    /** Entries that the hub has made of what it found. */
    const alarms = async () => {
      await store.audited(() => entry(0))
      return (await store.auditEntries({ did: 'logBroken', limit: 9 })).map(({ entry: { input } }) => input)
    }
    const begin = () =>
      createAuditHeads({
        ...{ dataDir: folder, store, clock, log },
        syslog: async ({ text }) => void told.push(text),
      })

    beforeEach(async () => {
      told = []
      folder = await mkdtemp(join(tmpdir(), 'ioc-heads-'))
      databaseUrl = engine === 'postgres' ? await postgres?.database(`heads_${databases++}`) : undefined
      store = createStore({ dataDir: folder, databaseUrl, clock, log })
      await store.start()
      for (let n = 1; n <= 6; n++) await store.audited(() => entry(n))
      heads = begin()
    })
    afterEach(async () => {
      await store.stop()
      await rm(folder, { recursive: true, force: true })
    })

    it('raises the alarm over what its table has that no migration made', async () => {
      await raw([sql`alter table audit add column hidden text`])
      await heads.tell()
      expect(heads.problem()?.what.en).toMatch(/what no version of the hub made: column hidden$/)
      expect(await alarms()).toEqual([{ problem: heads.problem()?.what.en }])
    })

    it.each([
      [
        'edited',
        'entry 3 has been edited',
        [sql`update audit set body = replace(body, 'done', 'nope') where number = 3`],
      ],
      ['missing', 'entry 2 is missing', [sql`delete from audit where number = 2`]],
      ['reordered', 'entry 3 is not in its place', REORDERED],
      ['cut off at its end', 'the newest entries are missing', [sql`delete from audit where number > 4`]],
    ] as const)('raises the alarm: %s', async (_, problem, changes) => {
      await heads.tell()
      expect(heads.problem()).toBeNull()
      await raw(changes)
      // A hub that starts verifies all of it.
      heads = begin()
      await heads.tell()
      expect(heads.problem()?.what.en).toContain(problem)
      expect(heads.problem()?.since).toBe(clock.now())
      expect(told.at(-1)).toContain(problem)
      clock.advance(HOUR_MS)
      await heads.tell()
      // Once is enough: it goes on standing on the screen, and the log has one entry of it.
      expect(await alarms()).toEqual([{ problem: heads.problem()?.what.en }])
      expect(heads.problem()?.what.vi).toMatch(/mục/)
    })

    it.each([0, 1])(
      'is found within the hour where the newest entries were taken away, and %i written since',
      async (more) => {
        await heads.tell()
        await raw([sql`delete from audit where number > 4`])
        for (let n = 0; n < more; n++) await store.audited(() => entry(n))
        clock.advance(HOUR_MS)
        await heads.tell()
        expect(heads.problem()?.what.en).toContain('cut off or rewritten')
        expect(await alarms()).toHaveLength(1)
      },
    )

    it.each([
      ['edited', [sql`update audit set body = replace(body, 'done', 'nope') where number = 3`]],
      ['missing', [sql`delete from audit where number = 2`]],
      ['reordered', REORDERED],
    ] as const)('is found within a day by a hub that had verified it before: %s', async (_, changes) => {
      await heads.tell()
      await raw(changes)
      for (let hours = 0; hours < DAY_MS / HOUR_MS; hours++) {
        clock.advance(HOUR_MS)
        await heads.tell()
      }
      expect(heads.problem()).not.toBeNull()
      expect(await alarms()).toHaveLength(1)
    })
  },
)
