import * as z from 'zod'
import { epochMs } from '../schema.ts'
import { defineFeed } from './feed.ts'

const count = z.number().int()

const DirectiveCellsRow = z.object({
  unit: z.string(),
  /** Since when: the beginning of the year. */
  from: epochMs,
  doneOnTime: count,
  doneLate: count,
  inTime: count,
  overdue: count,
  /** Of those in time: three days or less are left. */
  near: count,
  simulated: z.boolean(),
})
/** What this year's directives to a unit and to all below it come to, in the official cells. */
export type DirectiveCells = Readonly<z.output<typeof DirectiveCellsRow>>

/** Of every unit that has been given a directive, and of those above it. */
export const directiveCells = defineFeed({
  row: DirectiveCellsRow,
  key: 'unit',
  see: 'directives.see',
  place: ({ unit }) => unit,
})
