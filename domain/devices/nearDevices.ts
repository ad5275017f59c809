/** Where something stands, degrees (WGS 84). */
interface Standing {
  readonly lng: number | null
  readonly lat: number | null
}

const M_PER_DEGREE = 111_195

/** Metres between two places of one city, as on a plane; undefined where one of them is not known. */
export function metresBetween(a: Standing, b: Standing): number | undefined {
  if (a.lng === null || a.lat === null || b.lng === null || b.lat === null) return undefined
  const perDegreeEast = M_PER_DEGREE * Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot((b.lng - a.lng) * perDegreeEast, (b.lat - a.lat) * M_PER_DEGREE)
}

/** Those that stand at most `withinM` metres from a place, the nearest first, at most `max`; of nobody's place nothing is near. */
export function nearDevices<T extends Standing>(
  place: Standing,
  devices: Iterable<T>,
  withinM: number,
  max: number,
): { readonly device: T; readonly metres: number }[] {
  const near: { device: T; metres: number }[] = []
  for (const device of devices) {
    const metres = metresBetween(place, device)
    if (metres !== undefined && metres <= withinM) near.push({ device, metres: Math.round(metres) })
  }
  return near.sort((a, b) => a.metres - b.metres).slice(0, max)
}
