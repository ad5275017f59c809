import { INCIDENT_STATES, type Incident, incidentRow } from '../../domain/incidents/incident.ts'
import { quoted } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { FileContents } from '../files/contents.ts'
import type { Reach } from '../gate/reach.ts'
import { Problem } from '../problem.ts'
import type { Incidents } from '../services/incidents.ts'
import type { Store } from '../store/store.ts'
import { fileAnswer } from './fileAnswer.ts'
import { matterPage } from './matterList.ts'
import { answers, type Route } from './route.ts'

/** How many there are in each state where there is none. */
const NONE = Object.fromEntries(Object.keys(INCIDENT_STATES).map((state) => [state, 0]))

export function incidentRoutes({
  units,
  incidents,
  store,
  contents,
}: {
  units: UnitTree
  incidents: Pick<Incidents, 'read'>
  store: Pick<Store, 'matters' | 'matterCounts' | 'facts' | 'file'>
  contents: Pick<FileContents, 'get'>
}): Route[] {
  /** One of a place beyond reach is like one that was never there. @throws Problem */
  async function find(id: string, reach: Reach): Promise<Incident> {
    const incident = await incidents.read(id)
    const isInReach = reach.has(incident.unit) || (incident.offered !== null && reach.has(incident.offered.unit))
    if (!isInReach) throw new Problem('unknownMatter', { id: quoted(id) })
    return incident
  }

  return [
    answers(QUERIES.incidents, async ({ query, reach }) => {
      const list = { units, store, countsEveryPage: true }
      const { rows, totals, next } = await matterPage<Incident>(list, 'incident', query, reach)
      return { incidents: rows.map((incident) => incidentRow(incident)), next, counts: { ...NONE, ...totals } }
    }),

    answers(QUERIES.incident, async ({ params: { id }, reach }) => {
      return { incident: await find(id, reach), facts: await store.facts('incident', id) }
    }),

    answers(QUERIES.incidentFile, async ({ params: { id, file: fileId }, reach }) => {
      const { files, unit } = await find(id, reach)
      const file = files.some((each) => each.id === fileId) ? await store.file(fileId) : undefined
      return fileAnswer(file, contents, unit)
    }),
  ]
}
