import type { Position } from 'geojson'

/** Metres in a degree of latitude. */
const DEGREE_M = 111_320

/** Where a place lies along a course: km from its end, so that upstream counts positive from the sea, and km beside it. */
export function alongCourse(
  course: readonly Position[],
  lng: number,
  lat: number,
): { readonly km: number; readonly beside: number } | undefined {
  const narrow = Math.cos((lat * Math.PI) / 180)
  const metres = ([x = 0, y = 0]: Position) => [(x - lng) * narrow * DEGREE_M, (y - lat) * DEGREE_M] as const
  let past = 0
  let best: { readonly from: number; readonly beside: number } | undefined
  for (let i = 1; i < course.length; i++) {
    const [ax, ay] = metres(course[i - 1] as Position)
    const [bx, by] = metres(course[i] as Position)
    const [dx, dy] = [bx - ax, by - ay]
    const length = Math.hypot(dx, dy)
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length ** 2))
    const beside = Math.hypot(ax + dx * share, ay + dy * share)
    if (best === undefined || beside < best.beside) best = { from: past + share * length, beside }
    past += length
  }
  return best && { km: (past - best.from) / 1000, beside: best.beside / 1000 }
}
