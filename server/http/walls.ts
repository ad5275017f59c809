import type { Principal } from '../../domain/access/principal.ts'
import type { Incident } from '../../domain/incidents/incident.ts'
import { stepsOfFact } from '../../domain/incidents/machine.ts'
import { quoted } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { DEMO_WALL_PRINCIPAL } from '../accounts/demoWalls.ts'
import type { FileContents } from '../files/contents.ts'
import { createReach } from '../gate/reach.ts'
import { Problem } from '../problem.ts'
import type { Incidents } from '../services/incidents.ts'
import type { Storylines } from '../services/storylines.ts'
import type { Walls } from '../services/walls.ts'
import type { Store } from '../store/store.ts'
import { answers, type Route } from './route.ts'

/** Facts of an incident that a wall may have room for. */
const MOST_FACTS = 20

/** What walls showed and are told to show, and what the demo's play. */
export function wallRoutes({
  walls,
  storylines,
  units,
  incidents,
  contents,
  store,
}: {
  walls: Pick<Walls, 'ids' | 'placeOf' | 'showsIncident'>
  storylines: Pick<Storylines, 'running'>
  units: UnitTree
  incidents: Pick<Incidents, 'read'>
  contents: Pick<FileContents, 'get'>
  store: Pick<Store, 'wallLog' | 'wallStill' | 'facts'>
}): Route[] {
  /** A wall is shown what it was told to show, of where it hangs: whoever steers it may be of that place alone. People are shown what they may see. */
  function mayShow(principal: Principal, incident: Incident): boolean {
    if (principal.is !== 'wall') return createReach(principal, 'incidents.see', units).has(incident.unit)
    if (!createReach(principal, 'walls.see', units).has(incident.unit)) return false
    const own = principal.id === DEMO_WALL_PRINCIPAL ? walls.ids() : [principal.id]
    return own.some((wall) => walls.placeOf(wall) !== undefined && walls.showsIncident(wall, incident.id))
  }

  return [
    answers(QUERIES.storyline, () => ({ running: storylines.running() })),
    answers(QUERIES.wallIncident, async ({ params: { id }, principal }) => {
      const incident = await incidents.read(id)
      if (!mayShow(principal, incident)) throw new Problem('unknownMatter', { id: quoted(id) })
      const facts = (await store.facts('incident', id)).toReversed().slice(0, MOST_FACTS)
      const { steps } = incident
      // Parsed, so that nothing leaves the hub but what is declared: no remarks, results or files.
      return QUERIES.wallIncident.gives.parse({
        incident: {
          ...incident,
          steps: steps.map((step) => ({ ...step, done: step.done && { ...step.done, note: '' } })),
        },
        facts: facts.map(({ version, at, writtenAt, by, did, what }) => ({
          ...{ version, at, writtenAt, by, did },
          steps: stepsOfFact(did, what),
        })),
      })
    }),
    answers(QUERIES.wallStill, async ({ params: { number }, reach, principal }) => {
      const still = /^\d+$/.test(number) ? await store.wallStill(Number(number)) : undefined
      const place = still && (walls.placeOf(still.wall) ?? null)
      if (still === undefined || place === undefined || !reach.has(place))
        throw new Problem('unknownStill', { number: quoted(number) })
      // Figures can be read off it: who manages walls and sees no figures sees none here.
      if (!createReach(principal, 'figures.see', units).has(place))
        throw new Problem('forbidden', { permission: 'figures.see' })
      const bytes = await contents.get(still.hash)
      if (bytes === undefined) throw new Problem('fileGone')
      const headers = { 'X-Content-Type-Options': 'nosniff' }
      return { type: still.type, bytes, headers, told: { unit: place, name: still.wall } }
    }),
    answers(QUERIES.wallLog, async ({ query: { wall, before, limit }, reach }) => {
      const isSeen = (id: string) => reach.has(walls.placeOf(id) ?? null)
      if (wall !== undefined && (walls.placeOf(wall) === undefined || !isSeen(wall)))
        throw new Problem('unknownWall', { wall: quoted(wall) })
      const asked = wall === undefined ? walls.ids().filter(isSeen) : [wall]
      return { entries: await store.wallLog({ walls: asked, before, limit }) }
    }),
  ]
}
