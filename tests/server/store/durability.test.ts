import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import pino from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../../domain/time.ts'
import { systemClock } from '../../../server/clock.ts'
import { createStore } from '../../../server/store/openStore.ts'
import type { Store } from '../../../server/store/store.ts'
import { startOwnPostgres } from '../../support/postgres.ts'
import { until } from '../../support/until.ts'

const log = pino({ level: 'silent' })
const postgres = await startOwnPostgres()
afterAll(() => postgres?.stop())

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-durable-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const sample = (source: string, at: number, v: number) =>
  ({ is: 'samples', samples: [{ source, at, receivedAt: at, values: { v } }] }) as const

/** Every reading of the sources, and how many the hours have counted. */
async function history(store: Store, sources: readonly string[], from: number, to: number) {
  const kept: number[] = []
  for (const source of sources) {
    const { resolution, buckets } = await store.series({ source, value: 'v', from, to, points: 1_000_000 })
    expect(resolution).toBe('raw')
    kept.push(...buckets.map(({ mean }) => mean))
  }
  const hours = await store.hourly({ sources, value: 'v', from: from - HOUR_MS, to })
  const counted = [...hours.values()].flat().reduce((sum, { count }) => sum + count, 0)
  return { kept, counted }
}

describe('nothing acknowledged is lost', () => {
  it('by the embedded store when its process is killed at any moment', { timeout: 120_000 }, async () => {
    const begin = Date.now() - 6 * 24 * HOUR_MS
    const sources = ['sensor/kill-0', 'sensor/kill-1', 'sensor/kill-2']
    const acknowledged = new Set<number>()
    let last = -1
    for (const livesForLines of [1, 40, 130, 377, 901]) {
      // From a little before where the last one ended: what it had sent comes again.
      const start = Math.max(0, last - 100)
      const child = spawn(
        process.execPath,
        [
          '--import',
          'tsx',
          fileURLToPath(new URL('./appender.ts', import.meta.url)),
          folder,
          String(begin),
          String(start),
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      let printed = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        printed += text
      })
      await until(() => printed.split('\n').length > livesForLines, 60_000)
      const gone = once(child, 'close')
      child.kill('SIGKILL')
      await gone
      // A line that was cut off names another number.
      for (const line of printed.slice(0, printed.lastIndexOf('\n')).split('\n')) acknowledged.add(Number(line))
      last = Math.max(...acknowledged)

      const store = createStore({ dataDir: folder, clock: systemClock, log })
      await store.start()
      const { kept, counted } = await history(store, sources, begin, begin + 5 * 24 * HOUR_MS)
      await store.stop()
      const all = new Set(kept)
      expect([...acknowledged].filter((n) => !all.has(n))).toEqual([])
      expect(kept).toHaveLength(all.size)
      expect(counted).toBe(all.size)
    }
    expect(acknowledged.size).toBeGreaterThan(100)
  })

  it.runIf(postgres !== undefined)(
    'when the PostgreSQL server is killed and comes back',
    { timeout: 120_000 },
    async () => {
      const server = postgres as NonNullable<typeof postgres>
      const databaseUrl = await server.database('durable')
      const store = createStore({ dataDir: folder, databaseUrl, clock: systemClock, log })
      await store.start()
      const begin = Date.now() - HOUR_MS
      let refused = 0
      let acknowledged = 0
      const unhealthy = new Set<boolean>()
      const keep = async (n: number) => {
        for (;;) {
          try {
            await store.append(sample('sensor/server', begin + n, n))
            acknowledged++
            return
          } catch (error) {
            expect(error).toBeInstanceOf(Error)
            unhealthy.add(store.healthy())
            refused++
            await new Promise((done) => setTimeout(done, 50))
          }
        }
      }
      const total = 4_000
      let next = 0
      const senders = Array.from({ length: 20 }, async () => {
        while (next < total) await keep(next++)
      })
      await until(() => acknowledged > 500)
      await server.kill9()
      await until(() => refused > 20)
      const whenAway = acknowledged
      await server.revive()
      await Promise.all(senders)
      expect(whenAway).toBeLessThan(total)
      expect(unhealthy).toContain(false)
      expect(store.healthy()).toBe(true)
      const { kept, counted } = await history(store, ['sensor/server'], begin, begin + total)
      expect(kept).toEqual(Array.from({ length: total }, (_, n) => n))
      expect(counted).toBe(total)
      await store.stop()
    },
  )
})

describe('the embedded store when the engine cannot', () => {
  it('refuses with an error and takes entries again as soon as it can', async () => {
    const store = createStore({ dataDir: folder, clock: systemClock, log })
    await store.start()
    const at = Date.now()
    await store.append(sample('sensor/busy', at, 0))
    const other = new Database(join(folder, 'ioc.db'))
    other.exec('begin immediate')
    const outcomes = await Promise.allSettled([1, 2, 3].map((n) => store.append(sample('sensor/busy', at + n, n))))
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(store.healthy()).toBe(false)
    // Who reads need not wait for who writes.
    expect(
      (await store.series({ source: 'sensor/busy', value: 'v', from: at, to: at + 9, points: 9 })).buckets,
    ).toHaveLength(1)
    other.exec('rollback')
    other.close()
    await store.append(sample('sensor/busy', at + 4, 4))
    expect(store.healthy()).toBe(true)
    expect((await history(store, ['sensor/busy'], at, at + 9)).kept).toEqual([0, 4])
    await store.stop()
  })

  it('says so when the file cannot be opened, and opens it when it can', async () => {
    const blocked = join(folder, 'ioc.db')
    await mkdir(blocked)
    const store = createStore({ dataDir: folder, clock: systemClock, log })
    await expect(store.start()).rejects.toThrow('embedded store')
    await rm(blocked, { recursive: true })
    await store.start()
    await store.append(sample('sensor/late', Date.now(), 1))
    await store.stop()
  })

  it('writes what is pending before it stops, and refuses afterwards', async () => {
    const at = Date.now() - HOUR_MS
    const store = createStore({ dataDir: folder, clock: systemClock, log })
    await store.start()
    const pending = Promise.all(Array.from({ length: 500 }, (_, n) => store.append(sample('sensor/end', at + n, n))))
    await store.stop()
    await pending
    await expect(store.append(sample('sensor/end', at + 900, 900))).rejects.toThrow('closed')
    await store.stop()
    const again = createStore({ dataDir: folder, clock: systemClock, log })
    await again.start()
    expect((await history(again, ['sensor/end'], at, at + 1_000)).kept).toHaveLength(500)
    await again.stop()
  })
})
