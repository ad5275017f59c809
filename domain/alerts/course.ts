import { SEVERITIES, SEVERITY_NAME, type Severity } from '../sensors/sensorKind.ts'
import type { Language, Text } from '../text.ts'
import { writtenValue } from '../writtenNumber.ts'
import { writtenTime } from '../writtenTime.ts'
import type { Alert } from './alert.ts'
import { alertQuantity } from './quantity.ts'
import type { Watch, WatchLevel } from './watch.ts'

/*
 * The number of an alert goes on after it was raised: a river rises further, a storm takes in more stations and leaves them again. Three numbers are kept,
 * and nothing else tells how bad an alert is or was:
 *
 * - `raised`: what it was when the alert was raised,
 * - `peak`: the worst that it has been, and when,
 * - `valueNow`: what it is now; null as soon as nobody can say, and when the alert is over.
 *
 * The title (with `value`, `limit` and `evidence`) says of one device what it was when its level was reached, and of many how many they are now, as long
 * as that is an alert; once it has ended, how many they were at the most. Whoever shows an alert beside its title says by `courseText` which of the
 * three it tells: lists and pages the peak and what is now, a sheet that is signed the peak and what stood then, a page of one alert all three.
 */
export type CourseMoment = 'raised' | 'peak' | 'now'

type Course = Pick<Alert, 'raised' | 'peak' | 'valueNow'>

/** Of an alert that is raised now. @param at epoch ms */
export function courseAtRaising(watch: Pick<Watch, 'isOfNow'>, level: WatchLevel, at: number): Course {
  const { value, severity } = level
  if (value === null) return { raised: null, peak: null, valueNow: null }
  return { raised: { value, severity }, peak: peakOf(watch, level, value, at), valueNow: value }
}

/**
 * An alert that is open, with its number as its watch tells it now; the same one where nothing has changed.
 * @param level the one that stands, or last stood; undefined: it is watched no longer
 * @param at epoch ms
 */
export function followedCourse(
  alert: Alert,
  watch: Pick<Watch, 'isOfNow'>,
  level: WatchLevel | undefined,
  at: number,
): Alert {
  const valueNow = level === undefined || level.condition === 'unknown' ? null : level.value
  const peak =
    level !== undefined && valueNow !== null && isPeak(alert, watch, level, valueNow)
      ? peakOf(watch, level, valueNow, at)
      : alert.peak
  return valueNow === alert.valueNow && peak === alert.peak ? alert : { ...alert, valueNow, peak }
}

/** An alert whose condition has ended: of many its title says how many they were at the most, as its last number says nothing any more. */
export function titledByPeak(alert: Alert): Alert {
  const { peak } = alert
  return peak?.said == null ? alert : { ...alert, ...peak.said, value: peak.value }
}

/** An alert that is over: what is now is no longer followed. */
export function withoutCourse(alert: Alert): Alert {
  return { ...titledByPeak(alert), valueNow: null }
}

function peakOf(
  { isOfNow = false }: Pick<Watch, 'isOfNow'>,
  { severity, title, evidence }: WatchLevel,
  value: number,
  at: number,
): NonNullable<Alert['peak']> {
  return { value, at, severity, said: isOfNow ? { title: title(), evidence: evidence?.() ?? [] } : null }
}

function isPeak({ peak, value: told }: Alert, { isOfNow }: Pick<Watch, 'isOfNow'>, level: WatchLevel, value: number) {
  // Of an alert that an earlier version raised nobody knows how bad it has been.
  if (peak === null) return told === null
  if (isOfNow !== true) return value > peak.value
  // What is counted at one level is not what is counted at another.
  const higher = SEVERITIES.indexOf(level.severity) - SEVERITIES.indexOf(peak.severity)
  return level.condition === 'on' && (higher > 0 || (higher === 0 && value > peak.value))
}

const WORDS: Readonly<Record<Language, Readonly<Record<CourseMoment, string>>>> = {
  vi: { raised: 'khi phát:', peak: 'cao nhất', now: 'nay' },
  en: { raised: 'when raised:', peak: 'at most', now: 'now' },
}

/**
 * What an alert's number was and is, in words: `cao nhất 11 trạm lúc 14:05 23/11/2026 · nay 6 trạm`.
 * @param tells which of its numbers, in this order
 * @returns empty while all of them are what its title says, and where none is known
 */
export function courseText(alert: Alert, tells: readonly CourseMoment[], language: Language): string {
  const { all, title } = writtenCourse(alert, language)
  const hasMoved = all.some(({ text, level }) => text !== title || level !== '')
  if (!hasMoved) return ''
  return tells
    .flatMap((moment) => {
      const told = all.find((each) => each.moment === moment)
      if (told === undefined) return []
      const when = told.at === undefined ? '' : ` ${language === 'vi' ? 'lúc' : 'at'} ${writtenTime(told.at)}`
      return [`${WORDS[language][moment]} ${told.text}${told.level}${when}`]
    })
    .join(' · ')
}

/** All three of its numbers, for what is frozen; undefined while all of them are what its title says. */
export function courseTexts(alert: Alert): Text | undefined {
  const told = (language: Language) => courseText(alert, ['raised', 'peak', 'now'], language)
  return told('vi') === '' ? undefined : { vi: told('vi'), en: told('en') }
}

/** The same to be read from afar: what the title does not say already, without times. */
export function briefCourseText(alert: Alert, language: Language): string {
  const { all, title } = writtenCourse(alert, language)
  const now = all.find(({ moment }) => moment === 'now')
  return all
    .filter(({ moment, text, level }) => moment !== 'raised' && (text !== title || level !== ''))
    .filter(({ moment, text, level }) => moment === 'now' || text !== now?.text || level !== '')
    .map(({ moment, text, level }) => `${WORDS[language][moment]} ${text}${level}`)
    .join(' · ')
}

/** An alert's title with what its number was and is, for whoever reads no other line of it. @param tells as `courseText` has it */
export function titleWithCourse(alert: Alert, tells: readonly CourseMoment[]): Text {
  const told = (language: Language) =>
    [alert.title[language], courseText(alert, tells, language)].filter((part) => part !== '').join(' · ')
  return { vi: told('vi'), en: told('en') }
}

interface WrittenMoment {
  readonly moment: CourseMoment
  readonly text: string
  /** Of many: the level at which it was counted, where that is another than the one that stands. */
  readonly level: string
  readonly at?: number
}

function writtenCourse(
  alert: Alert,
  language: Language,
): { readonly all: readonly WrittenMoment[]; readonly title: string | undefined } {
  const { value, raised, peak, valueNow, severityNow } = alert
  const written = (of: number) => writtenAlertNumber(alert, of, language)
  const levelOf = (severity: Severity) =>
    peak?.said == null || severity === severityNow
      ? ''
      : `${language === 'vi' ? ' ở mức ' : ' at the level '}${SEVERITY_NAME[severity][language]}`
  const all: WrittenMoment[] = []
  if (raised !== null) all.push({ moment: 'raised', text: written(raised.value), level: levelOf(raised.severity) })
  if (peak !== null) all.push({ moment: 'peak', text: written(peak.value), level: levelOf(peak.severity), at: peak.at })
  if (valueNow !== null) all.push({ moment: 'now', text: written(valueNow), level: '' })
  return { all, title: value === null ? undefined : written(value) }
}

/** A number of an alert with its unit: `11 trạm`, `2,05 m`. Of a rule of another version nobody knows the unit, and so not how precise it is. */
export function writtenAlertNumber(alert: Alert, value: number, language: Language): string {
  const { unit, digits } = alertQuantity(alert) ?? { unit: '', digits: Number.isInteger(value) ? 0 : 2 }
  return writtenValue(value, digits, unit, language)
}
