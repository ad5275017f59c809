import { setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { fetchUntilComplete } from './fetchUntilComplete.ts'

setWorkerUrl(workerUrl)

let coming: Promise<void> | undefined

/**
 * Resolves once the map's worker is in the browser's cache. A worker that fails to load is never asked for again, and every map after
 * it stays empty: a page that was opened as the hub went away has to wait for it instead. Never rejects.
 */
export function mapWorker(): Promise<void> {
  coming ??= fetchUntilComplete(workerUrl)
  return coming
}
