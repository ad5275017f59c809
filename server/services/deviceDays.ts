import type { Calendar } from '../../domain/calendar/calendar.ts'
import { wholeOfficeHours } from '../../domain/calendar/officeHours.ts'
import type { DeviceKpi, Share } from '../../domain/kpis/kpi.ts'
import { addDays, type Span } from '../../domain/periods.ts'
import { bucketStart, DAY_MS, type Day, dayOf, HOUR_MS, startOfDay } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'
import { hourShare, readHours } from './deviceHours.ts'
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

/** By id of the device; one that cannot say is not in it. */
export type Tallies = ReadonlyMap<string, HourTally>

/** What devices said of a KPI, by days or added up. What is past is remembered added up by months. */
export interface DeviceDays {
  /** Days of which nothing is known are left out. */
  days(kpi: DeviceKpi, devices: readonly string[], span: Span): Promise<ReadonlyMap<Day, Tallies>>
  total(id: string, kpi: DeviceKpi, devices: readonly string[], span: Span): Promise<Tallies>
  /** A reading of this time, epoch ms, was kept. */
  forget(at: number): void
}

export function createDeviceDays({
  store,
  calendar,
  clock,
}: {
  store: Pick<Store, 'hourly' | 'firstDays'>
  calendar: Calendar
  clock: Clock
}): DeviceDays {
  const memory = createMemory<Tallies>({ clock })
  const asked = new Set<string>()
  /** Start of the day on which a source first told a value, by both: it was there from then on. */
  const firstDay = new Map<string, number>()

  /** Where every device counts, reachable or not: since when, by source. */
  async function knownSince(kpi: DeviceKpi, sources: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const [value] = kpi.reads as readonly string[]
    if (value === undefined) return new Map()
    const unknown = sources.filter((source) => !firstDay.has(`${source} ${value}`))
    if (unknown.length > 0) {
      for (const [source, at] of await store.firstDays({ sources: unknown, value }))
        firstDay.set(`${source} ${value}`, at)
    }
    return new Map(
      sources.flatMap((source) => {
        const at = firstDay.get(`${source} ${value}`)
        return at === undefined ? [] : [[source, at] as const]
      }),
    )
  }

  async function read(
    kpi: DeviceKpi,
    devices: readonly string[],
    span: Span,
  ): Promise<Map<Day, Map<string, HourTally>>> {
    const now = clock.now()
    const from = startOfDay(span.from)
    // An hour that still runs has not told its mean; what is highest so far is no mean.
    const until = kpi.combine === 'max' ? now : bucketStart(now, HOUR_MS)
    const to = Math.min(startOfDay(addDays(span.to, 1)), until)
    const days = new Map<Day, Map<string, HourTally>>()
    if (from >= to) return days
    const sourceOf = (id: string) => `${kpi.from}/${id}`
    const sources = devices.map(sourceOf)
    const everyDevice = kpi.from === 'camera' && kpi.freshBy === 'frame'
    const [hours, since] = await Promise.all([
      readHours({ kpi, sources, from, to, store }),
      everyDevice ? knownSince(kpi, sources) : undefined,
    ])
    const open = kpi.overDays.hours === 'office' ? wholeOfficeHours(calendar, from, to) : undefined
    const begun = new Set<string>()

    function isDue(source: string, at: number, counted: boolean): boolean {
      if (counted) begun.add(source)
      if (since === undefined) return counted
      const first = since.get(source)
      if (first === undefined || at < first) return false
      // Of the day it came to us, the hours from its first count on.
      return begun.has(source) || bucketStart(at, DAY_MS) > first
    }

    for (const [at, bySource] of hours) {
      if (open?.has(at) === false) continue
      const day = dayOf(at)
      const tallies = days.get(day) ?? new Map<string, HourTally>()
      days.set(day, tallies)
      for (const id of devices) {
        const source = sourceOf(id)
        const hour = bySource.get(source)
        if (!isDue(source, at, hour !== undefined)) continue
        const share = hourShare(kpi, source, hour)
        if (share !== undefined) tallies.set(id, joined(tallies.get(id), tallyOf(share, at)))
      }
    }
    return days
  }

  async function addedUp(kpi: DeviceKpi, devices: readonly string[], span: Span): Promise<Tallies> {
    return sumOf([...(await read(kpi, devices, span)).values()])
  }

  return {
    async days(kpi, devices, span) {
      const parts = await Promise.all(cut(span, 'month').map((part) => read(kpi, devices, part)))
      return new Map(parts.flatMap((part) => [...part]))
    },
    async total(id, kpi, devices, span) {
      asked.add(id)
      const today = dayOf(clock.now())
      const yesterday = addDays(today, -1)
      const past = { from: span.from, to: span.to < yesterday ? span.to : yesterday }
      const parts = cut(past, 'month').map((part) =>
        memory.of(id, `${part.from} ${part.to}`, part, () => addedUp(kpi, devices, part)),
      )
      if (span.to >= today) {
        parts.push(addedUp(kpi, devices, { from: span.from > today ? span.from : today, to: span.to }))
      }
      return sumOf(await Promise.all(parts))
    },
    forget(at) {
      if (at >= startOfDay(dayOf(clock.now()))) return
      for (const id of asked) memory.forget(id, dayOf(at))
    },
  }
}

/** What a device's hours come to in the KPI. */
export function shareOf(kpi: DeviceKpi, { numerator, denominator, most, hours }: HourTally): Share {
  switch (kpi.combine) {
    case 'ratio':
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
