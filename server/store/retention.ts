import { sql } from 'kysely'
import type { Logger } from 'pino'
import { DAY_MS, dayOf } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import type { Engine } from './engine.ts'
import { ROLLUPS } from './rollups.ts'
import type { Retention } from './series.ts'

const EVERY_MS = 10 * 60_000
const FIRST_AFTER_MS = 60_000
/** Rests between slices, so that writers get their turn. */
const REST_MS = 20
/** Reports of a day that newer ones replaced are looked at for this long, then only the last is kept. */
const SUPERSEDED_DAYS = 2

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
  clock,
  log,
}: {
  engine: Engine
  retention: Retention
  clock: Clock
  log: Logger
}): RetentionJob {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let stopped = false

  async function run(): Promise<void> {
    const now = clock.now()
    const all = await engine.read.selectFrom('series').select('id').orderBy('id').execute()
    for (const { id } of all) {
      if (stopped) return
      await forgetSeries(id, now)
      await new Promise((done) => setTimeout(done, REST_MS))
    }
    await forgetSuperseded(now)
  }

  /** The newest reading stays however old: it is what was last known. */
  async function forgetSeries(series: number, now: number): Promise<void> {
    await sql`
      delete from reading where series = ${series} and at < ${now - retention.raw}
        and at < (select max(at) from reading where series = ${series})`.execute(engine.write)
    for (const { size, name } of ROLLUPS) {
      if (name === 'day') continue
      await engine.write
        .deleteFrom('rollup')
        .where('series', '=', series)
        .where('size', '=', size)
        .where('at', '<', now - retention[name])
        .execute()
    }
  }

  async function forgetSuperseded(now: number): Promise<void> {
    await sql`
      delete from statistic where period < ${dayOf(now - SUPERSEDED_DAYS * DAY_MS)} and at < (
        select max(newer.at) from statistic newer
        where newer.edition = statistic.edition and newer.system = statistic.system
          and newer.unit = statistic.unit and newer.period = statistic.period)`.execute(engine.write)
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
    start: () => next(FIRST_AFTER_MS),
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
    run,
  }
}
