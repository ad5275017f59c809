import { QUERIES } from '../../domain/queries/index.ts'
import type { Sops } from '../cityFiles/sops.ts'
import { answers, type Route } from './route.ts'

export function sopRoutes(sops: Pick<Sops, 'all'>): Route[] {
  return [answers(QUERIES.sops, () => ({ sops: [...sops.all()] }))]
}
