import * as z from 'zod'
import { EVERYWHERE } from '../feeds/feed.ts'
import { EDITIONS, UNIT_LEVELS, type Unit } from '../units/unit.ts'
import { nothing } from './parameters.ts'
import { defineQuery } from './query.ts'

/** `satisfies` holds the schema to the type: a column that one has and the other has not does not compile. */
const UnitSchema = z.object({
  edition: z.enum(EDITIONS),
  code: z.string(),
  level: z.enum(UNIT_LEVELS),
  name: z.string(),
  type: z.enum(['thành phố', 'quận', 'huyện', 'khu vực', 'phường', 'xã', 'thị trấn']),
  parent: z.string().optional(),
  lng: z.number(),
  lat: z.number(),
  areaKm2: z.number().optional(),
  population: z.number().optional(),
  populationBasis: z.enum(['census2019', 'listed', 'demo']).optional(),
}) satisfies z.ZodType<Unit>

export const units = defineQuery({
  path: '/units',
  summary: {
    vi: 'Thành phố, các quận, huyện (bản 2025: khu vực) và các xã, phường',
    en: 'The city, its districts (areas in the 2025 edition) and its communes',
  },
  example: () => '/units',
  params: nothing,
  query: nothing,
  gives: z.object({ edition: z.enum(EDITIONS), units: z.array(UnitSchema) }),
  ask: 'map.see',
  place: () => EVERYWHERE,
})
