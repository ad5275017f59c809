import {
  type Box,
  DEFAULT_GEOMETRY,
  GEOMETRY_BOUNDS,
  GEOMETRY_IN_ADDRESS,
  type GeometryName,
  type GeometryProblem,
  panelsOf,
  readGeometry,
  type WallGeometry,
  type WindowSize,
  wholeSize,
} from '../../domain/walls/geometry.ts'
import { viewOfAddress } from '../../domain/walls/viewAddress.ts'
import { FOCUS_KINDS, type Focus } from '../../domain/walls/wallState.ts'

/** What a wall is told about its room, its panels and its programme. */
export interface WallSettings extends Omit<WallGeometry, 'acrossPx'> {
  /** Pixels across the whole wall; undefined: those of the window, and no fewer than the wall has that is meant without a word. */
  readonly acrossPx?: number
  /** Seconds each scene stays; undefined: what the scene itself says. */
  readonly dwellS?: number
  /** Ids of the scenes shown, in order; undefined: all. */
  readonly scenes?: readonly string[]
  /** Id of the only scene shown: no rotation. */
  readonly scene?: string
  /** Which of several screens of one wall this is, from 1. Said in the address alone. */
  readonly screen?: number
  /** What a scene of one thing shows. Said in the address alone: what is called for is not remembered. */
  readonly focus?: Focus
}

const { acrossPx: MEANT_ACROSS, ...DEFAULT_ROOM } = DEFAULT_GEOMETRY
/** The wall that is meant where nothing is said. */
export const DEFAULT_SETTINGS: WallSettings = DEFAULT_ROOM

type Bounded = GeometryName | 'dwellS'
/** What each number may be. In the settings dialog a value outside is drawn to the nearest bound; in an address one of the room is refused. */
export const BOUNDS: Readonly<
  Record<Bounded, { readonly least: number; readonly most: number; readonly whole?: boolean }>
> = {
  ...GEOMETRY_BOUNDS,
  dwellS: { least: 10, most: 3600 },
}

/** Names in the address. */
export const PARAMETERS = {
  ...GEOMETRY_IN_ADDRESS,
  dwellS: 'dwell',
} as const satisfies Record<Bounded, string>
const SCENES = 'scenes'
const SCENE = 'scene'
const SCREEN = 'screen'
/** Every parameter of the address that these settings own. */
export const OWN_PARAMETERS: readonly string[] = [...Object.values(PARAMETERS), SCENES, SCENE, ...FOCUS_KINDS, SCREEN]
const GEOMETRY_NAMES = Object.keys(GEOMETRY_BOUNDS) as GeometryName[]
/** Those of them that say what the wall is made of and where it is read from. */
export const GEOMETRY_PARAMETERS: readonly string[] = [...GEOMETRY_NAMES.map((name) => PARAMETERS[name]), SCREEN]

/** A number within its bounds, or undefined for what is not a number. Takes a decimal comma as well as a point. */
export function bounded(name: Bounded, text: unknown): number | undefined {
  if (text === null || text === undefined || text === '') return undefined
  const value = Number(String(text).trim().replace(',', '.'))
  if (!Number.isFinite(value)) return undefined
  const { least, most } = BOUNDS[name]
  return Math.min(most, Math.max(least, value))
}

/** Settings said in the address. Of a geometry that cannot be, `addressProblems` tells what is wrong. */
export function fromAddress(search: URLSearchParams): Partial<WallSettings> {
  const { focus } = viewOfAddress((name) => search.get(name))
  const screen = search.get(SCREEN)?.trim() ?? ''
  return {
    ...read((name) => search.get(PARAMETERS[name]), search.get(SCENES)?.split(','), search.get(SCENE) ?? undefined),
    ...(Object.keys(focus).length > 0 && { focus }),
    ...(/^[1-9]\d?$/.test(screen) && { screen: Number(screen) }),
  }
}

/** What the address says of the wall and cannot be. @param settings what comes of it, with what is remembered */
export function addressProblems(
  search: URLSearchParams,
  settings: WallSettings = settle(fromAddress(search), {}),
): readonly GeometryProblem[] {
  const said = readGeometry(Object.fromEntries(GEOMETRY_NAMES.map((name) => [name, search.get(PARAMETERS[name])])))
  if (!said.ok) return said.problems
  const screen = search.get(SCREEN)?.trim() ?? ''
  const screens = settings.columns * settings.rows
  if (screen === '' || (settings.screen !== undefined && settings.screen <= screens)) return []
  return [{ is: 'noSuchScreen', said: screen.slice(0, MOST_QUOTED), screens }]
}

/** Of what the address says no more is quoted back. */
const MOST_QUOTED = 24

/** Settings remembered as JSON; what cannot be read is forgotten. */
export function fromMemory(json: string | null): Partial<WallSettings> {
  try {
    const kept: unknown = JSON.parse(json ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    const cells = kept as Record<string, unknown>
    return read(
      (name) => cells[name],
      Array.isArray(cells.scenes) ? cells.scenes.map(String) : undefined,
      typeof cells.scene === 'string' ? cells.scene : undefined,
    )
  } catch {
    return {}
  }
}

/** The address wins over memory, memory over the default. */
export function settle(address: Partial<WallSettings>, memory: Partial<WallSettings>): WallSettings {
  return { ...DEFAULT_SETTINGS, ...memory, ...address }
}

/** The wall as a window of this size shows it: where nobody says how many pixels it has, a window is never wider than its wall. */
export function geometryOf({ acrossPx, ...settings }: WallSettings, { width }: WindowSize): WallGeometry {
  const { columns, rows, bezelPx, distanceM, pitchMm } = settings
  return { columns, rows, bezelPx, distanceM, pitchMm, acrossPx: acrossPx ?? Math.max(MEANT_ACROSS, width) }
}

/** What a window shows of a wall. */
export interface WallPart {
  readonly geometry: WallGeometry
  /** Of the whole wall, CSS pixels. */
  readonly size: WindowSize
  /** Which part of it this window is; undefined: it shows the whole wall. */
  readonly slice: Box | undefined
}

/** The wall that a window shows, or of which it is one panel: `screen` counts them row by row from the top left. */
export function wallPartOf(settings: WallSettings, window: WindowSize): WallPart {
  const whole = geometryOf(settings, window)
  const { screen } = settings
  const { columns, rows, bezelPx } = whole
  if (screen === undefined || columns * rows === 1 || screen > columns * rows)
    return { geometry: whole, size: window, slice: undefined }
  const across = columns * window.width + (columns - 1) * bezelPx
  const geometry = geometryOf(settings, { width: Math.round(across), height: window.height })
  const size = wholeSize(geometry, window)
  return { geometry, size, slice: panelsOf(geometry, size)[screen - 1] }
}

function read(
  wordOf: (name: Bounded) => unknown,
  scenes: readonly string[] | undefined,
  scene: string | undefined,
): Partial<WallSettings> {
  const found: { -readonly [K in keyof WallSettings]?: WallSettings[K] } = {}
  for (const name of GEOMETRY_NAMES) {
    const said = readGeometry({ [name]: wordOf(name) })
    if (said.ok) Object.assign(found, said.geometry)
  }
  const dwellS = bounded('dwellS', wordOf('dwellS'))
  if (dwellS !== undefined) found.dwellS = dwellS
  const ids = scenes?.map((id) => id.trim()).filter((id) => id !== '')
  if (ids !== undefined && ids.length > 0) found.scenes = ids
  if (scene !== undefined && scene !== '') found.scene = scene
  return found
}
