import { LRUCache } from 'lru-cache'
import { bucketStart, DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import type { Random } from '../random.ts'
import { bell, hourOf, seasonal } from './seasons.ts'

/** The sky over the city: showers that are born, drift and die, so that neighbouring gauges agree. */
export interface Weather {
  /** Rain rate, mm/h. */
  rainRate(lng: number, lat: number, at: number): number
  /** Sum since midnight in Cần Thơ, mm. Consistent with the rates: it is their sum, minute by minute. */
  rainDay(lng: number, lat: number, at: number): number
  /** Sum of the two hours before, mm. */
  rainLately(lng: number, lat: number, at: number): number
  /** Air temperature, °C. */
  temperature(at: number): number
}

interface Shower {
  readonly start: number
  readonly lifeMs: number
  readonly lng: number
  readonly lat: number
  /** Drift, degrees an hour. */
  readonly eastward: number
  readonly northward: number
  readonly radiusKm: number
  /** At its centre and height, mm/h. */
  readonly peak: number
}

/** Showers born in the region per day, by month; with the sizes below they give some 1,600 mm a year. */
const SHOWERS_A_DAY = [0.5, 0.3, 0.6, 2, 8, 10.5, 10.5, 10.5, 12, 13, 7, 2] as const
const TEMPERATURE = [26, 26.6, 27.9, 29, 28.6, 27.9, 27.5, 27.4, 27.3, 27.2, 27.2, 26.1] as const
/** The region in which showers are born: wider than the city, since they drift into it. */
const REGION = { west: 105.1, east: 106.1, south: 9.75, north: 10.45 } as const
const WIDE_REGION = { west: 105.1, east: 106.3, south: 9.15, north: 10.45 } as const
const LONGEST_LIFE_MS = 2 * HOUR_MS
const KM_PER_DEGREE = 110.6
/** Twice what falls in the heaviest tropical shower; overlapping showers stay below it. */
const MAX_RATE = 180
const MAX_KEPT_HOURS = 400
const MAX_KEPT_SUMS = 400

export function createWeather({ random, wide }: { random: Random; wide: boolean }): Weather {
  const region = wide ? WIDE_REGION : REGION
  const area = ((region.east - region.west) * (region.north - region.south)) / 0.7
  const births = new LRUCache<number, readonly Shower[]>({ max: MAX_KEPT_HOURS, memoMethod: drawShowers })
  const sums = new LRUCache<string, { step: number; sum: number }>({ max: MAX_KEPT_SUMS })

  function drawShowers(hour: number): readonly Shower[] {
    const at = hour * HOUR_MS
    // Afternoon heat makes most of them; a share comes at any hour.
    const daily = 0.35 + 3.4 * bell(hourOf(at), 15.5, 2.6)
    const spell = Math.exp(0.9 * random.smooth(at, 3 * DAY_MS, 'wet spell') - 0.13)
    const mean = (seasonal(at, SHOWERS_A_DAY) / 24) * daily * spell * area
    const count = random.poisson(mean, 'showers', hour)
    return Array.from({ length: count }, (_, n) => shower(hour, n))
  }

  function shower(hour: number, n: number): Shower {
    const draw = (what: string) => random.of('shower', hour, n, what)
    const at = hour * HOUR_MS
    // The south-west monsoon carries them from May to October, the north-east one afterwards.
    const southWest = seasonal(at, [-1, -1, -0.5, 0.3, 1, 1, 1, 1, 0.8, 0.2, -0.8, -1])
    const speed = (0.06 + 0.12 * draw('speed')) * (southWest < 0 ? -1 : 1)
    return {
      start: at + draw('minute') * HOUR_MS,
      lifeMs: (25 + 85 * draw('life')) * MINUTE_MS,
      lng: region.west + (region.east - region.west) * draw('lng'),
      lat: region.south + (region.north - region.south) * draw('lat'),
      eastward: speed,
      northward: speed * (0.2 + 0.5 * draw('turn')),
      radiusKm: 3 + 8 * draw('radius'),
      peak: Math.min(110, 16 * Math.exp(0.85 * random.normal('shower', hour, n, 'peak'))),
    }
  }

  function rainRate(lng: number, lat: number, at: number): number {
    let rate = 0
    const last = Math.floor(at / HOUR_MS)
    for (let hour = last - Math.ceil(LONGEST_LIFE_MS / HOUR_MS); hour <= last; hour++) {
      for (const cell of births.memo(hour)) {
        const age = at - cell.start
        if (age <= 0 || age >= cell.lifeMs) continue
        const hours = age / HOUR_MS
        const eastKm = (lng - cell.lng - cell.eastward * hours) * KM_PER_DEGREE * 0.985
        const northKm = (lat - cell.lat - cell.northward * hours) * KM_PER_DEGREE
        const distance = (eastKm * eastKm + northKm * northKm) / (2 * cell.radiusKm * cell.radiusKm)
        if (distance > 6) continue
        const ripening = Math.sin((Math.PI * age) / cell.lifeMs) ** 2
        rate += cell.peak * ripening * Math.exp(-distance)
      }
    }
    // Gusts: a shower is not smooth to a tipping bucket.
    const gust =
      rate < 0.05 ? 0 : 1 + 0.25 * random.smooth(at, 90_000, 'gust', Math.round(lng * 1e3), Math.round(lat * 1e3))
    return Math.min(MAX_RATE, rate * gust)
  }

  /** Sum of the whole minutes since midnight, remembered so that the next minute costs one step. */
  function rainDay(lng: number, lat: number, at: number): number {
    const midnight = bucketStart(at, DAY_MS)
    const steps = Math.floor((at - midnight) / MINUTE_MS)
    const key = `${lng}|${lat}|${midnight}`
    let known = sums.get(key)
    if (known === undefined || known.step > steps) {
      known = { step: 0, sum: 0 }
      sums.set(key, known)
    }
    for (; known.step < steps; known.step++) {
      known.sum += rainRate(lng, lat, midnight + known.step * MINUTE_MS) / 60
    }
    return known.sum
  }

  return {
    rainRate,
    rainDay,
    rainLately(lng, lat, at) {
      const end = Math.floor(at / (10 * MINUTE_MS))
      let sum = 0
      for (let step = end - 12; step < end; step++) sum += rainRate(lng, lat, step * 10 * MINUTE_MS) / 6
      return sum
    },
    temperature(at) {
      const hour = hourOf(at)
      const daily = 3.6 * bell(hour, 13.5, 3.4) - 2.4 * bell(hour, 5, 3.2)
      return seasonal(at, TEMPERATURE) + daily + 0.9 * random.smooth(at, 2 * DAY_MS, 'temperature')
    },
  }
}
