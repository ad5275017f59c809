import type { ServerResponse } from 'node:http'
import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import type { Permission } from '../../domain/access/permissions.ts'
import type { Principal } from '../../domain/access/principal.ts'
import { WHOLE_CITY } from '../../domain/feeds/feed.ts'
import type { Query } from '../../domain/queries/query.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { SessionCookie } from '../commands/handler.ts'
import { isBinary, type Pass, parse, type Route } from '../http/route.ts'
import { Problem, problemOf } from '../problem.ts'
import { type AnswerTurns, createAnswerTurns } from './answerTurns.ts'
import type { Audit } from './audit.ts'
import type { Asking as AskingRequest, Principals } from './principals.ts'
import { createReach, NOWHERE, type Reach } from './reach.ts'
import { passTo } from './where.ts'

/** The door for whatever is asked over HTTP: no handler is called but through it. */
export interface HttpGate {
  /** Who sends a request; undefined: nobody who may come in. */
  principalOf(request: AskingRequest): Principal | undefined
  /** See `Principals`. */
  renewCookie(request: AskingRequest, response: ServerResponse): void
  /** Hands a session to a browser, or takes it back (null). */
  setCookie(request: AskingRequest, response: ServerResponse, cookie: SessionCookie | null): void
  /** How far a principal may do something. */
  reach(principal: Principal | undefined, permission: Permission): Reach
  /**
   * What a route answers to raw parameters and query.
   * @param strict whether a name that the query does not know is an error: a filter that is not applied would answer something else
   * @throws Problem when nobody may ask this here, or when what is given does not fit the declaration
   */
  answer(route: Route, asking: Asking): Promise<unknown>
}

interface Asking {
  readonly principal: Principal | undefined
  readonly from: AuditEntry['from']
  readonly params: unknown
  readonly query: unknown
  readonly strict: boolean
  /** Whoever asked does not wait for the answer any more. */
  readonly isGone?: () => boolean
}

/** Who asks what anybody may ask. */
export const NOBODY: Principal = { is: 'public', id: '', name: 'public', grants: [] }

/** As many as a browser asks at once over HTTP/1.1; a wall of several windows, or programs of one token, wait a little. */
const LIGHT_AT_ONCE = 6
const MOST_LIGHT_WAITING = 600

/** @param cameraUnit the commune of a camera; undefined: there is no such camera */
export function createHttpGate({
  principals,
  units,
  audit,
  cameraUnit,
  heavy = createAnswerTurns(),
  light = createAnswerTurns({ atOnce: LIGHT_AT_ONCE, most: MOST_LIGHT_WAITING }),
}: {
  principals: Principals
  units: UnitTree
  audit: Pick<Audit, 'refused' | 'viewed' | 'read'>
  cameraUnit: (id: string) => string | undefined
  heavy?: AnswerTurns
  light?: AnswerTurns
}): HttpGate {
  /** @throws Problem */
  function pass(
    declared: Query,
    principal: Principal | undefined,
    input: Parameters<NonNullable<Query['place']>>[0],
  ): Pass {
    if (declared.ask === 'public') return { principal: principal ?? NOBODY, reach: NOWHERE }
    if (principal === undefined) throw new Problem('signInFirst')
    if (declared.ask === 'self') {
      if (principal.is !== 'person') throw new Problem('peopleOnly')
      if (principal.pending !== undefined) throw new Problem('clearPendingFirst')
      return { principal, reach: NOWHERE }
    }
    const asked = declared.place?.(input) ?? WHOLE_CITY
    return { principal, reach: passTo(principal, declared.ask, asked, units) }
  }

  return {
    principalOf: (request) => principals.of(request),
    renewCookie: (request, response) => principals.renewCookie(request, response),
    setCookie: (request, response, cookie) => principals.setCookie(request, response, cookie),
    reach: (principal, permission) => (principal === undefined ? NOWHERE : createReach(principal, permission, units)),
    async answer({ query: declared, handle }, { principal, from, params, query, strict, isGone = () => false }) {
      const refused = (result: string, unit: string | null) =>
        audit.refused({ from, did: 'ask', input: { path: declared.path }, unit, result }, principal)
      // Who is not known is not told what a question should look like.
      if (declared.ask !== 'public' && principal === undefined) {
        refused('signInFirst', null)
        throw new Problem('signInFirst')
      }
      const input = {
        params: parse(declared.params, params),
        query: parse(strict ? declared.query.strict() : declared.query, query),
      }
      const passed = passOrTell(() => pass(declared, principal, input), refused)
      const camera = declared.views?.(input)
      if (camera === undefined) {
        const make = () => handle({ ...input, ...passed })
        const turns = declared.isHeavy === true ? heavy : light
        const answer = await (principal === undefined ? make() : turns.inTurn(principal, isGone, make))
        // What a program takes leaves the hub, as a file does that a person exports; and who reads the log is told by it.
        if (
          principal !== undefined &&
          (principal.is === 'token' || declared.ask === 'audit.read' || declared.isLogged)
        ) {
          const asked = declared.place?.(input)
          const told = isBinary(answer) ? answer.told : undefined
          const unit = told?.unit ?? (asked !== undefined && units.byCode.has(asked) ? asked : null)
          // Of what is logged for its own sake it is told which it was: everything one takes away stands there by itself.
          const which = declared.isLogged === true ? { ...input.params, ...(told?.name && { name: told.name }) } : {}
          audit.read({ ...which, path: declared.path }, unit, from, principal)
        }
        return answer
      }
      const unit = cameraUnit(camera)
      // Of a camera elsewhere the answer is that there is none; the log knows better.
      const isElsewhere = unit !== undefined && !passed.reach.has(unit)
      if (isElsewhere)
        audit.refused({ from, did: 'watchCamera', input: { camera }, unit, result: 'forbidden' }, principal)
      const answer = await handle({ ...input, ...passed })
      audit.viewed([{ id: camera, unit: unit ?? null }], from, principal)
      return answer
    },
  }
}

/** @throws what it throws, having told a refusal */
function passOrTell(pass: () => Pass, refused: (result: string, unit: string | null) => void): Pass {
  try {
    return pass()
  } catch (error) {
    const problem = problemOf(error)
    if (problem !== undefined)
      refused(problem.code, typeof problem.params.unit === 'string' ? problem.params.unit : null)
    throw error
  }
}
