import { QuarantinedRow } from '../sources/quarantined.ts'
import { defineFeed, WHOLE_CITY } from './feed.ts'

/** What was refused. */
export const quarantine = defineFeed({
  row: QuarantinedRow,
  key: 'key',
  see: 'quarantine.see',
  place: () => WHOLE_CITY,
})
