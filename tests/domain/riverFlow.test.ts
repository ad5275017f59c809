import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GaugeHistory, gaugesAsked, PAST_MS, type RiverFlow, riverFlow } from '../../domain/river/flow.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/time.ts'

const NOW = Date.UTC(2026, 10, 29, 3)
const M2_HOURS = 12.42
const KM_PER_HOUR = 24

/** A tide that comes up the river, each gauge over a zero of its own. */
function gauge(km: number, { datum = 0, amplitude = 0.8, until = NOW, wave = 1 } = {}): GaugeHistory {
  const levels = []
  for (let at = until - PAST_MS - HOUR_MS; at <= until; at += 10 * MINUTE_MS) {
    const hours = (at - NOW) / HOUR_MS - km / KM_PER_HOUR
    levels.push({ at, level: datum + amplitude * wave * Math.cos((2 * Math.PI * hours) / M2_HOURS) })
  }
  return { id: `G${km}`, km, levels, staleAfterMs: 30 * MINUTE_MS }
}

const three = (how: Parameters<typeof gauge>[1] = {}) => [-10, 0, 9].map((km) => gauge(km, how))
function speedOf(flow: RiverFlow): number {
  if (flow.is !== 'modelled') throw new Error(`no flow: ${flow.because}`)
  return flow.speed
}
const speedAt = (hours: number, month = 4) => {
  const gauges = [-10, 0, 9].map((km) => gauge(km, { until: NOW + hours * HOUR_MS }))
  return speedOf(riverFlow(gauges, NOW + hours * HOUR_MS, month))
}

describe('the flow of the river', () => {
  it('turns with the tide: up as it comes in, down as it goes out', () => {
    // High water at the middle gauge is at hour 0: the flood runs before it, the ebb after it.
    expect(speedAt(-2)).toBeLessThan(-0.2)
    expect(speedAt(4)).toBeGreaterThan(0.2)
  })

  it('is as fast as such rivers are: below two metres a second', () => {
    const speeds = Array.from({ length: 13 }, (_, n) => speedAt(n - 6))
    expect(Math.max(...speeds.map(Math.abs))).toBeLessThan(2)
    expect(Math.max(...speeds)).toBeGreaterThan(0.3)
  })

  it('is the river’s own when there is no tide: seaward, more in October than in April', () => {
    const still = three({ amplitude: 0 })
    const [april, october] = [4, 10].map((month) => speedOf(riverFlow(still, NOW, month)))
    expect(april).toBeCloseTo(0.12, 2)
    expect(october).toBeCloseTo(0.65, 2)
  })

  it('does not depend on the zeros of the gauges: they share no datum', () => {
    const datum = fc.double({ min: -3, max: 3, noNaN: true })
    const plain = speedOf(riverFlow(three(), NOW, 4))
    fc.assert(
      fc.property(datum, datum, datum, (...datums) => {
        const gauges = [-10, 0, 9].map((km, i) => gauge(km, { datum: datums[i] ?? 0 }))
        expect(speedOf(riverFlow(gauges, NOW, 4))).toBeCloseTo(plain, 6)
      }),
      { numRuns: 20 },
    )
  })

  it('says how far off it may be, and which gauges it rests on', () => {
    const flow = riverFlow(three(), NOW, 4)
    expect(flow).toMatchObject({ is: 'modelled', gauges: ['G-10', 'G0', 'G9'] })
    expect(flow.is === 'modelled' ? flow.uncertainty : 0).toBeGreaterThan(0.05)
  })
})

describe('nothing is said of the flow', () => {
  const [low, middle, high] = three() as [GaugeHistory, GaugeHistory, GaugeHistory]

  it('when a gauge is stale', () => {
    const silent = gauge(0, { until: NOW - HOUR_MS })
    expect(riverFlow([low, silent, high], NOW, 4)).toEqual({ is: 'unknown', because: 'stale', gauge: 'G0' })
    expect(riverFlow([low, { ...middle, levels: [] }, high], NOW, 4)).toMatchObject({ because: 'stale' })
  })

  it('when a gauge jumps: no tide rises by a metre in ten minutes', () => {
    const levels = middle.levels.map((level, i) =>
      i > middle.levels.length - 4 ? { ...level, level: level.level + 1 } : level,
    )
    expect(riverFlow([low, { ...middle, levels }, high], NOW, 4)).toEqual({
      is: 'unknown',
      because: 'jump',
      gauge: 'G0',
    })
  })

  it('when a gauge has no past, or a hole in its last day', () => {
    const young = { ...high, levels: high.levels.slice(-60) }
    const holed = { ...high, levels: high.levels.filter(({ at }) => at < NOW - 8 * HOUR_MS || at > NOW - 5 * HOUR_MS) }
    expect(riverFlow([low, middle, young], NOW, 4)).toMatchObject({ because: 'history', gauge: 'G9' })
    expect(riverFlow([low, middle, holed], NOW, 4)).toMatchObject({ because: 'history', gauge: 'G9' })
  })

  it('from fewer than three', () => {
    expect(riverFlow([low, middle], NOW, 4)).toEqual({ is: 'unknown', because: 'fewGauges' })
  })
})

describe('the gauges asked', () => {
  const at = (...kms: number[]) => kms.map((km) => ({ km }))

  it('are the nearest, the next below and the next above', () => {
    expect(gaugesAsked(at(39, 19, 9, 2, 0, -10, -48), 0)).toEqual(at(-10, 0, 9))
  })

  it('lie on one side where the river has no others', () => {
    expect(gaugesAsked(at(0, 9, 19, 39), 0)).toEqual(at(0, 9, 19))
  })

  it('are none where there are not three', () => {
    expect(gaugesAsked(at(0, 2, 9), 0)).toBeUndefined()
    expect(gaugesAsked([], 0)).toBeUndefined()
  })
})
