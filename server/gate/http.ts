import type { ServerResponse } from 'node:http'
import type { Permission } from '../../domain/access/permissions.ts'
import type { Principal } from '../../domain/access/principal.ts'
import { WHOLE_CITY } from '../../domain/feeds/feed.ts'
import type { Query } from '../../domain/queries/query.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { SessionCookie } from '../commands/handler.ts'
import { Problem } from '../http/problem.ts'
import { type Pass, parse, type Route } from '../http/route.ts'
import type { Asking as AskingRequest, Principals } from './principals.ts'
import { createReach, NOWHERE, type Reach } from './reach.ts'
import { passTo } from './where.ts'

/** The door for whatever is asked over HTTP: no handler is called but through it. */
export interface HttpGate {
  /** Who sends a request; undefined: nobody who may come in. */
  principalOf(request: AskingRequest): Principal | undefined
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
  readonly params: unknown
  readonly query: unknown
  readonly strict: boolean
}

/** Who asks what anybody may ask. */
export const NOBODY: Principal = { is: 'public', id: '', name: 'public', grants: [] }

export function createHttpGate({ principals, units }: { principals: Principals; units: UnitTree }): HttpGate {
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
      return { principal, reach: NOWHERE }
    }
    const asked = declared.place?.(input) ?? WHOLE_CITY
    return { principal, reach: passTo(principal, declared.ask, asked, units) }
  }

  return {
    principalOf: (request) => principals.of(request),
    setCookie: (request, response, cookie) => principals.setCookie(request, response, cookie),
    reach: (principal, permission) => (principal === undefined ? NOWHERE : createReach(principal, permission, units)),
    async answer({ query: declared, handle }, { principal, params, query, strict }) {
      // Who is not known is not told what a question should look like.
      if (declared.ask !== 'public' && principal === undefined) throw new Problem('signInFirst')
      const input = {
        params: parse(declared.params, params),
        query: parse(strict ? declared.query.strict() : declared.query, query),
      }
      return handle({ ...input, ...pass(declared, principal, input) })
    },
  }
}
