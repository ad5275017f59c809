import { SourceRow } from '../sources/source.ts'
import { defineFeed, WHOLE_CITY } from './feed.ts'

/** Health of every source. */
export const sources = defineFeed({
  row: SourceRow,
  key: 'id',
  see: 'devices.see',
  place: ({ unit }) => unit ?? WHOLE_CITY,
})
