import type { Text } from '../text.ts'
import type { FocusKind } from './wallState.ts'

/** What the hub, the console and the wall know alike of a scene. What it draws is the client's (`client/scenes/`). */
export interface WallScene {
  /** At most 18 characters. */
  readonly name: Text
  /** How long it stays, ms: at least as long as it takes to read. */
  readonly dwellMs: number
  /** What it shows one of; null: the city, and a schedule may have it. A scene of one thing is called, and never turned to. */
  readonly focus: FocusKind | null
  /** It is called, or chosen for a schedule; by itself no wall turns to it. */
  readonly isCalled?: true
}

/** Every scene of the wall, in the order in which they turn. */
export const WALL_SCENES = {
  city: { name: { vi: 'Toàn cảnh', en: 'Overview' }, dwellMs: 45_000, focus: null },
  publicService: { name: { vi: 'Dịch vụ công', en: 'Public services' }, dwellMs: 40_000, focus: null },
  plan: { name: { vi: 'Kế hoạch', en: 'The plan' }, dwellMs: 45_000, focus: null },
  oneStop: { name: { vi: 'Một cửa', en: 'One-stop offices' }, dwellMs: 40_000, focus: null },
  systems: { name: { vi: 'Hệ thống', en: 'Systems' }, dwellMs: 45_000, focus: null },
  water: { name: { vi: 'Sông, triều, mưa', en: 'River and rain' }, dwellMs: 40_000, focus: null },
  air: { name: { vi: 'Không khí', en: 'Air' }, dwellMs: 35_000, focus: null },
  security: { name: { vi: 'An toàn thông tin', en: 'Security' }, dwellMs: 40_000, focus: null },
  directives: { name: { vi: 'Chỉ đạo', en: 'Directives' }, dwellMs: 45_000, focus: null, isCalled: true },
  cameras: { name: { vi: 'Camera Một cửa', en: 'One-stop cameras' }, dwellMs: 45_000, focus: null, isCalled: true },
  commune: { name: { vi: 'Một xã, phường', en: 'One commune' }, dwellMs: 45_000, focus: 'unit' },
  camera: { name: { vi: 'Một camera', en: 'One camera' }, dwellMs: 45_000, focus: 'camera' },
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
