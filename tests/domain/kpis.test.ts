import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CameraView } from '../../domain/cameras/camera.ts'
import { withheld } from '../../domain/kpis/coverage.ts'
import { addShares, dayParts } from '../../domain/kpis/dayParts.ts'
import { combine, evaluate, judge, judgeOverDays } from '../../domain/kpis/evaluate.ts'
import { comparedWith } from '../../domain/kpis/figure.ts'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Contribution, Kpi, Share } from '../../domain/kpis/kpi.ts'
import { natureOf, readFrom } from '../../domain/kpis/reads.ts'
import { TRAILING_DAYS } from '../../domain/kpis/trailing.ts'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import { SEVERITIES, type SensorKind, type Severity } from '../../domain/sensors/sensorKind.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import { type Counts, type SourceSystem, totalCounts } from '../../domain/systems/system.ts'
import type { Text } from '../../domain/text.ts'
import { isName } from '../../domain/topics.ts'

const all = Object.entries(KPIS) as [KpiId, Kpi][]
const targeted = all.flatMap(([id, kpi]) =>
  kpi.target === undefined ? [] : [[id, { ...kpi, target: kpi.target }] as const],
)
const statisticRatios = all.flatMap(([id, kpi]) =>
  kpi.from === 'statistic' && kpi.combine === 'ratio' ? [[id, kpi] as const] : [],
)
const ofDevices = all.flatMap(([id, kpi]) => (kpi.from === 'statistic' ? [] : [[id, kpi] as const]))

function exampleShares(kpi: Kpi): (Share | undefined)[] {
  switch (kpi.from) {
    case 'statistic':
      return kpi.example.inputs.map((counts) => kpi.share(counts))
    case 'camera':
      return kpi.example.inputs.map(({ view, online }) => kpi.share(view, online))
    case 'sensor':
      return kpi.example.inputs.map((values) => kpi.share(values))
  }
}

const isComplete = ({ vi, en }: Text) => vi.trim() !== '' && en.trim() !== '' && vi === vi.normalize('NFC')

describe.each(all)('the KPI %s', (id, kpi) => {
  it('gives in its worked example what the example says', () => {
    const shares = exampleShares(kpi).filter((share) => share !== undefined)
    expect(combine(kpi.combine, shares).value).toBeCloseTo(kpi.example.value, 9)
  })

  it('is unknown, not zero, when nobody says anything', () => {
    expect(evaluate(kpi, [])).toEqual({ value: null, numerator: null, denominator: null })
    expect(judge(kpi, null, 0, 83)).toBe('unjudged')
    if (kpi.from === 'statistic') expect(kpi.share({})).toBeUndefined()
    if (kpi.from === 'sensor') expect(kpi.share({})).toBeUndefined()
    if (kpi.from === 'camera' && kpi.freshBy === 'count') {
      const silent = { waiting: null, counters: null, countersStaffed: null } as CameraView
      expect(kpi.share(silent, true)).toBeUndefined()
    }
  })

  it('can be read in both languages', () => {
    for (const text of [kpi.name, kpi.short, kpi.formula, kpi.numeratorName]) expect(isComplete(text)).toBe(true)
    expect(kpi.short.vi.length).toBeLessThanOrEqual(24)
    expect(kpi.short.en.length).toBeLessThanOrEqual(24)
    if (kpi.target !== undefined) expect(isComplete(kpi.target.citation)).toBe(true)
    if (kpi.combine === 'ratio') expect(isComplete(kpi.denominatorName ?? { vi: '', en: '' })).toBe(true)
  })

  it('looks at something there is', () => {
    if (kpi.from === 'statistic') expect(Object.keys(SYSTEMS)).toContain(kpi.system)
    if (kpi.from === 'sensor') expect(Object.keys(SENSOR_KINDS)).toContain(kpi.kind)
    if (kpi.beside !== undefined) expect(Object.keys(KPIS)).toContain(kpi.beside)
    expect(isName(id)).toBe(true)
  })
})

describe.each(targeted)('the KPI %s, which has a target,', (_, kpi) => {
  it('is met at it, near within its margin, missed beyond', () => {
    const { value, near } = kpi.target
    const worse = kpi.direction === 'higher' ? -1 : 1
    expect(judge(kpi, value, 83, 83)).toBe('met')
    expect(judge(kpi, value + worse * near * 0.99, 83, 83)).toBe('near')
    expect(judge(kpi, value + worse * (near * 1.01 + 0.01), 83, 83)).toBe('missed')
    expect(judge(kpi, value, 0, 0)).toBe('unjudged')
    if (kpi.minCoverage > 0) expect(judge(kpi, value, Math.ceil(83 * kpi.minCoverage) - 1, 83)).toBe('unjudged')
  })
})

it.each(all.filter(([, { target }]) => target === undefined))('the KPI %s is judged by no target', (_, kpi) => {
  expect(judge(kpi, 1, 83, 83)).toBe('untargeted')
})

it.each(statisticRatios)('the KPI %s never looks better for a count that is left out', (_, kpi) => {
  for (const counts of kpi.example.inputs as readonly Counts[]) {
    const whole = combine(kpi.combine, [kpi.share(counts) as Share]).value ?? 0
    for (const name of Object.keys(counts)) {
      const { [name]: _, ...rest } = counts
      const share = kpi.share(rest)
      if (share === undefined) continue
      const without = combine(kpi.combine, [share]).value ?? 0
      expect(kpi.direction === 'higher' ? without - whole : whole - without, name).toBeLessThanOrEqual(0)
    }
  }
})

describe.each(ofDevices)('the KPI %s, told by devices,', (_, kpi) => {
  it('says in both languages what it is over days', () => {
    const { formula, numeratorName, denominatorName } = kpi.overDays
    for (const text of [formula, numeratorName]) expect(isComplete(text)).toBe(true)
    if (kpi.combine === 'ratio') expect(isComplete(denominatorName ?? { vi: '', en: '' })).toBe(true)
  })

  it('reads the values it says it reads, and no others', () => {
    const only = <T>(values: Readonly<Record<string, T>>) =>
      Object.fromEntries(Object.entries(values).filter(([name]) => (kpi.reads as readonly string[]).includes(name)))
    if (kpi.from === 'sensor') {
      const kind: SensorKind = SENSOR_KINDS[kpi.kind as keyof typeof SENSOR_KINDS]
      const known = [...Object.keys(kind.quantities), ...(kind.index === undefined ? [] : ['index'])]
      for (const name of kpi.reads) expect(known).toContain(name)
      for (const values of kpi.example.inputs) expect(kpi.share(only(values))).toEqual(kpi.share(values))
    } else {
      const silent = { waiting: null, counters: null, countersStaffed: null }
      for (const { view, online } of kpi.example.inputs) {
        const seen: CameraView = { ...view, ...silent, ...only(view as unknown as Record<string, number | null>) }
        expect(kpi.share(seen, online)).toEqual(kpi.share(view, online))
      }
    }
  })
})

const statistic = all.filter(
  (entry): entry is [KpiId, Extract<Kpi, { from: 'statistic' }>] => entry[1].from === 'statistic',
)

describe.each(statistic)('the KPI %s of reports', (_, kpi) => {
  const system: SourceSystem = SYSTEMS[kpi.system as keyof typeof SYSTEMS]
  const names = Object.keys(system.counts)
  const counts = fc.record(Object.fromEntries(names.map((name) => [name, fc.nat(500)])), { requiredKeys: [] })

  it('says something when all that it reads is known, and only then, and looks at nothing else', () => {
    for (const name of kpi.reads.flat()) expect(names).toContain(name)
    fc.assert(
      fc.property(counts, (given) => {
        const known = given as Counts
        expect(kpi.share(known) !== undefined).toBe(readFrom(kpi.reads, known))
        const read = Object.fromEntries(Object.entries(known).filter(([name]) => kpi.reads.flat().includes(name)))
        expect(kpi.share(read)).toEqual(kpi.share(known))
      }),
    )
  })

  it('sets no stock beside a flow but over trailing days, and says so', () => {
    const nature = natureOf(kpi.system, kpi.reads)
    expect(nature === 'mixed').toBe(kpi.period === 'trailing')
    const says = (text: string, days: string) => text.includes(`${TRAILING_DAYS} ${days}`)
    expect(says(kpi.formula.vi, 'ngày')).toBe(nature === 'mixed')
    expect(says(kpi.formula.en, 'days')).toBe(nature === 'mixed')
    if (kpi.period === 'now') expect(nature).toBe('stock')
  })

  it('adds up to the share of the totals what each day gives', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 8 }), (given) => {
        const days = (given as Counts[]).filter((day) => readFrom(kpi.reads, day))
        const parts = days.flatMap((day) => dayParts(kpi, day) ?? [])
        expect(parts).toHaveLength(days.length)
        const last = parts.at(-1)
        const flows = parts.reduce<Share>((sum, { flow }) => addShares(sum, flow), { numerator: 0 })
        const { numerator, denominator } = last === undefined ? flows : addShares(flows, last.stock)
        const total = kpi.share(totalCounts(system, days))
        expect([numerator, denominator ?? 0]).toEqual([total?.numerator ?? 0, total?.denominator ?? 0])
      }),
    )
  })
})

describe('a comparison', () => {
  const kpi = { combine: 'ratio', minCoverage: 0.8 } as const
  const of = (reported: number) => ({ reported, expected: 100 })

  it('is withheld where too little was reported of either side, or much more of one than of the other', () => {
    expect(withheld(kpi, of(100), of(100))).toBeUndefined()
    expect(withheld(kpi, of(80), of(100))).toBeUndefined()
    expect(withheld(kpi, of(79), of(100))).toBe('thinNow')
    expect(withheld(kpi, of(100), of(79))).toBe('thinThen')
    expect(withheld(kpi, of(100), { reported: 0, expected: 0 })).toBe('thinThen')
    const lenient = { ...kpi, minCoverage: 0.5 }
    expect(withheld(lenient, of(90), of(70))).toBeUndefined()
    expect(withheld(lenient, of(90), of(69))).toBe('uneven')
    expect(withheld({ ...lenient, combine: 'sum' }, of(95), of(90))).toBeUndefined()
    expect(withheld({ ...lenient, combine: 'sum' }, of(95), of(89))).toBe('uneven')
  })

  it('leaves out the value that is withheld, and says nothing of what is unknown', () => {
    expect(comparedWith(kpi, { value: 9, ...of(100) }, { value: 8, ...of(100) })).toEqual({
      ...{ value: 8, reported: 100, expected: 100, withheld: null },
    })
    expect(comparedWith(kpi, { value: 9, ...of(100) }, { value: 8, ...of(1) })).toMatchObject({
      ...{ value: null, withheld: 'thinThen', reported: 1 },
    })
    expect(comparedWith(kpi, { value: 9, ...of(100) }, { value: null, ...of(0) })).toMatchObject({
      ...{ value: null, withheld: null },
    })
  })
})

describe('a greatest number over its limit', () => {
  it('is over it however little else is known; below it nobody can say', () => {
    const { target } = KPIS.floodStage as Kpi
    const level = (target?.value ?? 0) + (target?.near ?? 0) + 0.1
    expect(judge(KPIS.floodStage, level, 1, 83)).toBe('missed')
    expect(judge(KPIS.floodStage, target?.value ?? 0, 1, 83)).toBe('unjudged')
  })
})

describe('ratios', () => {
  it('are of sums, never means of ratios', () => {
    const shares = [
      { numerator: 1, denominator: 1 },
      { numerator: 0, denominator: 99 },
    ]
    expect(combine('ratio', shares)).toEqual({ value: 1, numerator: 1, denominator: 100 })
    expect(combine('ratio', [{ numerator: 0, denominator: 0 }]).value).toBeNull()
  })

  it('count the overdue that the plain rate leaves out', () => {
    const counts = { resolvedEarly: 60, resolvedOnTime: 37, resolvedLate: 3, pendingOverdue: 20 }
    expect(KPIS.onTimeRate.share(counts)).toEqual({ numerator: 97, denominator: 100 })
    expect(KPIS.honestOnTimeRate.share(counts)).toEqual({ numerator: 97, denominator: 120 })
  })

  it('of the same leaves are the same in any order and grouping', () => {
    const share = fc.record({ numerator: fc.nat(1e6), denominator: fc.nat(1e6) })
    fc.assert(
      fc.property(fc.array(fc.array(share), { maxLength: 8 }), (districts) => {
        const sums = districts.filter((leaves) => leaves.length > 0).map((leaves) => combine('ratio', leaves))
        const fromDistricts = sums.map(({ numerator, denominator }) => ({
          numerator: numerator ?? 0,
          denominator: denominator ?? 0,
        }))
        expect(combine('ratio', fromDistricts)).toEqual(combine('ratio', districts.flat().reverse()))
      }),
    )
  })
})

describe('what stands now', () => {
  it('counts fresh inputs only; what happened in a month counts whoever is silent since', () => {
    const contribution = (numerator: number, fresh: boolean): Contribution => ({
      unit: '31117',
      source: 's',
      at: 0,
      fresh,
      simulated: false,
      numerator,
      denominator: 10,
    })
    const inputs = [contribution(1, true), contribution(5, false)]
    expect(evaluate(KPIS.waitingNow, inputs).value).toBe(1)
    expect(evaluate(KPIS.onTimeRate, inputs)).toMatchObject({ numerator: 6, denominator: 20 })
  })
})

describe.each(Object.entries(SYSTEMS) as [string, SourceSystem][])('the system %s', (id, system) => {
  it('is declared whole', () => {
    expect(isName(id)).toBe(true)
    expect(isComplete(system.name)).toBe(true)
    expect(isComplete(system.purpose)).toBe(true)
    expect(isComplete(system.short)).toBe(true)
    for (const short of Object.values(system.short)) expect(short.length).toBeLessThanOrEqual(26)
    for (const { name } of Object.values(system.links ?? {})) {
      for (const text of Object.values(name)) expect(text.length).toBeLessThanOrEqual(36)
    }
    for (const [name, { label }] of Object.entries(system.counts)) {
      expect(isName(name)).toBe(true)
      expect(isComplete(label)).toBe(true)
    }
    for (const [name, link] of Object.entries(system.links ?? {})) {
      expect(isName(name)).toBe(true)
      expect(isComplete(link.name) && isComplete(link.to)).toBe(true)
    }
    // Whoever says nothing by reports says it by devices.
    expect(Object.keys(system.counts).length > 0 || system.devices !== undefined).toBe(true)
    expect(system.reportedAt.length).toBeGreaterThan(0)
    expect(system.everyMs).toBeGreaterThan(0)
  })

  it('adds flows over days and takes the last of stocks; what nobody said stays absent', () => {
    const names = Object.keys(system.counts)
    const counts = names.length === 0 ? fc.constant({}) : fc.dictionary(fc.constantFrom(...names), fc.nat(1e6))
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 12 }), (days: Counts[]) => {
        const total = totalCounts(system, days)
        for (const [name, { nature }] of Object.entries(system.counts)) {
          const said = days.flatMap((day) => (day[name] === undefined ? [] : [day[name]]))
          const expected = nature === 'flow' ? said.reduce((sum, count) => sum + count, 0) : said.at(-1)
          expect(total[name]).toBe(said.length === 0 ? undefined : expected)
        }
      }),
    )
  })
})

describe.each(Object.entries(SENSOR_KINDS) as [string, SensorKind][])('the sensor kind %s', (id, kind) => {
  it('is declared whole', () => {
    expect(isName(id)).toBe(true)
    expect(isComplete(kind.label)).toBe(true)
    expect(Object.keys(kind.quantities)).toContain(kind.primary)
    for (const { label, range } of Object.values(kind.quantities)) {
      expect(isComplete(label)).toBe(true)
      expect(range[0]).toBeLessThan(range[1])
    }
  })

  it('has thresholds that rise within what is possible', () => {
    const rank = (threshold: { severity: Severity }) => SEVERITIES.indexOf(threshold.severity)
    expect(kind.thresholds.map(rank)).toEqual(kind.thresholds.map(rank).sort((a, b) => a - b))
    for (const { quantity, at, hysteresis, source, label } of kind.thresholds) {
      const range = kind.quantities[quantity]?.range ?? (kind.index === undefined ? undefined : [0, 500])
      if (range === undefined) throw new Error(`${id} has no ${quantity}`)
      expect(at).toBeGreaterThan(range[0])
      expect(at).toBeLessThan(range[1] ?? 0)
      expect(hysteresis).toBeGreaterThanOrEqual(0)
      expect(source).not.toBe('')
      expect(isComplete(label)).toBe(true)
    }
  })
})

describe('a figure over days', () => {
  it('of cameras is judged by half of the hours due at least, though what they show now always is', () => {
    expect(judge(KPIS.camerasOnline, 100, 0, 4)).toBe('met')
    expect(judgeOverDays(KPIS.camerasOnline, 100, 19_173, 685_678)).toBe('unjudged')
    expect(judgeOverDays(KPIS.camerasOnline, 100, 500_000, 685_678)).toBe('met')
  })
})

describe('a mean', () => {
  it('is so much a case, of all cases together, and unknown over none', () => {
    const turns = [
      { numerator: 480, denominator: 40 },
      { numerator: 240, denominator: 8 },
    ]
    expect(combine('mean', turns)).toEqual({ value: 15, numerator: 720, denominator: 48 })
    expect(combine('mean', [{ numerator: 0, denominator: 0 }]).value).toBeNull()
  })
})
