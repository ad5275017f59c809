import type { Logger } from 'pino'
import { hourlyAqi, POLLUTANTS, type Pollutant } from '../../domain/sensors/vnAqi.ts'
import { bucketStart, DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import type { City } from '../city/city.ts'
import type { Clock } from '../clock.ts'
import type { Bucket, Sample, Store } from '../store/store.ts'

const NOWCAST_HOURS = 12
/** Hours end: looked at this often. */
const LOOK_EVERY_MS = MINUTE_MS
/** Readings that catch up come in many messages: a station's past is computed again once it has been quiet for so long. */
const QUIET_MS = 5_000
/** How far back readings that catch up are followed. */
const MAX_BACK_MS = 35 * DAY_MS
/** An hour with this part of the readings of the fullest of the twelve is whole; one with less may still be caught up on. */
const WHOLE_SHARE = 0.75
/** After so long an hour is kept as it is. */
const SETTLED_MS = DAY_MS
/** Hours that may have settled since the last look, and, at start, since the hub last ran. */
const LOOK_BACK_MS = SETTLED_MS + HOUR_MS
const FIRST_LOOK_BACK_MS = LOOK_BACK_MS + 3 * DAY_MS

/**
 * Derives the hourly VN_AQI of every air station from the hourly means in the store and shows it in the picture. Only whole hours count,
 * as in the decision: within an hour the one before is shown.
 *
 * Its history is the value `index` of the sensor, one an hour, at the start of the hour it is for: never newer than the station's own last
 * reading, which a restart must find. The store keeps the first it is given, so an hour waits until it is whole, or a day old; an hour in
 * which the station said nothing has none.
 */
export interface AirQuality {
  start(): Promise<void>
  stop(): Promise<void>
}

/** Hourly buckets by pollutant, then by start of the hour. */
type Hours = ReadonlyMap<Pollutant, ReadonlyMap<number, Bucket>>

export function createAirQuality({
  city,
  clock,
  store,
  log,
}: {
  city: Pick<City, 'sensors' | 'sensor' | 'reading' | 'setIndex' | 'onChange' | 'onLateReading'>
  clock: Clock
  store: Pick<Store, 'hourly' | 'append'>
  log: Logger
}): AirQuality {
  /** Stations whose past changed: since when it has to be computed again, and when it last changed; epoch ms. */
  const changed = new Map<string, { readonly from: number; readonly at: number }>()
  let lookedHour = 0
  let timer: NodeJS.Timeout | undefined
  let quiet: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let stopped = true

  const stations = () => [...city.sensors()].filter(({ kind }) => kind === 'airQuality').map(({ id }) => id)
  const thisHour = () => bucketStart(clock.now(), HOUR_MS)

  function markPast(id: string, at: number): void {
    if (at >= thisHour() || city.sensor(id)?.kind !== 'airQuality') return
    changed.set(id, { from: Math.min(changed.get(id)?.from ?? at, at), at: clock.now() })
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
    // What was marked a moment ago may not be in the store yet: it keeps its mark until it is quiet.
    const due = new Map([...changed].filter(([, { at }]) => clock.now() - at >= QUIET_MS))
    const wanted = new Map([...due].map(([id, { from }]) => [id, from]))
    if (hour !== lookedHour) {
      const back = hour - (lookedHour === 0 ? FIRST_LOOK_BACK_MS : LOOK_BACK_MS)
      for (const id of stations()) wanted.set(id, Math.min(wanted.get(id) ?? back, back))
    }
    for (const [id, from] of wanted) {
      await computeFrom(id, Math.max(from, hour - MAX_BACK_MS), hour)
      if (due.has(id) && changed.get(id) === due.get(id)) changed.delete(id)
    }
    lookedHour = hour
  }

  /** The index now, and in the history that of every settled hour since `from`. */
  async function computeFrom(id: string, from: number, until: number): Promise<void> {
    const source = `sensor/${id}`
    const first = bucketStart(from, HOUR_MS)
    const hours = new Map<Pollutant, Map<number, Bucket>>()
    for (const pollutant of POLLUTANTS) {
      const since = first - NOWCAST_HOURS * HOUR_MS
      const found = await store.hourly({ sources: [source], value: pollutant, from: since, to: until })
      hours.set(pollutant, new Map((found.get(source) ?? []).map((bucket) => [bucket.at, bucket])))
    }
    const samples: Sample[] = []
    for (let at = first; at < until; at += HOUR_MS) {
      const index = isSettled(hours, at, clock.now()) ? indexOf(hours, at) : undefined
      if (index !== undefined) samples.push({ source, at, receivedAt: clock.now(), values: { index } })
    }
    if (samples.length > 0) await store.append({ is: 'samples', samples })
    city.setIndex(id, indexOf(hours, until - HOUR_MS) ?? null)
  }

  city.onLateReading(markPast)
  city.onChange((feed, id) => {
    if (feed !== 'readings') return
    const at = city.reading(id)?.at
    if (at != null) markPast(id, at)
  })

  return {
    async start() {
      stopped = false
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

function isSettled(hours: Hours, at: number, now: number): boolean {
  const readings = (start: number) => Math.max(...POLLUTANTS.map((each) => hours.get(each)?.get(start)?.count ?? 0))
  const own = readings(at)
  if (own === 0) return false
  return now - (at + HOUR_MS) >= SETTLED_MS || own >= WHOLE_SHARE * Math.max(...twelveHours(at).map(readings))
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
