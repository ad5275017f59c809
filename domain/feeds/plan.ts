import { PlanRowShape } from '../plan/planRow.ts'
import { defineFeed } from './feed.ts'

/** Rows of the plan in every unit. */
export const plan = defineFeed({ row: PlanRowShape, key: 'key', see: 'figures.see', place: ({ unit }) => unit })
