import { LRUCache } from 'lru-cache'
import type { Geography } from '../geography.ts'
import { keyOf } from './demands.ts'
import { seenBy } from './seen.ts'
import { type Signs, signsOf } from './signs.ts'

/** A wall of the most scenes in a few states of their alerts. */
const KEPT = 64
const placed = new WeakMap<Geography, LRUCache<string, Signs>>()

/** What signs are asked for, told by what it says: a camera in place of what it sees. */
type Asked = Omit<Parameters<typeof signsOf>[0], 'seen'> & {
  readonly seen: Pick<Parameters<typeof signsOf>[0]['seen'], 'camera' | 'width' | 'height'>
}

/**
 * As `signsOf`; what has been placed before is not placed again. A wall turns to the same scenes all day, and trying every place for every name takes
 * longer than the frame in which a scene comes. The fonts that names are measured in have to have come.
 */
export function signsPlacedBefore({ geography, seen, ...asked }: Asked): Signs {
  const { scale, keepClear, demands, note, isLoupe } = asked
  const { camera, width, height } = seen
  const key = JSON.stringify([camera, width, height, scale, keepClear, keyOf(demands), note, isLoupe])
  const known = placed.get(geography) ?? new LRUCache<string, Signs>({ max: KEPT })
  placed.set(geography, known)
  const before = known.get(key)
  if (before !== undefined) return before
  const signs = signsOf({ geography, seen: seenBy(camera, width, height), ...asked })
  known.set(key, signs)
  return signs
}
