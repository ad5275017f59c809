import type { Badge } from '../layers/badge.ts'
import { around, counted, type Grid, isWithin, LIES } from './grid.ts'

/** A circle in which the crowded middle is drawn larger, px, and the circle on the map that it shows. */
export interface Loupe {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly from: { readonly x: number; readonly y: number; readonly radius: number }
  /** What stands in it, and nowhere else. */
  readonly badges: readonly Badge[]
}

/** Radii that are tried, px at scale 1, the best first. */
const RADII = [132, 112, 94, 84, 74]
/** Air around the circle, px at scale 1. */
const AIR = 6

/**
 * Where a loupe of this radius or a smaller one finds room: on no panel, no seam, no badge and not on the city, as near as possible to what
 * it shows. Undefined where there is none.
 */
export function placeLoupe(grid: Grid, from: Loupe['from'], scale: number): Omit<Loupe, 'badges'> | undefined {
  const solid = counted(grid, LIES.taken | LIES.city | LIES.raised)
  for (const each of RADII) {
    const radius = each * scale
    let best: { readonly far: number; readonly x: number; readonly y: number } | undefined
    const step = radius / 3
    for (let y = radius; y <= grid.height - radius; y += step) {
      for (let x = radius; x <= grid.width - radius; x += step) {
        const far = Math.hypot(x - from.x, y - from.y)
        if (far < radius + from.radius + AIR * scale || (best !== undefined && far >= best.far)) continue
        const box = around(x, y, radius + AIR * scale)
        if (isWithin(box, grid) && solid(box) === 0) best = { far, x, y }
      }
    }
    if (best !== undefined) return { x: best.x, y: best.y, radius, from }
  }
  return undefined
}
