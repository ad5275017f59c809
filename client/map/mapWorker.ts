import { setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { pauseBefore } from '../ui/comeBack.ts'

setWorkerUrl(workerUrl)

let coming: Promise<void> | undefined

/**
 * Resolves once the map's worker is in the browser's cache. A worker that fails to load is never asked for again, and every map after
 * it stays empty: a page that was opened as the hub went away has to wait for it instead. Never rejects.
 */
export function mapWorker(): Promise<void> {
  coming ??= fetchWorker()
  return coming
}

async function fetchWorker(): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const isThere = await fetch(workerUrl).then(
      // Only what has been read to the end is kept.
      async (answer) => answer.ok && (await answer.arrayBuffer()).byteLength > 0,
      () => false,
    )
    if (isThere) return
    await new Promise((resolve) => setTimeout(resolve, pauseBefore(attempt, Math.random())))
  }
}
