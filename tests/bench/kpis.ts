import { mock } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createCalendar } from '../../domain/calendar/calendar.ts'
import { eachDay } from '../../domain/periods.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import type { SourceSystem } from '../../domain/systems/system.ts'
import { type Day, HOUR_MS, MINUTE_MS, startOfDay } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { reportersUnder } from '../../domain/units/reporters.ts'
import { BEAT_MS } from '../../domain/wire.ts'
import { type City, createCity } from '../../server/city/city.ts'
import { createPicture } from '../../server/city/picture.ts'
import { createKpis, type Kpis } from '../../server/services/kpis/kpis.ts'
import type { StatisticReport } from '../../server/store/store.ts'
import { median, report } from './harness.ts'

const RUNS = 7
const SINGLES = 500
const units = UNIT_TREES['2025']
/** The last day of a long month: as much to add up as there ever is. */
const TODAY: Day = '2026-10-31'
const MONTH = { from: '2026-10-01', to: TODAY }
const EIGHT = startOfDay(TODAY) + 8 * HOUR_MS

/** Every authority of every system: who reports to what. */
const pairs = Object.entries(SYSTEMS as Record<string, SourceSystem>).flatMap(([system, { counts, reportedAt }]) =>
  Object.keys(counts).length === 0
    ? []
    : reportersUnder(units, units.city.code, reportedAt).map((unit) => ({ system, unit })),
)

/** Live KPIs when all report at once, and when one does, beside everything computed anew; and the memory of a month of reports. */
export async function benchKpis(): Promise<void> {
  let now = EIGHT
  const clock = { now: () => now }
  const before = memory()
  const city = createCity({ edition: '2025', clock, picture: createPicture() })
  for (const day of eachDay(MONTH)) tell(city, day, pairs, startOfDay(day) + 7 * HOUR_MS)
  const after = memory()

  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
  let published = 0
  const begin = (from: City): Kpis => {
    const kpis = createKpis({
      units,
      clock,
      city: from,
      store: { hourColumns: async () => new Map() },
      calendar: createCalendar(),
      prefix: 'ioc/v1',
      publish: () => void published++,
    })
    kpis.start()
    return kpis
  }
  const kpis = begin(city)
  /** What is computed anew hears nothing afterwards. */
  const silent: City = { ...city, onChange: () => undefined, onStatistic: () => undefined }

  const anew: number[] = []
  const burst: number[] = []
  const single: number[] = []
  for (let run = 0; run < RUNS; run++) {
    now += MINUTE_MS
    tell(city, TODAY, pairs, now)
    burst.push(timed(() => mock.timers.tick(BEAT_MS)))
    anew.push(timed(() => begin(silent).stop()))
    now += MINUTE_MS
    single.push(
      ...Array.from({ length: SINGLES }, (_, i) => {
        const pair = pairs[(i * 7_919) % pairs.length] ?? { system: 'oneStop', unit: units.city.code }
        tell(city, TODAY, [pair], now + i)
        return timed(() => mock.timers.tick(BEAT_MS))
      }),
    )
  }
  kpis.stop()
  mock.timers.reset()
  if (published === 0) throw new Error('nothing was published')

  const everything = median(anew)
  const each = `everything anew ${everything.toFixed(1)} ms`
  report(
    `${pairs.length} reports at once, all KPIs and units`,
    `${median(burst).toFixed(1)} ms`,
    each,
    median(burst) / everything,
  )
  report('  of that one report', `${((median(burst) / pairs.length) * 1_000).toFixed(0)} µs`, each)
  const alone = median(single)
  report(
    'one report alone',
    `${(alone * 1_000).toFixed(0)} µs`,
    `${each}, ${Math.round(everything / alone)} times that`,
  )
  report(
    'memory of a month of reports, the store’s aside',
    `${((after - before) / 1e6).toFixed(0)} MB`,
    `${pairs.length * eachDay(MONTH).length} reports as JSON ${(jsonBytes() / 1e6).toFixed(0)} MB`,
    (after - before) / jsonBytes(),
  )
}

function tell(city: City, period: Day, whom: readonly { system: string; unit: string }[], at: number): void {
  for (const { system, unit } of whom)
    city.apply({ is: 'statistics', retained: false, reports: [reportOf(system, unit, period, at)] })
}

function reportOf(system: string, unit: string, period: Day, at: number): StatisticReport {
  const { counts } = SYSTEMS[system as 'oneStop'] as SourceSystem
  const seed = Number(unit) + Math.floor(at / MINUTE_MS)
  const numbers = Object.keys(counts).map((name, i) => [name, 20 + ((seed * (i + 3)) % 80)])
  return {
    edition: '2025',
    system,
    unit,
    period,
    at,
    receivedAt: at,
    counts: Object.fromEntries(numbers),
    simulated: true,
  }
}

function jsonBytes(): number {
  return eachDay(MONTH).reduce(
    (sum, day) =>
      sum +
      pairs.reduce((bytes, { system, unit }) => bytes + JSON.stringify(reportOf(system, unit, day, EIGHT)).length, 0),
    0,
  )
}

function timed(work: () => void): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

/** Bytes in use, garbage aside. */
function memory(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}
