import type { Point } from './grid.ts'

/** A badge as it is seen, px. */
export interface SeenBadge {
  readonly id: string
  readonly x: number
  readonly y: number
}

/** So many that lie on each other are a crowd: fewer move aside. */
const CROWD = 4
/** Rounds of pushing: each halves what is left of an overlap. */
const ROUNDS = 60

/**
 * Badges that would pile up: the largest group in which each touches another, when there are enough of them. In the middle of the city
 * offices lie nearer to each other than their numbers are wide.
 * @param apart px between two middles so that they do not touch
 */
export function crowdOf(badges: readonly SeenBadge[], apart: number): readonly string[] {
  const groups: SeenBadge[][] = []
  for (const badge of badges) {
    const touching = groups.filter((group) => group.some(({ x, y }) => Math.hypot(x - badge.x, y - badge.y) < apart))
    const joined = [...touching.flat(), badge]
    for (const group of touching) groups.splice(groups.indexOf(group), 1)
    groups.push(joined)
  }
  const [largest = []] = groups.sort((a, b) => b.length - a.length)
  return largest.length < CROWD ? [] : largest.map(({ id }) => id)
}

/** A circle that badges stay in, px. */
export interface Within {
  readonly x: number
  readonly y: number
  readonly radius: number
}

/**
 * The same badges, moved as little as it takes until no two touch. The same places always come out the same.
 * @param within of a loupe: what its rim would cut comes in
 */
export function movedApart(badges: readonly SeenBadge[], apart: number, within?: Within): readonly Point[] {
  const moved = badges.map(({ x, y }) => ({ x, y }))
  for (let round = 0; round < ROUNDS; round++) {
    let touched = false
    moved.forEach((a, i) => {
      for (const b of moved.slice(i + 1)) {
        const far = Math.hypot(b.x - a.x, b.y - a.y)
        const missing = apart - far
        if (missing <= apart * 1e-3) continue
        touched = true
        // Two on one spot have no direction to part in: they part to the sides.
        const [dx, dy] = far > 0 ? [(b.x - a.x) / far, (b.y - a.y) / far] : [1, 0]
        a.x -= (dx * missing) / 2
        a.y -= (dy * missing) / 2
        b.x += (dx * missing) / 2
        b.y += (dy * missing) / 2
      }
    })
    for (const place of within === undefined ? [] : moved) touched = drawnIn(place, within as Within) || touched
    if (!touched) break
  }
  return moved.map(({ x, y }): Point => [x, y])
}

/** Whether it had to come in. */
function drawnIn(place: { x: number; y: number }, { x, y, radius }: Within): boolean {
  const far = Math.hypot(place.x - x, place.y - y)
  if (far <= radius) return false
  place.x = x + ((place.x - x) * radius) / far
  place.y = y + ((place.y - y) * radius) / far
  return true
}
