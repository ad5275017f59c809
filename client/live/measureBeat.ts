/** Entries kept before they are thrown away: the browser keeps them for ever otherwise, and a wall runs for months. */
const MOST_ENTRIES = 2_000
let entries = 0

/**
 * Records what one beat cost the main thread, as `performance` entry `ioc:beat`: taking its deltas, telling the components, and what React
 * rendered for it. Drawing the map comes after and is not in it.
 * @param takingMs spent before this frame, while the deltas came in
 * @param toldAt when telling began, `performance.now()`
 */
export function measureBeat(takingMs: number, toldAt: number): void {
  // React renders what was told in a microtask that it queued before this one.
  queueMicrotask(() => {
    if (++entries > MOST_ENTRIES) {
      performance.clearMeasures('ioc:beat')
      entries = 1
    }
    performance.measure('ioc:beat', { start: toldAt - takingMs, end: performance.now() })
  })
}
