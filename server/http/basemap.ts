import * as z from 'zod'
import type { Basemap } from '../../domain/basemap.ts'
import { nothing, type Route, route } from './route.ts'

const BasemapSchema = z.object({
  basemap: z.object({ digest: z.string(), layers: z.array(z.string()).readonly(), attribution: z.string() }).nullable(),
})

/** Whether the deployment has a base map of its own; its tiles are read from `/map/basemap.pmtiles` by ranges. */
export function basemapRoutes({ basemap }: { basemap: () => Basemap | undefined }): Route[] {
  return [
    route({
      path: '/map/basemap',
      summary: {
        vi: 'Bản đồ nền riêng của đơn vị triển khai; null: không có',
        en: 'The base map of the deployment; null where it has none',
      },
      example: () => '/map/basemap',
      params: nothing,
      query: nothing,
      gives: BasemapSchema,
      handle: () => ({ basemap: basemap() ?? null }),
    }),
  ]
}
