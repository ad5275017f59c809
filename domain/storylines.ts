import * as z from 'zod'
import { epochMs, says } from './schema.ts'
import type { Text } from './text.ts'
import { MINUTE_MS } from './time.ts'

/** A scripted drill of the demo: its city plays it, and its walls say that it is one. */
interface Storyline {
  readonly name: Text
  /** On the walls while it is played, as the reason of what hangs there. */
  readonly why: string
  readonly lastsMs: number
}

export const STORYLINES = {
  badEvening: {
    name: { vi: 'Buổi tối mưa bão', en: 'A stormy evening' },
    why: 'Mô phỏng: buổi tối mưa bão',
    lastsMs: 6 * MINUTE_MS,
  },
} as const satisfies Record<string, Storyline>

export const StorylineName = z.enum(Object.keys(STORYLINES) as [keyof typeof STORYLINES])
export type StorylineName = z.output<typeof StorylineName>

/** One that is being played. */
export const PlayedStoryline = z.object({
  storyline: StorylineName,
  by: z.string().meta(says('tên người bắt đầu', 'name of who started it')),
  at: epochMs,
  until: epochMs.meta(says('tự hết lúc', 'it ends by itself then')),
})
export type PlayedStoryline = Readonly<z.output<typeof PlayedStoryline>>
