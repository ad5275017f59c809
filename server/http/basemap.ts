import type { Basemap } from '../../domain/basemap.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { answers, type Route } from './route.ts'

/** Whether the deployment has a base map of its own; its tiles are read from `/map/basemap.pmtiles` by ranges. */
export function basemapRoutes({ basemap }: { basemap: () => Basemap | undefined }): Route[] {
  return [answers(QUERIES.basemap, () => ({ basemap: basemap() ?? null }))]
}
