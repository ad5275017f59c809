import type { Arrival } from '../layers/layerData.ts'

/** So many breathe at once: a hub that comes back and says everything again is no news of eighty places. */
const MOST = 12

/**
 * Those that have reported since they were last looked at. The first look is none: what was there when the page began has not just arrived.
 * @param seen times by id; brought up to date here
 */
export function newerThan(seen: Map<string, number>, arrivals: readonly Arrival[]): readonly Arrival[] {
  const newer = arrivals.filter(({ id, at }) => at > (seen.get(id) ?? Number.POSITIVE_INFINITY))
  for (const { id, at } of arrivals) seen.set(id, Math.max(at, seen.get(id) ?? at))
  return newer.length > MOST ? [] : newer
}
