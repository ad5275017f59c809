import { DirectiveRow } from '../directives/directive.ts'
import { defineFeed, WHOLE_CITY } from './feed.ts'

/** Directives that are not closed: of each unit those it is in charge of, and those it works with. */
export const directives = defineFeed({
  row: DirectiveRow,
  key: 'id',
  see: 'directives.see',
  place: ({ unit, alsoUnits }) => (unit === null ? WHOLE_CITY : [unit, ...alsoUnits]),
})
