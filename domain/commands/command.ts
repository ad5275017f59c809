import type * as z from 'zod'
import type { Permission } from '../access/permissions.ts'
import type { Principal } from '../access/principal.ts'
import type { MatterKind } from '../matters/fact.ts'
import type { MatterRef } from '../matters/looking.ts'
import type { Asked, ExampleCity } from '../queries/query.ts'
import type { Text } from '../text.ts'

/** Where things are that a command is about. */
export interface CommandCity {
  /** Code of the unit of an alert; null: it has none; undefined: there is no such alert. */
  alertUnit(id: string): string | null | undefined
  /** The same of a matter, open or closed. */
  matterUnit(kind: MatterKind, id: string): Promise<string | null | undefined>
  /** Code of the unit to which an open incident is offered; undefined: it is offered to none. */
  incidentOfferedTo(id: string): string | undefined
  /** Code of the commune of a camera; undefined: there is no such camera. */
  cameraUnit(id: string): string | undefined
  /** Code of the unit where a wall hangs; undefined: there is no such wall. */
  wallPlace(id: string): string | undefined
  /** Whether somebody may see a matter; not one that is not there. */
  maySee(principal: Pick<Principal, 'id' | 'grants'>, matter: MatterRef): Promise<boolean>
}

/** A city in which nothing is that a command could name: what is asked of it is asked of the whole city. */
export const EMPTY_CITY: CommandCity = {
  alertUnit: () => undefined,
  matterUnit: async () => undefined,
  incidentOfferedTo: () => undefined,
  cameraUnit: () => undefined,
  wallPlace: () => undefined,
  maySee: async () => false,
}

/**
 * What a person may do. Over HTTP it is `POST /api/v1/commands/{name}` with its input as the body; sockets carry the same. Its handler stands in
 * `server/commands/`.
 */
export interface Command<I extends z.ZodObject = z.ZodObject, A extends z.ZodObject = z.ZodObject> {
  readonly summary: Text
  readonly input: I
  /** What it answers; `z.object({})` where that it is done says it all. */
  readonly gives: A
  /** Who may. `public`: whoever reaches the hub; `self`: a person about themselves. */
  readonly do: Permission | 'public' | 'self'
  /** Of `self`: also a person who has something pending, whom it helps to clear that, or to leave. */
  readonly whilePending?: true
  /** Whether no program and no wall may, whatever its role. */
  readonly peopleOnly?: true
  /** Where; the whole city when absent or undefined: what has no place, and what does not exist, is told to who may act in all of it. */
  place?(input: z.output<I>, city: CommandCity): Asked | undefined | Promise<Asked | undefined>
  /** The matter that it is a step on: to who may not see it there is none, and the answer is that for one that is not there. */
  about?(input: z.output<I>): MatterRef
  /** What the log says was done; `{field}` stands for what the input gives. */
  readonly says: Text
  /** How things that the input names are called, by the field that names them: they stand in the sentence instead of their ids. */
  names?(input: Readonly<Record<string, unknown>>): Readonly<Record<string, Text | undefined>>
  /** Fields of the input that never reach the log. */
  readonly secret?: readonly (keyof z.output<I> & string)[]
  /** Only over HTTP: it starts or ends a session, whose cookie a socket cannot set. */
  readonly session?: boolean
  /** Whether its answer has a secret that is shown once: it is not kept for a repeated `Idempotency-Key`. */
  readonly once?: boolean
  /** An input that fits, for the API's page. */
  example(city: ExampleCity): z.input<I>
}

/** Declares a command. */
export function defineCommand<I extends z.ZodObject, A extends z.ZodObject>(declared: Command<I, A>): Command<I, A> {
  return declared
}
