import type { Logger } from 'pino'
import { hourlyAqi, POLLUTANTS, type Pollutant } from '../../domain/sensors/vnAqi.ts'
import { bucketStart, DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import type { City } from '../city/city.ts'
import type { Clock } from '../clock.ts'
import type { Sample, Store } from '../store/store.ts'

const NOWCAST_MS = 12 * HOUR_MS
/** Hours end, and late readings change what is past: looked at this often. */
const LOOK_EVERY_MS = MINUTE_MS
/** Readings that catch up come in many messages: the past is computed again once they have been quiet for so long. */
const QUIET_MS = 5_000
/** How far back readings that catch up are followed. */
const MAX_BACK_MS = 35 * DAY_MS

/**
 * Derives the hourly VN_AQI of every air station from the hourly means in the store, shows it in the picture, and keeps its
 * history as the value `index` of the sensor, at the end of the hour it is for. Only whole hours count, as in the decision.
 */
export interface AirQuality {
  start(): Promise<void>
  stop(): Promise<void>
}

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
  /** Where the index has to be computed from, per sensor, epoch ms. */
  const dirtyFrom = new Map<string, number>()
  let lookedHour = 0
  let timer: NodeJS.Timeout | undefined
  let quiet: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  const stations = () => [...city.sensors()].filter(({ kind }) => kind === 'airQuality').map(({ id }) => id)
  const thisHour = () => bucketStart(clock.now(), HOUR_MS)

  function markPast(id: string, at: number): void {
    if (city.sensor(id)?.kind !== 'airQuality' || at >= thisHour()) return
    dirtyFrom.set(id, Math.min(dirtyFrom.get(id) ?? at, at))
    clearTimeout(quiet)
    quiet = setTimeout(lookSoon, QUIET_MS)
  }

  function lookSoon(): void {
    running = running.then(look).catch((error: unknown) => {
      // The marks stay: the next look tries again.
      log.warn({ error }, 'the air quality index could not be computed')
    })
  }

  async function look(): Promise<void> {
    const hour = thisHour()
    const wanted = new Map(dirtyFrom)
    if (hour !== lookedHour)
      for (const id of stations()) wanted.set(id, Math.min(wanted.get(id) ?? hour, hour - HOUR_MS))
    for (const [id, from] of wanted) {
      await computeFrom(id, Math.max(from, clock.now() - MAX_BACK_MS), hour)
      if (dirtyFrom.get(id) === from) dirtyFrom.delete(id)
    }
    lookedHour = hour
  }

  /** The index at the end of every whole hour since `from`. */
  async function computeFrom(id: string, from: number, until: number): Promise<void> {
    const source = `sensor/${id}`
    const first = bucketStart(from, HOUR_MS)
    const means = new Map<Pollutant, Map<number, number>>()
    for (const pollutant of POLLUTANTS) {
      const found = await store.hourly({ sources: [source], value: pollutant, from: first - NOWCAST_MS, to: until })
      means.set(pollutant, new Map((found.get(source) ?? []).map(({ at, mean }) => [at, mean])))
    }
    const samples: Sample[] = []
    for (let end = first + HOUR_MS; end <= until; end += HOUR_MS) {
      const index = indexAt(means, end)
      if (index !== undefined) samples.push({ source, at: end, receivedAt: clock.now(), values: { index } })
    }
    if (samples.length > 0) await store.append({ is: 'samples', samples })
    city.setIndex(id, indexAt(means, until) ?? null)
  }

  city.onLateReading(markPast)
  city.onChange((feed, id) => {
    if (feed !== 'readings') return
    const at = city.reading(id)?.at
    if (at != null) markPast(id, at)
  })

  return {
    async start() {
      lookSoon()
      await running
      timer = setInterval(lookSoon, LOOK_EVERY_MS)
    },
    async stop() {
      clearInterval(timer)
      clearTimeout(quiet)
      await running
    },
  }
}

/** @param end end of the newest whole hour, epoch ms */
function indexAt(means: ReadonlyMap<Pollutant, ReadonlyMap<number, number>>, end: number): number | undefined {
  const hoursBack = (pollutant: Pollutant) =>
    Array.from({ length: 12 }, (_, i) => means.get(pollutant)?.get(end - (i + 1) * HOUR_MS))
  const last = (pollutant: Pollutant) => means.get(pollutant)?.get(end - HOUR_MS)
  return hourlyAqi({
    pm25: hoursBack('pm25'),
    pm10: hoursBack('pm10'),
    o3: last('o3'),
    no2: last('no2'),
    so2: last('so2'),
    co: last('co'),
  })?.index
}
