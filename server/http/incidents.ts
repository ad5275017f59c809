import * as z from 'zod'
import { INCIDENT_STATES, type Incident, incidentRow } from '../../domain/incidents/incident.ts'
import { quoted } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { isWithin } from '../../domain/units/isWithin.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { FileContents } from '../files/contents.ts'
import type { Reach } from '../gate/reach.ts'
import { Problem } from '../problem.ts'
import type { Incidents } from '../services/incidents.ts'
import type { Store } from '../store/store.ts'
import { decodePlace, encodePlace } from './page.ts'
import { answers, type Route } from './route.ts'

/** The last incident of a page: when it was opened, and its id. */
const Place = z.tuple([z.int(), z.string()])

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
    answers(QUERIES.incidents, async ({ query: { open, state, unit, text, after, limit }, reach }) => {
      if (unit !== undefined && !units.byCode.has(unit)) throw new Problem('unknownUnit', { unit: quoted(unit) })
      const asked = unit === undefined ? reach.units : [unit]
      // What has no place concerns the whole city.
      const within = asked.includes(units.city.code)
        ? undefined
        : units.all.filter(({ code }) => asked.some((each) => isWithin(units, code, each))).map(({ code }) => code)
      const question = `incidents ${[open, state, asked.join(), text].map((filter) => filter ?? '').join(' ')}`
      const [openedAt, id] = after === undefined ? [] : decodePlace(after, question, Place)
      const filters = { kind: 'incident' as const, open, units: within, text }
      const found = (await store.matters({
        ...filters,
        ...(state !== undefined && { states: [state] }),
        // One more than fits tells whether there is another page.
        limit: limit + 1,
        ...(openedAt !== undefined && id !== undefined && { after: { openedAt, id } }),
      })) as Incident[]
      const counts = await store.matterCounts(filters)
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      return {
        incidents: page.map((incident) => incidentRow(incident)),
        next: last === undefined ? null : encodePlace(question, [last.openedAt, last.id]),
        counts: Object.fromEntries(Object.keys(INCIDENT_STATES).map((each) => [each, counts.get(each) ?? 0])),
      }
    }),

    answers(QUERIES.incident, async ({ params: { id }, reach }) => {
      return { incident: await find(id, reach), facts: await store.facts('incident', id) }
    }),

    answers(QUERIES.incidentFile, async ({ params: { id, file: fileId }, reach }) => {
      const { files } = await find(id, reach)
      const file = files.some((each) => each.id === fileId) ? await store.file(fileId) : undefined
      if (file === undefined) throw new Problem('unknownFileOf')
      const bytes = await contents.get(file.hash)
      if (bytes === undefined) throw new Problem('fileGone')
      return {
        type: file.type,
        bytes,
        headers: {
          // Saved under its name, and never run: not even where somebody opens it as a page.
          'Content-Disposition': `attachment; filename="tep"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
          'Content-Security-Policy': "sandbox; default-src 'none'",
          'X-Content-Type-Options': 'nosniff',
          'Cross-Origin-Resource-Policy': 'same-origin',
        },
      }
    }),
  ]
}
