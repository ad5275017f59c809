import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KPIS } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { brokenRule } from '../../domain/systems/brokenRule.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import { type Counts, pooledCounts, type SourceSystem, totalCounts } from '../../domain/systems/system.ts'

const systems = Object.entries(SYSTEMS) as [string, SourceSystem][]

/** Reports as a system could send them, small numbers so that rules are broken often; any count may be missing. */
function reports(system: SourceSystem): fc.Arbitrary<Counts> {
  const names = Object.keys(system.counts)
  if (names.length === 0) return fc.constant({})
  return fc.record(
    Object.fromEntries(names.map((name) => [name, fc.nat(Math.min(20, system.counts[name]?.most ?? 20))])),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Counts>
}
/** Those of them that the door lets in. */
const accepted = (system: SourceSystem) => reports(system).filter((counts) => brokenRule(system, counts) === undefined)

describe.each(systems)('the counts of %s', (_, system) => {
  const { rules, counts } = system

  it('declare what is part of what, or why nothing is', () => {
    if ('none' in rules) {
      for (const why of Object.values(rules.none)) expect(why.trim()).not.toBe('')
    } else {
      expect(rules.length).toBeGreaterThan(0)
    }
  })

  it('are bound by rules that name counts there are, of one nature', () => {
    for (const { parts, of } of 'none' in rules ? [] : rules) {
      const natures = [...parts, ...of].map((name) => counts[name]?.nature)
      expect(parts.length).toBeGreaterThan(0)
      expect(of.length).toBeGreaterThan(0)
      // What stands now is no part of what happened today, nor the other way round.
      expect([...new Set(natures)]).toEqual([natures[0]])
      expect(natures[0]).toBeDefined()
      expect(parts.filter((name) => of.includes(name))).toEqual([])
    }
  })

  it('declare how they add up over units and over days, as their nature has it', () => {
    for (const [name, { nature, overUnits, overDays, most }] of Object.entries(counts)) {
      expect(overDays, name).toBe(nature === 'flow' ? 'sum' : 'last')
      // What has a greatest number is no longer below it when it is added up.
      if (most !== undefined) expect(overUnits, name).not.toBe('sum')
    }
  })

  it('keep their rules and their greatest numbers over days', () => {
    fc.assert(
      fc.property(fc.array(accepted(system), { minLength: 1, maxLength: 6 }), (days) => {
        const complete = days.filter((day) => Object.keys(counts).every((name) => day[name] !== undefined))
        const total = totalCounts(system, complete)
        expect(brokenRule(system, total)).toBeUndefined()
        for (const [name, { most = Number.POSITIVE_INFINITY }] of Object.entries(counts))
          expect(total[name] ?? 0).toBeLessThanOrEqual(most)
      }),
    )
  })

  it('stay within the reported range where units are put together, shared out or not', () => {
    const unit = fc.record({ counts: accepted(system), weight: fc.constantFrom(1, 0.5, 0.25) })
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 6 }), fc.nat(3), (units, silent) => {
        const pooled = pooledCounts(system, units, units.length + silent)
        for (const [name, { overUnits, most }] of Object.entries(counts)) {
          const said = units.flatMap((one) => one.counts[name] ?? [])
          const value = pooled[name]
          if (said.length === 0 || value === undefined) continue
          if (most !== undefined) expect(value).toBeLessThanOrEqual(most)
          if (overUnits === 'mean') {
            expect(value).toBeGreaterThanOrEqual(Math.min(...said) - 1e-9)
            expect(value).toBeLessThanOrEqual(Math.max(...said) + 1e-9)
          }
        }
      }),
    )
  })
})

describe('counts of several units', () => {
  const { nationalPortal, documents } = SYSTEMS as Record<string, SourceSystem> as Record<
    'nationalPortal' | 'documents',
    SourceSystem
  >
  const score = (officialScoreHundredths: number, weight = 1) => ({ counts: { officialScoreHundredths }, weight })

  it('make no score of scores', () => {
    expect(pooledCounts(nationalPortal, Array(6).fill(score(8_000)), 6)).toEqual({})
    expect(pooledCounts(nationalPortal, [score(8_000, 0.4)], 1)).toEqual({})
    // One of three that were joined is not the three.
    expect(pooledCounts(nationalPortal, [score(8_000)], 3)).toEqual({})
    expect(pooledCounts(nationalPortal, [score(8_000)], 1)).toEqual({ officialScoreHundredths: 8_000 })
  })

  it('count a register that all of them keep once, and a yes as a yes', () => {
    const register = (proceduresPublished: number, weight = 1) => ({ counts: { proceduresPublished }, weight })
    expect(pooledCounts(nationalPortal, [register(210), register(190)], 2)).toEqual({ proceduresPublished: 200 })
    expect(pooledCounts(nationalPortal, [register(210, 0.5), register(180)], 2)).toEqual({ proceduresPublished: 190 })
    const joined = [0, 1, 1].map((connectedToAxis) => ({ counts: { connectedToAxis, documentsIn: 5 }, weight: 0.5 }))
    expect(pooledCounts(documents, joined, 3)).toEqual({ connectedToAxis: 1, documentsIn: 7.5 })
  })
})

describe.each(
  (Object.entries(KPIS) as [string, Kpi][]).filter(
    ([, { from, combine }]) => from === 'statistic' && combine === 'ratio',
  ),
)('the share %s', (_, kpi) => {
  it('never exceeds the whole, whatever the door lets in', () => {
    if (kpi.from !== 'statistic') throw new Error('not from statistics')
    const system: SourceSystem = SYSTEMS[kpi.system as keyof typeof SYSTEMS]
    fc.assert(
      fc.property(accepted(system), (counts) => {
        const { numerator, denominator = 0 } = kpi.share(counts) ?? { numerator: 0 }
        expect(numerator).toBeGreaterThanOrEqual(0)
        expect(numerator).toBeLessThanOrEqual(denominator)
      }),
    )
  })
})

describe.each((Object.entries(KPIS) as [string, Kpi][]).filter(([, { from }]) => from === 'statistic'))(
  'the KPI %s',
  (_, kpi) => {
    it('is a yes or no of each authority where it says so, and only there', () => {
      if (kpi.from !== 'statistic') throw new Error('not from statistics')
      const { share, yesNo = false, most = Number.POSITIVE_INFINITY } = kpi
      const shares = fc
        .sample(accepted(SYSTEMS[kpi.system as keyof typeof SYSTEMS]), 500)
        .flatMap((counts) => share(counts) ?? [])
      expect(shares.length).toBeGreaterThan(0)
      expect(shares.every(({ numerator, denominator }) => denominator === 1 && numerator <= 1)).toBe(yesNo)
      for (const { numerator } of shares) expect(numerator).toBeLessThanOrEqual(most)
    })
  },
)
