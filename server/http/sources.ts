import { QUERIES } from '../../domain/queries/index.ts'
import type { Picture } from '../city/picture.ts'
import { answers, type Route } from './route.ts'

export function sourceRoutes({ picture }: { picture: Picture }): Route[] {
  return [
    answers(QUERIES.sources, ({ reach }) => ({
      sources: [...picture.rows('sources')].filter(({ unit }) => reach.has(unit)),
      retired: [...picture.rows('retired')].filter(({ unit }) => reach.has(unit)),
    })),
    answers(QUERIES.quarantine, () => ({ quarantined: [...picture.rows('quarantine')] })),
  ]
}
