import * as z from 'zod'
import { epochMs, moment, says } from '../schema.ts'
import { Focus, TAKE_LEVELS, WALL_LEVELS, WallFilter } from './wallState.ts'

const SHOWN = {
  focus: Focus.default({}),
  filter: WallFilter.default({}),
  moment: moment.default(null).meta(says('số liệu của lúc đó; null: lúc này', 'data of that moment; null: of now')),
} as const

/** What is told of one thing that was done to a wall, or that a screen of it showed. */
export const WallLogEntry = z.object({
  number: z.number().int().min(1),
  wall: z.string(),
  at: epochMs,
  what: z.discriminatedUnion('is', [
    z
      .object({
        is: z.literal('done'),
        by: z.string(),
        did: z.enum([
          'take',
          'release',
          'endDrill',
          'step',
          'pause',
          'resume',
          'pin',
          'undo',
          'lock',
          'unlock',
          'schedule',
        ]),
        level: z.enum(TAKE_LEVELS).nullable(),
        scene: z.string().nullable().meta(says('cảnh từ lúc đó', 'the scene from then on')),
        ...SHOWN,
        until: epochMs.nullable(),
        why: z.string().nullable(),
      })
      .meta(says('việc đã làm với màn hình', 'what was done to the wall')),
    z
      .object({
        is: z.literal('shown'),
        screen: z.number().int(),
        scene: z.string(),
        ...SHOWN,
        level: z.enum(WALL_LEVELS).meta(says('ai giữ màn hình lúc đó', 'who had the wall then')),
        asTold: z.boolean().meta(says('đúng lệnh hay không', 'whether it was what the wall was told')),
        dataAt: epochMs.nullable(),
      })
      .meta(says('màn hình báo đã vẽ', 'what a screen said it had painted')),
    z
      .object({
        is: z.literal('off'),
        screen: z.number().int(),
        scene: z.string(),
        ...SHOWN,
      })
      .meta(
        says(
          'ô tắt hoặc mất kết nối từ lúc đó, khi đang hiện',
          'a screen is off or cut off from then on, and what it showed until then',
        ),
      ),
    z
      .object({
        is: z.literal('ended'),
        by: z.string().meta(says('ai đã đưa lên', 'who had taken the wall')),
        scene: z.string(),
        ...SHOWN,
        level: z.enum(TAKE_LEVELS),
        wasPainted: z
          .boolean()
          .nullable()
          .meta(
            says(
              'có ô nào đã hiện hay không; null: trung tâm đã khởi động lại nên không rõ',
              'whether any screen has painted it; null: the hub was started anew meanwhile, and does not know',
            ),
          ),
      })
      .meta(says('hết giờ, tự trả lại', 'a take whose time was over, given back by itself')),
    z
      .object({
        is: z.literal('still'),
        screen: z.number().int(),
        scene: z.string(),
        ...SHOWN,
        by: z.string().meta(says('ai yêu cầu', 'who asked for it')),
        takenAt: moment.meta(
          says(
            'hình của lúc này; null: màn hình không gửi, yêu cầu đã rút',
            'the moment it is of; null: none came, withdrawn',
          ),
        ),
      })
      .meta(says('hình của màn hình', 'a still of a screen')),
  ]),
})
export type WallLogEntry = Readonly<z.output<typeof WallLogEntry>>
export type WallLogged = WallLogEntry['what']
