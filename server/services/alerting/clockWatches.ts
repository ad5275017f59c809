import type { Evidence } from '../../../domain/alerts/alert.ts'
import type { Watch } from '../../../domain/alerts/watch.ts'
import { isInCentury } from '../../../domain/instant.ts'
import { parseSourceId } from '../../../domain/sourceId.ts'
import type { Source } from '../../../domain/sources/source.ts'
import type { Text } from '../../../domain/text.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { writtenTime } from '../../../domain/writtenTime.ts'
import { isFlood } from './flood.ts'
import { type NamedCity, sourceName, subjectOf } from './sourceName.ts'

/**
 * One watch a source whose clock is wrong, or is not known to be right: what stood before a restart stands until it is. When many are
 * wrong together it is one fault, most likely the hub's own clock.
 */
export function clockWatches(units: UnitTree, city: NamedCity, sources: Iterable<Source>): Watch[] {
  const measured = [...sources].filter(({ clock, everyMs }) => clock !== null || everyMs !== null)
  const wrong = measured.filter(isWrong)
  const flood = isFlood(wrong.length, measured.filter(({ clock }) => clock !== null).length)
  const doubtful = measured.filter(({ clock }) => clock !== 'right')
  return [manyWrong(units, city, wrong, flood), ...doubtful.map((source) => watchOf(units, city, source, flood))]
}

function isWrong({ clock }: Source): boolean {
  return clock === 'ahead' || clock === 'behind'
}

function watchOf(units: UnitTree, city: NamedCity, source: Source, flood: boolean): Watch {
  const { subject, subjectId, isDevice } = subjectOf(source.id)
  const name = sourceName(units, city, source.id)
  return {
    rule: `${parseSourceId(source.id)?.is}.clock`,
    subject,
    subjectId,
    unit: source.unit,
    simulated: source.simulated,
    levels: [
      {
        condition: !isWrong(source) ? 'unknown' : flood ? 'between' : 'on',
        holdMs: 0,
        severity: 'minor',
        value: null,
        limit: null,
        title: () => {
          const off = written(Math.abs(source.skewMs ?? 0))
          const isAhead = source.clock === 'ahead'
          const whose = isDevice ? { vi: 'thiết bị', en: 'device' } : { vi: 'hệ thống nguồn', en: 'source system' }
          return {
            vi: `${name.vi}: lệch giờ, đồng hồ ${whose.vi} ${isAhead ? 'nhanh' : 'chậm'} ${off.vi}`,
            en: `${name.en}: wrong clock, the ${whose.en} is ${off.en} ${isAhead ? 'ahead' : 'behind'}`,
          }
        },
        evidence: () => evidenceOf(source),
      },
    ],
  }
}

function evidenceOf({ id, skewMs, measuredAt }: Source) {
  if (skewMs === null || measuredAt === null) return []
  const moment = (vi: string, en: string, at: number) => ({
    label: { vi, en },
    value: writtenTime(at),
    source: id,
    // A device's time of another age is no moment to show evidence by.
    at: isInCentury(measuredAt - skewMs) ? measuredAt - skewMs : measuredAt,
  })
  return [
    moment('Giờ thiết bị', 'Device time', measuredAt - skewMs),
    moment('Giờ trung tâm nhận', 'Received at', measuredAt),
  ]
}

/** So many sources speak for an alert of many: the list of sources has them all. */
const MOST_NAMED = 5

function farthestOff(wrong: readonly Source[]): Source[] {
  return [...wrong].sort((a, b) => Math.abs(b.skewMs ?? 0) - Math.abs(a.skewMs ?? 0)).slice(0, MOST_NAMED)
}

/** How far one source's clock is off: its device time, by the hub's. */
function offOf(units: UnitTree, city: NamedCity, { id, skewMs, measuredAt }: Source): Evidence[] {
  if (skewMs === null || measuredAt === null) return []
  const at = measuredAt - skewMs
  const name = sourceName(units, city, id)
  const label = { vi: `${name.vi}, giờ thiết bị (giờ trung tâm nhận)`, en: `${name.en}, device time (received at)` }
  return [{ label, value: `${writtenTime(at)} (${writtenTime(measuredAt)})`, source: id, at }]
}

function manyWrong(units: UnitTree, city: NamedCity, wrong: readonly Source[], flood: boolean): Watch {
  return {
    rule: 'sources.clock',
    subject: 'system',
    subjectId: 'sources',
    unit: null,
    simulated: wrong.some(({ simulated }) => simulated),
    isOfNow: true,
    levels: [
      {
        condition: flood ? 'on' : 'off',
        holdMs: 0,
        severity: 'major',
        value: wrong.length,
        limit: null,
        title: () => ({
          vi: `${wrong.length} nguồn cùng lệch giờ: kiểm tra đồng hồ máy chủ của trung tâm`,
          en: `${wrong.length} sources have a wrong clock at once: check the clock of the hub's server`,
        }),
        evidence: () => farthestOff(wrong).flatMap((source) => offOf(units, city, source)),
      },
    ],
  }
}

const SIZES = [
  { ms: DAY_MS, vi: 'ngày', en: 'days' },
  { ms: HOUR_MS, vi: 'giờ', en: 'hours' },
  { ms: MINUTE_MS, vi: 'phút', en: 'minutes' },
] as const

/** A length of time of minutes or more: `4 phút`, `1,5 giờ`. */
function written(ms: number): Text {
  // From two of a size on: below, the smaller one tells more.
  const size = SIZES.find((each) => ms >= 2 * each.ms) ?? SIZES[2]
  const number = (locale: string) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(Math.round((ms / size.ms) * 10) / 10)
  return { vi: `${number('vi-VN')} ${size.vi}`, en: `${number('en-GB')} ${size.en}` }
}
