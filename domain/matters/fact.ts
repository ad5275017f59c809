import * as z from 'zod'
import { whoseOf } from '../access/principal.ts'
import { ROLES, type Role } from '../access/roles.ts'
import { epochMs } from '../schema.ts'
import { EDITIONS } from '../units/unit.ts'

/** What people deal with, each by a machine of its own. */
export const MATTER_KINDS = ['alert', 'incident', 'directive', 'explanation', 'shift'] as const
export type MatterKind = (typeof MATTER_KINDS)[number]

const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]]

export const ActorShape = z.object({
  /** `hub`: a clock ran out, and nobody acted. */
  is: z.enum(['person', 'token', 'hub']),
  id: z.string(),
  name: z.string(),
  /** Roles that reach the place of the matter; of the hub none. */
  roles: z.array(z.enum(ROLE_NAMES)).readonly(),
  /** A simulated person of the demo. */
  simulated: z.boolean().optional(),
})
/** Who took a step. */
export type Actor = Readonly<z.output<typeof ActorShape>>

/**
 * Whether somebody is who did something before. Accounts of two kinds may have one id; of what was done before the kind was kept the id alone tells.
 * @param is kind of the account that did it
 */
export function isWhoDid(
  who: { readonly is: string; readonly id: string },
  { is = who.is, id }: { readonly is: string | undefined; readonly id: string | undefined },
): boolean {
  return id !== undefined && whoseOf(who) === whoseOf({ is, id })
}

/** Of steps that the hub takes by itself. */
export const HUB_ACTOR: Actor = { is: 'hub', id: 'hub', name: 'hub', roles: [] }

export const FactShape = z.object({
  matter: z.enum(MATTER_KINDS),
  /** Id of the matter: unique among those of its kind, for ever. */
  id: z.string(),
  /** 1 for the first fact of a matter, then one more each. */
  version: z.number().int().min(1),
  /** Hub clock, epoch ms. */
  at: epochMs,
  /** When it was written, as whoever wrote it says: it waited for a line until `at`. Absent: it was sent as it was written. */
  writtenAt: epochMs.optional(),
  by: ActorShape,
  /** The step: `acknowledge`, `lapse`. */
  did: z.string(),
  /** State before and after; null before the first fact. */
  from: z.string().nullable(),
  to: z.string(),
  /** The map that units in `what` are of; what was told before that was kept has none. */
  edition: z.enum(EDITIONS).optional(),
  /** What the step carries: reason, deadline, evidence as it was shown; see the machine. */
  what: z.record(z.string(), z.unknown()),
})
/** One thing that happened to a matter. Facts are appended and never changed; the state of a matter is what they add up to. */
export type Fact = Readonly<z.output<typeof FactShape>>

/**
 * Of a matter with more facts than these together, those in between are not read for a page: nobody reads thousands, and one person could fill a
 * history until it held up the hub. Versions tell how many are left out.
 */
export const READ_FACTS = { first: 50, last: 450 } as const
