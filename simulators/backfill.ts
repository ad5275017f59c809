import { DAY_MS, type Day, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '../domain/time.ts'
import { formatTopic } from '../domain/topics.ts'
import { countAt } from './cameras/cameraDevice.ts'
import type { DemoCity } from './demoCity.ts'
import type { Link } from './link.ts'
import { addDays, isWorkingDay, OFFICE_HOURS } from './systems/calendar.ts'
import { reportOf, SYSTEM_IDS } from './systems/systemDevice.ts'

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

const SENSOR_STEP_MS = 10 * MINUTE_MS
const COUNT_STEP_MS = 30 * MINUTE_MS
/** Readings in one message. */
const MOST_READINGS = 500
/** The last minute of a day: what is reported then is the whole day. */
const LAST_MINUTE_MS = DAY_MS - MINUTE_MS
/** Reports of the day that is still going on. */
const TODAY_STEP_MS = 2 * HOUR_MS
const TELL_EVERY = 250
const RETRY_MS = 500
const HEARD_WITHIN_MS = 60_000

/**
 * Publishes the city's history over the same topics as its present: QoS 1, not retained, so many messages on their way as the
 * link allows. Lost connections are waited for.
 * @param from epoch ms @param to epoch ms, exclusive
 * @throws when the broker stays away for a minute
 */
export async function backfill({
  city,
  link,
  prefix,
  from,
  to,
  tell,
  signal,
}: {
  city: DemoCity
  link: Pick<Link, 'publish' | 'room' | 'connected'>
  prefix: string
  from: number
  to: number
  tell: (progress: Progress) => void
  signal: AbortSignal
}): Promise<void> {
  const total = countMessages(city, from, to)
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

  for (const message of messages(city, prefix, from, to)) {
    await link.room()
    if (signal.aborted || failures.length > 0) break
    const delivery: Promise<void> = deliver(message)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => void onTheWay.delete(delivery))
    onTheWay.add(delivery)
  }
  await Promise.all(onTheWay)
  if (failures.length > 0) throw failures[0]
  tell({ sent, total })
}

/** Oldest first within each kind: statistics, which most figures are made of, then sensors, then people counts. */
function* messages(city: DemoCity, prefix: string, from: number, to: number): Generator<Message> {
  for (const at of reportTimes(from, to)) {
    for (const office of city.offices) {
      for (const system of SYSTEM_IDS) {
        const { topic, body } = reportOf(system, office, at, prefix)
        yield { topic, body: JSON.stringify(body) }
      }
    }
  }
  for (const sensor of city.sensors) {
    const topic = formatTopic({ is: 'sensor', id: sensor.id, message: 'reading' }, prefix)
    for (const times of chunks(steps(from, to, SENSOR_STEP_MS), MOST_READINGS)) {
      yield { topic, body: JSON.stringify(times.map((at) => ({ at, values: sensor.read(at) }))) }
    }
  }
  for (const at of countTimes(from, to)) {
    for (const office of city.offices) {
      const topic = formatTopic({ is: 'camera', id: office.cameraId, message: 'count' }, prefix)
      yield { topic, body: JSON.stringify(countAt(office, at)) }
    }
  }
}

function countMessages(city: DemoCity, from: number, to: number): number {
  const readings = Math.ceil(steps(from, to, SENSOR_STEP_MS).length / MOST_READINGS)
  const reports = reportTimes(from, to).length * SYSTEM_IDS.length
  return city.sensors.length * readings + city.offices.length * (reports + countTimes(from, to).length)
}

/** The end of every past day, and every two hours of the day that `to` lies in. */
function reportTimes(from: number, to: number): number[] {
  const today = dayOf(to)
  const past = days(from, to)
    .filter((day) => day < today)
    .map((day) => startOfDay(day) + LAST_MINUTE_MS)
  const ofToday = steps(Math.max(from, startOfDay(today)), to, TODAY_STEP_MS)
  return [...past, ...ofToday].filter((at) => at >= from && at < to)
}

/** Every half hour while the offices are open. */
function countTimes(from: number, to: number): number[] {
  return days(from, to)
    .filter(isWorkingDay)
    .flatMap((day) =>
      steps(startOfDay(day) + OFFICE_HOURS.open, startOfDay(day) + OFFICE_HOURS.close + COUNT_STEP_MS, COUNT_STEP_MS),
    )
    .filter((at) => at >= from && at < to)
}

function days(from: number, to: number): Day[] {
  const found: Day[] = []
  for (let day = dayOf(from); day <= dayOf(to); day = addDays(day, 1)) found.push(day)
  return found
}

/** Multiples of the step in [from, to). */
function steps(from: number, to: number, stepMs: number): number[] {
  const first = Math.ceil(from / stepMs) * stepMs
  return Array.from({ length: Math.max(0, Math.ceil((to - first) / stepMs)) }, (_, n) => first + n * stepMs)
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))
}
