import * as z from 'zod'
import { EDITIONS, type UnitTree } from '../../domain/units/unit.ts'
import { nothing, type Route, route } from './route.ts'
import { UnitSchema } from './schemas.ts'

export function unitRoutes({ units }: { units: UnitTree }): Route[] {
  return [
    route({
      path: '/units',
      summary: {
        vi: 'Thành phố, các quận, huyện (bản 2025: khu vực) và các xã, phường',
        en: 'The city, its districts (areas in the 2025 edition) and its communes',
      },
      example: () => '/units',
      params: nothing,
      query: nothing,
      gives: z.object({ edition: z.enum(EDITIONS), units: z.array(UnitSchema) }),
      handle: () => ({ edition: units.edition, units: [...units.all] }),
    }),
  ]
}
