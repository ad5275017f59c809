import type { Transaction } from 'kysely'
import type * as z from 'zod'
import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import type { Principal } from '../../domain/access/principal.ts'
import type { Command } from '../../domain/commands/command.ts'
import { COMMANDS, type CommandName } from '../../domain/commands/index.ts'
import type { Asking } from '../gate/principals.ts'
import type { Reach } from '../gate/reach.ts'
import type { Tables } from '../store/tables.ts'

/** The cookie of a person's session, or of a wall; `maxAgeMs` undefined: as long as the browser is open. */
export interface SessionCookie {
  readonly of: 'person' | 'wall'
  readonly value: string
  readonly maxAgeMs?: number
}

/** Who commands, and from where. */
export interface Commanding {
  readonly principal: Principal
  readonly reach: Reach
  readonly from: AuditEntry['from']
  readonly asking: Asking
  /** Hub clock, epoch ms. */
  readonly at: number
  /** When it was written, epoch ms; undefined: then. */
  readonly writtenAt?: number | undefined
}

/** What a command comes to. */
export interface Outcome<A> {
  /**
   * Writes what changes, in one transaction with the log's entry; writes of commands never overlap, so what must not have changed since is checked
   * here. @throws Problem and nothing is written but the refusal
   */
  write?(tables: Transaction<Tables>): Promise<void>
  /** Called when that is durable, before the next command writes: the picture follows. */
  apply?(): void
  /** Called when `write` has ended, in its transaction, and before `apply`: what is answered is kept with what was written. */
  answer(): A
  /** Another who than who asks: whoever signs in is known only now. */
  readonly who?: AuditEntry['who']
  /** What stood before, for the log. */
  before?(): unknown
  /** Nothing was done, only asked: the log has nothing of it, and neither `write` nor `apply` is called. */
  readonly isOnlyAsked?: boolean
  /** Sets the session's cookie; null: removes that of a person. */
  readonly cookie?: SessionCookie | null
}

/** A declared command with what carries it out. */
export interface CommandHandler<I extends z.ZodObject = z.ZodObject, A extends z.ZodObject = z.ZodObject> {
  readonly name: CommandName
  readonly declared: Command<I, A>
  /** What the log has of an input beside its secrets, where not all of it as it came. */
  logged?(input: z.output<I>): Partial<z.output<I>>
  /** @throws Problem */
  handle(input: z.output<I>, commanding: Commanding): Promise<Outcome<z.output<A>>> | Outcome<z.output<A>>
}

type InputOf<N extends CommandName> = (typeof COMMANDS)[N] extends Command<infer I, z.ZodObject> ? I : never
type AnswerOf<N extends CommandName> = (typeof COMMANDS)[N] extends Command<z.ZodObject, infer A> ? A : never

/** Keeps the types of a command and its handler together; handlers of different types then stand in one list. */
export function carriesOut<N extends CommandName>(
  name: N,
  handle: CommandHandler<InputOf<N>, AnswerOf<N>>['handle'],
  more: Pick<CommandHandler<InputOf<N>, AnswerOf<N>>, 'logged'> = {},
): CommandHandler {
  return { name, declared: COMMANDS[name], handle, ...more } as unknown as CommandHandler
}
