/** Rounds of pushing: each halves what is left of an overlap. */
const ROUNDS = 24

/**
 * Moves places apart until every two are at least `least` from each other, each as little as that takes. In the dense middle of the
 * city badges would otherwise cover one another. Deterministic: the same places always come out the same.
 * @param least degrees of latitude; degrees of longitude are narrower here by the cosine
 */
export function separate<T extends { readonly lng: number; readonly lat: number }>(
  places: readonly T[],
  least: number,
): T[] {
  const narrow = Math.cos(((places[0]?.lat ?? 0) * Math.PI) / 180)
  const moved = places.map(({ lng, lat }) => ({ x: lng * narrow, y: lat }))
  for (let round = 0; round < ROUNDS; round++) {
    let touched = false
    moved.forEach((a, i) => {
      for (const b of moved.slice(i + 1)) {
        const apart = Math.hypot(b.x - a.x, b.y - a.y)
        const missing = least - apart
        if (missing <= least * 1e-3) continue
        touched = true
        // Two on one spot have no direction to part in: they part to the sides.
        const [dx, dy] = apart > 0 ? [(b.x - a.x) / apart, (b.y - a.y) / apart] : [1, 0]
        a.x -= (dx * missing) / 2
        a.y -= (dy * missing) / 2
        b.x += (dx * missing) / 2
        b.y += (dy * missing) / 2
      }
    })
    if (!touched) break
  }
  return places.map((place, i) => {
    const to = moved[i]
    return to === undefined ? place : { ...place, lng: to.x / narrow, lat: to.y }
  })
}
