import type { Alignment } from '../../domain/calendar/comparedSpans.ts'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import { isUnitCode, type Page, pageOf, pathOf } from '../../domain/pages.ts'
import { PERIODS, type Period } from '../../domain/periods.ts'
import type { PlanItem } from '../../domain/plan/planItem.ts'
import type { Language } from '../../domain/text.ts'
import { CITY_UTC_OFFSET_MS, type Day, isDay } from '../../domain/time.ts'

export const RANGES = ['24h', '7d', '30d', '365d', '1095d'] as const
export type Range = (typeof RANGES)[number]

import { SHOWS } from './shows.ts'

/** Lists beside the map of a unit: its children (or siblings) by rank, its one-stop offices, its sensors. */
export const TABS = ['ranking', 'offices', 'sensors'] as const
export type Tab = (typeof TABS)[number]

/** `districts`: rank the children of the city; `communes`: rank all communes below the unit. */
export const LEVELS = ['communes', 'districts'] as const
type Level = (typeof LEVELS)[number]

/** Whose authorities a row of the plan binds. */
export const AUTHORITIES = ['city', 'district', 'commune', 'all'] as const satisfies readonly PlanItem['level'][]
type Authority = (typeof AUTHORITIES)[number]

/** The parts of a level, of which a narrow screen shows one at a time. */
export const LEVEL_PARTS = ['figures', 'map', 'history', 'list', 'alerts'] as const
export type LevelPart = (typeof LEVEL_PARTS)[number]

/** An earlier time laid under a chart: that just before it, or a year earlier. */
export const BESIDES = ['before', 'year'] as const
export type Beside = (typeof BESIDES)[number]

/** Others (units, sensors) drawn into one chart: more curves than these nobody tells apart. */
export const MOST_OTHERS = 3

/** Only rows whose column says so: one of its values, or a text that it holds. Written `state.lost`. */
export interface ColumnFilter {
  readonly column: string
  readonly is: string
}

/** A column and whether it falls. Written `value` or `-value`. */
export interface Sort {
  readonly by: string
  readonly falls: boolean
}

/**
 * The address is the view: everything a person chose stands in it, so that a link shown to a colleague opens the same thing.
 * `viewOf` and `addressOf` are inverses for every view that can be made by clicking.
 */
export interface View {
  readonly page: Page
  /** The KPI that colours the map, orders the ranking and is charted. */
  readonly kpi: KpiId
  readonly range: Range
  /** The stretch that the charts show in place of the range, epoch ms in whole minutes. */
  readonly zoom: { readonly from: number; readonly to: number } | undefined
  /** The earlier time beside the charts, and the others in them: units of a figure, sensors of a sensor. */
  readonly beside: Beside | undefined
  readonly others: readonly string[]
  readonly level: Level
  /** Undefined: the list that the level opens with. */
  readonly tab: Tab | undefined
  /** Undefined: worst first. */
  readonly sort: Sort | undefined
  /** The KPI whose explanation is open, and of which unit; without a unit, of the unit in view. */
  readonly explain: { readonly kpi: KpiId; readonly unit: string | undefined } | undefined
  /** The quantity charted on a sensor or camera page; undefined: the first. */
  readonly quantity: string | undefined
  /** Which group a list shows, one of the page's own (`SHOWS`); undefined: all. */
  readonly show: string | undefined
  /** Words that a list's rows must hold, and what single columns must say. */
  readonly find: string | undefined
  readonly where: readonly ColumnFilter[]
  /** Columns that a list shows; undefined: as many as there is room for. */
  readonly columns: readonly string[] | undefined
  /** The part that a narrow screen shows; undefined: the one that the level opens with. */
  readonly part: LevelPart | undefined
  /** The rows of the plan that a list shows, by whom they bind; undefined: all. */
  readonly authority: Authority | undefined
  /** The row of a list that stands open. */
  readonly opened: string | undefined
  /** The period looked at, and a day in it; undefined: what the page opens with, and today. */
  readonly period: Period | undefined
  readonly day: Day | undefined
  /** How other times are laid beside the period; undefined: by date. */
  readonly compare: Exclude<Alignment, 'date'> | undefined
  /** The language a link was made in; undefined: the reader's own. */
  readonly language: Language | undefined
}

const DEFAULT_KPI: KpiId = 'onTimeRate'

export const CITY_VIEW: View = {
  page: { is: 'city' },
  kpi: DEFAULT_KPI,
  range: '24h',
  zoom: undefined,
  beside: undefined,
  others: [],
  level: 'communes',
  tab: undefined,
  sort: undefined,
  explain: undefined,
  quantity: undefined,
  show: undefined,
  find: undefined,
  where: [],
  columns: undefined,
  part: undefined,
  authority: undefined,
  opened: undefined,
  period: undefined,
  day: undefined,
  compare: undefined,
  language: undefined,
}

const LANGUAGES: readonly Language[] = ['vi', 'en']

const WORD = /^[A-Za-z][A-Za-z0-9]{0,31}$/
/** What people type into a filter: one line, no longer than a name. */
const MOST_TYPED = 120
/** A number, an id of a matter or the id of a device: `sensor/TG-01`. */
const ROW = /^[A-Za-z0-9._/-]{1,100}$/

const OTHER = /^[A-Za-z0-9_-]{1,64}$/
/** Two moments on the city's clock: `2026-11-23T09:05_2026-11-24T10:10`. */
const ZOOM = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)_(\d{4}-\d\d-\d\dT\d\d:\d\d)$/

const isKpi = (id: string | null): id is KpiId => id !== null && Object.hasOwn(KPIS, id)
const oneOf = <T extends string>(all: readonly T[], text: string | null): T | undefined =>
  all.find((each) => each === text)
const matching = (shape: RegExp, text: string | null): string | undefined =>
  text !== null && shape.test(text) ? text : undefined
const unitCode = (text: string | null): string | undefined => (text !== null && isUnitCode(text) ? text : undefined)
const word = (text: string | null): string | undefined => matching(WORD, text)

function sortOf(text: string | null): Sort | undefined {
  if (text === null) return undefined
  const falls = text.startsWith('-')
  const by = word(falls ? text.slice(1) : text)
  return by === undefined ? undefined : { by, falls }
}

const typed = (text: string | null): string | undefined => {
  const line = text?.replaceAll(/\p{C}/gu, ' ').trim().slice(0, MOST_TYPED).trim()
  return line === '' ? undefined : line
}

function zoomOf(text: string | null): View['zoom'] {
  const [, from, to] = ZOOM.exec(text ?? '') ?? []
  const stretch = { from: momentOf(from), to: momentOf(to) }
  return stretch.from < stretch.to ? stretch : undefined
}

/** @returns epoch ms, NaN for what is no moment */
function momentOf(text: string | undefined): number {
  const at =
    text === undefined || !isDay(text.slice(0, 10)) ? Number.NaN : Date.parse(`${text}:00Z`) - CITY_UTC_OFFSET_MS
  return momentText(at) === text ? at : Number.NaN
}

function momentText(at: number): string | undefined {
  return Number.isFinite(at) ? new Date(at + CITY_UTC_OFFSET_MS).toISOString().slice(0, 16) : undefined
}

function othersOf(text: string | null): string[] {
  return [...new Set(text?.split('.').filter((other) => OTHER.test(other)))].slice(0, MOST_OTHERS)
}

function whereOf(texts: readonly string[]): ColumnFilter[] {
  const filters = new Map<string, string>()
  for (const text of texts) {
    const dot = text.indexOf('.')
    const column = word(text.slice(0, dot))
    const is = typed(text.slice(dot + 1))
    if (column !== undefined && is !== undefined) filters.set(column, is)
  }
  return [...filters].map(([column, is]) => ({ column, is }))
}

function columnsOf(text: string | null): string[] | undefined {
  const columns = [...new Set(text?.split('.').filter((column) => WORD.test(column)))]
  return columns.length === 0 ? undefined : columns
}

/** What an address shows. A query the console does not know is as if it were not there. @param search with or without `?` */
export function viewOf(path: string, search: string): View {
  const query = new URLSearchParams(search)
  const kpi = query.get('kpi')
  const explain = query.get('explain')
  const of = query.get('of')
  const day = query.get('day')
  const page = pageOf(path, unitCode(query.get('unit')))
  return {
    page,
    kpi: isKpi(kpi) ? kpi : CITY_VIEW.kpi,
    range: oneOf(RANGES, query.get('range')) ?? CITY_VIEW.range,
    zoom: zoomOf(query.get('zoom')),
    beside: oneOf(BESIDES, query.get('beside')),
    others: othersOf(query.get('with')),
    level: oneOf(LEVELS, query.get('level')) ?? CITY_VIEW.level,
    tab: oneOf(TABS, query.get('tab')),
    sort: sortOf(query.get('sort')),
    explain: isKpi(explain) ? { kpi: explain, unit: unitCode(of) } : undefined,
    quantity: word(query.get('value')),
    show: oneOf(SHOWS[page.is] ?? [], query.get('show')),
    find: typed(query.get('find')),
    where: whereOf(query.getAll('where')),
    columns: columnsOf(query.get('columns')),
    part: oneOf(LEVEL_PARTS, query.get('part')),
    authority: oneOf(AUTHORITIES, query.get('authority')),
    opened: matching(ROW, query.get('open')),
    period: oneOf(PERIODS, query.get('period')),
    day: day !== null && isDay(day) ? day : undefined,
    compare: oneOf(['workday'], query.get('compare')),
    language: oneOf(LANGUAGES, query.get('lang')),
  }
}

/** The address of a view, path and query; what is as by default is left out, so that addresses stay short. */
export function addressOf(view: View): string {
  const query = new URLSearchParams()
  const { page } = view
  if ('unit' in page && page.unit !== undefined) query.set('unit', page.unit)
  if (view.kpi !== CITY_VIEW.kpi) query.set('kpi', view.kpi)
  if (view.range !== CITY_VIEW.range) query.set('range', view.range)
  if (view.zoom !== undefined) query.set('zoom', `${momentText(view.zoom.from)}_${momentText(view.zoom.to)}`)
  if (view.beside !== undefined) query.set('beside', view.beside)
  if (view.others.length > 0) query.set('with', view.others.join('.'))
  if (view.level !== CITY_VIEW.level) query.set('level', view.level)
  if (view.tab !== undefined) query.set('tab', view.tab)
  if (view.sort !== undefined) query.set('sort', `${view.sort.falls ? '-' : ''}${view.sort.by}`)
  if (view.quantity !== undefined) query.set('value', view.quantity)
  if (view.show !== undefined) query.set('show', view.show)
  if (view.find !== undefined) query.set('find', view.find)
  for (const { column, is } of view.where) query.append('where', `${column}.${is}`)
  if (view.columns !== undefined) query.set('columns', view.columns.join('.'))
  if (view.part !== undefined) query.set('part', view.part)
  if (view.authority !== undefined) query.set('authority', view.authority)
  if (view.opened !== undefined) query.set('open', view.opened)
  if (view.period !== undefined) query.set('period', view.period)
  if (view.day !== undefined) query.set('day', view.day)
  if (view.compare !== undefined) query.set('compare', view.compare)
  if (view.explain !== undefined) {
    query.set('explain', view.explain.kpi)
    if (view.explain.unit !== undefined) query.set('of', view.explain.unit)
  }
  if (view.language !== undefined) query.set('lang', view.language)
  const text = query.toString()
  return text === '' ? pathOf(page) : `${pathOf(page)}?${text}`
}

/**
 * Going to another page keeps what was chosen about time and KPI and lets go of what belonged to the page left behind.
 */
export function onPage(view: View, page: Page): View {
  const { kpi, range, zoom, period, day, compare, language } = view
  return { ...CITY_VIEW, page, kpi, range, zoom, period, day, compare, language }
}
