import type { SinceOnWall } from '../../panels/useSinceOnWall.ts'
import type { Headline } from './headline.ts'

/** How much there is to know, and from when on. @param told undefined: the hub has not said yet. @param moment writes when something was */
export function sinceHeadline(told: SinceOnWall | undefined, moment: (at: number) => string): Headline {
  if (told === undefined) return { says: 'since.unjudged', values: {}, tone: 'unknown' }
  const { from, parts } = told
  const count = parts.reduce((sum, { sentences }) => sum + sentences.length, 0)
  const values = { time: moment(from), count }
  if (parts.some(({ part }) => part === 'unknown')) return { says: 'since.partly', values, tone: 'unknown' }
  return count === 0 ? { says: 'since.nothing', values, tone: 'calm' } : { says: 'since.some', values, tone: 'near' }
}
