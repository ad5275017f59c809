import type { Evidence } from '../../../domain/alerts/alert.ts'
import type { Watch } from '../../../domain/alerts/watch.ts'
import { asOf, patienceFor } from '../../../domain/freshness.ts'
import { judgedFreshness, type Reception } from '../../../domain/reception.ts'
import { linkSource } from '../../../domain/sourceId.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import type { Link } from '../../../domain/systems/link.ts'
import type { SourceSystem } from '../../../domain/systems/system.ts'
import type { Text } from '../../../domain/text.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import { reportersUnder } from '../../../domain/units/reporters.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { writtenTime } from '../../../domain/writtenTime.ts'
import type { City } from '../../city/city.ts'
import { reportAsOf } from '../kpis/kpiLeaves.ts'
import { lastHeard, silenceOf } from './lastHeard.ts'

const DOWN_HOLD_MS = 2 * MINUTE_MS
const SILENT_HOLD_MS = MINUTE_MS
/** So large a part of those that ever reported must be lost before the system is: one office that closes its computer is none. */
const SILENT_SHARE = 0.3

export type SystemCity = Pick<City, 'newestStatistic' | 'link' | 'lag'>

/**
 * Of each connection whether it stands and whether anybody still says so, and of each system whether it falls silent as a whole.
 * Nothing is lost to a hub that has not listened for as long as it takes to be lost.
 * @param reception since when the hub hears its sources
 */
export function systemWatches(units: UnitTree, city: SystemCity, now: number, reception: Reception): Watch[] {
  return (Object.entries(SYSTEMS) as [string, SourceSystem][]).flatMap(([id, system]) => {
    const silent = silenceWatch(id, system, units, city, now, reception)
    const links = Object.keys(system.links ?? {}).flatMap((link) => {
      const known = city.link(`${id}/${link}`)
      return known === undefined ? [] : linkWatches(system, known, now, reception)
    })
    return silent === undefined ? links : [silent, ...links]
  })
}

function linkWatches(system: SourceSystem, link: Link, now: number, reception: Reception): Watch[] {
  const name = system.links?.[link.link]?.name ?? { vi: link.key, en: link.key }
  const patience = patienceFor(system.everyMs)
  const fresh = judgedFreshness(asOf(link), now, patience, reception, link.retained)
  const isLive = fresh === 'live'
  const hearing = judgedFreshness(lastHeard(asOf(link), link), now, patience, reception, link.retained)
  const subject = { subject: 'system', subjectId: link.key, unit: null, simulated: link.simulated } as const
  const level = { value: null, limit: null }
  const source = linkSource(link.key)
  const moments = (...all: readonly (readonly [Text, number | null])[]) =>
    all.flatMap(([label, at]): Evidence[] =>
      at === null ? [] : [{ label, value: writtenTime(at), source, at: link.at }],
    )
  const lastSuccess = [{ vi: 'Thông suốt lần cuối', en: 'Last went through' }, link.lastSuccessAt] as const
  return [
    {
      ...subject,
      rule: 'link.down',
      levels: [
        {
          ...level,
          condition: !isLive ? 'unknown' : link.state === 'down' ? 'on' : 'off',
          holdMs: DOWN_HOLD_MS,
          severity: 'major',
          title: () => ({ vi: `${name.vi}: kết nối gián đoạn`, en: `${name.en}: connection down` }),
          evidence: () => moments([{ vi: 'Gián đoạn từ', en: 'Down since' }, link.since], lastSuccess),
        },
      ],
    },
    {
      ...subject,
      rule: 'link.silent',
      levels: [
        {
          ...level,
          condition: hearing === 'unheard' ? 'unknown' : hearing === 'lost' ? 'on' : isLive ? 'off' : 'between',
          holdMs: SILENT_HOLD_MS,
          severity: 'minor',
          title: () => ({
            vi: `${name.vi}: không còn nhận được trạng thái kết nối`,
            en: `${name.en}: its state is no longer reported`,
          }),
          evidence: () => moments([{ vi: 'Tin cuối', en: 'Last message' }, link.at], lastSuccess),
        },
      ],
    },
  ]
}

function silenceWatch(
  id: string,
  system: SourceSystem,
  units: UnitTree,
  city: SystemCity,
  now: number,
  reception: Reception,
): Watch | undefined {
  if (Object.keys(system.counts).length === 0) return undefined
  const patience = patienceFor(system.everyMs)
  let known = 0
  let lost = 0
  let isKnown = true
  let simulated = false
  for (const unit of reportersUnder(units, units.city.code, system.reportedAt)) {
    const report = city.newestStatistic(id, unit)
    if (report === undefined) continue
    known++
    simulated ||= report.simulated
    const silence = silenceOf(lastHeard(reportAsOf(report, city), report), now, patience, reception)
    if (silence === 'lost') lost++
    isKnown &&= silence !== 'unheard'
  }
  if (known === 0) return undefined
  return {
    rule: 'system.silent',
    subject: 'system',
    subjectId: id,
    unit: null,
    simulated,
    isOfNow: true,
    levels: [
      {
        condition: lost >= Math.max(1, known * SILENT_SHARE) ? 'on' : isKnown ? 'off' : 'unknown',
        holdMs: SILENT_HOLD_MS,
        severity: 'major',
        value: lost,
        limit: null,
        title: () => ({
          vi: `${system.name.vi}: ${lost}/${known} đơn vị ngừng gửi số liệu`,
          en: `${system.name.en}: ${lost}/${known} units stopped reporting`,
        }),
      },
    ],
  }
}
