import { sql } from 'kysely'
import type { Logger } from 'pino'
import { DAY_MS } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import type { Engine } from './engine.ts'
import { forgetLastMessages, forgetMessages } from './messages.ts'
import { forgetNotices } from './notices.ts'
import { RAW_SLOT_MS, type Retention, ROLLUPS, slotOf } from './rollups.ts'

const EVERY_MS = 10 * 60_000
const FIRST_AFTER_MS = 60_000
/** Rows one statement lets go: some milliseconds of the writer's time, whatever has piled up. */
const SLICE = 2_000
/** What has become of notices is known so long. */
const NOTICES_FOR_MS = 366 * DAY_MS
/** Rests between slices that found something, so that commits get their turn. */
const REST_MS = 20

/** Lets go of what is older than its resolution is kept, a small slice at a time. */
export interface RetentionJob {
  start(): void
  stop(): Promise<void>
  /** One whole round now. */
  run(): Promise<void>
}

export function createRetentionJob({
  engine,
  retention,
  messagesForMs,
  clock,
  log,
}: {
  engine: Engine
  retention: Retention
  messagesForMs: number
  clock: Clock
  log: Pick<Logger, 'warn'>
}): RetentionJob {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let stopped = false

  async function run(): Promise<void> {
    const now = clock.now()
    // Whole slots: they lie together, so letting go is cheap, and a slot's width more is kept rather than less.
    await inSlices(async () => {
      const before = slotOf(now - retention.raw, RAW_SLOT_MS)
      const { numAffectedRows } = await sql`
        delete from reading where (slot, series, at) in (
          select slot, series, at from reading where slot < ${before} order by slot, series, at limit ${SLICE})`.execute(
        engine.write,
      )
      return numAffectedRows
    })
    for (const { size, name, slotMs } of ROLLUPS) {
      if (name === 'day') continue
      await inSlices(async () => {
        const before = slotOf(now - retention[name], slotMs)
        const { numAffectedRows } = await sql`
          delete from rollup where size = ${size} and (slot, series, at) in (
            select slot, series, at from rollup where size = ${size} and slot < ${before}
            order by slot, series, at limit ${SLICE})`.execute(engine.write)
        return numAffectedRows
      })
    }
    await forgetMessagesAsTheyCame(now)
    await inSlices(() => forgetNotices(engine, now - NOTICES_FOR_MS, SLICE))
  }

  /** What sources said last is as old as their raw readings may be. */
  async function forgetMessagesAsTheyCame(now: number): Promise<void> {
    await inSlices(() => forgetMessages(engine, now - messagesForMs, SLICE))
    await inSlices(() => forgetLastMessages(engine, now - retention.raw, SLICE))
  }

  async function inSlices(slice: () => Promise<bigint | undefined>): Promise<void> {
    while (!stopped) {
      const gone = await slice()
      if (gone !== undefined && gone > 0n) await new Promise((done) => setTimeout(done, REST_MS))
      if (gone === undefined || gone < SLICE) return
    }
  }

  function next(delayMs: number): void {
    timer = setTimeout(() => {
      running = run()
        .catch((error: unknown) => log.warn({ error }, 'retention did not finish; it is tried again'))
        .then(() => {
          if (!stopped) next(EVERY_MS)
        })
    }, delayMs)
  }

  return {
    start() {
      stopped = false
      next(FIRST_AFTER_MS)
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
    run,
  }
}
