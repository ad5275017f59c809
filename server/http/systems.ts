import * as z from 'zod'
import { says } from '../../domain/schema.ts'
import { linkSource, statisticsSource } from '../../domain/sourceId.ts'
import { SYSTEMS, type SystemId } from '../../domain/systems/index.ts'
import type { Link } from '../../domain/systems/link.ts'
import { LinkRow } from '../../domain/systems/link.ts'
import type { SourceSystem } from '../../domain/systems/system.ts'
import { DAY_MS } from '../../domain/time.ts'
import { formatTopic } from '../../domain/topics.ts'
import { reportersUnder } from '../../domain/units/reporters.ts'
import { UNIT_LEVELS, type UnitTree } from '../../domain/units/unit.ts'
import type { City } from '../city/city.ts'
import type { Clock } from '../clock.ts'
import type { OriginalMessages, Wanted } from '../services/originalMessages.ts'
import type { StatisticReport, Store, StoredEvent } from '../store/store.ts'
import { Problem, quoted } from './problem.ts'
import { nothing, type Route, route } from './route.ts'
import { EvidenceMessageSchema } from './schemas.ts'

const MOST_EVENTS = 50
const MOST_MESSAGES = 50
const LOOK_BACK_MS = 30 * DAY_MS

const moment = z.number().int().nullable().meta(says('mili giây epoch', 'epoch milliseconds'))
const text = z.object({ vi: z.string(), en: z.string() })
const SummarySchema = z.object({
  id: z.string(),
  name: text,
  short: text,
  purpose: text,
  everyMs: z.number(),
  reportedAt: z.array(z.enum(UNIT_LEVELS)).readonly(),
  expected: z.number().meta(says('số cơ quan phải gửi số liệu', 'authorities that should report')),
  reported: z.number().meta(says('số cơ quan đã từng gửi', 'authorities that ever did')),
  lastAt: moment,
  links: z.array(LinkRow),
})
const ReportSchema = z.object({
  unit: z.string(),
  period: z.string(),
  at: z.number(),
  receivedAt: z.number(),
  counts: z.record(z.string(), z.number()),
  simulated: z.boolean(),
  retained: z.boolean(),
})
const EventSchema = z.object({
  unit: z.string(),
  id: z.string(),
  at: z.number(),
  severity: z.string(),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  simulated: z.boolean(),
})
const MessageSchema = EvidenceMessageSchema.omit({ source: true, day: true })

/** Every information system: whether it speaks, what it says, how its connections stand. */
export function systemRoutes({
  units,
  clock,
  city,
  store,
  prefix,
  messages: originals,
}: {
  units: UnitTree
  clock: Clock
  city: Pick<City, 'newestStatistic' | 'link' | 'retirement'>
  store: Pick<Store, 'events' | 'hourly'>
  prefix: string
  messages: OriginalMessages
}): Route[] {
  const { edition } = units

  function reportersOf(id: string, system: SourceSystem): readonly string[] {
    const all = reportersUnder(units, units.city.code, system.reportedAt)
    return all.filter((unit) => city.retirement(statisticsSource(id, unit)) === undefined)
  }

  function reportsOf(id: string, system: SourceSystem): StatisticReport[] {
    if (Object.keys(system.counts).length === 0) return []
    return reportersOf(id, system).flatMap((unit) => city.newestStatistic(id, unit) ?? [])
  }

  function linksOf(id: string, system: SourceSystem): Link[] {
    return Object.keys(system.links ?? {}).flatMap((link) => city.link(`${id}/${link}`) ?? [])
  }

  function summary(id: string, system: SourceSystem): z.output<typeof SummarySchema> {
    const reports = reportsOf(id, system)
    const links = linksOf(id, system)
    const newest = [...reports, ...links].reduce((latest, { at }) => Math.max(latest, at), 0)
    const { name, short, purpose, everyMs, reportedAt } = system
    const hasCounts = Object.keys(system.counts).length > 0
    return {
      id,
      name,
      short,
      purpose,
      everyMs,
      reportedAt,
      expected: hasCounts ? reportersOf(id, system).length : 0,
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
        return { is: 'last' as const, rebuilt: { source: `link/${key}`, topic, at, receivedAt, body }, receivedAt }
      }),
      ...events.map((event) => ({ is: 'event' as const, event, receivedAt: event.receivedAt })),
    ]
    const newest = all.sort((a, b) => b.receivedAt - a.receivedAt).slice(0, MOST_MESSAGES)
    return (await originals.of(newest)).map(({ source: _, day: __, ...message }) => message)
  }

  return [
    route({
      path: '/systems',
      summary: {
        vi: 'Các hệ thống thông tin trung tâm theo dõi, và hệ thống nào đang gửi số liệu',
        en: 'The information systems the centre watches, and whether they speak',
      },
      example: () => '/systems',
      params: nothing,
      query: nothing,
      gives: z.object({ systems: z.array(SummarySchema) }),
      handle: () => ({ systems: Object.entries(SYSTEMS).map(([id, system]) => summary(id, system)) }),
    }),
    route({
      path: '/systems/{id}',
      summary: {
        vi: 'Một hệ thống: báo cáo mới nhất của từng cơ quan, kết nối, sự kiện, bản tin gần nhất',
        en: 'One system: newest report of every authority, connections, events, last messages',
      },
      example: () => '/systems/oneStop',
      params: z.object({ id: z.string() }),
      query: nothing,
      gives: SummarySchema.extend({
        reports: z.array(ReportSchema),
        availability: z
          .record(z.string(), z.number().nullable())
          .meta(
            says(
              'theo kết nối: tỷ lệ thời gian thông suốt trong 30 ngày qua, từ 0 đến 1',
              'by connection: share of the last 30 days in which it stood, 0 to 1',
            ),
          ),
        events: z
          .array(EventSchema)
          .meta(says('trong 30 ngày qua, mới nhất trước', 'of the last 30 days, newest first')),
        messages: z.array(MessageSchema),
      }),
      async handle({ params: { id } }) {
        if (!Object.hasOwn(SYSTEMS, id)) throw new Problem('unknownSystem', { system: quoted(id) })
        const system: SourceSystem = SYSTEMS[id as SystemId]
        const now = clock.now()
        const reports = reportsOf(id, system)
        const links = linksOf(id, system)
        const all = await store.events({ edition, from: now - LOOK_BACK_MS, to: now + DAY_MS })
        const events = all
          .filter((event) => event.system === id)
          .reverse()
          .slice(0, MOST_EVENTS)
        const availability = await Promise.all(
          links.map(async ({ key, link }) => [link, await availabilityOf(key, now)] as const),
        )
        return {
          ...summary(id, system),
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
      },
    }),
  ]
}
