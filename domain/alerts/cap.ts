import type { SensorKindId } from '../sensors/index.ts'
import type { Severity } from '../sensors/sensorKind.ts'
import type { Language, Text } from '../text.ts'
import { CITY_UTC_OFFSET_MS } from '../time.ts'
import type { Ring } from '../units/geometry.ts'
import type { Alert } from './alert.ts'
import { courseText } from './course.ts'

/** Media type of a message (OASIS, Common Alerting Protocol 1.2). */
export const CAP_TYPE = 'application/cap+xml'

/** Where an alert holds, as far as it may be told outside. */
export interface CapArea {
  readonly name: Text
  /** Code of the unit, and the map of units that it is of. */
  readonly code: string
  readonly edition: string
  /** Outer rings by survey; none where there are only schematic ones, which are nobody's border. */
  readonly rings: readonly Ring[]
  /** Where the device stands that it is about. */
  readonly point: { readonly lng: number; readonly lat: number } | undefined
}

const SEVERITY: Readonly<Record<Severity, string>> = {
  critical: 'Extreme',
  major: 'Severe',
  minor: 'Moderate',
  info: 'Minor',
}
const URGENCY: Readonly<Record<Severity, string>> = {
  critical: 'Immediate',
  major: 'Expected',
  minor: 'Future',
  info: 'Unknown',
}

const CATEGORY_OF_KIND: Readonly<Record<SensorKindId, string>> = {
  waterLevel: 'Met',
  rain: 'Met',
  salinity: 'Env',
  airQuality: 'Env',
  noise: 'Env',
  traffic: 'Transport',
}
const CATEGORY_OF_SYSTEM: Readonly<Record<string, string>> = { soc: 'Security', antiMalware: 'Security' }
const LANGUAGES = { vi: 'vi-VN', en: 'en' } as const satisfies Record<Language, string>

/** A device that cannot be heard is a matter of the network, whatever it measures. */
function categoryOf({ rule, subjectId }: Pick<Alert, 'rule' | 'subjectId'>): string {
  const [of = '', what] = rule.split('.')
  if (what !== 'lost' && Object.hasOwn(CATEGORY_OF_KIND, of)) return CATEGORY_OF_KIND[of as SensorKindId]
  if (of === 'office') return 'Other'
  if (of !== 'event') return 'Infra'
  return CATEGORY_OF_SYSTEM[subjectId.split('/')[0] ?? ''] ?? 'Other'
}

/**
 * An alert as a message of the Common Alerting Protocol 1.2, for whoever publishes it outside. Each message says what was known when it was made: while the
 * alert stands an `Alert`, once it has ended an `Update` that refers to it, and a `Cancel` where it was found to be none.
 * @param sender the hub, as it is known outside
 * @param isOfDemo everything is made up: nobody acts on it
 */
export function capOf(
  alert: Alert,
  { sender, area, isOfDemo }: { readonly sender: string; readonly area: CapArea; readonly isOfDemo: boolean },
): string {
  const { id, severity, raisedAt, endedAt, clearedAt, closedWhy, condition, simulated, inDrill } = alert
  const first = { sender: token(sender), identifier: token(`${id}.${severity}`), sent: written(raisedAt) }
  const isNone = closedWhy === 'falseAlarm' || closedWhy === 'test'
  const over = clearedAt ?? endedAt
  const [msgType, identifier, sent] =
    over === null
      ? ['Alert', first.identifier, first.sent]
      : [isNone ? 'Cancel' : 'Update', token(`${id}.${isNone ? 'cancel' : 'end'}`), written(over)]
  const info = (language: Language) =>
    group(
      'info',
      element('language', LANGUAGES[language]),
      element('category', categoryOf(alert)),
      element('event', alert.title[language]),
      element('urgency', over === null ? URGENCY[severity] : 'Past'),
      element('severity', SEVERITY[severity]),
      element('certainty', condition === 'lost' ? 'Unknown' : 'Observed'),
      element('effective', sent),
      element('onset', written(raisedAt)),
      element('senderName', SENDER_NAME[language]),
      element('headline', alert.title[language]),
      ...descriptionOf(alert, language),
      areaOf(area, language),
    )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">`,
    element('identifier', identifier),
    element('sender', first.sender),
    element('sent', sent),
    // What is simulated, or of a drill, is an exercise at most, and of a demo nothing is to be acted on.
    element('status', isOfDemo ? 'Test' : simulated || inDrill ? 'Exercise' : 'Actual'),
    element('msgType', msgType),
    element('scope', 'Restricted'),
    element('restriction', RESTRICTION),
    ...(over === null ? [] : [element('references', `${first.sender},${first.identifier},${first.sent}`)]),
    info('vi'),
    info('en'),
    '</alert>',
    '',
  ].join('\n')
}

/** What was seen, and what became of the alert's number since it was raised. */
function descriptionOf(alert: Alert, language: Language): readonly string[] {
  const course = courseText(alert, ['raised', 'peak', 'now'], language)
  const said = alert.evidence.map(({ label, value }) => `${label[language]}: ${value}`)
  const all = [...(course === '' ? [] : [course]), ...said]
  return all.length === 0 ? [] : [element('description', all.join('; '))]
}

const SENDER_NAME: Text = {
  vi: 'Trung tâm Điều hành thông minh thành phố Cần Thơ',
  en: 'Cần Thơ Intelligent Operations Center',
}
const RESTRICTION = 'Bên được trung tâm cấp quyền xem cảnh báo / Whom the centre has let see its alerts'

function areaOf({ name, code, edition, rings, point }: CapArea, language: Language): string {
  return group(
    'area',
    element('areaDesc', name[language]),
    // Latitude first, closed as the rings are.
    ...rings.map((ring) => element('polygon', ring.map(([lng, lat]) => `${lat},${lng}`).join(' '))),
    ...(point === undefined ? [] : [element('circle', `${point.lat},${point.lng} 0`)]),
    group('geocode', element('valueName', `ioc:unit:${edition}`), element('value', code)),
  )
}

/** What CAP refuses in identifiers: space, comma, `<` and `&`. */
function token(text: string): string {
  return text.replaceAll(/[\s,<&]/g, '-')
}

/** `2026-11-26T20:05:00+07:00`: CAP takes a numeric offset, no `Z` and no fractions. @param at epoch ms */
function written(at: number): string {
  return `${new Date(at + CITY_UTC_OFFSET_MS).toISOString().slice(0, 19)}+07:00`
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`
}

/** @param content written elements */
function group(name: string, ...content: readonly string[]): string {
  return `<${name}>${content.join('')}</${name}>`
}

/** What XML 1.0 has no way to write is left out. */
const NO_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

function escaped(text: string): string {
  return text.replaceAll(NO_XML, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
