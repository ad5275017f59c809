import { quoted } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { Problem } from '../problem.ts'
import type { Storylines } from '../services/storylines.ts'
import type { Walls } from '../services/walls.ts'
import type { Store } from '../store/store.ts'
import { answers, type Route } from './route.ts'

/** What walls showed, and what the demo's play. */
export function wallRoutes({
  walls,
  storylines,
  store,
}: {
  walls: Pick<Walls, 'ids' | 'placeOf'>
  storylines: Pick<Storylines, 'running'>
  store: Pick<Store, 'wallLog'>
}): Route[] {
  return [
    answers(QUERIES.storyline, () => ({ running: storylines.running() })),
    answers(QUERIES.wallLog, async ({ query: { wall, before, limit }, reach }) => {
      const isSeen = (id: string) => reach.has(walls.placeOf(id) ?? null)
      if (wall !== undefined && (walls.placeOf(wall) === undefined || !isSeen(wall)))
        throw new Problem('unknownWall', { wall: quoted(wall) })
      const asked = wall === undefined ? walls.ids().filter(isSeen) : [wall]
      return { entries: await store.wallLog({ walls: asked, before, limit }) }
    }),
  ]
}
