/** Where something stands, degrees (WGS 84). */
interface Standing {
  readonly lng: number | null
  readonly lat: number | null
}

const M_PER_DEGREE = 111_195

/** Those that stand at most `withinM` metres from a place, the nearest first, at most `max`; of nobody's place nothing is near. */
export function nearDevices<T extends Standing>(
  place: Standing,
  devices: Iterable<T>,
  withinM: number,
  max: number,
): { readonly device: T; readonly metres: number }[] {
  const { lng, lat } = place
  if (lng === null || lat === null) return []
  const perDegreeEast = M_PER_DEGREE * Math.cos((lat * Math.PI) / 180)
  const near: { device: T; metres: number }[] = []
  for (const device of devices) {
    if (device.lng === null || device.lat === null) continue
    const metres = Math.hypot((device.lng - lng) * perDegreeEast, (device.lat - lat) * M_PER_DEGREE)
    if (metres <= withinM) near.push({ device, metres: Math.round(metres) })
  }
  return near.sort((a, b) => a.metres - b.metres).slice(0, max)
}
