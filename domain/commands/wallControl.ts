import * as z from 'zod'
import { WallStateRow } from '../feeds/wallStates.ts'
import { AccountId } from '../people/person.ts'
import { isVisible } from '../readableName.ts'
import { epochMs, moment, says } from '../schema.ts'
import type { Text } from '../text.ts'
import { MOST_SCREENS } from '../walls/report.ts'
import { wallScene } from '../walls/scenes.ts'
import { MAX_STILL_TEXT } from '../walls/still.ts'
import {
  DayPart,
  Focus,
  MOST_CALLS,
  MOST_PARTS,
  ON_CRITICAL,
  SceneCall,
  SceneName,
  TAKE_LEVELS,
  WallFilter,
} from '../walls/wallState.ts'
import { type CommandCity, defineCommand } from './command.ts'

const Why = z
  .string()
  .trim()
  .max(120)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u)
  .refine((text) => text === '' || isVisible(text))
  .optional()
  .meta(says('lý do, hiện trên màn hình', 'why, shown on the wall'))

const Minutes = z
  .number()
  .int()
  .min(1)
  .max(1_440)
  .nullable()
  .default(null)
  .meta(
    says('tự trả lại sau bao nhiêu phút; null: giữ đến khi có người trả', 'given back by itself after; null: never'),
  )

const WallSeen = {
  wall: AccountId,
  seen: z
    .number()
    .int()
    .min(0)
    .meta(says('`version` đang thấy; ai đến sau được báo ai đã làm trước', 'the `version` that was seen')),
}

/** What every command about one wall has alike: who steers walls where it hangs may do it, and is told what the wall is told now. */
const OF_WALL = {
  gives: z.object({ state: WallStateRow }),
  do: 'walls.steer',
  place: ({ wall }: { wall: string }, city: CommandCity) => city.wallPlace(wall),
} as const

const sceneName = (input: Readonly<Record<string, unknown>>): Readonly<Record<string, Text | undefined>> => ({
  scene: typeof input.scene === 'string' ? wallScene(input.scene)?.name : undefined,
})

export const takeWall = defineCommand({
  ...OF_WALL,
  summary: { vi: 'Đưa một cảnh lên màn hình lớn', en: 'Takes a wall for a scene' },
  input: z.object({
    ...WallSeen,
    scene: SceneName,
    focus: Focus.default({}),
    filter: WallFilter.default({}).meta(says('chỉ hiện phần này của cảnh', 'shows only this of the scene')),
    moment: moment
      .default(null)
      .meta(says('hiện số liệu của một lúc đã qua; null: lúc này', 'shows the data of a past moment; null: of now')),
    level: z.enum(TAKE_LEVELS).default('manual'),
    minutes: Minutes,
    returnTo: z
      .enum(['before', 'schedule'])
      .default('before')
      .meta(says('hết giờ thì về cảnh trước đó, hay về lịch', 'when it ends: what was there before, or the schedule')),
    why: Why,
  }),
  says: { vi: 'Đưa cảnh {scene} lên màn hình {wall}', en: 'Took wall {wall} for the scene {scene}' },
  names: sceneName,
  example: () => ({ wall: 'w-1', seen: 0, scene: 'water', minutes: 30 }),
})

export const releaseWall = defineCommand({
  ...OF_WALL,
  summary: { vi: 'Trả màn hình lớn lại như trước', en: 'Gives a wall back to what it showed before' },
  input: z.object({
    ...WallSeen,
    all: z
      .boolean()
      .default(false)
      .meta(
        says(
          'trả lại cùng lúc mọi cảnh cùng mức đã đưa lên, không chỉ cảnh đang hiện',
          'gives back everything that was put up by the same level at once, not only what is on',
        ),
      ),
  }),
  says: { vi: 'Trả lại màn hình {wall}', en: 'Gave wall {wall} back' },
  example: () => ({ wall: 'w-1', seen: 1 }),
})

export const stepWall = defineCommand({
  ...OF_WALL,
  summary: { vi: 'Chuyển sang cảnh sau hoặc cảnh trước', en: 'Turns a wall’s programme on or back' },
  input: z.object({
    ...WallSeen,
    by: z
      .union([z.literal(1), z.literal(-1)])
      .meta(says('1: cảnh sau; -1: cảnh trước', '1: the next scene; -1: the one before')),
  }),
  says: { vi: 'Chuyển cảnh màn hình {wall} ({by})', en: 'Turned wall {wall} ({by})' },
  example: () => ({ wall: 'w-1', seen: 0, by: 1 as const }),
})

export const pauseWall = defineCommand({
  ...OF_WALL,
  summary: { vi: 'Dừng chuyển cảnh', en: 'Stops a wall’s programme at its scene' },
  input: z.object({
    ...WallSeen,
    minutes: Minutes,
  }),
  says: { vi: 'Dừng chuyển cảnh màn hình {wall}', en: 'Paused wall {wall}' },
  example: () => ({ wall: 'w-1', seen: 0, minutes: 60 }),
})

export const resumeWall = defineCommand({
  ...OF_WALL,
  summary: { vi: 'Chuyển cảnh trở lại', en: 'Lets a wall’s programme turn again' },
  input: z.object({
    ...WallSeen,
  }),
  says: { vi: 'Cho màn hình {wall} chuyển cảnh trở lại', en: 'Resumed wall {wall}' },
  example: () => ({ wall: 'w-1', seen: 1 }),
})

export const pinWall = defineCommand({
  ...OF_WALL,
  summary: { vi: 'Ghim cảnh đang hiện', en: 'Pins the scene that a wall shows' },
  input: z.object({
    ...WallSeen,
  }),
  says: { vi: 'Ghim cảnh đang hiện trên màn hình {wall}', en: 'Pinned what wall {wall} shows' },
  example: () => ({ wall: 'w-1', seen: 0 }),
})

export const undoWall = defineCommand({
  ...OF_WALL,
  summary: { vi: 'Hoàn tác thao tác gần nhất trên màn hình lớn', en: 'Undoes the last thing done to a wall' },
  input: z.object({
    ...WallSeen,
  }),
  says: { vi: 'Hoàn tác thao tác gần nhất trên màn hình {wall}', en: 'Undid the last act on wall {wall}' },
  example: () => ({ wall: 'w-1', seen: 1 }),
})

export const lockWall = defineCommand({
  ...OF_WALL,
  summary: { vi: 'Khóa màn hình lớn để không ai đổi nhầm', en: 'Locks a wall against accidents' },
  input: z.object({
    ...WallSeen,
    why: Why,
  }),
  says: { vi: 'Khóa màn hình {wall}', en: 'Locked wall {wall}' },
  example: () => ({ wall: 'w-1', seen: 0, why: 'Đang họp giao ban' }),
})

export const unlockWall = defineCommand({
  ...OF_WALL,
  summary: { vi: 'Mở khóa màn hình lớn', en: 'Unlocks a wall' },
  input: z.object({
    ...WallSeen,
  }),
  says: { vi: 'Mở khóa màn hình {wall}', en: 'Unlocked wall {wall}' },
  example: () => ({ wall: 'w-1', seen: 1 }),
})

export const scheduleWall = defineCommand({
  ...OF_WALL,
  summary: { vi: 'Đặt lịch chiếu theo buổi cho màn hình lớn', en: 'Sets what a wall shows by part of the day' },
  input: z.object({
    ...WallSeen,
    schedule: z.array(DayPart).min(1).max(MOST_PARTS),
    onCritical: z
      .enum(ON_CRITICAL)
      .meta(
        says(
          'khi có cảnh báo khẩn cấp: không đổi gì, hiện trên một ô, hay chiếm cả màn hình',
          'when a critical alert opens: nothing, one pane, or the whole wall',
        ),
      ),
    calls: z
      .array(SceneCall)
      .max(MOST_CALLS)
      .optional()
      .meta(
        says(
          'loại cảnh báo nào gọi cảnh nào lên; không ghi: giữ như đang đặt',
          'which kind of alerts calls which scene up; absent: as it is set',
        ),
      ),
  }),
  says: { vi: 'Đặt lịch chiếu của màn hình {wall}', en: 'Set the schedule of wall {wall}' },
  example: () => ({
    wall: 'w-1',
    seen: 0,
    schedule: [
      { from: 420, scenes: ['city', 'publicService', 'oneStop'], dwellS: null },
      { from: 1_020, scenes: ['city', 'water', 'air'], dwellS: 60 },
    ],
    onCritical: 'pane' as const,
  }),
})

const Screen = z.number().int().min(1).max(MOST_SCREENS).meta(says('ô thứ mấy', 'which screen of the wall'))

export const askStill = defineCommand({
  summary: {
    vi: 'Xin hình một ô của màn hình lớn, như đang hiện',
    en: 'Asks a screen of a wall for a still of what it shows',
  },
  input: z.object({ wall: AccountId, screen: Screen }),
  gives: z.object({ askedAt: epochMs }),
  do: 'walls.steer',
  place: ({ wall }, city) => city.wallPlace(wall),
  says: { vi: 'Xin hình ô {screen} của màn hình {wall}', en: 'Asked screen {screen} of wall {wall} for a still' },
  example: () => ({ wall: 'w-1', screen: 1 }),
})

export const sendStill = defineCommand({
  summary: {
    vi: 'Màn hình gửi hình của chính nó, khi được yêu cầu',
    en: 'A wall sends a still of itself, when it was asked for one',
  },
  input: z.object({
    wall: AccountId,
    screen: Screen,
    askedAt: epochMs.meta(says('đúng yêu cầu này', 'the asking that it answers')),
    takenAt: epochMs.meta(says('hình của lúc này, theo giờ trung tâm', 'the moment it is of, on the hub’s clock')),
    picture: z.base64().max(MAX_STILL_TEXT).meta(says('WebP hoặc JPEG, base64', 'WebP or JPEG in base64')),
  }),
  gives: z.object({
    number: z.number().int().meta(says('số trong nhật ký chiếu', 'its number in the log of the wall')),
  }),
  do: 'walls.see',
  place: ({ wall }, city) => city.wallPlace(wall),
  secret: ['picture'],
  says: { vi: 'Gửi hình ô {screen} của màn hình {wall}', en: 'Sent a still of screen {screen} of wall {wall}' },
  example: () => ({ wall: 'w-1', screen: 1, askedAt: 0, takenAt: 0, picture: 'UklGRg==' }),
})
