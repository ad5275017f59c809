import { IncidentRow } from '../incidents/incident.ts'
import { defineFeed, WHOLE_CITY } from './feed.ts'

/** Incidents that are open; one that is offered to another unit stands twice, so that both see it. */
export const incidents = defineFeed({
  row: IncidentRow,
  key: 'key',
  see: 'incidents.see',
  place: ({ unit }) => unit ?? WHOLE_CITY,
})
