import * as z from 'zod'
import { lag } from '../freshness.ts'
import { epochMs, moment } from '../schema.ts'

export const LinkRow = z.object({
  /** `${system}/${link}` as declared in `SYSTEMS`. */
  key: z.string(),
  system: z.string(),
  link: z.string(),
  state: z.enum(['up', 'down']),
  /** When this was said, and received, epoch ms. */
  at: epochMs,
  receivedAt: epochMs,
  lagMs: lag,
  /** Since when it has been in this state, as far as anybody knows; epoch ms. */
  since: moment,
  /** When something last went through, epoch ms; null when nobody said. */
  lastSuccessAt: moment,
  simulated: z.boolean(),
  /** Told again from the broker's memory and not yet live. */
  retained: z.boolean(),
})
/** A connection between two systems as it stands. `state` is what was last said of it; how old that is, `at` tells. */
export type Link = Readonly<z.output<typeof LinkRow>>
