import { DEFAULT_VIEWING, type Viewing } from './viewing.ts'

/** What a wall is told about its room and its programme. */
export interface WallSettings extends Viewing {
  /** Seconds each scene stays; undefined: what the scene itself says. */
  readonly dwellS?: number
  /** Ids of the scenes shown, in order; undefined: all. */
  readonly scenes?: readonly string[]
  /** Id of the only scene shown: no rotation. */
  readonly scene?: string
}

/** Outside these a value is a slip of the keyboard: it is drawn to the nearest bound. */
export const BOUNDS = {
  distanceM: [1, 30],
  pitchMm: [0.2, 10],
  acrossPx: [640, 30_720],
  dwellS: [10, 3600],
} as const satisfies Record<string, readonly [min: number, max: number]>
type Bounded = keyof typeof BOUNDS

/** Names in the address. */
const PARAMETERS = {
  distanceM: 'distance',
  pitchMm: 'pitch',
  acrossPx: 'across',
  dwellS: 'dwell',
} as const satisfies Record<Bounded, string>
const SCENES = 'scenes'
const SCENE = 'scene'
/** Every parameter of the address that these settings own. */
export const OWN_PARAMETERS: readonly string[] = [...Object.values(PARAMETERS), SCENES, SCENE]

/** A number within its bounds, or undefined for what is not a number. Takes a decimal comma as well as a point. */
export function bounded(name: Bounded, text: unknown): number | undefined {
  if (text === null || text === undefined || text === '') return undefined
  const value = Number(String(text).trim().replace(',', '.'))
  if (!Number.isFinite(value)) return undefined
  const [min, max] = BOUNDS[name]
  return Math.min(max, Math.max(min, value))
}

/** Settings said in the address. */
export function fromAddress(search: URLSearchParams): Partial<WallSettings> {
  return read((name) => search.get(PARAMETERS[name]), search.get(SCENES)?.split(','), search.get(SCENE) ?? undefined)
}

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
  return { ...DEFAULT_VIEWING, ...memory, ...address }
}

function read(
  numberOf: (name: Bounded) => unknown,
  scenes: readonly string[] | undefined,
  scene: string | undefined,
): Partial<WallSettings> {
  const found: { -readonly [K in keyof WallSettings]?: WallSettings[K] } = {}
  for (const name of Object.keys(BOUNDS) as Bounded[]) {
    const value = bounded(name, numberOf(name))
    if (value !== undefined) found[name] = value
  }
  const ids = scenes?.map((id) => id.trim()).filter((id) => id !== '')
  if (ids !== undefined && ids.length > 0) found.scenes = ids
  if (scene !== undefined && scene !== '') found.scene = scene
  return found
}
