import { SYSTEMS } from './systems/index.ts'
import { isName } from './topics.ts'
import type { UnitTree } from './units/unit.ts'

/** A page of the console, as the path of an address names it. */
export type Page =
  | { readonly is: 'city' }
  | { readonly is: 'unit'; readonly code: string }
  | { readonly is: 'sensor'; readonly id: string }
  | { readonly is: 'camera'; readonly id: string }
  | { readonly is: 'sources' }
  | { readonly is: 'quarantine' }
  /** Of a unit; without one, the city's. */
  | {
      readonly is: 'alerts' | 'incidents' | 'plan' | 'log' | 'directives' | 'explanations' | 'cameras'
      readonly unit: string | undefined
    }
  | { readonly is: 'directive' | 'explanation'; readonly id: string }
  | { readonly is: 'index766' }
  /** How well the centre keeps up with its alerts. */
  | { readonly is: 'alertHealth' }
  | { readonly is: 'systems' }
  | { readonly is: 'settings' }
  /** What people are told, and what came of it. */
  | { readonly is: 'notices' }
  /** What somebody has to do with; `/my-work`. What happened since they last looked. */
  | { readonly is: 'work' | 'since' }
  /** The log of shifts: a shift by its id; without one, the shift that is on. */
  | { readonly is: 'shift'; readonly id: string | undefined }
  | { readonly is: 'system'; readonly id: string }
  /** Who may do what: people and one of them, tokens of programs, paired walls, devices; one's own account. */
  | { readonly is: 'people' | 'tokens' | 'walls' | 'devices' | 'account' }
  | { readonly is: 'person' | 'incident'; readonly id: string }
  /** Steering walls: one of them, or the first. */
  | { readonly is: 'control'; readonly wall: string | undefined }
  | { readonly is: 'unknown'; readonly path: string }

/** The wall's address; what it shows is chosen by the query. */
export const WALL_PATH = '/wall'
/** `/wall`, and `/wall/{name}`: one that is steered from the console. */
const WALL_ADDRESS = /^\/wall(?:\/[\w-]{1,80})?\/*$/
export function isWallAddress(path: string): boolean {
  return WALL_ADDRESS.test(path)
}
/** Where one signs in; `to`: where one goes from there. */
export const SIGN_IN_PATH = '/sign-in'
/** Where the sources that are lost stand. */
export const LOST_SOURCES_PATH = '/sources?show=lost'

const SYSTEM = /^[A-Za-z][A-Za-z0-9]{0,31}$/
const SHIFT = /^\d{4}-\d{2}-\d{2}-\d{4}$/
/** Id of a wall, a directive, an explanation. */
const ID = /^[\w-]{1,64}$/
const UNIT_CODE = /^[a-z0-9-]{1,16}$/

/** Pages of a unit, or of the city. */
const UNIT_PAGES = ['plan', 'alerts', 'incidents', 'log', 'directives', 'explanations', 'cameras'] as const

/** Pages that take nothing but the filters. */
const LIST_PAGES = [
  ...(['sources', 'quarantine', 'index766', 'systems', 'settings', 'notices'] as const),
  ...(['people', 'tokens', 'walls', 'devices', 'account'] as const),
]

/** Whether a text has the form of a unit's code; a unit of that code may not exist. */
export function isUnitCode(text: string): boolean {
  return UNIT_CODE.test(text)
}

/** @param unit the unit that the query names, for the pages that are a unit's */
export function pageOf(path: string, unit?: string): Page {
  const unknown: Page = { is: 'unknown', path }
  const levels = path.split('/').filter((level) => level !== '')
  const [first, second] = levels
  if (first === undefined) return { is: 'city' }
  if (second === undefined) {
    const ofUnit = UNIT_PAGES.find((page) => page === first)
    if (ofUnit !== undefined) return { is: ofUnit, unit }
    if (first === 'shift') return { is: first, id: undefined }
    if (first === 'control') return { is: 'control', wall: undefined }
    if (first === 'since') return { is: first }
    if (first === 'alert-health') return { is: 'alertHealth' }
    if (first === 'my-work') return { is: 'work' }
    const list = LIST_PAGES.find((page) => page === first)
    return list === undefined ? unknown : { is: list }
  }
  if (levels.length > 2) return unknown
  if (first === 'unit' && isUnitCode(second)) return { is: 'unit', code: second }
  if ((first === 'sensor' || first === 'camera') && isName(second)) return { is: first, id: second }
  if ((first === 'directive' || first === 'explanation') && ID.test(second)) return { is: first, id: second }
  if (first === 'system' && SYSTEM.test(second)) return { is: 'system', id: second }
  if (first === 'shift' && SHIFT.test(second)) return { is: 'shift', id: second }
  if (first === 'control' && ID.test(second)) return { is: 'control', wall: second }
  if (first === 'people' && isName(second)) return { is: 'person', id: second }
  if (first === 'incidents' && isName(second)) return { is: 'incident', id: second }
  return unknown
}

export function pathOf(page: Page): string {
  switch (page.is) {
    case 'city':
      return '/'
    case 'unit':
      return `/unit/${page.code}`
    case 'sensor':
    case 'camera':
    case 'system':
    case 'directive':
    case 'explanation':
      return `/${page.is}/${page.id}`
    case 'alertHealth':
      return '/alert-health'
    case 'work':
      return '/my-work'
    case 'shift':
      return page.id === undefined ? '/shift' : `/shift/${page.id}`
    case 'person':
      return `/people/${page.id}`
    case 'incident':
      return `/incidents/${page.id}`
    case 'control':
      return page.wall === undefined ? '/control' : `/control/${page.wall}`
    case 'unknown':
      return page.path
    default:
      return `/${page.is}`
  }
}

/**
 * Whether a page stands at a path: a mistyped one, a unit that this edition does not have and a system that nobody has declared have none. Sensors
 * and cameras may announce themselves at any time: theirs are pages before that.
 */
export function hasPage(path: string, units: UnitTree): boolean {
  const page = pageOf(path)
  switch (page.is) {
    case 'unit':
      return units.byCode.has(page.code)
    case 'system':
      return Object.hasOwn(SYSTEMS, page.id)
    case 'unknown':
      return WALL_ADDRESS.test(path) || path.replace(/\/+$/, '') === SIGN_IN_PATH
    default:
      return true
  }
}
