import type { Calendar } from '../../../domain/calendar/calendar.ts'
import { COUNT_EVERY_MS, countAsOf } from '../../../domain/cameras/camera.ts'
import { type Office, officesOf } from '../../../domain/cameras/office.ts'
import { patienceFor } from '../../../domain/freshness.ts'
import { type DueDays, dueDays, owedOf } from '../../../domain/kpis/coverage.ts'
import { judge } from '../../../domain/kpis/evaluate.ts'
import { type Explanation, MAX_MESSAGES, targetTold } from '../../../domain/kpis/explanation.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Contribution, DeviceKpi, Kpi, KpiTarget, KpiValue } from '../../../domain/kpis/kpi.ts'
import { natureOf } from '../../../domain/kpis/reads.ts'
import { spanNow } from '../../../domain/kpis/trailing.ts'
import { addDays } from '../../../domain/periods.ts'
import type { KpiSeries } from '../../../domain/queries/kpis.ts'
import { ALWAYS_OPEN, canJudgeSilence } from '../../../domain/reception.ts'
import { cameraSource, parseSourceId, sensorSource, statisticsSource } from '../../../domain/sourceId.ts'
import { bucketStart, type Day, dayOf, MINUTE_MS, startOfDay } from '../../../domain/time.ts'
import { formatTopic } from '../../../domain/topics.ts'
import { reportersUnder } from '../../../domain/units/reporters.ts'
import { shortName, type UnitLevel, type UnitTree } from '../../../domain/units/unit.ts'
import { BEAT_MS, type FeedName } from '../../../domain/wire.ts'
import type { City } from '../../city/city.ts'
import type { Clock } from '../../clock.ts'
import type { StatisticReport, Store } from '../../store/store.ts'
import { createOriginalMessages, type OriginalMessages, type Wanted } from '../originalMessages.ts'
import type { ReceptionWatch } from '../reception.ts'
import { type MeasuredDevice, measuredOffices } from './deviceHours.ts'
import { createDueTimes } from './dueTimes.ts'
import {
  contributionOf,
  type Leaf,
  LOOK_EVERY_MS,
  namedValues,
  officeLeaves,
  pictureLeaves,
  sensorLeaves,
  statisticLeaves,
  systemOf,
} from './kpiLeaves.ts'
import { HOURLY_UP_TO_MS, kpiSeries } from './kpiSeries.ts'
import { createTally, type Tally } from './kpiTally.ts'

/** Days, silence and clocks that are set are looked at so often; what goes stale is looked at when it does. */
const LOOK_MS = 1_000
/** How long a value is remembered that another one has taken the place of: screens have the new one long before. */
const LATELY_MS = MINUTE_MS

/** The KPIs of every unit, recomputed where something changed. */
export interface Kpis {
  start(): void
  stop(): void
  /** The city has set other targets, or other days are worked: every figure is judged anew. */
  settingsChanged(): void
  value(kpi: KpiId, unit: string): KpiValue | undefined
  /** Whether a figure has, or had within the last minute, this value; null: it was unknown. */
  had(kpi: KpiId, unit: string, value: number | null): boolean
  explain(kpi: KpiId, unit: string): Promise<Explanation>
  /** History by hours from the cameras or sensors that stand in the unit now; undefined: it is told by days, see `Figures`. */
  series(query: { kpi: KpiId; unit: string; from: number; to: number }): Promise<KpiSeries> | undefined
}

/** Who should report: ids of devices, or codes of units; and how often the slowest of them promises to. */
interface Expected {
  readonly ids: readonly string[]
  /** Of authorities that have ended, on which days. */
  readonly ended?: readonly Day[]
  readonly everyMs: number
}

type StatisticKpi = Extract<Kpi, { from: 'statistic' }>

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
  | 'newestStatistic'
  | 'onChange'
  | 'onStatistic'
  | 'onRetired'
  | 'retirement'
  | 'endedDevices'
  | 'lag'
  | 'countReceivedAt'
>

/**
 * @param reception since when the hub can hear; who is silent is judged by it
 * @param targets the target of a KPI that holds on a day
 * @param begunOn the day on which a system was put in use; undefined: nobody has said
 * @param publish is given a row only when something in it changed
 */
export function createKpis({
  units,
  clock,
  city,
  store,
  calendar,
  prefix,
  messages = createOriginalMessages({ clock, prefix }),
  reception = { now: () => ALWAYS_OPEN, onChange: () => undefined },
  targets = (kpi) => (KPIS[kpi] as Kpi).target,
  begunOn = () => undefined,
  publish,
}: {
  units: UnitTree
  clock: Clock
  city: KpiCity
  calendar: Calendar
  store: Pick<Store, 'hourColumns'>
  prefix: string
  messages?: OriginalMessages
  reception?: Pick<ReceptionWatch, 'now' | 'onChange'>
  targets?: (kpi: KpiId, day: Day) => KpiTarget | undefined
  begunOn?: (system: string) => Day | undefined
  publish: (row: KpiValue) => void
}): Kpis {
  const all = Object.entries(KPIS) as [KpiId, Kpi][]
  const withTargets = () =>
    Object.fromEntries(all.map(([id, kpi]) => [id, { ...kpi, target: targets(id, dayOf(clock.now())) }])) as Record<
      KpiId,
      Kpi
    >
  let inForce = withTargets()
  /** Ids of the sensors of a kind and of the cameras, by commune. */
  const devices = createDeviceIndex()
  const leaves = new Map<string, readonly Leaf[]>()
  /** By KPI and unit: what the leaves below it come to. */
  const tallies = new Map<string, Tally>()
  /** By KPI and unit: who should report, until a device is announced anew. */
  const expected = new Map<string, Expected>()
  const values = new Map<string, KpiValue>()
  /** By the same key: the values before, each with until when it held, oldest first; no more than beats in that time. */
  const former = new Map<string, { readonly value: number | null; readonly until: number }[]>()
  /** Keys of the values that cannot be judged for as long as the hub could not have heard what is missing. */
  const unheard = new Set<string>()
  /** `${kpi}|${unit}` whose leaves are to be read again: the unit that reports, or in which devices stand. */
  const dirty = new Set<string>()
  /** The same keys by when the first of their leaves goes stale. */
  const dueTimes = createDueTimes()
  let beat: NodeJS.Timeout | undefined
  let looking: NodeJS.Timeout | undefined
  /** When something is due before the next look. */
  let alarm: { readonly at: number; readonly timer: NodeJS.Timeout } | undefined
  let today = ''
  /** By system and first day, as of the minute `dueAt`. */
  const due = new Map<string, DueDays>()
  let dueAt = Number.NaN

  const keyOf = (kpi: KpiId, unit: string) => `${kpi}|${unit}`

  /** Units whose own leaves make up the figure of `unit`. */
  function leafUnits(kpi: Kpi, unit: string): readonly string[] {
    return kpi.from === 'statistic' ? reporters(kpi.reportedBy, unit) : units.communesOf(unit)
  }
  const reporters = remembered((levels: readonly UnitLevel[], unit: string) => reportersUnder(units, unit, levels))

  function mark(kpi: KpiId, unit: string): void {
    dirty.add(keyOf(kpi, unit))
    beat ??= setTimeout(recompute, BEAT_MS)
  }

  function markAll(): void {
    for (const [id, kpi] of all) for (const code of leafUnits(kpi, units.city.code)) mark(id, code)
  }

  /** The one-stop offices of a commune, each with its cameras. */
  function officesIn(commune: string): Office[] {
    return officesOf(devices.cameras(commune).flatMap((id) => city.camera(id) ?? []))
  }

  function readLeaves(kpi: Kpi, unit: string, now: number): readonly Leaf[] {
    switch (kpi.from) {
      case 'statistic':
        return statisticLeaves(kpi, unit, city, now, dueOf(kpi, now))
      case 'camera':
        return kpi.freshBy === 'frame'
          ? devices.cameras(unit).flatMap((id) => pictureLeaves(kpi, id, city, now, reception.now()))
          : officesIn(unit).flatMap((office) => officeLeaves(kpi, office, city, now))
      case 'sensor':
        return devices.sensors(kpi.kind, unit).flatMap((id) => sensorLeaves(kpi, id, city, now))
    }
  }

  /** Which days an authority owes a KPI at this moment; looked up anew each minute. */
  function dueOf(kpi: StatisticKpi, now: number): DueDays {
    const minute = bucketStart(now, MINUTE_MS)
    if (minute !== dueAt) due.clear()
    dueAt = minute
    const span = spanNow(kpi.period, dayOf(now))
    const key = `${kpi.system} ${span.from}`
    const known = due.get(key) ?? dueDays(systemOf(kpi.system), span, span.to, calendar, begunOn(kpi.system))
    due.set(key, known)
    return known
  }

  function recompute(): void {
    beat = undefined
    const now = clock.now()
    const touched = new Set<string>()
    for (const key of dirty) {
      const [id, unit] = split(key)
      const before = leaves.get(key) ?? []
      const after = readLeaves(inForce[id], unit, now)
      leaves.set(key, after)
      watchAge(key, after)
      for (const above of units.lineage(unit)) {
        tallyOf(id, above).replace(before, after)
        touched.add(keyOf(id, above))
      }
    }
    dirty.clear()
    for (const key of touched) tell(key)
    setAlarm(dueTimes.next())
  }

  function watchAge(key: string, inputs: readonly Leaf[]): void {
    let until = Number.POSITIVE_INFINITY
    for (const { fresh, freshUntil } of inputs) if (fresh && freshUntil < until) until = freshUntil
    if (until !== Number.POSITIVE_INFINITY) dueTimes.set(key, until)
  }

  /** Looks at ages at that moment, unless the next look comes before it anyway. @param at epoch ms */
  function setAlarm(at: number | undefined): void {
    const inMs = at === undefined ? LOOK_MS : at - clock.now()
    if (at === undefined || looking === undefined || inMs >= LOOK_MS || (alarm !== undefined && alarm.at <= at)) return
    clearTimeout(alarm?.timer)
    alarm = { at, timer: setTimeout(checkAges, Math.max(0, inMs)) }
  }

  function tell(key: string): void {
    const row = measure(...split(key))
    if (row.unheard) unheard.add(key)
    else unheard.delete(key)
    if (same(values.get(key), row)) return
    remember(key, values.get(key), row)
    values.set(key, row)
    publish(row)
  }

  function remember(key: string, before: KpiValue | undefined, now: KpiValue): void {
    if (before === undefined || before.value === now.value) return
    const until = clock.now()
    const known = former.get(key) ?? []
    known.push({ value: before.value, until })
    while (known[0] !== undefined && known[0].until < until - LATELY_MS) known.shift()
    former.set(key, known)
  }

  function contributions(id: KpiId, unit: string): readonly Leaf[] {
    return leafUnits(inForce[id], unit).flatMap((each) => leaves.get(keyOf(id, each)) ?? [])
  }

  function tallyOf(id: KpiId, unit: string): Tally {
    const key = keyOf(id, unit)
    const known = tallies.get(key) ?? createTally(inForce[id], () => contributions(id, unit))
    tallies.set(key, known)
    return known
  }

  function expectedOf(id: KpiId, unit: string): Expected {
    const key = keyOf(id, unit)
    const known = expected.get(key) ?? findExpected(inForce[id], unit)
    expected.set(key, known)
    return known
  }

  function findExpected(kpi: Kpi, unit: string): Expected {
    const own = leafUnits(kpi, unit)
    switch (kpi.from) {
      case 'statistic':
        return {
          ids: own.filter((code) => city.retirement(statisticsSource(kpi.system, code)) === undefined),
          ended: own
            .flatMap((code) => city.retirement(statisticsSource(kpi.system, code)) ?? [])
            .map(({ at }) => dayOf(at)),
          everyMs: systemOf(kpi.system).everyMs,
        }
      case 'camera': {
        if (kpi.freshBy === 'frame') return { ids: own.flatMap(devices.cameras), everyMs: LOOK_EVERY_MS }
        return { ids: own.flatMap(officesIn).map(({ id }) => id), everyMs: COUNT_EVERY_MS }
      }
      case 'sensor': {
        const ids = own.flatMap((code) => devices.sensors(kpi.kind, code))
        return { ids, everyMs: ids.reduce((most, id) => Math.max(most, city.sensor(id)?.everyMs ?? 0), 0) }
      }
    }
  }

  /** Whose hours make up the history of a KPI of devices in a unit. */
  function measuredIn(kpi: DeviceKpi, unit: string): MeasuredDevice[] {
    const own = leafUnits(kpi, unit)
    const ended = city.endedDevices()
    if (kpi.from === 'camera' && kpi.freshBy === 'count') {
      return measuredOffices(city.cameras(), ended)
        .filter(({ commune }) => own.includes(commune))
        .map(({ id, cameras, endedAt }) => ({ id, sources: cameras.map((each) => cameraSource(each.id)), endedAt }))
    }
    const gone = ended.flatMap((each): MeasuredDevice[] => {
      if (each.is !== kpi.from || (each.is === 'sensor' && kpi.from === 'sensor' && each.sensor.kind !== kpi.kind))
        return []
      const { id, commune } = each.is === 'sensor' ? each.sensor : each.camera
      return own.includes(commune) ? [{ id, sources: [`${each.is}/${id}`], endedAt: each.at }] : []
    })
    const ids = own.flatMap((code) => (kpi.from === 'camera' ? devices.cameras(code) : devices.sensors(kpi.kind, code)))
    return [...ids.map((id) => ({ id, sources: [`${kpi.from}/${id}`] })), ...gone]
  }

  function measure(id: KpiId, unit: string): KpiValue {
    const kpi = inForce[id]
    const { value, numerator, denominator, reported, running, at, simulated } = tallyOf(id, unit).read()
    const { ids, ended = [], everyMs } = expectedOf(id, unit)
    const expected = ids.length * owedBy(kpi) + ended.reduce((sum, day) => sum + owedBefore(kpi, day), 0) + running
    const isUnheard = isMissing(kpi, value, reported, expected) && !canJudge(kpi, everyMs)
    return {
      key: keyOf(id, unit),
      kpi: id,
      unit,
      value,
      numerator,
      denominator,
      target: kpi.target?.value ?? null,
      reported,
      expected,
      at,
      everyMs,
      state: isUnheard ? 'unjudged' : judge(kpi, value, reported, expected),
      unheard: isUnheard,
      simulated,
    }
  }

  /** What an authority that ended on a day owed before: of what stands now nothing. */
  function owedBefore(kpi: Kpi, ended: Day): number {
    if (kpi.from !== 'statistic' || kpi.period === 'now') return 0
    return owedOf(natureOf(kpi.system, kpi.reads), dueOf(kpi, clock.now()), ended)
  }

  /** What each source owes: itself where it says what stands, each due day where it says what happened. */
  function owedBy(kpi: Kpi): number {
    if (kpi.from !== 'statistic') return 1
    return owedOf(natureOf(kpi.system, kpi.reads), dueOf(kpi, clock.now()), undefined)
  }

  /** Whether inputs that are missing can be called silent. A camera of which that cannot be said is the only one that gives no input. */
  function canJudge(kpi: Kpi, everyMs: number): boolean {
    return !seesPictures(kpi) && canJudgeSilence(reception.now(), clock.now(), patienceFor(everyMs))
  }

  /** Age alone turns figures: what was fresh goes stale without any message, and days end. */
  function checkAges(): void {
    clearTimeout(alarm?.timer)
    alarm = undefined
    const now = clock.now()
    if (dayOf(now) !== today) {
      today = dayOf(now)
      // A target may begin with the day.
      inForce = withTargets()
      for (const key of [...values.keys()]) tell(key)
      markAll()
    }
    for (const key of dueTimes.take(now)) {
      const inputs = leaves.get(key) ?? []
      if (inputs.some(({ fresh, freshUntil }) => fresh && now > freshUntil)) dirty.add(key)
      // News have moved it away.
      else watchAge(key, inputs)
    }
    clearTimeout(beat)
    recompute()
    judgeSilence()
    setAlarm(startOfDay(addDays(today, 1)))
  }

  /** What could not be heard can be once the hub has listened for long enough, whether or not anything came. */
  function judgeSilence(): void {
    const heard = reception.now()
    for (const key of unheard) {
      const [id, unit] = split(key)
      const kpi = inForce[id]
      // Each camera has its own patience: all are looked at again.
      if (seesPictures(kpi)) for (const code of leafUnits(kpi, unit)) mark(id, code)
      else if (canJudge(kpi, expectedOf(id, unit).everyMs)) tell(key)
      else if (heard.is === 'open') setAlarm(heard.since + patienceFor(expectedOf(id, unit).everyMs).staleAfterMs + 1)
    }
  }

  function onChange(feed: FeedName, key: string): void {
    if (feed === 'sensors') {
      const sensor = city.sensor(key)
      place(sensorSource(key), sensor && { group: sensorSource(sensor.kind), commune: sensor.commune })
    } else if (feed === 'cameras') {
      const camera = city.camera(key)
      place(cameraSource(key), camera && { group: 'camera', commune: camera.commune })
    } else if (feed === 'readings') {
      const sensor = city.sensor(key)
      if (sensor !== undefined) markFrom('sensor', sensor.commune, sensor.kind)
    } else if (feed === 'cameraViews') {
      const camera = city.camera(key)
      if (camera !== undefined) markFrom('camera', camera.commune)
    }
  }

  /** A device stands where it is now, and no longer where it was; nowhere when it has ended. */
  function place(device: string, now: Place | undefined): void {
    expected.clear()
    for (const { group, commune } of devices.place(device, now)) {
      const [from = '', kind] = group.split('/')
      if (from === 'sensor' || from === 'camera') markFrom(from, commune, kind)
    }
  }

  function onRetired(source: string): void {
    const parts = parseSourceId(source)
    if (parts?.is !== 'statistics') return
    expected.clear()
    markReporter(parts.system, parts.unit)
  }

  function markFrom(from: 'sensor' | 'camera', commune: string, kind?: string): void {
    for (const [id, kpi] of all) {
      if (kpi.from === from && (kpi.from !== 'sensor' || kpi.kind === kind)) mark(id, commune)
    }
  }

  function onStatistic({ system, unit }: StatisticReport): void {
    markReporter(system, unit)
  }

  /** Those KPIs alone that units of its level report: what others say of it counts nowhere. */
  function markReporter(system: string, unit: string): void {
    const { level } = units.byCode.get(unit) ?? {}
    if (level === undefined) return
    for (const [id, kpi] of all) {
      if (kpi.from === 'statistic' && kpi.system === system && kpi.reportedBy.includes(level)) mark(id, unit)
    }
  }

  /** Whose message is behind an input, with what the picture knows of it. */
  function evidence(kpi: Kpi, { source }: Contribution): Wanted | undefined {
    const parts = parseSourceId(source)
    if (parts?.is === 'statistics') {
      const report = city.newestStatistic(parts.system, parts.unit)
      return report && { is: 'report', source, report }
    }
    if (parts?.is !== 'sensor' && parts?.is !== 'camera') return undefined
    const { is, id } = parts
    if (is === 'sensor') {
      const reading = city.reading(id)
      const sensor = city.sensor(id)
      if (reading === undefined || sensor === undefined || reading.at === null) return undefined
      const { at, receivedAt } = reading
      const body = { at, values: namedValues(sensor.kind, reading) }
      const topic = formatTopic({ is: 'sensor', id, message: 'reading' }, prefix)
      return { is: 'last', rebuilt: { source, topic, at, receivedAt: receivedAt ?? at, body } }
    }
    const view = city.cameraView(id)
    if (view === undefined) return undefined
    const isByFrame = kpi.from === 'camera' && kpi.freshBy === 'frame' && (view.frameAt ?? 0) > (countAsOf(view) ?? 0)
    if (isByFrame && view.frameAt !== null) {
      const { frameAt: at } = view
      const topic = formatTopic({ is: 'camera', id, message: 'frame' }, prefix)
      return { is: 'picture', rebuilt: { source, topic, at, receivedAt: at, body: 'JPEG' } }
    }
    if (view.countAt === null) return undefined
    const { countAt: at, waiting, counters, countersStaffed } = view
    const topic = formatTopic({ is: 'camera', id, message: 'count' }, prefix)
    const body = { at, waiting, counters, countersStaffed }
    return { is: 'last', rebuilt: { source, topic, at, receivedAt: city.countReceivedAt(id) ?? at, body } }
  }

  function nameOf(kpi: Kpi, contribution: Contribution, language: 'vi' | 'en'): string {
    const parts = parseSourceId(contribution.source)
    const unit = units.byCode.get(contribution.unit)
    const camera = parts?.is === 'camera' ? city.camera(parts.id) : undefined
    // What is counted is said of the office, whichever of its cameras saw most.
    const office = kpi.from === 'camera' && kpi.freshBy === 'count' ? camera?.office : undefined
    const device = parts?.is === 'sensor' ? city.sensor(parts.id)?.name : (office ?? camera?.name)
    return device ?? (unit === undefined ? contribution.unit : shortName(unit, language))
  }

  city.onChange(onChange)
  city.onStatistic(onStatistic)
  city.onRetired(onRetired)
  reception.onChange(() => {
    if (looking !== undefined) markAll()
  })

  return {
    start() {
      today = dayOf(clock.now())
      // What people have changed is known by now.
      inForce = withTargets()
      for (const { id } of city.sensors()) onChange('sensors', id)
      for (const { id } of city.cameras()) onChange('cameras', id)
      markAll()
      clearTimeout(beat)
      recompute()
      looking = setInterval(checkAges, LOOK_MS)
      setAlarm(dueTimes.next())
    },
    stop() {
      clearTimeout(beat)
      clearInterval(looking)
      clearTimeout(alarm?.timer)
      alarm = undefined
      looking = undefined
    },
    settingsChanged() {
      inForce = withTargets()
      due.clear()
      for (const key of [...values.keys()]) tell(key)
      // Other days may be due than before.
      if (looking !== undefined) markAll()
    },
    value: (id, unit) => values.get(keyOf(id, unit)),
    had(id, unit, value) {
      const key = keyOf(id, unit)
      const since = clock.now() - LATELY_MS
      return (
        values.get(key)?.value === value ||
        (former.get(key) ?? []).some((each) => each.value === value && each.until >= since)
      )
    },
    async explain(id, unit) {
      const kpi = inForce[id]
      const inputs = contributions(id, unit)
      const value = values.get(keyOf(id, unit)) ?? measure(id, unit)
      const heard = new Set(inputs.map(({ from }) => from))
      return {
        kpi: id,
        unit,
        value,
        target:
          kpi.target === undefined ? null : targetTold((KPIS[id] as Kpi).target?.value ?? kpi.target.value, kpi.target),
        contributions: inputs.map((leaf) => ({ ...contributionOf(leaf), name: nameOf(kpi, leaf, 'vi') })),
        missing: expectedOf(id, unit).ids.filter((each) => !heard.has(each)),
        days: [],
        daysSummed: 0,
        messages: await messages.of(
          inputs.slice(0, MAX_MESSAGES).flatMap((contribution) => evidence(kpi, contribution) ?? []),
        ),
      }
    },
    series({ kpi: id, unit, from, to }) {
      const kpi: Kpi = KPIS[id]
      if (kpi.from === 'statistic' || to - from > HOURLY_UP_TO_MS) return undefined
      return kpiSeries({ kpi, devices: measuredIn(kpi, unit), from, to, store })
    },
  }
}

/** Whether a KPI asks of every camera if it shows a picture: then each that cannot be told is missing. */
function seesPictures(kpi: Kpi): boolean {
  return kpi.from === 'camera' && kpi.freshBy === 'frame'
}

/**
 * Whether so many inputs are missing that the figure cannot be judged without asking why. Of days that are over what was missed is missing,
 * whatever the hub hears now.
 */
function isMissing(kpi: Kpi, value: number | null, reported: number, expected: number): boolean {
  if (reported >= expected || kpi.period === 'month' || kpi.period === 'trailing') return false
  return seesPictures(kpi) || value === null || reported < expected * kpi.minCoverage
}

function split(key: string): [KpiId, string] {
  const [id, unit] = key.split('|') as [KpiId, string]
  return [id, unit]
}

function same(a: KpiValue | undefined, b: KpiValue): boolean {
  if (a === undefined) return false
  return (Object.keys(b) as (keyof KpiValue)[]).every((name) => a[name] === b[name])
}

/** Asked for every report, answered once: levels are declarations, so each list is the same object for ever. */
function remembered(tell: (levels: readonly UnitLevel[], unit: string) => readonly string[]) {
  const known = new Map<readonly UnitLevel[], Map<string, readonly string[]>>()
  return (levels: readonly UnitLevel[], unit: string): readonly string[] => {
    const byUnit = known.get(levels) ?? new Map<string, readonly string[]>()
    known.set(levels, byUnit)
    const told = byUnit.get(unit) ?? tell(levels, unit)
    byUnit.set(unit, told)
    return told
  }
}

/** Where a device stands, and with what others of its class (`camera`, `sensor/<kind>`). */
interface Place {
  readonly group: string
  readonly commune: string
}

/** Which devices stand in which commune, by class (`camera`, `sensor/<kind>`). */
function createDeviceIndex() {
  const byPlace = new Map<string, Set<string>>()
  const placed = new Map<string, Place>()
  const keyOf = ({ group, commune }: Place) => `${group}/${commune}`
  const idsAt = (place: string) => [...(byPlace.get(place) ?? [])]
  return {
    cameras: (commune: string) => idsAt(cameraSource(commune)),
    sensors: (kind: string, commune: string) => idsAt(`sensor/${kind}/${commune}`),
    /** @returns where something changed: the new place, and the one before */
    place(device: string, now: Place | undefined): Place[] {
      const id = device.slice(device.indexOf('/') + 1)
      const before = placed.get(device)
      if (before !== undefined) byPlace.get(keyOf(before))?.delete(id)
      placed.delete(device)
      if (now !== undefined) {
        placed.set(device, now)
        byPlace.set(keyOf(now), (byPlace.get(keyOf(now)) ?? new Set()).add(id))
      }
      return [before, now].flatMap((place) => place ?? [])
    },
  }
}
