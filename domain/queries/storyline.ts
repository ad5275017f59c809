import * as z from 'zod'
import { EVERYWHERE } from '../feeds/feed.ts'
import { PlayedStoryline } from '../storylines.ts'
import { nothing } from './parameters.ts'
import { defineQuery } from './query.ts'

export const storyline = defineQuery({
  path: '/storyline',
  summary: {
    vi: 'Kịch bản mô phỏng đang diễn ra; null: không có',
    en: 'The simulated storyline that is being played; null: none',
  },
  example: () => '/storyline',
  params: nothing,
  query: nothing,
  gives: z.object({ running: PlayedStoryline.nullable() }),
  ask: 'walls.see',
  place: () => EVERYWHERE,
})
