import { useAnswer } from '../live/api.ts'
import { type AnswerTo, ask } from '../live/ask.ts'

const REFETCH_MS = 60_000

export type SinceOnWall = AnswerTo<'/walls/since'>

/** What has happened since the shift before this one began. */
export function useSinceOnWall() {
  return useAnswer(ask('/walls/since'), { refetchMs: REFETCH_MS })
}
