import type { Logger } from 'pino'
import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import type { Principal } from '../../domain/access/principal.ts'
import type { Command, CommandCity } from '../../domain/commands/command.ts'
import { WHOLE_CITY } from '../../domain/feeds/feed.ts'
import { quoted } from '../../domain/problems.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import type { CommandHandler, SessionCookie } from '../commands/handler.ts'
import { Problem, problemOf } from '../http/problem.ts'
import { parse } from '../http/route.ts'
import type { Store } from '../store/store.ts'
import { NOBODY } from './http.ts'
import type { Asking } from './principals.ts'
import { NOWHERE, type Reach } from './reach.ts'
import { passTo } from './where.ts'

/** A command as it was sent. */
export interface Sent {
  readonly name: string
  readonly input: unknown
  readonly principal: Principal | undefined
  readonly from: AuditEntry['from']
  readonly asking: Asking
}

/** What was answered, and what becomes of the session's cookie (null: removed; undefined: stays). */
export interface Carried {
  readonly answer: object
  readonly cookie?: SessionCookie | null
}

/** The door for whatever is commanded: no handler is called but through it, and what it did or was refused stands in the log. */
export interface CommandGate {
  readonly handlers: readonly CommandHandler[]
  /** @throws Problem when nobody may command this here, when the input does not fit, or when it cannot be done as things stand */
  carryOut(sent: Sent): Promise<Carried>
}

/** Refusals that the log keeps: somebody tried what they may not, or came too late. What does not fit its declaration is no act. */
const KEPT = new Set<number>([401, 403, 409, 429])

export function createCommandGate({
  handlers,
  units,
  city,
  store,
  clock,
  log,
}: {
  handlers: readonly CommandHandler[]
  units: UnitTree
  city: CommandCity
  store: Pick<Store, 'audited' | 'healthy'>
  clock: Clock
  log: Logger
}): CommandGate {
  const byName = new Map(handlers.map((handler) => [handler.name as string, handler]))

  /** @throws Problem */
  function pass(declared: Command, principal: Principal | undefined, asked: string | undefined): Reach {
    if (declared.do === 'public') return NOWHERE
    if (principal === undefined) throw new Problem('signInFirst')
    if (declared.do !== 'self') return passTo(principal, declared.do, asked ?? WHOLE_CITY, units)
    if (principal.is !== 'person') throw new Problem('peopleOnly')
    return NOWHERE
  }

  function entryOf(sent: Sent, declared: Command, input: Readonly<Record<string, unknown>>, unit: string | undefined) {
    const { is, id, name, session } = sent.principal ?? NOBODY
    const secret: readonly string[] = declared.secret ?? []
    return {
      at: clock.now(),
      who: { is, id, name, ...(session !== undefined && { session }) },
      from: sent.from,
      did: sent.name,
      input: Object.fromEntries(Object.entries(input).filter(([field]) => !secret.includes(field))),
      unit: unit !== undefined && units.byCode.has(unit) ? unit : null,
    }
  }

  return {
    handlers,
    async carryOut(sent) {
      const handler = byName.get(sent.name)
      if (handler === undefined) throw new Problem('unknownCommand', { name: quoted(sent.name) })
      const { declared } = handler
      // Who is not known is not told what a command should look like.
      if (declared.do !== 'public' && sent.principal === undefined) throw new Problem('signInFirst')
      const input = parse(declared.input.strict(), sent.input ?? {})
      const asked = declared.place?.(input, city)
      const entry = entryOf(sent, declared, input, asked)
      try {
        const reach = pass(declared, sent.principal, asked)
        const principal = sent.principal ?? NOBODY
        const outcome = await handler.handle(input, {
          principal,
          reach,
          from: sent.from,
          asking: sent.asking,
          at: entry.at,
        })
        const { write, apply, answer, before, who, cookie } = outcome
        const append = store.audited(
          () => ({ ...entry, ...(who && { who }), result: 'done', ...(before && { before: before() }) }),
          write?.bind(outcome),
          apply?.bind(outcome),
        )
        await append.catch((error: unknown) => {
          if (problemOf(error) !== undefined || store.healthy()) throw error
          log.error({ error, command: sent.name }, 'a command could not be written')
          throw new Problem('notWritten')
        })
        return { answer: answer.call(outcome), ...(cookie !== undefined && { cookie }) }
      } catch (error) {
        const problem = problemOf(error)
        if (problem !== undefined && KEPT.has(problem.status)) {
          await store
            .audited(() => ({ ...entry, result: problem.code }))
            .catch((fault: unknown) => log.error({ error: fault }, 'a refusal could not be written into the log'))
        }
        throw error
      }
    },
  }
}
