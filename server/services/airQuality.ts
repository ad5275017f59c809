import type { Logger } from 'pino'
import { asOf, freshness, patienceFor } from '../../domain/freshness.ts'
import type { Bucket } from '../../domain/queries/series.ts'
import { hourlyAqi, POLLUTANTS, type Pollutant } from '../../domain/sensors/vnAqi.ts'
import { sensorSource } from '../../domain/sourceId.ts'
import { bucketStart, DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import type { City } from '../city/city.ts'
import type { Clock } from '../clock.ts'
import type { Sample, Store } from '../store/store.ts'

const NOWCAST_HOURS = 12
/** Hours end, and what may still come of them stays away: looked at this often. */
const LOOK_EVERY_MS = MINUTE_MS
/** Readings that catch up come in many messages: a station's past is computed again once it has been quiet for so long. */
const QUIET_MS = 5_000
/** An hour with this part of the readings of the fullest of the twelve is whole; of one with less more may come. */
const WHOLE_SHARE = 0.75
/** Hours that may have ended or been completed since the last look, and, at start, since the hub last ran. */
const LOOK_BACK_MS = DAY_MS + HOUR_MS
const FIRST_LOOK_BACK_MS = LOOK_BACK_MS + 3 * DAY_MS
/** So much of a station's past is computed at a time. */
const PIECE_MS = 35 * DAY_MS

/**
 * Derives the hourly VN_AQI of every air station from the hourly means in the store and shows it in the picture. Only whole hours count,
 * as in the decision: within an hour the one before is shown, and after it until its last readings could have come.
 *
 * Its history is the value `index` of the sensor, one an hour, at the start of the hour it is for: never newer than the station's own last
 * reading, which a restart must find. It is kept once the hour is whole, or the station has had its time to complete it, and kept anew
 * whenever readings of that hour or of the eleven before come in later; an hour in which the station said nothing has none.
 */
export interface AirQuality {
  start(): Promise<void>
  stop(): Promise<void>
}

/** Hourly buckets by pollutant, then by start of the hour. */
type Hours = ReadonlyMap<Pollutant, ReadonlyMap<number, Bucket>>

/** Hours of a station that changed: starts of the first and the last, and when the last change was; epoch ms. */
interface Change {
  readonly first: number
  readonly last: number
  readonly at: number
}

/** @param kept told of every hour whose index was kept, the first time and anew */
export function createAirQuality({
  city,
  clock,
  store,
  log,
  kept = () => undefined,
}: {
  city: Pick<City, 'sensors' | 'sensor' | 'reading' | 'setIndex' | 'onChange' | 'onLateReading'>
  clock: Clock
  store: Pick<Store, 'hourly' | 'append' | 'dueHours'>
  log: Logger
  kept?: (samples: readonly Sample[]) => void
}): AirQuality {
  /** Of stations whose past changed. Beside it in the store, so that a sudden end forgets none. */
  const changed = new Map<string, Change>()
  /** Stations of which an hour has ended that is not whole and may still be completed. */
  const waiting = new Set<string>()
  let lookedHour = 0
  let timer: NodeJS.Timeout | undefined
  let quiet: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let stopped = true

  const stations = () => [...city.sensors()].filter(({ kind }) => kind === 'airQuality').map(({ id }) => id)
  const thisHour = () => bucketStart(clock.now(), HOUR_MS)

  function markPast(id: string, oldest: number, newest: number): void {
    if (oldest >= thisHour() || city.sensor(id)?.kind !== 'airQuality') return
    const [first, last] = [bucketStart(oldest, HOUR_MS), bucketStart(Math.min(newest, thisHour() - 1), HOUR_MS)]
    const known = changed.get(id)
    const change = { first: Math.min(known?.first ?? first, first), last: Math.max(known?.last ?? last, last) }
    changed.set(id, { ...change, at: clock.now() })
    if (known === undefined || known.first !== change.first || known.last !== change.last) {
      const hours = { source: sensorSource(id), first: change.first, last: change.last }
      store.append({ is: 'due', hours }).catch((error: unknown) => {
        log.warn({ error, station: id }, 'that the air quality index is to be computed anew could not be kept')
      })
    }
    lookWhenQuiet()
  }

  function lookWhenQuiet(): void {
    if (stopped || changed.size === 0) return
    quiet ??= setTimeout(() => {
      quiet = undefined
      void lookSoon()
    }, QUIET_MS)
  }

  /** One look at a time; who asks during one is answered by the next, a minute later at most. */
  function lookSoon(): Promise<void> {
    looking ??= look()
      .catch((error: unknown) => {
        // The marks stay: the next look tries again.
        log.warn({ error }, 'the air quality index could not be computed')
      })
      .finally(() => {
        looking = undefined
        lookWhenQuiet()
      })
    return looking
  }

  async function look(): Promise<void> {
    const hour = thisHour()
    const isNewHour = hour !== lookedHour
    const back = hour - (lookedHour === 0 ? FIRST_LOOK_BACK_MS : LOOK_BACK_MS)
    const recent = new Set(isNewHour ? stations() : waiting)
    // What was marked a moment ago may not be in the store yet: it keeps its mark until it is quiet.
    const due = [...changed].filter(([, { at }]) => clock.now() - at >= QUIET_MS)
    for (const [id, change] of due) {
      await computeChange(id, change, hour)
      if (changed.get(id) === change) changed.delete(id)
      recent.add(id)
    }
    for (const id of recent) await computeRecent(id, back, hour)
    lookedHour = hour
  }

  /** Every hour that looks back on one that changed. */
  async function computeChange(id: string, { first, last }: Change, hour: number): Promise<void> {
    const end = Math.min(last + NOWCAST_HOURS * HOUR_MS, hour)
    for (let from = first; from < end; from += PIECE_MS) {
      const to = Math.min(from + PIECE_MS, end)
      await keepHours(id, await readHours(id, from, to), from, to)
    }
    await store.append({ is: 'derived', samples: [], done: { source: sensorSource(id), first, last } })
  }

  /** The hours since `from`, and the index now. */
  async function computeRecent(id: string, from: number, hour: number): Promise<void> {
    const hours = await readHours(id, from, hour)
    await keepHours(id, hours, from, hour)
    let newest = hour - HOUR_MS
    while (newest > from && !isDone(id, hours, newest)) newest -= HOUR_MS
    if (newest === hour - HOUR_MS) waiting.delete(id)
    else waiting.add(id)
    city.setIndex(id, indexOf(hours, newest) ?? null)
  }

  async function readHours(id: string, from: number, to: number): Promise<Hours> {
    const source = sensorSource(id)
    const hours = new Map<Pollutant, Map<number, Bucket>>()
    for (const pollutant of POLLUTANTS) {
      const since = from - NOWCAST_HOURS * HOUR_MS
      const found = await store.hourly({ sources: [source], value: pollutant, from: since, to })
      hours.set(pollutant, new Map((found.get(source) ?? []).map((bucket) => [bucket.at, bucket])))
    }
    return hours
  }

  /** Keeps the index of each hour of `[from, to)` that can be told and is not kept as it is. */
  async function keepHours(id: string, hours: Hours, from: number, to: number): Promise<void> {
    const source = sensorSource(id)
    const before = new Map(
      ((await store.hourly({ sources: [source], value: 'index', from, to })).get(source) ?? []).map(({ at, mean }) => [
        at,
        mean,
      ]),
    )
    const samples: Sample[] = []
    for (let at = from; at < to; at += HOUR_MS) {
      const index = readingsIn(hours, at) > 0 && isDone(id, hours, at) ? indexOf(hours, at) : undefined
      if (index === undefined || before.get(at) === index) continue
      samples.push({ source, at, receivedAt: clock.now(), values: { index } })
    }
    if (samples.length === 0) return
    await store.append({ is: 'derived', samples })
    kept(samples)
  }

  /** An hour is judged when it is whole, or when what is missing could have come: its station is silent, or has had its time. */
  function isDone(id: string, hours: Hours, at: number): boolean {
    const patience = patienceFor(city.sensor(id)?.everyMs ?? 0)
    if (clock.now() - (at + HOUR_MS) > patience.staleAfterMs) return true
    if (freshness(asOf(city.reading(id)), clock.now(), patience) !== 'live') return true
    return readingsIn(hours, at) >= WHOLE_SHARE * Math.max(...twelveHours(at).map((start) => readingsIn(hours, start)))
  }

  city.onLateReading(markPast)
  city.onChange((feed, id) => {
    if (feed !== 'readings') return
    const at = city.reading(id)?.at
    if (at != null) markPast(id, at, at)
  })

  return {
    async start() {
      stopped = false
      for (const { source, first, last } of await store.dueHours()) {
        changed.set(source.slice('sensor/'.length), { first, last, at: Number.NEGATIVE_INFINITY })
      }
      await lookSoon()
      timer = setInterval(() => void lookSoon(), LOOK_EVERY_MS)
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      clearTimeout(quiet)
      quiet = undefined
      await looking
    },
  }
}

/** Starts of the twelve hours that end with the one that begins at `at`, newest first. */
function twelveHours(at: number): number[] {
  return Array.from({ length: NOWCAST_HOURS }, (_, i) => at - i * HOUR_MS)
}

/** Readings of the pollutant that was read most in an hour. */
function readingsIn(hours: Hours, start: number): number {
  return Math.max(...POLLUTANTS.map((each) => hours.get(each)?.get(start)?.count ?? 0))
}

/** @param at start of the newest whole hour, epoch ms */
function indexOf(hours: Hours, at: number): number | undefined {
  const mean = (pollutant: Pollutant, start: number) => hours.get(pollutant)?.get(start)?.mean
  return hourlyAqi({
    pm25: twelveHours(at).map((start) => mean('pm25', start)),
    pm10: twelveHours(at).map((start) => mean('pm10', start)),
    o3: mean('o3', at),
    no2: mean('no2', at),
    so2: mean('so2', at),
    co: mean('co', at),
  })?.index
}
