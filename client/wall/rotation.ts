import type { WallSettings } from './settings.ts'

/** Which scenes a wall shows and when it turns the page. */

/**
 * The programme: the pinned scene alone, else the chosen ones in their order, else all but those that are called. A name nobody knows is passed
 * over, and a programme of nothing but such names is all scenes: a wall is never empty because of a slip in its address.
 */
export function programme<S extends { readonly id: string; readonly isFocus?: true; readonly isCalled?: true }>(
  all: readonly S[],
  { scene, scenes }: Pick<WallSettings, 'scene' | 'scenes'>,
): readonly S[] {
  const find = (id: string) => all.find((each) => each.id === id)
  const pinned = scene === undefined ? undefined : find(scene)
  if (pinned !== undefined) return [pinned]
  const chosen = (scenes ?? []).map(find).filter((each) => each !== undefined)
  return chosen.length > 0 ? chosen : all.filter(({ isFocus, isCalled }) => isFocus !== true && isCalled !== true)
}

/** How long a scene stays, ms. */
export function dwellOf(scene: { readonly dwellMs: number }, { dwellS }: Pick<WallSettings, 'dwellS'>): number {
  return dwellS === undefined ? scene.dwellMs : dwellS * 1000
}

/** The place after `place`, or before it, in a programme of `length`. */
export function step(place: number, by: 1 | -1, length: number): number {
  return length === 0 ? 0 : (((place + by) % length) + length) % length
}
