import * as z from 'zod'
import { says } from '../schema.ts'
import { WallState } from '../walls/wallState.ts'
import { defineFeed } from './feed.ts'

/** What is commanded of each wall. */
export const WallStateRow = z.object({
  wall: z.string(),
  name: z.string(),
  place: z.string(),
  ...WallState.shape,
  canUndo: z.boolean(),
  present: z.array(z.string()).meta(says('ai đang mở trang điều khiển', 'who has its control page open')),
})
export type WallStateRow = Readonly<z.output<typeof WallStateRow>>

export const wallStates = defineFeed({
  row: WallStateRow,
  key: 'wall',
  see: 'walls.see',
  place: ({ place }) => place,
})
