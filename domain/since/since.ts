import * as z from 'zod'
import type { Alert } from '../alerts/alert.ts'
import { titleWithCourse } from '../alerts/course.ts'
import { compareAlerts, withoutMembers } from '../alerts/order.ts'
import { isOfSilence, silentName } from '../alerts/silence.ts'
import { KPIS, type KpiId } from '../kpis/index.ts'
import type { Kpi, KpiState } from '../kpis/kpi.ts'
import type { MatterKind } from '../matters/fact.ts'
import type { Matter } from '../matters/machine.ts'
import { MATTER_KIND, matterTitle } from '../matters/matterKinds.ts'
import { LOST_SOURCES_PATH } from '../pages.ts'
import { says, text } from '../schema.ts'
import { SEVERITIES, SEVERITY_NAME } from '../sensors/sensorKind.ts'
import type { SettingChange, Subject } from '../settings/change.ts'
import { settingLimit } from '../settings/settingLimit.ts'
import { THRESHOLDS } from '../settings/thresholds.ts'
import { counted, type Language, type Text } from '../text.ts'
import { writtenTime } from '../writtenTime.ts'
import { DEEDS } from './deeds.ts'

/** How many of a kind a sentence names; how many more there are it says too. */
export const MOST_NAMED = 5

export const SINCE_PARTS = ['unknown', 'kpis', 'alerts', 'sources', 'matters', 'due', 'settings'] as const
export type SincePart = (typeof SINCE_PARTS)[number]

const SentenceShape = z.object({
  text,
  brief: text
    .optional()
    .meta(
      says(
        'câu ngắn hơn, cho người đọc từ xa; không có: câu đã đủ ngắn',
        'shorter, to be read from afar; absent: it is short',
      ),
    ),
  path: z.string().meta(says('địa chỉ trang', 'address of a page')),
  isOver: z
    .boolean()
    .optional()
    .meta(says('true: đã xong, không còn chờ ai', 'true: it is over, and waits for nobody')),
})
/** What has happened, as one sentence, and the page that shows it. */
export type Sentence = Readonly<z.output<typeof SentenceShape>>

export const SinceShape = z.object({
  part: z.enum(SINCE_PARTS),
  sentences: z.array(SentenceShape).readonly(),
})

/** A KPI of a unit that is judged otherwise than before. */
export interface KpiTurn {
  readonly kpi: string
  readonly unit: string
  readonly was: KpiState
  readonly is: KpiState
  /** When it was noticed, epoch ms. */
  readonly at: number
}

/** A stretch of time, epoch ms. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Something that people did to a matter; of each matter the last. */
export interface Deed extends Pick<Matter, 'title' | 'titleEn'> {
  readonly kind: MatterKind
  readonly id: string
  readonly did: string
  readonly by: string
  readonly at: number
}

/** An open matter whose deadline came. */
export interface DueMatter extends Pick<Matter, 'title' | 'titleEn'> {
  readonly kind: MatterKind
  readonly id: string
  readonly dueAt: number
}

/** What somebody did to alerts. */
export interface AlertDeeds {
  readonly by: string
  /** By step: how many. */
  readonly did: Readonly<Record<string, number>>
}

/** What has happened in a stretch of time, as far as whoever asks may know of it. */
export interface Happened extends Span {
  /** When nobody watched how KPIs are judged. */
  readonly unwatched: readonly Span[]
  /** When messages may have been lost. */
  readonly gaps: readonly Span[]
  readonly turns: readonly KpiTurn[]
  /** Alerts that were raised, and those that had stood before and ended. */
  readonly raised: readonly Alert[]
  readonly ended: readonly Alert[]
  /** There were more than were looked at. */
  readonly hasMoreAlerts: boolean
  readonly handled: readonly AlertDeeds[]
  readonly deeds: readonly Deed[]
  /** Open matters whose deadline came. */
  readonly due: readonly DueMatter[]
  readonly settings: readonly SettingChange[]
}

type NameOf = (unit: string) => Text

/** Sentences of a stretch of time: the same for the same happenings, worst first. Parts of which nothing is to be said are left out. */
export function sinceSentences(
  happened: Happened,
  nameOf: NameOf,
): readonly { readonly part: SincePart; readonly sentences: readonly Sentence[] }[] {
  const made: Readonly<Record<SincePart, readonly Sentence[]>> = {
    unknown: unknownSentences(happened),
    kpis: kpiSentences(happened.turns, nameOf),
    alerts: alertSentences(happened, nameOf),
    sources: sourceSentences(happened),
    matters: deedSentences(happened.deeds).map(over),
    due: dueSentences(happened),
    settings: happened.settings
      .toSorted((a, b) => a.number - b.number)
      .map(settingSentence)
      .map(over),
  }
  return SINCE_PARTS.flatMap((part) => (made[part].length === 0 ? [] : [{ part, sentences: made[part] }]))
}

/** What has come to its end, what is good, and what somebody did: good to know, and nobody's to act on. */
const over = (sentence: Sentence): Sentence => ({ ...sentence, isOver: true })

/** In both languages at once. */
function both(say: (language: Language) => string): Text {
  return { vi: say('vi'), en: say('en') }
}

const number = (count: number, language: Language) =>
  String(count).replaceAll(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',')

/** How many of those that were raised have ended; where none has, nothing is said of it. */
function endedOf(all: number, over: number): Text {
  if (over === 0) return { vi: '', en: '' }
  if (over === all && all === 1) return { vi: ', đã kết thúc', en: ', and has ended' }
  if (over === all) return { vi: ', đều đã kết thúc', en: ', and all have ended' }
  return {
    vi: `; ${number(over, 'vi')} trong số đó đã kết thúc`,
    en: `; ${number(over, 'en')} of them ${over === 1 ? 'has' : 'have'} ended`,
  }
}

/** `A, B, C và 12 nơi khác`; @param rest what further ones are called */
function listed(
  names: readonly string[],
  language: Language,
  rest: { readonly vi: string; readonly en: string; readonly one: string },
): string {
  const named = names.slice(0, MOST_NAMED)
  const left = names.length - named.length
  const and = language === 'vi' ? 'và' : 'and'
  if (left > 0) {
    const word = counted(rest, left, language)
    return `${named.join(', ')} ${and} ${number(left, language)} ${word}`
  }
  const last = named.at(-1) ?? ''
  return named.length < 2 ? last : `${named.slice(0, -1).join(', ')} ${and} ${last}`
}

const PLACES = { vi: 'nơi khác', en: 'other places', one: 'other place' }
const OTHERS = { vi: 'cảnh báo khác', en: 'other alerts', one: 'other alert' }
const KINDS = { vi: 'loại khác', en: 'other kinds', one: 'other kind' }
const SOURCES = { vi: 'nguồn khác', en: 'other sources', one: 'other source' }

function unknownSentences({ unwatched, gaps }: Happened): Sentence[] {
  const span = ({ from, to }: Span, language: Language) =>
    language === 'vi'
      ? `Từ ${writtenTime(from)} đến ${writtenTime(to)}`
      : `From ${writtenTime(from)} to ${writtenTime(to)}`
  return [
    ...unwatched.map((each) => ({
      text: both((language) =>
        language === 'vi'
          ? `${span(each, language)} trung tâm không theo dõi: chưa rõ chỉ số có đổi trạng thái hay không.`
          : `${span(each, language)} the hub was not watching: whether figures changed is not known.`,
      ),
      path: '/sources',
    })),
    ...gaps.map((each) => ({
      text: both((language) =>
        language === 'vi'
          ? `${span(each, language)} trung tâm mất kết nối máy chủ MQTT: có thể thiếu số liệu.`
          : `${span(each, language)} the hub was cut off from its broker: data may be missing.`,
      ),
      path: '/sources',
    })),
  ]
}

/** States by which a figure is judged, the worst first. */
const JUDGED = ['missed', 'near', 'met'] as const
type Judged = (typeof JUDGED)[number]

const BECAME_TEXT: Readonly<Record<Judged, Text>> = {
  missed: { vi: 'Chuyển sang chưa đạt (đỏ)', en: 'Turned red, missed' },
  near: { vi: 'Chuyển sang gần đạt', en: 'Turned near the target' },
  met: { vi: 'Chuyển sang đạt (xanh)', en: 'Turned green, met' },
}
const STATE_TEXT: Readonly<Record<Judged, Text>> = {
  missed: { vi: 'chưa đạt', en: 'missed' },
  near: { vi: 'gần đạt', en: 'near' },
  met: { vi: 'đạt', en: 'met' },
}

interface NetChange {
  readonly kpi: string
  readonly unit: string
  readonly was: KpiState
  readonly is: KpiState
}

const isJudged = (state: KpiState): state is Judged => (JUDGED as readonly KpiState[]).includes(state)

/**
 * What each figure has come to from what it was at the beginning. Only a change between two judgements is a turn: what could not be judged before,
 * or no longer can, says nothing of how it stands, and is told as that.
 */
function kpiSentences(turns: readonly KpiTurn[], nameOf: NameOf): Sentence[] {
  const net = new Map<string, NetChange>()
  for (const { kpi, unit, was, is } of turns.toSorted((a, b) => a.at - b.at)) {
    const key = `${kpi}|${unit}`
    net.set(key, { kpi, unit, was: net.get(key)?.was ?? was, is })
  }
  const changes = [...net.values()]
  const back = changes.filter(({ was, is }) => was === is && isJudged(is))
  return [
    ...JUDGED.flatMap((state) => {
      const turned = turnSentences(changes, state, nameOf)
      return state === 'met' ? turned.map(over) : turned
    }),
    ...lostSentences(
      changes.filter(({ was, is }) => isJudged(was) && !isJudged(is)),
      nameOf,
    ),
    ...knownSentences(
      changes.filter(({ was, is }) => !isJudged(was) && isJudged(is)),
      nameOf,
    ),
    ...backSentences(back, nameOf),
  ]
}

function turnSentences(changes: readonly NetChange[], state: Judged, nameOf: NameOf): Sentence[] {
  return (Object.keys(KPIS) as KpiId[]).flatMap((kpi) => {
    const units = changes
      .filter((change) => change.kpi === kpi && change.is === state && change.was !== state && isJudged(change.was))
      .map(({ unit }) => unit)
      .sort()
    if (units.length === 0) return []
    const { name }: Kpi = KPIS[kpi]
    return [
      {
        text: both((language) => {
          const names = units.map((unit) => nameOf(unit)[language])
          const at = language === 'vi' ? 'tại' : 'in'
          return `${BECAME_TEXT[state][language]}: ${name[language]} ${at} ${listed(names, language, PLACES)}.`
        }),
        path: units.length === 1 ? `/unit/${units[0]}?kpi=${kpi}` : `/?kpi=${kpi}`,
      },
    ]
  })
}

/** Figures that can no longer be judged, by their names. */
function lostSentences(lost: readonly NetChange[], nameOf: NameOf): Sentence[] {
  if (lost.length === 0) return []
  const brief = both((language) => {
    const count = number(lost.length, language)
    return language === 'vi'
      ? `${count} chỉ số không còn đánh giá được vì thiếu số liệu hoặc số liệu đã cũ`
      : `${count} ${lost.length === 1 ? 'figure' : 'figures'} can no longer be judged, for want of data`
  })
  const kpis = (Object.keys(KPIS) as KpiId[]).filter((id) => lost.some(({ kpi }) => kpi === id))
  return [
    {
      text: both((language) => {
        const names = kpis.map((id) => (KPIS[id] as Kpi).name[language])
        return `${brief[language]}: ${listed(names, language, KINDS)}, ${placesOf(lost, nameOf, language)}.`
      }),
      // The names of figures are long: read from afar, how many there are is what counts.
      brief: { vi: `${brief.vi}.`, en: `${brief.en}.` },
      path: '/sources',
    },
  ]
}

/** Figures that stand as they stood. */
function backSentences(back: readonly NetChange[], nameOf: NameOf): Sentence[] {
  if (back.length === 0) return []
  const brief = both((language) => {
    const count = number(back.length, language)
    return language === 'vi'
      ? `${count} chỉ số đã đổi trạng thái rồi trở lại như cũ`
      : `${count} ${back.length === 1 ? 'figure' : 'figures'} changed and came back to what they were`
  })
  return [
    {
      text: both((language) => `${brief[language]}, ${placesOf(back, nameOf, language)}.`),
      brief: { vi: `${brief.vi}.`, en: `${brief.en}.` },
      path: '/',
      isOver: true,
    },
  ]
}

/** Where figures are, each place once: who reads how many there are learns where to look. */
function placesOf(changes: readonly NetChange[], nameOf: NameOf, language: Language): string {
  const names = [...new Set(changes.map(({ unit }) => unit))].sort().map((unit) => nameOf(unit)[language])
  return `${language === 'vi' ? 'tại' : 'in'} ${listed(names, language, PLACES)}`
}

/** Figures that could not be judged before. */
function knownSentences(known: readonly NetChange[], nameOf: NameOf): Sentence[] {
  if (known.length === 0) return []
  const brief = both((language) => {
    const states = JUDGED.map((state) => [state, known.filter(({ is }) => is === state).length] as const)
      .filter(([, count]) => count > 0)
      .map(([state, count]) => `${number(count, language)} ${STATE_TEXT[state][language]}`)
    const count = number(known.length, language)
    return language === 'vi'
      ? `${count} chỉ số trước đó chưa đánh giá được, nay đã đủ số liệu: ${states.join(', ')}`
      : `${count} ${known.length === 1 ? 'figure' : 'figures'} that could not be judged before now can: ${states.join(', ')}`
  })
  return [
    {
      text: both((language) => `${brief[language]}; ${placesOf(known, nameOf, language)}.`),
      brief: { vi: `${brief.vi}.`, en: `${brief.en}.` },
      path: '/',
      ...(known.every(({ is }) => is === 'met') && { isOver: true }),
    },
  ]
}

/** How many alerts of which severities, and how many of them have ended: `5 cảnh báo (1 khẩn cấp, 4 nhẹ); 2 trong số đó đã kết thúc`. */
function raisedText(raised: readonly Alert[]): { readonly by: Text; readonly ended: Text; readonly areOver: boolean } {
  const by = (language: Language) =>
    SEVERITIES.toReversed()
      .map((severity) => [severity, raised.filter((alert) => alert.severity === severity).length] as const)
      .filter(([, count]) => count > 0)
      .map(([severity, count]) => `${number(count, language)} ${SEVERITY_NAME[severity][language]}`)
      .join(', ')
  const ended = raised.filter(({ clearedAt }) => clearedAt !== null).length
  return { by: both(by), ended: endedOf(raised.length, ended), areOver: ended === raised.length }
}

/** What was raised by an exercise is told apart, and one by one of nothing: it was no night of the city's. */
function drillSentences(raised: readonly Alert[]): Sentence[] {
  if (raised.length === 0) return []
  const { by, ended, areOver } = raisedText(raised)
  const count = raised.length
  return [
    {
      text: {
        vi: `Trong diễn tập: phát sinh ${number(count, 'vi')} cảnh báo (${by.vi})${ended.vi}.`,
        en: `In a drill: ${number(count, 'en')} ${count === 1 ? 'alert was' : 'alerts were'} raised (${by.en})${ended.en}.`,
      },
      path: '/alerts',
      ...(areOver && { isOver: true }),
    },
  ]
}

function alertSentences(
  { raised: allRaised, ended: allEnded, hasMoreAlerts, handled }: Happened,
  nameOf: NameOf,
): Sentence[] {
  const sentences: Sentence[] = []
  // As on every page, those that another one tells of are told by that one.
  const told = new Set(withoutMembers([...allRaised, ...allEnded]))
  const [raised, ended] = [allRaised, allEnded].map((alerts) =>
    alerts.filter((alert) => told.has(alert) && !alert.inDrill),
  ) as [Alert[], Alert[]]
  if (hasMoreAlerts)
    sentences.push({
      text: {
        vi: `Có nhiều cảnh báo hơn số đếm được dưới đây (chỉ xét ${number(allRaised.length, 'vi')} cảnh báo mới nhất).`,
        en: `There are more alerts than are counted below (the newest ${number(allRaised.length, 'en')} were looked at).`,
      },
      path: '/alerts',
    })
  if (raised.length > 0) {
    const { by, ended, areOver } = raisedText(raised)
    sentences.push({
      text: {
        vi: `Phát sinh ${number(raised.length, 'vi')} cảnh báo (${by.vi})${ended.vi}.`,
        en: `${number(raised.length, 'en')} ${raised.length === 1 ? 'alert was' : 'alerts were'} raised (${by.en})${ended.en}.`,
      },
      path: '/alerts',
      ...(areOver && { isOver: true }),
    })
    const worst = raised.toSorted(
      (a, b) => Number(a.clearedAt !== null) - Number(b.clearedAt !== null) || compareAlerts(a, b),
    )
    for (const alert of worst
      .filter(({ severity }) => severity === 'critical' || severity === 'major')
      .slice(0, MOST_NAMED))
      sentences.push(oneAlert(alert, nameOf))
  }
  sentences.push(...drillSentences([...told].filter((alert) => alert.inDrill && allRaised.includes(alert))))
  if (ended.length > 0)
    sentences.push({
      text: both((language) => {
        const names = ended.toSorted(compareAlerts).map((alert) => titleWithCourse(alert, ['peak'])[language])
        return language === 'vi'
          ? `Đã kết thúc ${number(ended.length, language)} cảnh báo có từ trước: ${listed(names, language, OTHERS)}.`
          : `${number(ended.length, language)} earlier ${ended.length === 1 ? 'alert' : 'alerts'} ended: ${listed(names, language, OTHERS)}.`
      }),
      path: '/alerts?show=cleared',
      isOver: true,
    })
  const most = handled.toSorted((a, b) => total(b) - total(a) || (a.by < b.by ? -1 : 1))
  for (const each of most.slice(0, MOST_NAMED))
    sentences.push({ text: both((language) => handledText(each, language)), path: '/alerts', isOver: true })
  const left = most.slice(MOST_NAMED)
  if (left.length > 0) {
    const deeds = left.reduce((sum, each) => sum + total(each), 0)
    sentences.push({
      text: {
        vi: `${number(left.length, 'vi')} người khác đã xử lý cảnh báo ${number(deeds, 'vi')} lần.`,
        en: `${number(left.length, 'en')} other ${left.length === 1 ? 'person' : 'people'} dealt with alerts ${number(deeds, 'en')} ${deeds === 1 ? 'time' : 'times'}.`,
      },
      path: '/alerts',
      isOver: true,
    })
  }
  return sentences
}

const total = ({ did }: AlertDeeds) => Object.values(did).reduce((sum, count) => sum + count, 0)

function oneAlert(alert: Alert, nameOf: NameOf): Sentence {
  const { id, severity, unit, raisedAt, clearedAt, acknowledgedBy } = alert
  const title = titleWithCourse(alert, ['peak', 'now'])
  return {
    text: both((language) => {
      const isVi = language === 'vi'
      const word = SEVERITY_NAME[severity][language]
      const place = unit === null ? '' : ` ${isVi ? 'tại' : 'in'} ${nameOf(unit)[language]}`
      const state =
        clearedAt !== null
          ? `${isVi ? 'đã kết thúc lúc' : 'ended at'} ${writtenTime(clearedAt)}`
          : acknowledgedBy !== null
            ? isVi
              ? `${acknowledgedBy} đã tiếp nhận`
              : `${acknowledgedBy} has taken it on`
            : isVi
              ? 'chưa ai tiếp nhận'
              : 'nobody has taken it on'
      const since = `${isVi ? 'từ' : 'since'} ${writtenTime(raisedAt)}`
      return `${word.charAt(0).toUpperCase()}${word.slice(1)}: ${title[language]}${place}, ${since}, ${state}.`
    }),
    path: MATTER_KIND.alert.path(id),
    ...(clearedAt !== null && { isOver: true }),
  }
}

function handledText({ by, did }: AlertDeeds, language: Language): string {
  const steps = Object.entries(did).toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  const parts = steps.map(([step, count]) => `${DEEDS[`alert/${step}`]?.[language] ?? step} ${number(count, language)}`)
  return language === 'vi'
    ? `${by} ${parts.join(', ')} cảnh báo.`
    : `${by} ${parts.join(', ')} ${steps.at(-1)?.[1] === 1 ? 'alert' : 'alerts'}.`
}

/**
 * Who fell silent and is not heard yet, and who has been heard again: each source once, however often it came and went, and as
 * what it has come to. A drill silences nobody.
 */
function sourceSentences({ raised, ended }: Happened): Sentence[] {
  const bySource = new Map<string, Alert>()
  for (const alert of [...ended, ...raised].filter((each) => isOfSilence(each) && !each.inDrill)) {
    const known = bySource.get(alert.key)
    if (known === undefined || alert.raisedAt >= known.raisedAt) bySource.set(alert.key, alert)
  }
  const silent = [...bySource.values()].filter(({ clearedAt }) => clearedAt === null)
  const back = [...bySource.values()].filter(({ clearedAt }) => clearedAt !== null)
  const names = (alerts: readonly Alert[], language: Language) =>
    listed(
      alerts.toSorted(compareAlerts).map((alert) => silentName(alert, language)),
      language,
      SOURCES,
    )
  return [
    ...(silent.length === 0
      ? []
      : [
          {
            text: both((language) =>
              language === 'vi'
                ? `Mất kết nối, đến giờ chưa có lại (${number(silent.length, language)}): ${names(silent, language)}.`
                : `Fell silent and not heard since (${number(silent.length, language)}): ${names(silent, language)}.`,
            ),
            path: LOST_SOURCES_PATH,
          },
        ]),
    ...(back.length === 0
      ? []
      : [
          {
            text: both((language) =>
              language === 'vi'
                ? `Đã kết nối trở lại (${number(back.length, language)}): ${names(back, language)}.`
                : `Heard again (${number(back.length, language)}): ${names(back, language)}.`,
            ),
            path: '/sources',
            isOver: true,
          },
        ]),
  ]
}

/** Sentences of single matters; beyond these their number is told. */
const MOST_MATTERS = 12

function deedSentences(deeds: readonly Deed[]): Sentence[] {
  const told = deeds.toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
  const left = told.length - MOST_MATTERS
  return [
    ...told.slice(0, MOST_MATTERS).map(({ kind, id, did, by, at, ...named }) => ({
      text: both((language) => {
        const { name } = MATTER_KIND[kind]
        const deed = DEEDS[`${kind}/${did}`]?.[language] ?? did
        return language === 'vi'
          ? `${name.vi} “${named.title}”: ${by} ${deed} lúc ${writtenTime(at)}.`
          : `${name.en} “${matterTitle(kind, named).en}”: ${by} ${deed} at ${writtenTime(at)}.`
      }),
      path: MATTER_KIND[kind].path(id),
    })),
    ...(left <= 0
      ? []
      : [
          {
            text: {
              vi: `Và ${number(left, 'vi')} việc khác có thay đổi.`,
              en: `And ${number(left, 'en')} ${left === 1 ? 'other matter' : 'other matters'} changed.`,
            },
            path: '/my-work?show=unit',
          },
        ]),
  ]
}

function dueSentences({ due }: Happened): Sentence[] {
  const told = due.toSorted((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))
  const left = told.length - MOST_MATTERS
  return [
    ...told.slice(0, MOST_MATTERS).map(({ kind, id, dueAt, ...named }) => ({
      text: {
        vi: `Đã đến hạn lúc ${writtenTime(dueAt)} mà chưa xong: ${MATTER_KIND[kind].name.vi} “${named.title}”.`,
        en: `Came due at ${writtenTime(dueAt)} and is not done: ${MATTER_KIND[kind].name.en} “${matterTitle(kind, named).en}”.`,
      },
      path: MATTER_KIND[kind].path(id),
    })),
    ...(left <= 0
      ? []
      : [
          {
            text: {
              vi: `Và ${number(left, 'vi')} việc khác đã đến hạn mà chưa xong.`,
              en: `And ${number(left, 'en')} more came due and ${left === 1 ? 'is' : 'are'} not done.`,
            },
            path: '/my-work?show=unit',
          },
        ]),
  ]
}

function settingSentence(change: SettingChange): Sentence {
  const { what, key, by, at, from, undoes } = change
  const day = from.split('-').toReversed().join('/')
  return {
    text: both((language) => {
      const isVi = language === 'vi'
      const subject =
        what === 'target'
          ? `${isVi ? 'mục tiêu' : 'the target of'} ${Object.hasOwn(KPIS, key) ? (KPIS[key as KpiId] as Kpi).name[language] : key}`
          : what === 'threshold'
            ? `${isVi ? 'ngưỡng' : 'the threshold'} ${THRESHOLDS.find((each) => each.key === key)?.threshold.label[language] ?? key}`
            : `${isVi ? 'lịch ngày' : 'the calendar of'} ${key.split('-').toReversed().join('/')}`
      const act = undoes === null ? (isVi ? 'đổi' : 'changed') : isVi ? 'hoàn tác thay đổi' : 'undid a change of'
      const value = `${isVi ? 'từ' : 'from'} ${settingText(change, change.before, language)} ${isVi ? 'thành' : 'to'} ${settingText(change, change.value, language)}`
      const when = isVi ? `áp dụng từ ${day}` : `in force from ${day}`
      return `${by} ${act} ${subject} ${value}, ${when} (${writtenTime(at)}).`
    }),
    path: '/settings?show=changes',
  }
}

function settingText(subject: Subject, value: SettingChange['value'], language: Language): string {
  if (value === null) return language === 'vi' ? 'như ban đầu' : 'as declared'
  if (typeof value === 'number') return settingLimit(subject, value, language)
  const is = value.is === 'off' ? { vi: 'ngày nghỉ', en: 'a day off' } : { vi: 'ngày làm việc', en: 'a working day' }
  return `${is[language]} (${value.name[language]})`
}

/** A stretch of time without those in which something was watched. @param watches rising, none overlapping */
export function without({ from, to }: Span, watches: readonly Span[], atLeastMs: number): Span[] {
  const left: Span[] = []
  let begin = from
  for (const watch of watches) {
    if (watch.from - begin >= atLeastMs) left.push({ from: begin, to: Math.min(watch.from, to) })
    begin = Math.max(begin, watch.to)
  }
  if (to - begin >= atLeastMs) left.push({ from: begin, to })
  return left.filter((span) => span.from < span.to)
}
