import * as z from 'zod'
import { type Freshness, freshness, type Patience } from './freshness.ts'

export const ReceptionShape = z.discriminatedUnion('is', [
  z.object({ is: z.literal('open'), since: z.number() }),
  z.object({ is: z.literal('cut'), since: z.number(), cause: z.enum(['starting', 'broker', 'screen']) }),
])
/**
 * Whether what the city says can reach the hub. Times are epoch ms on the hub's clock.
 * - `open`: the hub is connected to its broker and has subscribed, since then
 * - `cut`: it cannot hear, since then. `starting`: it has not been connected since it began; `broker`: it has lost its broker; `screen`:
 *   the screen that says so has lost the hub
 */
export type Reception = Readonly<z.output<typeof ReceptionShape>>

/** Of who is heard in this very process, and of what is past: everything could be heard. */
export const ALWAYS_OPEN: Reception = { is: 'open', since: Number.NEGATIVE_INFINITY }

/** As `Freshness`, and `unheard`: older than its source promised, and the hub could not have heard anything younger. */
export type JudgedFreshness = Freshness | 'unheard'

/** Whether a source of this patience that has not been heard can be called silent: only by a hub that could have heard it. */
export function canJudgeSilence(reception: Reception, now: number, patience: Patience): boolean {
  return reception.is === 'open' && freshness(reception.since, now, patience) !== 'live'
}

/**
 * How far a value can be trusted, as `freshness` has it, where its age speaks against its source: only as long a silence counts as the hub
 * could hear.
 */
export function judgedFreshness(
  at: number | null | undefined,
  now: number,
  patience: Patience,
  reception: Reception,
  retained = false,
): JudgedFreshness {
  const byAge = freshness(at, now, patience, retained)
  if (byAge === 'live') return 'live'
  if (!canJudgeSilence(reception, now, patience)) return 'unheard'
  return byAge === 'lost' && freshness(reception.since, now, patience) === 'stale' ? 'stale' : byAge
}
