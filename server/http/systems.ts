import { WHOLE_CITY } from '../../domain/feeds/feed.ts'
import { quoted } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import type { SystemSummary } from '../../domain/queries/systems.ts'
import { linkSource, statisticsSource } from '../../domain/sourceId.ts'
import { SYSTEMS, type SystemId } from '../../domain/systems/index.ts'
import type { Link } from '../../domain/systems/link.ts'
import type { SourceSystem } from '../../domain/systems/system.ts'
import { DAY_MS, type Day } from '../../domain/time.ts'
import { formatTopic } from '../../domain/topics.ts'
import { reportersUnder } from '../../domain/units/reporters.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { City } from '../city/city.ts'
import type { Clock } from '../clock.ts'
import type { Reach } from '../gate/reach.ts'
import { Problem } from '../problem.ts'
import type { OriginalMessages, Wanted } from '../services/originalMessages.ts'
import type { StatisticReport, Store, StoredEvent } from '../store/store.ts'
import { answers, type Route } from './route.ts'

const MOST_EVENTS = 50
const MOST_MESSAGES = 50
const LOOK_BACK_MS = 30 * DAY_MS

/** Every information system: whether it speaks, what it says, how its connections stand. */
export function systemRoutes({
  units,
  clock,
  city,
  store,
  prefix,
  messages: originals,
  begunOn,
}: {
  units: UnitTree
  clock: Clock
  city: Pick<City, 'newestStatistic' | 'link' | 'retirement'>
  store: Pick<Store, 'events' | 'hourly'>
  prefix: string
  messages: OriginalMessages
  begunOn: (system: string) => Day | undefined
}): Route[] {
  const { edition } = units

  function reportersOf(id: string, system: SourceSystem, reach: Reach): readonly string[] {
    const all = reportersUnder(units, units.city.code, system.reportedAt)
    return all.filter((unit) => reach.has(unit) && city.retirement(statisticsSource(id, unit)) === undefined)
  }

  function reportsOf(id: string, system: SourceSystem, reach: Reach): StatisticReport[] {
    if (Object.keys(system.counts).length === 0) return []
    return reportersOf(id, system, reach).flatMap((unit) => city.newestStatistic(id, unit) ?? [])
  }

  /** A connection has no place. */
  function linksOf(id: string, system: SourceSystem, reach: Reach): Link[] {
    if (!reach.has(WHOLE_CITY)) return []
    return Object.keys(system.links ?? {}).flatMap((link) => city.link(`${id}/${link}`) ?? [])
  }

  function summary(id: string, system: SourceSystem, reach: Reach): SystemSummary {
    const reports = reportsOf(id, system, reach)
    const links = linksOf(id, system, reach)
    const newest = [...reports, ...links].reduce((latest, { at }) => Math.max(latest, at), 0)
    const { name, short, purpose, everyMs, reportedAt } = system
    const hasCounts = Object.keys(system.counts).length > 0
    return {
      id,
      name,
      short,
      purpose,
      everyMs,
      begunOn: begunOn(id) ?? null,
      reportedAt,
      expected: hasCounts ? reportersOf(id, system, reach).length : 0,
      reported: reports.length,
      lastAt: newest === 0 ? null : newest,
      links,
    }
  }

  /** Share of the last thirty days in which a connection stood, by its reports; null when there were none. */
  async function availabilityOf(key: string, now: number): Promise<number | null> {
    const source = linkSource(key)
    const hours = (await store.hourly({ sources: [source], value: 'up', from: now - LOOK_BACK_MS, to: now })).get(
      source,
    )
    const all = (hours ?? []).reduce((sum, { count }) => sum + count, 0)
    return all === 0 ? null : (hours ?? []).reduce((sum, { mean, count }) => sum + mean * count, 0) / all
  }

  async function messages(
    id: string,
    reports: readonly StatisticReport[],
    links: readonly Link[],
    events: readonly StoredEvent[],
  ) {
    const all: (Wanted & { readonly receivedAt: number })[] = [
      ...reports.map((report) => ({ is: 'report' as const, source: '', report, receivedAt: report.receivedAt })),
      ...links.map(({ key, link, state, at, receivedAt, since, lastSuccessAt, simulated }) => {
        const topic = formatTopic({ is: 'link', system: id, link }, prefix)
        const body = { at, state, since, lastSuccess: lastSuccessAt, ...(simulated && { simulated }) }
        return { is: 'last' as const, rebuilt: { source: linkSource(key), topic, at, receivedAt, body }, receivedAt }
      }),
      ...events.map((event) => ({ is: 'event' as const, event, receivedAt: event.receivedAt })),
    ]
    const newest = all.sort((a, b) => b.receivedAt - a.receivedAt).slice(0, MOST_MESSAGES)
    return (await originals.of(newest)).map(({ source: _, day: __, ...message }) => message)
  }

  return [
    answers(QUERIES.systems, ({ reach }) => ({
      systems: Object.entries(SYSTEMS).map(([id, system]) => summary(id, system, reach)),
    })),
    answers(QUERIES.system, async ({ params: { id }, reach }) => {
      if (!Object.hasOwn(SYSTEMS, id)) throw new Problem('unknownSystem', { system: quoted(id) })
      const system: SourceSystem = SYSTEMS[id as SystemId]
      const now = clock.now()
      const reports = reportsOf(id, system, reach)
      const links = linksOf(id, system, reach)
      const all = await store.events({ edition, from: now - LOOK_BACK_MS, to: now + DAY_MS })
      const events = all
        .filter((event) => event.system === id && reach.has(event.unit))
        .reverse()
        .slice(0, MOST_EVENTS)
      const availability = await Promise.all(
        links.map(async ({ key, link }) => [link, await availabilityOf(key, now)] as const),
      )
      return {
        ...summary(id, system, reach),
        reports: reports.map(({ unit, period, at, receivedAt, counts, simulated, retained = false }) => ({
          retained,
          unit,
          period,
          at,
          receivedAt,
          counts: { ...counts },
          simulated,
        })),
        availability: Object.fromEntries(availability),
        events: events.map(({ unit, id: event, at, severity, title, state, simulated }) => ({
          unit,
          id: event,
          at,
          severity,
          title,
          state,
          simulated,
        })),
        messages: await messages(id, reports, links, events),
      }
    }),
  ]
}
