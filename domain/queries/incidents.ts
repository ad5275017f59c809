import * as z from 'zod'
import { INCIDENT_STATES, IncidentRow, IncidentShape, type IncidentState } from '../incidents/incident.ts'
import { FactShape } from '../matters/fact.ts'
import { says } from '../schema.ts'
import { MatterListQuery } from './matters.ts'
import { Next } from './page.ts'
import { nothing } from './parameters.ts'
import { defineQuery, REACH } from './query.ts'

export const incidents = defineQuery({
  path: '/incidents',
  summary: { vi: 'Sự vụ, mới nhất trước', en: 'Incidents, the newest first' },
  example: () => '/incidents?open=true&limit=20',
  params: nothing,
  query: MatterListQuery.extend({
    state: z.enum(Object.keys(INCIDENT_STATES) as [IncidentState, ...IncidentState[]]).optional(),
  }),
  gives: z.object({
    incidents: z.array(IncidentRow),
    next: Next,
    counts: z
      .record(z.string(), z.number().int())
      .meta(
        says(
          'bao nhiêu sự vụ ở mỗi trạng thái, theo cùng bộ lọc',
          'how many there are in each state, by the same filters',
        ),
      ),
  }),
  ask: 'incidents.see',
  place: ({ query: { unit } }) => unit ?? REACH,
})

export const incident = defineQuery({
  path: '/incidents/{id}',
  isHeavy: true,
  summary: { vi: 'Một sự vụ với toàn bộ diễn biến', en: 'One incident with its whole timeline' },
  example: () => '/incidents/SV-261129-7K3P',
  exampleIsInvented: true,
  params: z.object({ id: z.string() }),
  query: nothing,
  gives: z.object({
    incident: IncidentShape,
    facts: z.array(FactShape).meta(says('diễn biến, cũ nhất trước', 'its timeline, the oldest first')),
  }),
  ask: 'incidents.see',
  place: () => REACH,
})

export const incidentFile = defineQuery({
  path: '/incidents/{id}/files/{file}',
  summary: {
    vi: 'Nội dung một tệp của sự vụ; luôn tải về, không mở trong trang',
    en: 'The content of a file of an incident; always to be saved, never opened as a page',
  },
  example: () => '/incidents/SV-261129-7K3P/files/f-1',
  exampleIsInvented: true,
  params: z.object({ id: z.string(), file: z.string() }),
  query: nothing,
  gives: { binary: 'application/octet-stream' },
  problems: { 410: { vi: 'nội dung tệp không còn', en: 'its content is gone' } },
  ask: 'incidents.see',
  place: () => REACH,
  isLogged: true,
})
