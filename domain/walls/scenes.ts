import type { SensorKindId } from '../sensors/index.ts'
import type { Text } from '../text.ts'
import type { FocusKind, WallFilter } from './wallState.ts'

/** What the hub, the console and the wall know alike of a scene. What it draws is the client's (`client/scenes/`). */
export interface WallScene {
  /** At most 18 characters. */
  readonly name: Text
  /** How long it stays, ms: at least as long as it takes to read. */
  readonly dwellMs: number
  /** What it shows one of; null: the city, and a schedule may have it. A scene of one thing is called, and never turned to. */
  readonly focus: FocusKind | null
  /** By what it may be narrowed. */
  readonly filters?: readonly (keyof WallFilter)[]
  /** Of a scene that may be narrowed to one kind of stations: which there are. */
  readonly kinds?: readonly SensorKindId[]
  /** It can show a past moment: all that it draws is kept as it was. */
  readonly hasPast?: true
  /** It is called, or chosen for a schedule; by itself no wall turns to it. */
  readonly isCalled?: true
}

/** Every scene of the wall, in the order in which they turn. */
export const WALL_SCENES = {
  city: { name: { vi: 'Toàn cảnh', en: 'Overview' }, dwellMs: 45_000, focus: null, filters: ['severity'] },
  publicService: {
    name: { vi: 'Dịch vụ công', en: 'Public services' },
    dwellMs: 40_000,
    focus: null,
    filters: ['unit'],
  },
  plan: { name: { vi: 'Kế hoạch', en: 'The plan' }, dwellMs: 45_000, focus: null },
  oneStop: { name: { vi: 'Một cửa', en: 'One-stop offices' }, dwellMs: 40_000, focus: null, filters: ['unit'] },
  systems: { name: { vi: 'Hệ thống', en: 'Systems' }, dwellMs: 45_000, focus: null },
  water: {
    name: { vi: 'Sông, triều, mưa', en: 'River and rain' },
    ...{ dwellMs: 40_000, focus: null, filters: ['unit', 'kind'], kinds: ['waterLevel', 'rain', 'salinity'] },
    hasPast: true,
  },
  air: {
    name: { vi: 'Không khí', en: 'Air' },
    ...{ dwellMs: 35_000, focus: null, filters: ['unit'] },
    hasPast: true,
  },
  security: { name: { vi: 'An toàn thông tin', en: 'Security' }, dwellMs: 40_000, focus: null },
  directives: {
    name: { vi: 'Chỉ đạo', en: 'Directives' },
    ...{ dwellMs: 45_000, focus: null, filters: ['unit'], isCalled: true },
  },
  cameras: { name: { vi: 'Camera Một cửa', en: 'One-stop cameras' }, dwellMs: 45_000, focus: null, isCalled: true },
  shiftStart: { name: { vi: 'Vào ca', en: 'Shift start' }, dwellMs: 60_000, focus: null, isCalled: true },
  commune: { name: { vi: 'Một xã, phường', en: 'One commune' }, dwellMs: 45_000, focus: 'unit' },
  camera: { name: { vi: 'Một camera', en: 'One camera' }, dwellMs: 45_000, focus: 'camera' },
  incident: { name: { vi: 'Một sự vụ', en: 'One incident' }, dwellMs: 60_000, focus: 'incident' },
} as const satisfies Record<string, WallScene>

export type SceneId = keyof typeof WALL_SCENES

/** A scene by its id; undefined: there is none (any more). */
export function wallScene(id: string): WallScene | undefined {
  return Object.hasOwn(WALL_SCENES, id) ? WALL_SCENES[id as SceneId] : undefined
}

const all = Object.entries(WALL_SCENES) as [SceneId, WallScene][]

/** Scenes that a schedule may have. */
export const SCHEDULED_SCENES = all.flatMap(([id, { focus }]) => (focus === null ? [id] : []))

/** Scenes that the programme of a wall turns to unless somebody has chosen others. */
export const TURNED_SCENES = all.flatMap(([id, { focus, isCalled }]) =>
  focus === null && isCalled !== true ? [id] : [],
)

/** Scenes that can show a past moment. */
export const PAST_SCENES = all.flatMap(([id, { hasPast }]) => (hasPast === true ? [id] : []))
