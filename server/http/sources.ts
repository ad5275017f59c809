import * as z from 'zod'
import type { Picture } from '../city/picture.ts'
import { nothing, type Route, route } from './route.ts'
import { QuarantinedSchema, SourceSchema } from './schemas.ts'

export function sourceRoutes({ picture }: { picture: Picture }): Route[] {
  return [
    route({
      path: '/sources',
      summary: 'Health of every source: last message, counts, clock skew',
      params: nothing,
      query: nothing,
      gives: z.object({ sources: z.array(SourceSchema) }),
      handle: () => ({ sources: [...picture.rows('sources')] }),
    }),
    route({
      path: '/quarantine',
      summary: 'What was refused, by source and reason, with the last sample',
      params: nothing,
      query: nothing,
      gives: z.object({ quarantined: z.array(QuarantinedSchema) }),
      handle: () => ({ quarantined: [...picture.rows('quarantine')] }),
    }),
  ]
}
