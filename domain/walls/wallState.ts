import * as z from 'zod'
import { epochMs, moment, says } from '../schema.ts'
import type { Text } from '../text.ts'

/** How strongly a wall is held, from the weakest: whoever holds it more strongly has it alone, and gives back what they took. */
export const TAKE_LEVELS = ['storyline', 'manual', 'emergency'] as const
/** The programme holds a wall when nobody else does. */
export const WALL_LEVELS = ['schedule', ...TAKE_LEVELS] as const
export type TakeLevel = (typeof TAKE_LEVELS)[number]
export type WallLevel = (typeof WALL_LEVELS)[number]

export const LEVEL_NAMES: Readonly<Record<WallLevel, Text>> = {
  schedule: { vi: 'Theo lịch', en: 'Schedule' },
  storyline: { vi: 'Kịch bản', en: 'Storyline' },
  manual: { vi: 'Thủ công', en: 'By hand' },
  emergency: { vi: 'Khẩn cấp', en: 'Emergency' },
}

/** Id of a scene, as it was chosen: a later build may not have it any more. */
export const SceneName = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,31}$/)

/** What a scene of one thing shows. */
export const Focus = z.object({
  unit: z.string().min(1).max(16).optional().meta(says('mã xã, phường được xem riêng', 'code of the unit in focus')),
  camera: z.string().min(1).max(64).optional().meta(says('mã camera được xem riêng', 'id of the camera in focus')),
})
export type Focus = Readonly<z.output<typeof Focus>>
export type FocusKind = keyof Focus
export const FOCUS_KINDS = Object.keys(Focus.shape) as FocusKind[]

export function sameFocus(a: Focus, b: Focus): boolean {
  return FOCUS_KINDS.every((kind) => a[kind] === b[kind])
}

/** What somebody has put on a wall. */
export const Take = z.object({
  level: z.enum(TAKE_LEVELS),
  scene: SceneName,
  focus: Focus,
  why: z.string().nullable().meta(says('lý do, hiện trên màn hình', 'shown on the wall')),
  by: z.string().meta(says('tên người đưa lên; trung tâm khi tự động', 'name of who took it; the hub’s where it did')),
  at: epochMs,
  until: moment.meta(
    says('tự trả lại lúc; null: giữ đến khi có người trả', 'given back then; null: until somebody does'),
  ),
  cause: z.string().nullable().meta(says('mã cảnh báo đã gọi lên', 'id of the alert that called it')),
})
export type Take = Readonly<z.output<typeof Take>>

export const MOST_PARTS = 8
const MOST_SCENES = 20
/** What a wall is told to keep under another take of the same level. */
export const MOST_TAKES_OF_LEVEL = 5

/** A part of the day, and the scenes that turn in it. */
export const DayPart = z.object({
  from: z
    .number()
    .int()
    .min(0)
    .max(1_439)
    .meta(says('bắt đầu, phút từ 0 giờ', 'its beginning, minutes after midnight')),
  scenes: z.array(SceneName).min(1).max(MOST_SCENES),
  dwellS: z
    .number()
    .int()
    .min(10)
    .max(3_600)
    .nullable()
    .meta(says('giây mỗi cảnh; null: theo từng cảnh', 'seconds a scene; null: as each scene says')),
})
export type DayPart = Readonly<z.output<typeof DayPart>>

/** What the wall does by itself when a critical alert opens: nothing, one pane with the alert, or a scene of it over the whole wall. */
export const ON_CRITICAL = ['nothing', 'pane', 'wall'] as const
export type OnCritical = (typeof ON_CRITICAL)[number]

/** Where the programme stands: at `at` the scene at `place` began; `pause` holds it there, `until` null: until it is resumed. */
export const Turning = z.object({
  at: epochMs,
  place: z.number().int().min(0),
  pause: z.object({ at: epochMs, until: moment, by: z.string() }).nullable(),
})
export type Turning = Readonly<z.output<typeof Turning>>

const Lock = z.object({ by: z.string(), at: epochMs, why: z.string().nullable() })

/** What is commanded of a wall. What follows from it at a moment is `commandedAt`. */
export const WallState = z.object({
  /** Rises with each act; whoever commands says which one they saw. */
  version: z.number().int().min(0),
  /** In the order of their beginnings, at least one. */
  schedule: z.array(DayPart).min(1).max(MOST_PARTS),
  onCritical: z.enum(ON_CRITICAL),
  /** From the weakest level up, of one level the latest last. The last one that stands is on. */
  takes: z.array(Take),
  turning: Turning,
  lock: Lock.nullable(),
  last: z.object({ by: z.string(), at: epochMs }).nullable(),
})
export type WallState = Readonly<z.output<typeof WallState>>

/** What an undo brings back. */
export const WallBefore = WallState.pick({ schedule: true, onCritical: true, takes: true, turning: true })
export type WallBefore = Readonly<z.output<typeof WallBefore>>

/** A state with what is kept beside it and told to nobody. */
export interface KeptWall {
  readonly state: WallState
  readonly before: WallBefore | null
  /** Alerts that have had the wall, so that each takes it once. */
  readonly calledBy: readonly string[]
}
