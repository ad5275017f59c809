import { describe, expect, it } from 'vitest'
import { DAY_MS, dayOf, MINUTE_MS, startOfDay } from '../../domain/time.ts'
import { createRandom } from '../../simulators/random.ts'
import { hourOf } from '../../simulators/sensors/seasons.ts'
import { moonElongation } from '../../simulators/sensors/tide.ts'
import { waterLevels } from '../../simulators/sensors/waterLevel.ts'
import { createWeather } from '../../simulators/sensors/weather.ts'

const random = createRandom(7)
const gauges = waterLevels({ random, weather: createWeather({ random, wide: false }), wide: false })

interface High {
  readonly at: number
  readonly level: number
}

function seriesOf(id: string, from: string, to: string): High[] {
  const gauge = gauges.find((each) => each.id === id)
  const series: High[] = []
  for (let at = Date.parse(from); at < Date.parse(to); at += 10 * MINUTE_MS) {
    series.push({ at, level: gauge?.read(at).level ?? Number.NaN })
  }
  return series
}

/** High waters: the highest of the three hours around them. */
function highsOf(id: string, from: string, to: string): High[] {
  const series = seriesOf(id, from, to)
  return series.filter(({ level }, n) => {
    const before = series.slice(Math.max(0, n - 9), n)
    const after = series.slice(n + 1, n + 10)
    // Of two equal ones the first counts.
    return before.length === 9 && before.every((b) => b.level < level) && after.every((a) => a.level <= level)
  })
}

const season = highsOf('MN-CAN-THO', '2026-10-01T00:00:00+07:00', '2026-12-01T00:00:00+07:00')

describe('the tide at Cần Thơ', () => {
  it('has two highs in a lunar day', () => {
    const apart = season.slice(1).map(({ at }, n) => at - (season[n]?.at ?? 0))
    for (const ms of apart) {
      // Neither is ever missing: a missing one would leave a whole day between two.
      expect(ms / 3_600_000).toBeGreaterThan(8)
      expect(ms / 3_600_000).toBeLessThan(17)
    }
    expect(season.length).toBeGreaterThan(112)
  })

  it('has unequal highs', () => {
    const unlike = season.slice(1).filter(({ level }, n) => Math.abs(level - (season[n]?.level ?? 0)) > 0.1)
    expect(unlike.length).toBeGreaterThan(season.length * 0.7)
  })

  // Moments of new and full moon, UTC, from an almanac.
  const moons = [
    '2026-10-10T15:50:00Z',
    '2026-10-26T04:12:00Z',
    '2026-11-09T07:02:00Z',
    '2026-11-24T14:53:00Z',
    '2025-11-05T13:19:00Z',
    '2024-04-08T18:21:00Z',
  ]
  it.each(moons)('knows the moon of %s', (moon) => {
    const from = moonElongation(Date.parse(moon)) % 180
    expect(Math.min(from, 180 - from)).toBeLessThan(8)
  })

  it.each(moons.slice(0, 4))('has its springs within three days of %s, with highs about 05–08 and 17–20 h', (moon) => {
    const at = Date.parse(moon)
    const around = season.filter((high) => Math.abs(high.at - at) < 7.5 * DAY_MS)
    const highest = around.reduce((best, high) => (high.level > best.level ? high : best))
    expect(Math.abs(highest.at - at) / DAY_MS).toBeLessThan(3.5)
    for (const high of around.filter((each) => Math.abs(each.at - at - DAY_MS) < DAY_MS)) {
      const hour = hourOf(high.at)
      expect((hour > 4 && hour < 8.5) || (hour > 16 && hour < 20.5)).toBe(true)
    }
  })

  it('passes the first alert level in the season, and stays below three metres', () => {
    const best = Math.max(...season.map(({ level }) => level))
    expect(best).toBeGreaterThan(1.8)
    expect(best).toBeLessThan(2.1)
  })
})

it('travels up the river: high water is earlier at Cái Cui and later at Thốt Nốt', () => {
  const evening = (id: string) => {
    const highs = highsOf(id, '2026-11-23T12:00:00+07:00', '2026-11-25T00:00:00+07:00')
    const day = startOfDay(dayOf(Date.parse('2026-11-24T12:00:00+07:00')))
    return highs.find(({ at }) => at > day + DAY_MS / 2)?.at ?? Number.NaN
  }
  expect(evening('MN-CAI-CUI')).toBeLessThan(evening('MN-CAN-THO'))
  expect(evening('MN-CAN-THO')).toBeLessThan(evening('MN-THOT-NOT'))
})
