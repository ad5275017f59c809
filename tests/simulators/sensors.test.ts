import { describe, expect, it } from 'vitest'
import { SensorAnnounce } from '../../domain/messages.ts'
import { SENSOR_KINDS, type SensorKindId } from '../../domain/sensors/index.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { isName } from '../../domain/topics.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { EDITIONS } from '../../domain/units/unit.ts'
import { createDemoCity } from '../../simulators/demoCity.ts'
import { createRandom } from '../../simulators/random.ts'
import { SENSOR_MODELS } from '../../simulators/sensors/index.ts'
import { createWeather } from '../../simulators/sensors/weather.ts'

const YEAR_START = Date.parse('2026-01-01T00:00:00+07:00')

function surroundings(seed = 7) {
  const random = createRandom(seed)
  return { random, weather: createWeather({ random, wide: true }), wide: true }
}

describe.each(Object.keys(SENSOR_MODELS) as SensorKindId[])('%s', (id) => {
  const kind: SensorKind = SENSOR_KINDS[id]

  it('says every quantity of its kind, all year within what is physically possible', () => {
    for (const sensor of SENSOR_MODELS[id](surroundings())) {
      // An odd step wanders through all hours of the day.
      for (let at = YEAR_START; at < YEAR_START + 365 * DAY_MS; at += 7 * HOUR_MS + 13 * MINUTE_MS) {
        const values = sensor.read(at)
        expect(Object.keys(values).sort()).toEqual(Object.keys(kind.quantities).sort())
        for (const [name, value] of Object.entries(values)) {
          const [min, max] = kind.quantities[name]?.range ?? [0, 0]
          if (!(value >= min && value <= max))
            expect.fail(`${sensor.id} ${name} ${value} at ${new Date(at).toISOString()}`)
        }
      }
    }
  })

  it('is the same for the same seed in whatever order it is asked, and another for another seed', () => {
    const day = Array.from({ length: 144 }, (_, n) => Date.parse('2026-06-17T00:00:00+07:00') + n * 10 * MINUTE_MS)
    const readings = (seed: number, times: number[]) => {
      const [sensor] = SENSOR_MODELS[id](surroundings(seed))
      return new Map(times.map((at) => [at, JSON.stringify(sensor?.read(at))]))
    }
    const forwards = readings(7, day)
    const backwards = readings(7, [...day].reverse())
    for (const at of day) expect(backwards.get(at)).toBe(forwards.get(at))
    expect([...readings(8, day).values()]).not.toEqual([...forwards.values()])
  })

  it('changes with time', () => {
    for (const sensor of SENSOR_MODELS[id](surroundings())) {
      const said = Array.from({ length: 60 * 24 }, (_, n) =>
        JSON.stringify(sensor.read(YEAR_START + 190 * DAY_MS + n * HOUR_MS)),
      )
      expect(new Set(said).size).toBeGreaterThan(50)
    }
  })
})

describe.each(EDITIONS)('the sensors of edition %s', (edition) => {
  const { sensors } = createDemoCity({ seed: 7, edition, faults: 0 })

  it('announce themselves as the contract has it, simulated, in communes that exist', () => {
    for (const { id, announce } of sensors) {
      expect(isName(id)).toBe(true)
      expect(SensorAnnounce.parse(announce)).toEqual({ ...announce, simulated: true })
      expect(UNIT_TREES[edition].byCode.get(announce.commune)?.level).toBe('commune')
    }
    expect(new Set(sensors.map(({ id }) => id)).size).toBe(sensors.length)
    expect(sensors.length).toBeGreaterThanOrEqual(60)
  })

  it('begin with the Cần Thơ gauge', () => {
    const [first] = sensors
    expect(first).toMatchObject({ id: 'MN-CAN-THO', name: 'Trạm Cần Thơ', lng: 105.7872, lat: 10.0526 })
  })
})

it('gives the Cần Thơ gauge to the commune it stands in', () => {
  const { sensors } = createDemoCity({ seed: 7, edition: '2021', faults: 0 })
  expect(sensors[0]?.announce.commune).toBe('31117')
})

describe('rain', () => {
  const { weather } = surroundings()
  const [lng, lat] = [105.7856, 10.0332]

  it('sums to what its rates make, from zero at midnight', () => {
    // The wettest day of a rainy month.
    const days = Array.from({ length: 30 }, (_, n) => Date.parse('2026-09-01T00:00:00+07:00') + n * DAY_MS)
    const wettest = days.reduce((best, day) =>
      weather.rainDay(lng, lat, day + DAY_MS - 1) > weather.rainDay(lng, lat, best + DAY_MS - 1) ? day : best,
    )
    expect(weather.rainDay(lng, lat, wettest)).toBe(0)
    let before = 0
    let summed = 0
    for (let at = wettest; at < wettest + DAY_MS; at += MINUTE_MS) {
      const day = weather.rainDay(lng, lat, at)
      expect(day).toBeGreaterThanOrEqual(before)
      expect(day).toBeCloseTo(summed, 6)
      before = day
      summed += weather.rainRate(lng, lat, at) / 60
    }
    expect(summed).toBeGreaterThan(10)
  })

  it('falls mostly from May to November, some 1,000 to 2,300 mm a year', () => {
    let year = 0
    let wetSeason = 0
    for (let n = 0; n < 365; n++) {
      const sum = weather.rainDay(lng, lat, YEAR_START + (n + 1) * DAY_MS - 1)
      year += sum
      if (n >= 120 && n < 334) wetSeason += sum
    }
    expect(year).toBeGreaterThan(1000)
    expect(year).toBeLessThan(2300)
    expect(wetSeason / year).toBeGreaterThan(0.85)
  })

  it('is felt by neighbours together', () => {
    let both = 0
    let one = 0
    for (let at = YEAR_START + 240 * DAY_MS; at < YEAR_START + 300 * DAY_MS; at += 10 * MINUTE_MS) {
      const here = weather.rainRate(lng, lat, at) > 2
      const near = weather.rainRate(lng + 0.01, lat, at) > 2
      if (here || near) one++
      if (here && near) both++
    }
    expect(one).toBeGreaterThan(50)
    expect(both / one).toBeGreaterThan(0.6)
  })
})

it('salinity comes with the dry season: most in March, hardly any in November', () => {
  const probe = SENSOR_MODELS.salinity(surroundings()).find(({ id }) => id === 'DM-CAI-CUI')
  const most = (month: string) =>
    Math.max(
      ...Array.from(
        { length: 28 * 24 },
        (_, n) => probe?.read(Date.parse(`2026-${month}-01T00:00:00+07:00`) + n * HOUR_MS).salinity ?? 0,
      ),
    )
  expect(most('03')).toBeGreaterThan(1)
  expect(most('03')).toBeGreaterThan(most('05'))
  expect(most('11')).toBeLessThan(0.2)
})

it('streets are busiest in the rush of a working day, noise with them', () => {
  const busy = (kind: 'traffic' | 'noise', value: string, at: string) => {
    const sensors = SENSOR_MODELS[kind](surroundings())
    return sensors.reduce((sum, sensor) => sum + (sensor.read(Date.parse(at))[value] ?? 0), 0) / sensors.length
  }
  for (const [kind, value] of [
    ['traffic', 'flow'],
    ['noise', 'laeq'],
  ] as const) {
    const rush = busy(kind, value, '2026-11-25T07:10:00+07:00')
    expect(rush).toBeGreaterThan(busy(kind, value, '2026-11-25T03:00:00+07:00'))
    expect(rush).toBeGreaterThan(busy(kind, value, '2026-11-25T10:00:00+07:00'))
    expect(rush).toBeGreaterThan(busy(kind, value, '2026-11-29T07:10:00+07:00'))
  }
})
