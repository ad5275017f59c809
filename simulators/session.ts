import { dayOf, startOfDay } from '../domain/time.ts'
import { backfill, type Progress } from './backfill.ts'
import type { LiveServer } from './cameras/liveServer.ts'
import type { Clock } from './clock.ts'
import { createDemoCity, type DemoCity } from './demoCity.ts'
import { createLink } from './link.ts'
import { createLiveCity } from './live.ts'
import type { Options } from './options.ts'
import type { Effects } from './storylines/effects.ts'

/** A run of the demo city against one broker: announcements, history, then the present. */
export interface Session {
  readonly city: DemoCity
  /**
   * Resolves when the city is live, or was stopped first; statistics of the years before may go on arriving for a minute.
   * @throws when the broker cannot be reached within a minute, or stays away for one while history is filled in
   */
  start(): Promise<void>
  /** Says goodbye for every device and closes, within a few seconds. */
  stop(): Promise<void>
}

const CONNECT_WITHIN_MS = 60_000

/**
 * @param clientId name of the connection, unique on the broker
 * @param tell how far the history is
 * @param trouble a connection was lost, with why; undefined when it is there again
 */
export function createSession({
  options,
  clock,
  clientId,
  tell,
  trouble,
  effects,
  media,
}: {
  options: Options
  clock: Clock
  clientId: string
  tell: (progress: Progress) => void
  trouble: (why: string | undefined) => void
  /** What a storyline does to the city. @param at epoch ms */
  effects?: (at: number) => Effects
  /** Gives live pictures of its cameras. */
  media?: LiveServer
}): Session {
  const { broker, seed, edition, prefix, faults, since, backfillMs, statisticsMs } = options
  const city = createDemoCity({ seed, edition, faults })
  const link = createLink({ url: broker, clientId })
  const live = createLiveCity({ city, clock, link, prefix, media, ...(effects && { effects }) })
  const ending = new AbortController()
  let isThere = false
  let older: Promise<void> = Promise.resolve()

  async function welcome(): Promise<void> {
    await live.introduce()
    link.onTrouble((why) => {
      if (isThere) trouble(why)
      isThere = false
    })
    link.onConnect(() => {
      isThere = true
      trouble(undefined)
      void live.introduce()
    })
    isThere = true
  }

  return {
    city,
    async start() {
      link.start()
      await link.connected(CONNECT_WITHIN_MS)
      await welcome()
      const to = clock.now()
      const from = since ?? to - backfillMs
      const statisticsFrom = Math.min(from, to - statisticsMs)
      const year = Math.min(from, Math.max(statisticsFrom, startOfDay(`${dayOf(to).slice(0, 4)}-01-01`)))
      const { signal } = ending
      if (year < to) await backfill({ city, link, prefix, from, statisticsFrom: year, to, signal, tell })
      if (ending.signal.aborted) return
      live.start()
      // What this year is compared with can come while the city lives.
      if (statisticsFrom < year) {
        const past = { city, link, prefix, from: year, statisticsFrom, to: year, signal, isPatient: true }
        older = backfill({ ...past, tell: () => undefined }).catch((error: unknown) => trouble(String(error)))
      }
    },
    async stop() {
      ending.abort()
      await older
      await live.stop()
      await link.stop()
    },
  }
}
