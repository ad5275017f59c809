import * as z from 'zod'
import { epochMs, moment, says } from '../schema.ts'
import { SENSOR_KINDS, type SensorKindId } from '../sensors/index.ts'
import { SEVERITIES } from '../sensors/sensorKind.ts'
import type { Text } from '../text.ts'
import { ALERT_KIND_IDS } from './alertKinds.ts'

/** How strongly a wall is held, from the weakest: whoever holds it more strongly has it alone, and gives back what they took. */
export const TAKE_LEVELS = ['storyline', 'manual', 'emergency'] as const
/** The programme holds a wall when nobody else does. */
export const WALL_LEVELS = ['schedule', ...TAKE_LEVELS] as const
export type TakeLevel = (typeof TAKE_LEVELS)[number]
export type WallLevel = (typeof WALL_LEVELS)[number]

export const LEVEL_NAMES: Readonly<Record<WallLevel, Text>> = {
  schedule: { vi: 'Theo lịch', en: 'Schedule' },
  storyline: { vi: 'Diễn tập', en: 'Drill' },
  manual: { vi: 'Thủ công', en: 'By hand' },
  emergency: { vi: 'Khẩn cấp', en: 'Emergency' },
}

/** Id of a scene, as it was chosen: a later build may not have it any more. */
export const SceneName = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,31}$/)

/** What a scene of one thing shows. */
export const Focus = z.object({
  unit: z.string().min(1).max(16).optional().meta(says('mã xã, phường được xem riêng', 'code of the unit in focus')),
  camera: z.string().min(1).max(64).optional().meta(says('mã camera được xem riêng', 'id of the camera in focus')),
  incident: z.string().min(1).max(40).optional().meta(says('mã sự vụ được xem riêng', 'id of the incident in focus')),
})
export type Focus = Readonly<z.output<typeof Focus>>
export type FocusKind = keyof Focus
export const FOCUS_KINDS = Object.keys(Focus.shape) as FocusKind[]

/** What of a scene is shown; absent: all of it. Which of these a scene takes is declared with it. */
export const WallFilter = z.object({
  unit: z
    .string()
    .min(1)
    .max(16)
    .optional()
    .meta(says('chỉ đơn vị này và các đơn vị trực thuộc', 'only this unit and what lies below it')),
  kind: z
    .enum(Object.keys(SENSOR_KINDS) as [SensorKindId, ...SensorKindId[]])
    .optional()
    .meta(says('chỉ loại trạm này', 'only stations of this kind')),
  severity: z
    .enum(SEVERITIES)
    .optional()
    .meta(says('chỉ cảnh báo từ mức này trở lên', 'only alerts as severe as this, or more')),
})
export type WallFilter = Readonly<z.output<typeof WallFilter>>

/** What somebody has put on a wall. */
export const Take = z.object({
  level: z.enum(TAKE_LEVELS),
  scene: SceneName,
  focus: Focus,
  filter: WallFilter.default({}),
  moment: moment
    .default(null)
    .meta(says('hiện số liệu của lúc đó; null: lúc này', 'shows the data of that moment; null: of now')),
  why: z.string().nullable().meta(says('lý do, hiện trên màn hình', 'shown on the wall')),
  by: z.string().meta(says('tên người đưa lên; trung tâm khi tự động', 'name of who took it; the hub’s where it did')),
  at: epochMs,
  until: moment.meta(
    says('tự trả lại lúc; null: giữ đến khi có người trả', 'given back then; null: until somebody does'),
  ),
  cause: z.string().nullable().meta(says('mã cảnh báo đã gọi lên', 'id of the alert that called it')),
  isOfDrill: z.boolean().default(false).meta(says('do buổi diễn tập đưa lên', 'put up by a storyline')),
  inDrill: z
    .boolean()
    .default(false)
    .meta(says('cảnh báo gọi lên trong lúc diễn tập', 'called by an alert while a drill went on')),
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

/** Alerts that call a scene up by themselves, at most so many rules a wall. */
export const MOST_CALLS = 8

/** An alert of a kind calls up the scene on which it is seen best, until somebody has taken it on. */
export const SceneCall = z.object({
  kind: z.enum(ALERT_KIND_IDS).meta(says('loại cảnh báo', 'kind of alerts')),
  scene: SceneName,
  from: z.enum(SEVERITIES).meta(says('từ mức này trở lên', 'as severe as this, or more')),
  minutes: z.number().int().min(1).max(240).meta(says('lâu nhất bao nhiêu phút', 'for so many minutes at most')),
})
export type SceneCall = Readonly<z.output<typeof SceneCall>>

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
  calls: z.array(SceneCall).max(MOST_CALLS).default([]),
  /** From the weakest level up, of one level the latest last. The last one that stands is on. */
  takes: z.array(Take),
  turning: Turning,
  lock: Lock.nullable(),
  last: z.object({ by: z.string(), at: epochMs }).nullable(),
  turnsAt: moment
    .default(null)
    .meta(
      says(
        'mọi màn hình của tường cùng chuyển vào lúc này',
        'when every screen of the wall turns to what was commanded last',
      ),
    ),
})
export type WallState = Readonly<z.output<typeof WallState>>

/** What an undo brings back. */
export const WallBefore = WallState.pick({ schedule: true, onCritical: true, calls: true, takes: true, turning: true })
export type WallBefore = Readonly<z.output<typeof WallBefore>>

/** A state with what is kept beside it and told to nobody. */
export const KeptWall = z.object({
  state: WallState,
  before: WallBefore.nullable(),
  /** Alerts that have had the wall, so that each takes it once. */
  calledBy: z.array(z.string()).readonly(),
})
export type KeptWall = Readonly<z.output<typeof KeptWall>>
