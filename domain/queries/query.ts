import type * as z from 'zod'
import type { Permission } from '../access/permissions.ts'
import type { EVERYWHERE, WHOLE_CITY } from '../feeds/feed.ts'
import type { Text } from '../text.ts'
import type { Day } from '../time.ts'

/** Of an answer with rows of many places: who reaches any place may ask, and the handler leaves out what lies elsewhere. */
export const REACH = 'reach'

/** Where one has to be allowed what is asked: in a unit (its code), or as the words say. */
export type Asked = typeof WHOLE_CITY | typeof EVERYWHERE | typeof REACH | (string & {})

/** What an example may ask for. */
export interface ExampleCity {
  readonly today: Day
  readonly weekAgo: Day
  /** Ids of devices that have announced themselves; of a city without any, names like theirs. */
  readonly sensor: string
  readonly camera: string
  /** Code of the city. */
  readonly city: string
}

/** Schema of the JSON body, or the media type of a binary one. */
export type Gives = z.ZodType | { readonly binary: string }

/** The JSON body that a query is answered with. */
export type Answer<G> = G extends z.ZodType ? Frozen<z.output<G>> : never

/** What nobody changes, however deep. */
type Frozen<T> = unknown extends T ? T : T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T

/**
 * What may be asked over HTTP: what it takes is validated, and what it takes and gives is described in the OpenAPI document from the same
 * schemas; the client's calls have their types from them.
 */
export interface Query<
  Path extends string = string,
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  G extends Gives = Gives,
> {
  /** Parameters in braces: `/sensors/{id}/series`. */
  readonly path: Path
  readonly summary: Text
  /** An address that can be tried now, below `/api/v1` or, for what stands at the root, from there: `/kpis/onTimeRate?unit=92`. */
  example(city: ExampleCity): string
  /** The example names an alert, a person or a matter that a hub need not have. */
  readonly exampleIsInvented?: boolean
  readonly params: P
  readonly query: Q
  readonly gives: G
  /** What an answer of another status means, where 400 and 404 are not all. */
  readonly problems?: Readonly<Record<number, Text>>
  /** Who may ask. `public`: whoever reaches the hub; `self`: a person about themselves. */
  readonly ask: Permission | 'public' | 'self'
  /** Where; the whole city when absent. */
  place?(input: { params: z.output<P>; query: z.output<Q> }): Asked
  /** It reads months or adds them up: answers of this kind are made one at a time for each who asks. */
  readonly isHeavy?: boolean
  /** Who asks it stands in the log, with which of its parameters, and the unit of what they were given. */
  readonly isLogged?: boolean
  /** Id of the camera whose pictures it shows: the log has who looked. */
  views?(input: { params: z.output<P>; query: z.output<Q> }): string
}

/** Declares a query. Its handler stands in `server/http/`. */
export function defineQuery<
  const Path extends string,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  const G extends Gives,
>(declared: Query<Path, P, Q, G>): Query<Path, P, Q, G> {
  return declared
}
