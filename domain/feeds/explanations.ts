import { ExplanationRow } from '../explanations/explanation.ts'
import { defineFeed, WHOLE_CITY } from './feed.ts'

/** Requests to explain a number that are not closed. */
export const explanations = defineFeed({
  row: ExplanationRow,
  key: 'id',
  see: 'directives.see',
  place: ({ unit, alsoUnits = [] }) => (unit === null ? WHOLE_CITY : [unit, ...alsoUnits]),
})
