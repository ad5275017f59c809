import type { Logger } from 'pino'
import { DATA_GAP_CAUSES, type DataGap, type DataGapCause } from '../../domain/dataGap.ts'
import { DAY_MS } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import type { LastHeard, Outage } from '../ingest/outages.ts'
import type { Store } from '../store/store.ts'

const SAVE_MS = 10_000
const SHOWN_MS = 30 * DAY_MS
const MOST_SHOWN = 5
/** Mosquitto and EMQX keep 1,000 messages for a client that is away, unless told otherwise, and drop the rest in silence. */
const COMMON_QUEUE = 1_000
/** So near to it a queue counts as full: what was under way when the line broke stands outside of it. */
const NEARLY_FULL = 0.95 * COMMON_QUEUE

type GapStore = Pick<Store, 'mark' | 'saveMark' | 'saveDataGap' | 'dataGaps'>

/** Remembers when the hub heard its broker last, over restarts, and records of what time data may be missing. */
export interface DataGaps {
  /** Reads what the earlier life of the hub heard last. */
  start(): Promise<void>
  stop(): Promise<void>
  before(): LastHeard | undefined
  /** Judges an outage that is over; the same one again replaces what was said of it. */
  returned(outage: Outage): void
  /** The newest few of the last thirty days, the newest first. */
  recent(): readonly DataGap[]
}

/**
 * @param heard of the broker, by now
 */
export function createDataGaps({
  hubId,
  store,
  clock,
  heard,
  log,
}: {
  hubId: string
  store: GapStore
  clock: Clock
  heard: () => LastHeard | undefined
  log: Pick<Logger, 'warn'>
}): DataGaps {
  const key = `heard ${hubId}`
  let before: LastHeard | undefined
  let gaps: readonly DataGap[] = []
  let timer: NodeJS.Timeout | undefined
  const saving = new Set<Promise<void>>()

  function save(work: Promise<void>): void {
    // The store tells its own state; the mark is written again soon.
    const quiet = work.catch(() => undefined).finally(() => saving.delete(quiet))
    saving.add(quiet)
  }

  function saveMark(): void {
    const last = heard()
    if (last !== undefined) save(store.saveMark(key, last))
  }

  return {
    async start() {
      before = (await store.mark(key)) as LastHeard | undefined
      const now = clock.now()
      gaps = (await store.dataGaps({ from: now - SHOWN_MS, to: now })).slice(0, MOST_SHOWN)
      timer = setInterval(saveMark, SAVE_MS)
    },
    async stop() {
      clearInterval(timer)
      saveMark()
      await Promise.all([...saving])
    },
    before: () => before,
    returned(outage) {
      const cause = causeOf(outage)
      if (cause === undefined) return
      const { from, to, dropped } = outage
      const gap: DataGap = { id: `${hubId} ${from}`, from, to: Math.max(from, to), cause, dropped }
      log.warn({ ...gap, remedy: DATA_GAP_CAUSES[cause].en }, 'data may be missing of the time without the broker')
      gaps = [gap, ...gaps.filter(({ id }) => id !== gap.id)].slice(0, MOST_SHOWN)
      save(store.saveDataGap(gap))
    },
    recent() {
      const isOld = ({ to }: DataGap) => to < clock.now() - SHOWN_MS
      // The same list while nothing is in it that is over.
      if (gaps.some(isOld)) gaps = gaps.filter((gap) => !isOld(gap))
      return gaps
    },
  }
}

/** Why data may be missing of an outage; undefined where all that was kept has come. */
function causeOf({ sessionLost, backlog, dropped }: Outage): DataGapCause | undefined {
  if (sessionLost) return 'sessionLost'
  const mayOverflow = dropped === null ? backlog === null || backlog >= NEARLY_FULL : dropped > 0
  return mayOverflow ? 'queueOverflow' : undefined
}
