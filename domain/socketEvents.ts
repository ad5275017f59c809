import * as z from 'zod'
import { FEEDS } from './feeds/index.ts'
import { MatterRefShape } from './matters/looking.ts'
import { AccountId } from './people/person.ts'
import { Painted } from './walls/report.ts'
import { type ClientToHub, type FeedName, MAX_WATCHED } from './wire.ts'

const Subscription = z.object({
  feed: z.enum(Object.keys(FEEDS) as [FeedName, ...FeedName[]]),
  scope: z.union([z.strictObject({ unit: z.string().max(16) }), z.strictObject({ person: z.string().max(64) })]),
})

/** Everything that a screen may say over its socket, and what it carries. The hub answers whatever else it says with a refusal. */
export const SOCKET_EVENTS = {
  subscribe: Subscription,
  unsubscribe: Subscription,
  watch: z.array(z.string().max(64)).max(MAX_WATCHED),
  painted: Painted,
  attend: AccountId.nullable(),
  look: MatterRefShape.nullable(),
  time: z.null(),
  command: z.object({ name: z.string().max(64), input: z.unknown() }),
} satisfies Record<keyof ClientToHub, z.ZodType>
