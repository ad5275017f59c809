import { createHash } from 'node:crypto'
import type { Calendar } from '../../../domain/calendar/calendar.ts'
import { wholeOfficeHours } from '../../../domain/calendar/officeHours.ts'
import type { DeviceKpi, Share } from '../../../domain/kpis/kpi.ts'
import { addDays, type Span } from '../../../domain/periods.ts'
import { bucketStart, DAY_MS, type Day, dayOf, HOUR_MS, startOfDay } from '../../../domain/time.ts'
import type { Clock } from '../../clock.ts'
import type { Store } from '../../store/store.ts'
import { hourShare, isBeforeEnd, type MeasuredDevice, readHours } from '../kpis/deviceHours.ts'
import { createMemory } from './figureMemory.ts'
import { cut } from './figureTotals.ts'

/** What one device's hours say together. */
export interface HourTally {
  readonly numerator: number
  readonly denominator: number
  /** The greatest numerator of an hour. */
  readonly most: number
  /** Hours in which it had a share. */
  readonly hours: number
  /** Start of the last of them, epoch ms. */
  readonly at: number
}

/** By id of the device or office; one that cannot say is not in it. */
export type Tallies = ReadonlyMap<string, HourTally>

/** What devices said of a KPI, by days or added up. Months that are past are remembered. */
export interface DeviceDays {
  /** Days of which nothing is known are left out. */
  days(id: string, kpi: DeviceKpi, devices: readonly MeasuredDevice[], span: Span): Promise<ReadonlyMap<Day, Tallies>>
  total(id: string, kpi: DeviceKpi, devices: readonly MeasuredDevice[], span: Span): Promise<Tallies>
  /** How many hours of a span a device owes the KPI: those that are over; one that speaks less often owes fewer. */
  hoursDue(kpi: DeviceKpi, span: Span, everyMs: number): number
  /** A reading of this time, epoch ms, was kept. */
  forget(at: number): void
  /** Other days are worked than before: which hours count has changed. */
  calendarChanged(): void
}

export function createDeviceDays({
  store,
  calendar,
  clock,
}: {
  store: Pick<Store, 'hourColumns' | 'firstDays'>
  calendar: Calendar
  clock: Clock
}): DeviceDays {
  const memory = createMemory<ReadonlyMap<Day, Tallies>>({ clock, goodForMs: HOUR_MS })
  const asked = new Set<string>()
  /** Start of the day on which a source first told a value, by both: it was there from then on. */
  const firstDay = new Map<string, number>()

  /** Where every device counts, reachable or not: since when, by its id. */
  async function knownSince(kpi: DeviceKpi, devices: readonly MeasuredDevice[]): Promise<ReadonlyMap<string, number>> {
    const [value] = kpi.reads as readonly string[]
    if (value === undefined) return new Map()
    const sources = devices.flatMap((device) => device.sources)
    const unknown = sources.filter((source) => !firstDay.has(`${source} ${value}`))
    if (unknown.length > 0) {
      for (const [source, at] of await store.firstDays({ sources: unknown, value }))
        firstDay.set(`${source} ${value}`, at)
    }
    return new Map(
      devices.flatMap(({ id, sources: own }) => {
        const days = own.flatMap((source) => firstDay.get(`${source} ${value}`) ?? [])
        return days.length === 0 ? [] : [[id, Math.min(...days)] as const]
      }),
    )
  }

  async function read(
    kpi: DeviceKpi,
    devices: readonly MeasuredDevice[],
    span: Span,
  ): Promise<ReadonlyMap<Day, Tallies>> {
    const now = clock.now()
    const from = startOfDay(span.from)
    // An hour that still runs has not told its mean; what is highest so far is no mean.
    const until = kpi.combine === 'max' ? now : bucketStart(now, HOUR_MS)
    const to = Math.min(startOfDay(addDays(span.to, 1)), until)
    if (from >= to) return new Map()
    const everyDevice = kpi.from === 'camera' && kpi.freshBy === 'frame'
    const only = kpi.overDays.hours === 'office' ? wholeOfficeHours(calendar, from, to) : undefined
    const [hours, since] = await Promise.all([
      readHours({ kpi, devices, from, to, only, store }),
      everyDevice ? knownSince(kpi, devices) : undefined,
    ])
    const days = new Map<number, Map<string, HourTally>>()
    const add = (id: string, at: number, share: Share | undefined) => {
      if (share === undefined) return
      const midnight = bucketStart(at, DAY_MS)
      const tallies = days.get(midnight) ?? new Map<string, HourTally>()
      days.set(midnight, tallies)
      tallies.set(id, joined(tallies.get(id), tallyOf(share, at)))
    }
    const heard = since && [...new Set([...hours.values()].flatMap((own) => [...own.keys()]))].sort((a, b) => a - b)
    for (const device of devices) {
      const { id } = device
      const own = hours.get(id)
      if (heard === undefined) {
        for (const [at, hour] of own ?? []) if (isBeforeEnd(device, at)) add(id, at, hourShare(kpi, id, hour))
        continue
      }
      const began = since?.get(id)
      if (began === undefined) continue
      // Of the day it came to us, the hours from its first count on.
      const [first = Number.POSITIVE_INFINITY] = own?.keys() ?? []
      for (const at of heard) {
        if (isBeforeEnd(device, at) && (at >= first || bucketStart(at, DAY_MS) > began))
          add(id, at, hourShare(kpi, id, own?.get(at)))
      }
    }
    return new Map([...days].map(([midnight, tallies]) => [dayOf(midnight), tallies]))
  }

  /** A month after the other: years of many devices are never in memory hour by hour, and the hub’s loop gets its turn. */
  async function daysOf(id: string, kpi: DeviceKpi, devices: readonly MeasuredDevice[], span: Span) {
    asked.add(id)
    const today = dayOf(clock.now())
    const yesterday = addDays(today, -1)
    const past = { from: span.from, to: span.to < yesterday ? span.to : yesterday }
    const days = new Map<Day, Tallies>()
    const add = (part: ReadonlyMap<Day, Tallies>) => {
      for (const [day, tallies] of part) days.set(day, tallies)
    }
    // Of other devices, or of offices put together otherwise, nothing is remembered.
    const whose = digestOf(devices)
    for (const part of cut(past, 'month')) {
      add(await memory.of(id, `${part.from} ${part.to} ${whose}`, part, () => read(kpi, devices, part)))
    }
    // Of days to come nothing is known.
    if (span.from <= today && today <= span.to) add(await read(kpi, devices, { from: today, to: today }))
    return days
  }

  return {
    days: daysOf,
    hoursDue(kpi, span, everyMs) {
      const from = startOfDay(span.from)
      const to = Math.min(startOfDay(addDays(span.to, 1)), bucketStart(clock.now(), HOUR_MS))
      if (from >= to) return 0
      const hours = kpi.overDays.hours === 'office' ? wholeOfficeHours(calendar, from, to).size : (to - from) / HOUR_MS
      return Math.floor((hours * HOUR_MS) / Math.max(HOUR_MS, everyMs))
    },
    total: async (id, kpi, devices, span) => sumOf([...(await daysOf(id, kpi, devices, span)).values()]),
    forget(at) {
      // Asked of every reading there is: what is of today was never remembered.
      if (at >= bucketStart(clock.now(), DAY_MS)) return
      firstDay.clear()
      for (const id of asked) memory.forget(id, dayOf(at))
    },
    calendarChanged: memory.forgetAll,
  }
}

function digestOf(devices: readonly MeasuredDevice[]): string {
  const hash = createHash('sha1')
  for (const { id, sources, endedAt = '' } of devices) hash.update(`${id}:${sources.join()}:${endedAt};`)
  return hash.digest('base64')
}

/** What a device's hours come to in the KPI. */
export function shareOf(kpi: DeviceKpi, { numerator, denominator, most, hours }: HourTally): Share {
  switch (kpi.combine) {
    case 'ratio':
    case 'mean':
      return { numerator, denominator }
    case 'max':
      return { numerator: most }
    case 'sum':
      return { numerator: numerator / hours }
  }
}

function tallyOf({ numerator, denominator = 0 }: Share, at: number): HourTally {
  return { numerator, denominator, most: numerator, hours: 1, at }
}

function joined(a: HourTally | undefined, b: HourTally): HourTally {
  if (a === undefined) return b
  return {
    numerator: a.numerator + b.numerator,
    denominator: a.denominator + b.denominator,
    most: Math.max(a.most, b.most),
    hours: a.hours + b.hours,
    at: Math.max(a.at, b.at),
  }
}

function sumOf(parts: readonly Tallies[]): Tallies {
  const sum = new Map<string, HourTally>()
  for (const part of parts) for (const [id, tally] of part) sum.set(id, joined(sum.get(id), tally))
  return sum
}
