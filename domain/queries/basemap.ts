import * as z from 'zod'
import type { Basemap } from '../basemap.ts'
import { EVERYWHERE } from '../feeds/feed.ts'
import { nothing } from './parameters.ts'
import { defineQuery } from './query.ts'

const BasemapSchema = z.object({
  digest: z.string(),
  layers: z.array(z.string()).readonly(),
  attribution: z.string(),
}) satisfies z.ZodType<Basemap>

/** Whether the deployment has a base map of its own; its tiles are read from `/map/basemap.pmtiles` by ranges. */
export const basemap = defineQuery({
  path: '/map/basemap',
  summary: {
    vi: 'Bản đồ nền riêng của đơn vị triển khai; null: không có',
    en: 'The base map of the deployment; null where it has none',
  },
  example: () => '/map/basemap',
  params: nothing,
  query: nothing,
  gives: z.object({ basemap: BasemapSchema.nullable() }),
  ask: 'map.see',
  place: () => EVERYWHERE,
})
