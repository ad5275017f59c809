import type { Alert } from '../../domain/alerts/alert.ts'
import { createCalendar } from '../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../domain/calendar/vietnamHolidays.ts'
import type { CameraView } from '../../domain/cameras/camera.ts'
import type { Index766Row } from '../../domain/index766/index766.ts'
import type { Explanation } from '../../domain/kpis/explanation.ts'
import type { ComparedFigure } from '../../domain/kpis/figure.ts'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi, KpiValue } from '../../domain/kpis/kpi.ts'
import { PLAN } from '../../domain/plan/index.ts'
import type { PlanItem } from '../../domain/plan/planItem.ts'
import type { PlanRow } from '../../domain/plan/planRow.ts'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import type { Sensor, SensorReading } from '../../domain/sensors/sensor.ts'
import type { Source } from '../../domain/sources/source.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { countAge, highestWater, judged, ofCameras, ofReports, type Reported, sensorAge } from './expected.ts'
import { CRITERIA, FORMULAS, type Formula } from './formulas.ts'
import { createHeadlines } from './headlines.ts'
import { faultIn, miscalculated, type Reading, type Shown, saysOneOf } from './reading.ts'
import type { Stage } from './stage.ts'

/** Something that is not as it should be at this moment; it is a fault when it stays so. */
export interface Doubt {
  readonly screen: string
  readonly figure: string
  readonly expected: string
  readonly seen: string
  /** How long it may stand before it is a fault, ms, where that is longer than what is on its way takes. */
  readonly mayLastMs?: number
}

/** What the hub can know: since when broker and hub have stood without a break, epoch ms of the city; undefined while one does not. */
export interface Hearing {
  hubSince: number | undefined
  brokerSince: number | undefined
  /** Since when devices were silent before the last break: of them an alert may be raised at any time. */
  silentBefore: ReadonlySet<string>
  /** Breaks of the hearing: alerts that accuse others of silence must not come of them. */
  readonly breaks: { readonly from: number; to: number | undefined }[]
}

/** Clocks of processes and pipes between them: a moment is the same within so much. */
const SAME_MS = 2_500
/** What a device said so long ago has come to the hub; of two that speak every ten seconds it can be told which. */
const ARRIVED_MS = 5_000
const CITY = '92'
const PERIODS_AGE_MS = 80_000
const SAME_ANSWER_MS = 1_000
/** The plan is answered, and told to screens, as it was a quarter of a minute ago at most. */
const PLAN_AGE_MS = 18_000
/** A hub that was killed knows anew after so long that a picture stands still. */
const FROZEN_AGAIN_MS = 35_000
/** A hub or screen that has just come back needs so long to hear and to tell. */
export const SETTLE_MS = 15_000

export function createChecks({
  stage,
  units,
  hearing,
  watched,
}: {
  stage: Stage
  units: UnitTree
  hearing: Hearing
  /** Communes whose figures are recomputed. */
  watched: () => readonly string[]
}) {
  const { published, clock, asking } = stage
  const ask = asking.of
  const communes = units.communes.map(({ code }) => code)
  const { isWorkingDay } = createCalendar(VIETNAM_HOLIDAYS)
  /** How many looks there were: what is asked in turns follows it. */
  let turn = 0
  const inTurn = <T>(all: readonly T[], count: number): T[] =>
    Array.from({ length: count }, (_, i) => all[(turn * count + i) % all.length] as T)
  const liveSince = new Map<string, number>()
  /** How many figures of screens were held against something, by kind: a check that finds nothing to compare finds nothing wrong. */
  const compared = new Map<string, number>()

  const isHeard = (forMs: number) =>
    hearing.hubSince !== undefined &&
    hearing.brokerSince !== undefined &&
    clock.now() - Math.max(hearing.hubSince, hearing.brokerSince) > forMs + SETTLE_MS

  /** Whether what a screen says is held against the hub. */
  const isSettled = () => hearing.hubSince !== undefined && clock.now() - hearing.hubSince >= SETTLE_MS

  /**
   * Whether the hub need not have it yet: the broker has just handed it out, or was handing it out as it stopped, and it comes once that runs again.
   * @param heardAt when the book of what was published had it
   * @param askedAt when the hub was asked, epoch ms
   */
  function isOnItsWay(heardAt: number | undefined, askedAt: number): boolean {
    const cut = hearing.breaks.at(-1)
    const wasCut = hearing.brokerSince === undefined && cut !== undefined && (heardAt ?? 0) > cut.from - SAME_MS
    return wasCut || askedAt - (heardAt ?? 0) < ARRIVED_MS
  }

  /** Sensors and cameras of the API against what they said. */
  async function devices(): Promise<Doubt[]> {
    const doubts: Doubt[] = []
    const askedAt = clock.now()
    const { sensors } = await ask<{ sensors: { sensor: Sensor; reading: SensorReading | null }[] }>('/sensors')
    const told = new Map(sensors.map((each) => [each.sensor.id, each]))
    for (const [id, said] of published.sensors()) {
      const doubt = (figure: string, expected: unknown, seen: unknown) =>
        doubts.push({ screen: 'api', figure: `sensor/${id}/${figure}`, expected: String(expected), seen: String(seen) })
      const row = told.get(id)
      if (row === undefined) {
        doubt('announced', 'there', 'missing')
        continue
      }
      const { at = null, values = [] } = row.reading ?? {}
      if (isOnItsWay(said.heardAt, askedAt)) continue
      if (Math.abs((at ?? 0) - (said.at ?? 0)) > SAME_MS) {
        doubt('at', written(said.at), written(at))
        continue
      }
      const names = Object.keys(SENSOR_KINDS[row.sensor.kind as keyof typeof SENSOR_KINDS].quantities)
      for (const [name, value] of Object.entries(said.values)) {
        const seen = values[names.indexOf(name)]
        if (seen !== value) doubt(name, value, seen)
      }
    }
    const { cameras } = await ask<{ cameras: { camera: { id: string }; view: CameraView | null }[] }>('/cameras')
    for (const { camera, view } of cameras) {
      const said = published.camera(camera.id)
      const doubt = (figure: string, expected: unknown, seen: unknown) =>
        doubts.push({
          screen: 'api',
          figure: `camera/${camera.id}/${figure}`,
          expected: String(expected),
          seen: String(seen),
        })
      if (said === undefined) {
        doubt('announced', 'not announced', 'there')
        continue
      }
      if (isOnItsWay(said.countHeardAt, askedAt)) continue
      if (Math.abs((view?.countAt ?? 0) - (said.countAt ?? 0)) > SAME_MS) {
        doubt('countAt', written(said.countAt), written(view?.countAt))
        continue
      }
      for (const name of ['waiting', 'counters', 'countersStaffed'] as const)
        if ((view?.[name] ?? undefined) !== said[name]) doubt(name, said[name], view?.[name])
    }
    return doubts
  }

  /** Who reports what a formula counts in a unit. */
  function authorities(by: readonly string[], unit: string): readonly string[] {
    // The three areas of 2025 are parts of a map.
    const able = units.edition === '2025' ? by.filter((level) => level !== 'district') : by
    return units.all
      .filter(({ code, level }) => able.includes(level) && units.lineage(code).includes(unit))
      .map(({ code }) => code)
  }

  function reportedDue(kpi: string, unit: string): Reported | undefined {
    const formula = FORMULAS[kpi]
    return formula && formulaDue(formula, unit)
  }

  function formulaDue(formula: Formula, unit: string): Reported {
    return ofReports(published, formula, authorities(formula.by, unit), clock.now(), isWorkingDay)
  }

  /** Figures of the API against what follows from what was said, and against each other. */
  async function figures(): Promise<Doubt[]> {
    const doubts: Doubt[] = []
    const doubt = (figure: string, expected: unknown, seen: unknown) =>
      doubts.push({ screen: 'api', figure, expected: String(expected), seen: String(seen), ...mayLast(figure) })
    const within = (unit: string) => (unit === CITY ? communes : [unit])

    const looked = [CITY, ...watched(), ...inTurn(units.all, 1).map(({ code }) => code)]
    for (const [id, { period }] of Object.entries(KPIS) as [KpiId, Kpi][]) {
      const isOften = ['onTimeRate', 'onlineShare', 'receivedToday'].includes(id)
      for (const unit of isOften ? looked : [CITY, ...looked.slice(-1)]) await liveFigure(id, unit, doubt)
      const isDue = isOften || inTurn(Object.keys(KPIS), 3).includes(id)
      if (isDue && period !== 'now' && FORMULAS[id] !== undefined) await periodFigures(id, looked, doubt)
    }
    for (const item of inTurn(Object.keys(PLAN), 3)) await planRow(item, doubt)
    for (const id of inTurn(Object.keys(KPIS), 1)) await explained(id, doubt)
    if (turn % 4 === 0) await index766([CITY, ...watched()], doubt)
    if (isHeard(FROZEN_AGAIN_MS)) {
      for (const unit of [CITY, ...watched().slice(0, 1)]) {
        for (const kpi of ['camerasOnline', 'officesOverCapacity', 'officesUnstaffed', 'waitingNow']) {
          const due = ofCameras(published, kpi, new Set(within(unit)), clock.now())
          const live = await ask<KpiValue>(`/kpis/${kpi}?unit=${unit}`)
          if (!live.unheard && !isNear(live.value, due.value)) doubt(`kpi/${kpi}/${unit}/now`, due.value, live.value)
        }
      }
      const { value, unheard } = await ask<KpiValue>('/kpis/floodStage')
      const due = highestWater(published, clock.now())
      if (!unheard && !isNear(value, due)) doubt(`kpi/floodStage/${CITY}/now`, due, value)
    }
    const cut = [...hearing.breaks].at(-1)
    if (
      cut !== undefined &&
      cut.to === undefined &&
      hearing.hubSince !== undefined &&
      clock.now() - cut.from > 60_000
    ) {
      const row = await ask<KpiValue>('/kpis/camerasOnline')
      if (row.state !== 'unjudged' || !row.unheard)
        doubt(`kpi/camerasOnline/${CITY}/deaf`, 'unjudged, unheard', `${row.state}, ${row.unheard}`)
    }
    return doubts
  }

  type Doubter = (figure: string, expected: unknown, seen: unknown) => void

  async function liveFigure(id: KpiId, unit: string, doubt: Doubter): Promise<void> {
    const live = await asking.find<KpiValue>(`/kpis/${id}?unit=${unit}`)
    if (live === undefined) return
    const name = `kpi/${id}/${unit}`
    const kpi: Kpi = KPIS[id]
    for (const wrong of impossible(kpi, live)) doubt(`${name}/sense`, wrong, JSON.stringify(live))
    const due = reportedDue(id, unit)
    if (due === undefined || live.unheard) return
    if (!isNear(live.value, due.value)) doubt(`${name}/now`, due.value, live.value)
    else if (due.value !== null && live.numerator !== due.numerator)
      doubt(`${name}/numerator`, due.numerator, live.numerator)
    else if (live.reported !== due.reported || live.expected !== due.expected)
      doubt(`${name}/coverage`, `${due.reported}/${due.expected}`, `${live.reported}/${live.expected}`)
    else {
      const state = judged(due, {
        target: live.target,
        near: kpi.target?.near ?? 0,
        direction: kpi.direction,
        least: kpi.minCoverage,
      })
      if (live.state !== state) doubt(`${name}/state`, state, live.state)
    }
  }

  /** The period that a figure is of says what the live one says. */
  async function periodFigures(id: KpiId, of: readonly string[], doubt: Doubter): Promise<void> {
    const span = KPIS[id].period === 'day' ? 'day' : 'month'
    const { figures: all } = await ask<{ figures: (ComparedFigure & { unit: string })[] }>(
      `/kpis/${id}/figures?unit=${CITY}&period=${span}`,
    )
    for (const unit of of) {
      const live = await asking.find<KpiValue>(`/kpis/${id}?unit=${unit}`)
      const period = all.find((each) => each.unit === unit)
      if (live === undefined || period === undefined) continue
      const due = reportedDue(id, unit)
      const name = `kpi/${id}/${unit}`
      if (!isNear(period.value, due?.value ?? null)) doubt(`${name}/${span}`, due?.value, period.value)
      for (const field of ['reported', 'expected', 'state'] as const) {
        if (period[field] !== live[field] && !live.unheard)
          doubt(`${name}/${field} of ${span} and live`, live[field], period[field])
      }
    }
  }

  /** A row of the plan says what its figure says: of the year where things happen, live where they stand. */
  async function planRow(id: string, doubt: Doubter): Promise<void> {
    const { measure }: PlanItem = PLAN[id as keyof typeof PLAN]
    if (measure.is !== 'kpi') return
    const { kpi } = measure
    const { period, from, combine }: Kpi = KPIS[kpi]
    const { rows } = await ask<{ rows: PlanRow[] }>(`/plan?unit=${CITY}`)
    const row = rows.find((each) => each.item === id)
    const isOfYear = from === 'statistic' ? period !== 'now' : combine === 'ratio'
    const figure = isOfYear
      ? (
          await ask<{ figures: (ComparedFigure & { unit: string })[] }>(`/kpis/${kpi}/figures?unit=${CITY}&period=year`)
        ).figures.find(({ unit }) => unit === CITY)
      : await asking.find<KpiValue>(`/kpis/${kpi}?unit=${CITY}`)
    if (row === undefined || figure === undefined) return
    if (!isNear(row.value, figure.value)) doubt(`plan/${id}/value`, figure.value, row.value)
    for (const field of ['reported', 'expected'] as const)
      if (row[field] !== figure[field] && !row.unheard) doubt(`plan/${id}/${field}`, figure[field], row[field])
    // The plan judges the year: what is near today and can no longer be reached by its end is missed.
    const isLost = figure.state === 'near' && row.needed?.is === 'outOfReach'
    const state = isLost ? 'missed' : figure.state
    if (row.state !== state && !row.unheard) doubt(`plan/${id}/state`, state, row.state)
  }

  /** Points of Index 766 follow from the reports, and add up. */
  async function index766(of: readonly string[], doubt: Doubter): Promise<void> {
    const { rows } = await ask<{ rows: Index766Row[] }>('/index766?period=month')
    for (const { unit, score, known, groups, criteria } of rows) {
      const sum = (points: readonly { readonly score: number | null }[]) =>
        points.some((each) => each.score === null) ? null : points.reduce((all, each) => all + (each.score ?? 0), 0)
      if (!isNear(score, sum(criteria))) doubt(`index766/${unit}/score`, sum(criteria), score)
      if (!isNear(score, sum(groups))) doubt(`index766/${unit}/groups`, score, sum(groups))
      if (score !== null && !isNear(score, known)) doubt(`index766/${unit}/known`, score, known)
      if (!of.includes(unit)) continue
      for (const { id, score: points, numerator, denominator } of criteria) {
        const criterion = CRITERIA[id]
        if (criterion === undefined) continue
        const due = formulaDue(criterion.of, unit)
        const most = due.value === null ? null : (due.value / 100 / criterion.fullAt) * criterion.points
        const value = most === null ? null : Math.min(criterion.points, most)
        if (!isNear(points, value)) doubt(`index766/${unit}/${id}`, value, `${points} of ${numerator}/${denominator}`)
      }
    }
  }

  /** What an explanation lists adds up to the figure that it explains. */
  async function explained(id: string, doubt: Doubter): Promise<void> {
    const live = await asking.find<KpiValue>(`/kpis/${id}?unit=${CITY}`)
    // In an edition without districts nothing of theirs is measured.
    if (live === undefined) return
    const { value, contributions } = await ask<Explanation>(`/kpis/${id}/explain?unit=${CITY}`)
    const { combine, period }: Kpi = KPIS[id as KpiId]
    const counting = contributions.filter(({ fresh }) => fresh || period !== 'now')
    const above = counting.map(({ numerator }) => numerator)
    const sum = combine === 'max' ? Math.max(...above) : above.reduce((all, each) => all + each, 0)
    if (value.numerator !== null && counting.length > 0 && !isNear(value.numerator, sum))
      doubt(`explain/${id}/numerator`, sum, value.numerator)
    const below = counting.reduce((all, { denominator = 0 }) => all + denominator, 0)
    if (value.denominator !== null && !isNear(value.denominator, below))
      doubt(`explain/${id}/denominator`, below, value.denominator)
    if (!isNear(live.value, value.value)) doubt(`explain/${id}/value`, live.value, value.value)
  }

  /** Alerts that stand though nothing does, and those that accuse others of the hub's deafness. */
  async function alerts(): Promise<Doubt[]> {
    const doubts: Doubt[] = []
    const now = clock.now()
    for (const [id, { spokeAt, everyMs }] of published.sensors())
      note(`sensor/${id}`, now - (spokeAt ?? 0) < Math.max(5_000, 2.5 * everyMs))
    for (const [id, camera] of published.cameras())
      note(`camera/${id}`, now - (camera.frameAt ?? 0) < 2.5 * camera.everyMs && camera.status !== 'offline')
    function note(id: string, isLive: boolean): void {
      if (!isLive) liveSince.delete(id)
      else if (!liveSince.has(id)) liveSince.set(id, now)
    }
    const { alerts: open } = await ask<{ alerts: Alert[] }>('/alerts?open=true&limit=1000')
    for (const { rule, subject, subjectId, title } of open) {
      const since = liveSince.get(`${subject}/${subjectId}`)
      if (/\.lost$/.test(rule) && since !== undefined && now - since > 120_000 && isHeard(120_000))
        doubts.push({
          screen: 'api',
          figure: `alert ${rule}|${subject}/${subjectId}`,
          expected: 'cleared: it has spoken for two minutes',
          seen: title.vi,
        })
    }
    const { alerts: all } = await ask<{ alerts: Alert[] }>('/alerts?limit=1000')
    for (const { rule, subject, subjectId, raisedAt, title } of all) {
      if (!/\.(lost|manyLost|silent)$/.test(rule) || hearing.silentBefore.has(`${subject}/${subjectId}`)) continue
      const isOfBreak = hearing.breaks.some(({ from, to }) => raisedAt > from && raisedAt < (to ?? now) + 60_000)
      if (isOfBreak)
        doubts.push({
          screen: 'api',
          figure: `alert ${rule}|${subject}/${subjectId}`,
          expected: 'none: the hub heard nobody',
          seen: `${title.vi}, raised ${written(raisedAt)}`,
        })
    }
    return doubts
  }

  /** What a screen says against the API, and against the rules of what may be said at all. */
  async function screen(name: string, read: () => Promise<Reading>): Promise<Doubt[]> {
    const { figures: shown, texts, alerts: ids, address, isCut } = await read()
    const where = name === 'wall' ? 'wall' : `console ${address}`
    const doubts: Doubt[] = []
    const doubt = (figure: string, expected: unknown, seen: unknown) =>
      doubts.push({
        screen: where,
        figure,
        expected: String(expected),
        seen: String(seen),
        ...mayLast(figure, 2, address),
      })
    for (const text of texts) {
      const fault = faultIn(text)
      if (fault !== undefined) doubt('text', `no ${fault}`, text)
      const result = miscalculated(text)
      if (result !== undefined) doubt('text', `a formula that comes to ${result}`, text)
    }
    const now = clock.now()
    for (const figure of shown) {
      for (const wrong of aged(figure, now)) doubt(figure.name, wrong.expected, wrong.seen)
    }
    if (hearing.hubSince === undefined) {
      const cut = hearing.breaks.at(-1)
      if (cut !== undefined && now - cut.from > 20_000 && !isCut) doubt('connection', 'said to be lost', 'nothing said')
      return doubts
    }
    if (!isSettled()) return doubts
    const open = await ask<{ alerts: Alert[] }>('/alerts?open=true&limit=1000')
    for (const id of ids) if (!open.alerts.some((alert) => alert.id === id)) doubt(`alert ${id}`, 'not open', 'shown')
    for (const wrong of await headlines.wrongIn(texts)) doubt('headline', wrong.expected, wrong.seen)
    for (const figure of shown) {
      const due = await dueOf(figure, open.alerts, address)
      if (due === undefined) continue
      const kind = `${name} ${kindOf(figure.name)}`
      compared.set(kind, (compared.get(kind) ?? 0) + 1)
      const isSaid = saysOneOf(figure.text, [due.value, ...(due.lately ?? [])])
      if (!isSaid) doubt(figure.name, `${due.value ?? '–'}`, figure.text)
      if (due.state !== undefined && figure.state !== undefined && figure.state !== due.state && !mayAge(figure, due))
        doubt(`${figure.name} state`, due.state, figure.state)
      const coverage = coverageIn(figure.card)
      if (due.coverage === undefined || coverage === undefined) continue
      compared.set(`${name} coverage`, (compared.get(`${name} coverage`) ?? 0) + 1)
      const covers = [due.coverage, ...(due.latelyCovered ?? [])]
      if (!covers.some((each) => saysCoverage(coverage, each)) && !isBetween(coverage, covers))
        doubt(`${figure.name} coverage`, due.coverage.join('/'), coverage)
    }
    return doubts
  }

  /** A screen may see sooner than the hub tells that something is old: it is no longer judged then. */
  const mayAge = (figure: Shown, due: { readonly state?: string | undefined }) =>
    figure.state === 'unjudged' && due.state !== 'unjudged' && !isHeard(0)

  /** What a device's figure says of its age. */
  function aged({ name, text, freshness }: Shown, now: number): { expected: string; seen: string }[] {
    const [is = '', id = '', what = ''] = deviceIn(name).split('/')
    const said =
      is === 'sensor' && published.sensor(id) !== undefined
        ? { at: published.sensor(id)?.at, age: (at: number) => sensorAge(published.sensor(id) as never, at) }
        : is === 'camera' && ['waiting', 'counters', 'countersStaffed'].includes(what) && published.camera(id)
          ? { at: published.camera(id)?.countAt, age: (at: number) => countAge(published.camera(id) as never, at) }
          : undefined
    if (said === undefined || freshness === undefined) return []
    const [sooner, later] = [said.age(now - 4_000), said.age(now + 4_000)]
    if (freshness === 'live' && sooner !== 'live' && later !== 'live')
      return [{ expected: `not live: said ${written(said.at)}`, seen: `${text}, live` }]
    if ((freshness === 'stale' || freshness === 'lost') && sooner === 'live' && later === 'live' && isHeard(30_000))
      return [{ expected: `live: said ${written(said.at)}`, seen: `${text}, ${freshness}` }]
    if (freshness === 'unheard' && isHeard(120_000)) return [{ expected: 'heard', seen: 'unheard' }]
    return []
  }

  interface Due {
    readonly value: number | null
    readonly state?: string | undefined
    /** Of what was due, what was reported. */
    readonly coverage?: Covered
    /** What both were in the last minute, where screens ask once a minute. */
    readonly lately?: readonly (number | null)[]
    readonly latelyCovered?: readonly Covered[]
  }

  async function dueOf({ name, text }: Shown, open: readonly Alert[], address: string): Promise<Due | undefined> {
    const [is = '', a = '', b = '', c = ''] = name.split('/')
    if (is === 'kpi') return c === 'now' ? kpiDue(a, b) : periodDue(a, b, c)
    if (is === 'plan') return planDue(a, b, text)
    if (is === 'sensor') {
      const { sensor, reading } = await ask<{ sensor: Sensor; reading: SensorReading | null }>(`/sensors/${a}`)
      if (b === 'index') return { value: reading?.index ?? null }
      const names = Object.keys(SENSOR_KINDS[sensor.kind as keyof typeof SENSOR_KINDS].quantities)
      return { value: reading?.values[names.indexOf(b)] ?? null }
    }
    if (is === 'camera') {
      const { view } = await ask<{ view: CameraView | null }>(`/cameras/${a}`)
      const value = view?.[b as 'waiting'] ?? null
      // A mosaic leaves out a count that is old, and says so.
      return text.startsWith('–') && !isHeard(80_000) ? undefined : { value: text.startsWith('–') ? null : value }
    }
    // What another open alert tells the cause of stands under that one, and is counted with it.
    const told = open.filter(({ cause }) => !open.some(({ id }) => id === cause)).length
    if (name === 'alerts/open') return { value: told }
    if (name === 'group/all' && address.startsWith('/alerts')) return { value: told }
    if (is === 'sources') return sourcesDue(a)
    if (is === 'cell') return cellDue(a, b, text, address)
    return undefined
  }

  async function kpiDue(kpi: string, unit: string): Promise<Due> {
    const row = await asking.find<KpiValue>(`/kpis/${kpi}?unit=${unit}`)
    if (row === undefined) return { value: null }
    const { value, state, unheard, reported, expected } = row
    return { value, state, ...(!unheard && { coverage: [reported, expected] as const }) }
  }

  /** Figures of periods are asked for by screens once a minute: what the hub has said of them since. */
  const lately = new Map<string, { readonly at: number; readonly due: Due }[]>()

  /** @param under the unit whose figures and those below it a screen asks for at once */
  async function periodDue(kpi: string, unit: string, period: string, under = unit): Promise<Due> {
    const figure = (await periodsUnder(kpi, under, period)).find((each) => each.unit === unit)
    if (figure === undefined) return { value: null }
    const { value, state, reported, expected } = figure
    return remembered(`${kpi}/${unit}/${period}`, { value, state, coverage: [reported, expected] })
  }

  type PeriodFigure = ComparedFigure & { readonly unit: string }
  const answered = new Map<string, { readonly at: number; readonly figures: Promise<{ figures: PeriodFigure[] }> }>()

  /** One answer serves all rows of a table. */
  async function periodsUnder(kpi: string, unit: string, period: string): Promise<readonly PeriodFigure[]> {
    const path = `/kpis/${kpi}/figures?unit=${unit}&period=${period}`
    let known = answered.get(path)
    if (known === undefined || clock.now() - known.at > SAME_ANSWER_MS) {
      known = { at: clock.now(), figures: ask(path) }
      answered.set(path, known)
    }
    return (await known.figures).figures
  }

  function remembered(name: string, due: Due): Due {
    const now = clock.now()
    const before = (lately.get(name) ?? []).filter(({ at }) => now - at < PERIODS_AGE_MS)
    lately.set(name, [...before, { at: now, due }])
    return {
      ...due,
      lately: before.map((each) => each.due.value),
      latelyCovered: before.flatMap((each) => (each.due.coverage === undefined ? [] : [each.due.coverage])),
    }
  }

  async function scores(): Promise<ReadonlyMap<string, Due>> {
    const { rows } = await ask<{ rows: { unit: string; score: number | null }[] }>('/index766?period=month')
    return new Map(rows.map(({ unit, score }) => [unit, remembered(`index766/${unit}`, { value: score })]))
  }

  async function planDue(item: string, unit: string, text: string): Promise<Due | undefined> {
    const { rows } = await ask<{ rows: PlanRow[] }>(`/plan?unit=${unit}`)
    const row = rows.find((each) => each.item === item)
    // Connections and milestones are words.
    if (row === undefined || row.link != null || !/^[\d–-]/.test(text)) return undefined
    return { value: row.value }
  }

  async function sourcesDue(state: string): Promise<Due | undefined> {
    const { sources } = await ask<{ sources: Source[] }>('/sources')
    const now = clock.now()
    const promising = sources.filter(({ everyMs }) => everyMs !== null)
    if (!isHeard(700_000) && state !== 'live') return undefined
    // While the hub hears nothing a wall counts them as they were then, and says when that was.
    if (hearing.brokerSince === undefined || hearing.hubSince === undefined) return undefined
    const count = promising.filter(({ asOf, lastReceivedAt, everyMs, nextWithinMs, status }) => {
      const age = now - (asOf ?? Number.NEGATIVE_INFINITY)
      const within = nextWithinMs ?? everyMs ?? 0
      const isLost = (status === 'offline' && lastReceivedAt !== null) || age > Math.max(20_000, 10 * within)
      const isLive = !isLost && age <= Math.max(5_000, 2.5 * within)
      return state === 'live' ? isLive : state === 'lost' ? isLost : !isLive && !isLost
    }).length
    return { value: count }
  }

  async function cellDue(key: string, column: string, text: string, address: string): Promise<Due | undefined> {
    const { pathname, searchParams } = new URL(address, 'http://screen')
    const tab = searchParams.get('tab')
    if (pathname === '/plan' && column === 'value') return planDue(key, searchParams.get('unit') ?? CITY, text)
    if (pathname === '/index766' && column === 'score') {
      const due = (await scores()).get(key)
      return due?.value === null ? undefined : due
    }
    if (tab === 'sensors' && column === 'value') {
      const sensor = published.sensor(key)
      const primary = sensor && SENSOR_KINDS[sensor.kind as keyof typeof SENSOR_KINDS].primary
      return primary === undefined ? undefined : { value: sensor?.values[primary] ?? null }
    }
    if (tab === 'offices' && column === 'waiting') {
      const { view } = await ask<{ view: CameraView | null }>(`/cameras/${key}`)
      return { value: view?.waiting ?? null }
    }
    const isUnit = units.byCode.has(key)
    if (isUnit && (pathname === '/' || pathname.startsWith('/unit/')) && tab === null && column === 'value') {
      const kpi = searchParams.get('kpi') ?? 'onTimeRate'
      const period = searchParams.get('period')
      return period === null ? kpiDue(kpi, key) : periodDue(kpi, key, period, CITY)
    }
    return undefined
  }

  /** Before a page is opened: what the figures of periods on it are as it asks for them. */
  async function expectPage(path: string): Promise<void> {
    const { pathname, searchParams } = new URL(path, 'http://screen')
    const period = searchParams.get('period')
    if (hearing.hubSince === undefined) return
    if (pathname === '/index766') await scores()
    if (period === null) return
    const unit = /^\/unit\/(.+)$/.exec(pathname)?.[1] ?? CITY
    for (const kpi of Object.keys(KPIS)) await periodDue(kpi, unit, period)
    const kpi = searchParams.get('kpi') ?? 'onTimeRate'
    for (const { unit: row } of await periodsUnder(kpi, CITY, period)) await periodDue(kpi, row, period, CITY)
  }

  const headlines = createHeadlines({ asking, published, units })

  return {
    expectPage,
    devices,
    figures,
    alerts,
    screen,
    isHeard,
    isSettled,
    compared,
    /** Another look begins. */
    nextTurn() {
      turn++
    },
  }
}

export type Checks = ReturnType<typeof createChecks>

/** @param times how many answers of different age are compared */
function mayLast(figure: string, times = 1, address = ''): Pick<Doubt, 'mayLastMs'> {
  const isPlan = figure.startsWith('plan/') || (figure.startsWith('cell/') && address.startsWith('/plan'))
  return isPlan ? { mayLastMs: times * PLAN_AGE_MS } : {}
}

/** What a figure may not say, whatever was published. */
function impossible(kpi: Kpi, { value, state, reported, expected }: KpiValue): string[] {
  const wrong: string[] = []
  if (value === null) {
    if (state !== 'unjudged' && state !== 'untargeted') wrong.push('what is unknown is not judged')
    return wrong
  }
  if (!Number.isFinite(value)) wrong.push('a number')
  if (kpi.combine === 'ratio' && (value < 0 || value > 100)) wrong.push('a share between 0 and 100')
  if (value === 0 && reported === 0) wrong.push('unknown, not zero: nobody reported')
  if (reported > expected) wrong.push('no more reported than due')
  return wrong
}

/** Cells of tables that show what a device says are figures of it. */
function deviceIn(name: string): string {
  const [is, key, column] = name.split('/')
  // The age in a row of an office is that of its picture, not of its count.
  return is !== 'cell' ? name : column === 'value' ? `sensor/${key}/value` : ''
}

/** How much of what was due was reported. */
type Covered = readonly [reported: number, expected: number]

/** `báo cáo ngày 1.245/1.328`, `79/83 đơn vị`, `có 98% báo cáo ngày`: what a card says of it, as it is written. */
function coverageIn(card: string): string | undefined {
  return /(?:nguồn|báo cáo ngày|giờ có số liệu) [\d.]+\/[\d.]+|[\d.]+\/[\d.]+ (?:đơn vị|camera|trạm)|có \d+% báo cáo ngày/.exec(
    card,
  )?.[0]
}

function saysCoverage(said: string, [reported, expected]: Covered): boolean {
  const share = /có (\d+)%/.exec(said)?.[1]
  if (share !== undefined) return Number(share) === Math.floor((100 * reported) / expected + 1e-9)
  const [a, b] = (/([\d.]+)\/([\d.]+)/.exec(said) ?? []).slice(1).map((text) => Number(text.replaceAll('.', '')))
  return a === reported && b === expected
}

/** Whether a coverage lies between those that the hub has told: a screen asks at another moment than the play does. */
function isBetween(said: string, known: readonly Covered[]): boolean {
  const [reported, expected] = (/([\d.]+)\/([\d.]+)/.exec(said) ?? [])
    .slice(1)
    .map((text) => Number(text.replaceAll('.', '')))
  if (reported === undefined || expected === undefined) return false
  const isWithin = (value: number, all: readonly number[]) => value >= Math.min(...all) && value <= Math.max(...all)
  return (
    isWithin(
      reported,
      known.map(([each]) => each),
    ) &&
    isWithin(
      expected,
      known.map(([, each]) => each),
    )
  )
}

/** `kpi`, `cell value`. */
function kindOf(name: string): string {
  const [is = '', , column = ''] = name.split('/')
  return is === 'cell' ? `${is} ${column}` : is
}

function isNear(a: number | null, b: number | null): boolean {
  return a === null || b === null ? a === b : Math.abs(a - b) < 1e-6
}

function written(at: number | null | undefined): string {
  return at == null ? 'never' : new Date(at + 7 * 3_600_000).toISOString().slice(0, 19)
}
