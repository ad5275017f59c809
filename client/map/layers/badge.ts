import type { Tone } from '../palette.ts'

/** A number of a ranking, at a place on the map. */
export interface Badge {
  readonly id: string
  readonly rank: number
  readonly lng: number
  readonly lat: number
  /** Metres above the ground: on top of a commune that stands up. */
  readonly height?: number
  /** The unit that it stands in. */
  readonly unit?: string
  /** Of the ring around the number. */
  readonly tone?: Tone
}

/** Px at scale 1. */
export const BADGE_RADIUS = 13
/** Px at scale 1 between the middles of two badges that do not touch. */
export const BADGES_APART = 2 * BADGE_RADIUS + 4
/** Names keep so far from a badge's middle, px at scale 1. */
export const BADGE_CLEAR = BADGE_RADIUS + 3

/** The same badges on top of the units that stand up, not at their feet. @param heights metres, by code */
export function onTop(badges: readonly Badge[], heights: ReadonlyMap<string, number>): readonly Badge[] {
  return badges.map((badge) => {
    const height = badge.unit === undefined ? undefined : heights.get(badge.unit)
    return height === undefined ? badge : { ...badge, height }
  })
}
