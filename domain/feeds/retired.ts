import { RetiredRow } from '../sources/source.ts'
import { defineFeed, WHOLE_CITY } from './feed.ts'

/** Sources that have ended. */
export const retired = defineFeed({
  row: RetiredRow,
  key: 'id',
  see: 'devices.see',
  place: ({ unit }) => unit ?? WHOLE_CITY,
})
