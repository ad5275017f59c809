import { addDays } from '../domain/periods.ts'
import { SYSTEMS } from '../domain/systems/index.ts'
import type { SourceSystem } from '../domain/systems/system.ts'
import { DAY_MS, type Day, dayOf, MINUTE_MS, startOfDay } from '../domain/time.ts'
import { formatTopic } from '../domain/topics.ts'
import type { UnitTree } from '../domain/units/unit.ts'
import { countAt } from './cameras/cameraDevice.ts'
import type { DemoCity } from './demoCity.ts'
import { CLOCK_BEHIND_MS } from './faults.ts'
import type { Link } from './link.ts'
import { isWorkingDay, OFFICE_HOURS } from './systems/calendar.ts'
import type { ReportingSystem } from './systems/index.ts'
import { reportsOf, reportsTo, SYSTEM_IDS } from './systems/systemDevice.ts'

/** How far a backfill has come. */
export interface Progress {
  readonly sent: number
  readonly total: number
}

/** One message of history. */
interface Message {
  readonly topic: string
  readonly body: string
}

/** Readings of the last week; before it a third as many do for what is shown by the hour or the day. */
const SENSOR_STEP_MS = 10 * MINUTE_MS
const OLD_SENSOR_STEP_MS = 30 * MINUTE_MS
const OLD_AFTER_MS = 7 * DAY_MS
const COUNT_STEP_MS = 30 * MINUTE_MS
/** The last minute of a day: what is reported then is the whole day. */
const LAST_MINUTE_MS = DAY_MS - MINUTE_MS
const TELL_EVERY = 250
const TURN_EVERY = 8
const RETRY_MS = 500
const HEARD_WITHIN_MS = 60_000

/**
 * Publishes the city's history over the same topics as its present: QoS 1, not retained, so many messages on their way as the
 * link allows. Lost connections are waited for.
 * @param from epoch ms @param to epoch ms, exclusive
 * @param statisticsFrom of the days of statistics, which may reach farther back, epoch ms
 * @param isPatient one message at a time: what is live goes first
 * @throws when the broker stays away for a minute
 */
export async function backfill({
  city,
  link,
  prefix,
  from,
  statisticsFrom = from,
  to,
  tell,
  signal,
  isPatient = false,
}: {
  city: DemoCity
  link: Pick<Link, 'publish' | 'room' | 'connected'>
  prefix: string
  from: number
  statisticsFrom?: number
  to: number
  tell: (progress: Progress) => void
  signal: AbortSignal
  isPatient?: boolean
}): Promise<void> {
  const total = countMessages(city, statisticsFrom, from, to)
  const failures: unknown[] = []
  const onTheWay = new Set<Promise<void>>()
  let sent = 0

  async function deliver({ topic, body }: Message): Promise<void> {
    while (!signal.aborted && !(await link.publish(topic, body, { qos: 1 }))) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      await link.connected(HEARD_WITHIN_MS)
    }
    sent++
    if (sent % TELL_EVERY === 0) tell({ sent, total })
  }

  let made = 0
  for (const message of messages(city, prefix, statisticsFrom, from, to)) {
    await link.room()
    // Making messages is work: signals and acknowledgements get their turn in between.
    if (++made % TURN_EVERY === 0) await new Promise((resolve) => setImmediate(resolve))
    if (signal.aborted || failures.length > 0) break
    const delivery: Promise<void> = deliver(message)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => void onTheWay.delete(delivery))
    onTheWay.add(delivery)
    if (isPatient) await delivery
  }
  await Promise.all(onTheWay)
  if (failures.length > 0) throw failures[0]
  tell({ sent, total })
}

/**
 * Statistics first, month by month; then day by day, oldest first, the first sensor last: where it has history, everything else has it too, so
 * that a backfill that was broken off can be taken up at that sensor's last reading. Today's statistics are left to the present.
 */
function* messages(
  city: DemoCity,
  prefix: string,
  statisticsFrom: number,
  from: number,
  to: number,
): Generator<Message> {
  for (const times of reportMonths(statisticsFrom, to)) {
    for (const authority of city.authorities) {
      for (const system of SYSTEM_IDS) {
        if (!reportsTo(system, authority)) continue
        const { topic, body } = reportsOf(system, authority, times, prefix)
        yield { topic, body: JSON.stringify(body) }
      }
    }
  }
  for (const day of days(from, to)) {
    const start = Math.max(from, startOfDay(day))
    const end = Math.min(to, startOfDay(day) + DAY_MS)
    for (const at of countTimes(start, end)) {
      for (const office of city.offices) {
        const topic = formatTopic({ is: 'camera', id: office.cameraId, message: 'count' }, prefix)
        yield { topic, body: JSON.stringify(countAt(office, at)) }
      }
    }
    for (const sensor of [...city.sensors].reverse()) {
      const readings = readingTimes(city, sensor.id, start, end, to)
      if (readings.length === 0) continue
      const topic = formatTopic({ is: 'sensor', id: sensor.id, message: 'reading' }, prefix)
      yield { topic, body: JSON.stringify(readings.map((at) => ({ at, values: sensor.read(at) }))) }
    }
  }
}

/** Whose report to which system comes last in the history of a day: where the hub has that, it has the day's others too. */
export function lastReport(units: UnitTree): { readonly unit: string; readonly system: ReportingSystem } | undefined {
  const unit = units.communes.at(-1)?.code
  const system = SYSTEM_IDS.findLast((id) => (SYSTEMS[id] as SourceSystem).reportedAt.includes('commune'))
  return unit === undefined || system === undefined ? undefined : { unit, system }
}

function countMessages(city: DemoCity, statisticsFrom: number, from: number, to: number): number {
  const reporters = city.authorities.reduce(
    (sum, authority) => sum + SYSTEM_IDS.filter((system) => reportsTo(system, authority)).length,
    0,
  )
  return days(from, to).reduce((sum, day) => {
    const start = Math.max(from, startOfDay(day))
    const end = Math.min(to, startOfDay(day) + DAY_MS)
    const counts = city.offices.length * countTimes(start, end).length
    return sum + counts + city.sensors.filter(({ id }) => readingTimes(city, id, start, end, to).length > 0).length
  }, reporters * reportMonths(statisticsFrom, to).length)
}

/** The last minutes of the days that are over, those of one month together: one message says a month. */
function reportMonths(from: number, to: number): number[][] {
  const months = new Map<string, number[]>()
  for (const day of days(from, to)) {
    const at = startOfDay(day) + LAST_MINUTE_MS
    if (at < from || at >= to || day >= dayOf(to)) continue
    const month = day.slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), at])
  }
  return [...months.values()]
}

/**
 * Moments in [start, end) of one day at which a sensor is read. One whose clock is slow has none that its clock has not reached: what it says from
 * now on would be older than its history.
 */
function readingTimes(city: DemoCity, sensor: string, start: number, end: number, to: number): number[] {
  const reachedMs = city.faults.sensor(sensor) === 'clockBehind' ? to - CLOCK_BEHIND_MS : to
  return steps(start, Math.min(end, reachedMs), end < to - OLD_AFTER_MS ? OLD_SENSOR_STEP_MS : SENSOR_STEP_MS)
}

/** Every half hour of one day while the offices are open. */
function countTimes(start: number, end: number): number[] {
  const day = dayOf(start)
  if (!isWorkingDay(day)) return []
  const open = startOfDay(day) + OFFICE_HOURS.open
  const close = startOfDay(day) + OFFICE_HOURS.close + COUNT_STEP_MS
  return steps(open, close, COUNT_STEP_MS).filter((at) => at >= start && at < end)
}

/** The days that [from, to) touches. */
function days(from: number, to: number): Day[] {
  const found: Day[] = []
  for (let day = dayOf(from); startOfDay(day) < to; day = addDays(day, 1)) found.push(day)
  return found
}

/** Multiples of the step in [from, to). */
function steps(from: number, to: number, stepMs: number): number[] {
  const first = Math.ceil(from / stepMs) * stepMs
  return Array.from({ length: Math.max(0, Math.ceil((to - first) / stepMs)) }, (_, n) => first + n * stepMs)
}
