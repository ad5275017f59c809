import type { IncomingMessage } from 'node:http'
import type { Permission } from '../../domain/access/permissions.ts'
import { may, type Principal } from '../../domain/access/principal.ts'
import { EVERYWHERE, WHOLE_CITY } from '../../domain/feeds/feed.ts'
import { type Query, REACH } from '../../domain/queries/query.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { Problem } from '../http/problem.ts'
import { type Pass, parse, type Route } from '../http/route.ts'
import type { Principals } from './principals.ts'
import { createReach, NOWHERE, type Reach } from './reach.ts'

/** The door for whatever is asked over HTTP: no handler is called but through it. */
export interface HttpGate {
  /** Who sends a request; undefined: nobody who may come in. */
  principalOf(request: IncomingMessage): Principal | undefined
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
const NOBODY: Principal = { is: 'public', name: 'public', grants: [] }

export function createHttpGate({ principals, units }: { principals: Principals; units: UnitTree }): HttpGate {
  /** @throws Problem */
  function pass(
    declared: Query,
    principal: Principal | undefined,
    input: Parameters<NonNullable<Query['place']>>[0],
  ): Pass {
    if (declared.ask === 'public') return { principal: principal ?? NOBODY, reach: NOWHERE }
    if (principal === undefined) throw new Problem('signInFirst')
    const permission = declared.ask
    const reach = createReach(principal, permission, units)
    const asked = declared.place?.(input) ?? WHOLE_CITY
    // That a unit does not exist is told by the handler, to whoever may ask about any.
    const isAnywhere = asked === EVERYWHERE || asked === REACH || (asked !== WHOLE_CITY && !units.byCode.has(asked))
    if (isAnywhere) {
      if (reach.units.length === 0) throw new Problem('forbidden', { permission })
      return { principal, reach }
    }
    const unit = asked === WHOLE_CITY ? units.city.code : asked
    if (may(principal, permission, unit, units)) return { principal, reach }
    throw new Problem('forbidden', { permission, unit, name: units.byCode.get(unit)?.name ?? unit })
  }

  return {
    principalOf: (request) => principals.of(request),
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
