import { COUNT_EVERY_MS } from '../../domain/cameras/camera.ts'
import { countingIn, evaluate, judge } from '../../domain/kpis/evaluate.ts'
import { type EvidenceMessage, type Explanation, MAX_MESSAGES } from '../../domain/kpis/explanation.ts'
import { filledFormula } from '../../domain/kpis/filledFormula.ts'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Contribution, Kpi, KpiValue } from '../../domain/kpis/kpi.ts'
import { dayOf } from '../../domain/time.ts'
import { formatTopic, type Topic } from '../../domain/topics.ts'
import { shortName, type UnitTree } from '../../domain/units/unit.ts'
import { BEAT_MS, type FeedName } from '../../domain/wire.ts'
import type { City } from '../city/city.ts'
import type { Clock } from '../clock.ts'
import type { StatisticReport, Store } from '../store/store.ts'
import {
  cameraLeaves,
  type Leaf,
  LOOK_EVERY_MS,
  namedValues,
  sensorLeaves,
  statisticLeaves,
  systemOf,
} from './kpiLeaves.ts'
import { type KpiSeries, kpiSeries } from './kpiSeries.ts'

const AGE_CHECK_MS = 1_000

/** The KPIs of every unit, recomputed where something changed. */
export interface Kpis {
  start(): void
  stop(): void
  value(kpi: KpiId, unit: string): KpiValue | undefined
  explain(kpi: KpiId, unit: string): Explanation
  /** History from the cameras or sensors that stand in the unit now; undefined: the KPI is computed from statistics. */
  series(query: { kpi: KpiId; unit: string; from: number; to: number }): Promise<KpiSeries> | undefined
}

type KpiCity = Pick<
  City,
  | 'sensors'
  | 'sensor'
  | 'reading'
  | 'cameras'
  | 'camera'
  | 'cameraView'
  | 'statistic'
  | 'statisticDays'
  | 'onChange'
  | 'onStatistic'
>

const ALL = Object.entries(KPIS) as [KpiId, Kpi][]

/**
 * @param publish is given a row only when something in it changed
 */
export function createKpis({
  units,
  clock,
  city,
  store,
  prefix,
  publish,
}: {
  units: UnitTree
  clock: Clock
  city: KpiCity
  store: Pick<Store, 'hourly'>
  prefix: string
  publish: (row: KpiValue) => void
}): Kpis {
  /** Ids of the sensors of a kind and of the cameras, by commune. */
  const devices = createDeviceIndex()
  const leaves = new Map<string, readonly Leaf[]>()
  const values = new Map<string, KpiValue>()
  /** `${kpi}|${commune}` whose leaves are to be read again. */
  const dirty = new Set<string>()
  let beat: NodeJS.Timeout | undefined
  let ageCheck: NodeJS.Timeout | undefined
  let today = ''

  const keyOf = (kpi: KpiId, unit: string) => `${kpi}|${unit}`

  function mark(kpi: KpiId, commune: string): void {
    dirty.add(keyOf(kpi, commune))
    beat ??= setTimeout(recompute, BEAT_MS)
  }

  function markAll(): void {
    for (const [id] of ALL) for (const { code } of units.communes) mark(id, code)
  }

  function readLeaves(kpi: Kpi, commune: string, now: number): readonly Leaf[] {
    switch (kpi.from) {
      case 'statistic':
        return statisticLeaves(kpi, commune, city, now)
      case 'camera':
        return devices.cameras(commune).flatMap((id) => cameraLeaves(kpi, id, city, now))
      case 'sensor':
        return devices.sensors(kpi.kind, commune).flatMap((id) => sensorLeaves(kpi, id, city, now))
    }
  }

  function recompute(): void {
    beat = undefined
    const now = clock.now()
    const touched = new Set<string>()
    for (const key of dirty) {
      const [id, commune] = split(key)
      leaves.set(key, readLeaves(KPIS[id], commune, now))
      for (const unit of units.lineage(commune)) touched.add(keyOf(id, unit))
    }
    dirty.clear()
    for (const key of touched) {
      const [id, unit] = split(key)
      const row = measure(id, unit)
      if (same(values.get(key), row)) continue
      values.set(key, row)
      publish(row)
    }
  }

  function contributions(id: KpiId, unit: string): readonly Leaf[] {
    return units.communesOf(unit).flatMap((commune) => leaves.get(keyOf(id, commune)) ?? [])
  }

  /** Who should report: ids of devices, or codes of communes. */
  function expectedOf(kpi: Kpi, unit: string): readonly string[] {
    const communes = units.communesOf(unit)
    if (kpi.from === 'statistic') return communes
    return communes.flatMap((code) => (kpi.from === 'camera' ? devices.cameras(code) : devices.sensors(kpi.kind, code)))
  }

  function measure(id: KpiId, unit: string): KpiValue {
    const kpi: Kpi = KPIS[id]
    const inputs = contributions(id, unit)
    const counted = countingIn(kpi, inputs)
    const { value, numerator, denominator } = evaluate(kpi, inputs)
    const expected = expectedOf(kpi, unit)
    const reported = inputs.filter(({ fresh }) => fresh).length
    // What stands now and is no longer fresh still has an age: the screens show since when it is unknown.
    const newest = (counted.length > 0 ? counted : inputs).reduce((latest, { at }) => Math.max(latest, at), 0)
    return {
      key: keyOf(id, unit),
      kpi: id,
      unit,
      value,
      numerator,
      denominator,
      target: kpi.target?.value ?? null,
      reported,
      expected: expected.length,
      at: newest === 0 ? null : newest,
      everyMs: everyMsOf(kpi, expected),
      state: judge(kpi, value, reported, expected.length),
      simulated: inputs.some(({ simulated }) => simulated),
    }
  }

  function everyMsOf(kpi: Kpi, expected: readonly string[]): number {
    if (kpi.from === 'statistic') return systemOf(kpi.system).everyMs
    if (kpi.from === 'camera') return kpi.freshBy === 'frame' ? LOOK_EVERY_MS : COUNT_EVERY_MS
    return expected.reduce((most, id) => Math.max(most, city.sensor(id)?.everyMs ?? 0), 0)
  }

  /** Age alone turns figures: what was fresh goes stale without any message, and days end. */
  function checkAges(): void {
    const now = clock.now()
    if (dayOf(now) !== today) {
      today = dayOf(now)
      markAll()
      return
    }
    for (const [key, inputs] of leaves) {
      if (inputs.some(({ fresh, freshUntil }) => fresh && now > freshUntil)) mark(...split(key))
    }
  }

  function onChange(feed: FeedName, key: string): void {
    if (feed === 'sensors') {
      const sensor = city.sensor(key)
      if (sensor === undefined) return
      for (const commune of devices.place(`sensor/${sensor.kind}`, key, sensor.commune))
        markFrom('sensor', commune, sensor.kind)
    } else if (feed === 'cameras') {
      const camera = city.camera(key)
      if (camera === undefined) return
      for (const commune of devices.place('camera', key, camera.commune)) markFrom('camera', commune)
    } else if (feed === 'readings') {
      const sensor = city.sensor(key)
      if (sensor !== undefined) markFrom('sensor', sensor.commune, sensor.kind)
    } else if (feed === 'cameraViews') {
      const camera = city.camera(key)
      if (camera !== undefined) markFrom('camera', camera.commune)
    }
  }

  function markFrom(from: 'sensor' | 'camera', commune: string, kind?: string): void {
    for (const [id, kpi] of ALL) {
      if (kpi.from === from && (kpi.from !== 'sensor' || kpi.kind === kind)) mark(id, commune)
    }
  }

  function onStatistic(report: StatisticReport): void {
    for (const [id, kpi] of ALL) if (kpi.from === 'statistic' && kpi.system === report.system) mark(id, report.unit)
  }

  function evidence(kpi: Kpi, contribution: Contribution): EvidenceMessage | undefined {
    const [is, id = '', unit = ''] = contribution.source.split('/')
    const message = (topic: Topic, at: number, receivedAt: number, body: unknown) => ({
      source: contribution.source,
      topic: formatTopic(topic, prefix),
      at,
      receivedAt,
      body,
    })
    if (is === 'statistics') {
      const report = city.statistic(id, unit, dayOf(contribution.at)) ?? city.statisticDays(id, unit, '', '9999').at(-1)
      if (report === undefined) return undefined
      const { period, at, receivedAt, counts } = report
      return message({ is: 'statistics', system: id, unit }, at, receivedAt, { period, at, counts })
    }
    if (is === 'sensor') {
      const reading = city.reading(id)
      const sensor = city.sensor(id)
      if (reading === undefined || sensor === undefined || reading.at === null) return undefined
      const body = { at: reading.at, values: namedValues(sensor.kind, reading) }
      return message({ is: 'sensor', id, message: 'reading' }, reading.at, reading.receivedAt ?? reading.at, body)
    }
    const view = city.cameraView(id)
    if (view === undefined) return undefined
    if (kpi.from === 'camera' && kpi.freshBy === 'frame') {
      // Frames have no device time and are kept in memory only: that one came, and when, is the evidence.
      if (view.frameAt === null) return undefined
      return message({ is: 'camera', id, message: 'frame' }, view.frameAt, view.frameAt, 'JPEG')
    }
    if (view.countAt === null) return undefined
    const { countAt: at, waiting, counters, countersStaffed } = view
    return message({ is: 'camera', id, message: 'count' }, at, at, { at, waiting, counters, countersStaffed })
  }

  function nameOf(contribution: Contribution, language: 'vi' | 'en'): string {
    const [is, id = ''] = contribution.source.split('/')
    const unit = units.byCode.get(contribution.unit)
    const device = is === 'sensor' ? city.sensor(id)?.name : is === 'camera' ? city.camera(id)?.name : undefined
    return device ?? (unit === undefined ? contribution.unit : shortName(unit, language))
  }

  city.onChange(onChange)
  city.onStatistic(onStatistic)

  return {
    start() {
      today = dayOf(clock.now())
      for (const { id } of city.sensors()) onChange('sensors', id)
      for (const { id } of city.cameras()) onChange('cameras', id)
      markAll()
      clearTimeout(beat)
      recompute()
      ageCheck = setInterval(checkAges, AGE_CHECK_MS)
    },
    stop() {
      clearTimeout(beat)
      clearInterval(ageCheck)
    },
    value: (id, unit) => values.get(keyOf(id, unit)),
    explain(id, unit) {
      const kpi: Kpi = KPIS[id]
      const inputs = contributions(id, unit)
      const value = values.get(keyOf(id, unit)) ?? measure(id, unit)
      const heard = new Set(
        inputs
          .filter(({ fresh }) => fresh)
          .map(({ unit: commune, source }) => (kpi.from === 'statistic' ? commune : (source.split('/')[1] ?? ''))),
      )
      return {
        kpi: id,
        unit,
        value,
        contributions: inputs.map(({ freshUntil: _, ...contribution }) => ({
          ...contribution,
          name: nameOf(contribution, 'vi'),
        })),
        missing: expectedOf(kpi, unit).filter((each) => !heard.has(each)),
        formulaFilled: filledFormula(kpi, value),
        messages: inputs.slice(0, MAX_MESSAGES).flatMap((contribution) => evidence(kpi, contribution) ?? []),
      }
    },
    series({ kpi: id, unit, from, to }) {
      const kpi: Kpi = KPIS[id]
      if (kpi.from === 'statistic') return undefined
      return kpiSeries({ kpi, devices: expectedOf(kpi, unit), from, to, store })
    },
  }
}

function split(key: string): [KpiId, string] {
  const [id, unit] = key.split('|') as [KpiId, string]
  return [id, unit]
}

function same(a: KpiValue | undefined, b: KpiValue): boolean {
  if (a === undefined) return false
  return (Object.keys(b) as (keyof KpiValue)[]).every((name) => a[name] === b[name])
}

/** Which devices stand in which commune, by class (`camera`, `sensor/<kind>`). */
function createDeviceIndex() {
  const byPlace = new Map<string, Set<string>>()
  const placed = new Map<string, { place: string; commune: string }>()
  const idsAt = (place: string) => [...(byPlace.get(place) ?? [])]
  return {
    cameras: (commune: string) => idsAt(`camera/${commune}`),
    sensors: (kind: string, commune: string) => idsAt(`sensor/${kind}/${commune}`),
    /** @returns the communes where something changed: the new one, and the one it was in before */
    place(group: string, id: string, commune: string): string[] {
      const device = `${group.split('/')[0]}/${id}`
      const place = `${group}/${commune}`
      const before = placed.get(device)
      if (before?.place === place) return [commune]
      if (before !== undefined) byPlace.get(before.place)?.delete(id)
      placed.set(device, { place, commune })
      byPlace.set(place, (byPlace.get(place) ?? new Set()).add(id))
      return before === undefined ? [commune] : [before.commune, commune]
    },
  }
}
