import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Principal } from '../../domain/access/principal.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { SessionCookie } from '../commands/handler.ts'

/** What tells who asks: the request that came, or opened the socket. */
export type Asking = Pick<IncomingMessage, 'headers' | 'socket'>

/** What a socket's handshake says that a request says in its headers. */
export interface Handshake {
  /** Of a program, which cannot set headers there. */
  readonly token?: string
  /** Whether the page is a wall's: in a browser where somebody has signed in as well, it asks as the wall. */
  readonly isWall?: boolean
}

/** Tells who asks. */
export interface Principals {
  /** @returns undefined: nobody who may come in. The same request may be asked about again: what it may do changes, and ends */
  of(asking: Asking, handshake?: Handshake): Principal | undefined
  /** Calls back when somebody's rights have changed or a session has ended. */
  onChange(listener: () => void): void
  /** Hands a wall's cookie over once more: browsers forget one that they have kept for long. */
  renewCookie(asking: Asking, response: ServerResponse): void
  /** Hands a session to a browser, or takes it back (null). */
  setCookie(asking: Asking, response: ServerResponse, cookie: SessionCookie | null): void
}

/** The same one for every request. */
export function principalsOf(principal: () => Principal | undefined): Principals {
  return { of: principal, onChange: () => undefined, renewCookie: () => undefined, setCookie: () => undefined }
}

/** Whoever reaches the hub sees all of it and changes nothing: for tests of what accounts have no part in. */
export function everybody(units: UnitTree): Principals {
  const anybody: Principal = {
    is: 'public',
    id: '',
    name: 'public',
    grants: [{ role: 'leader', place: units.city.code }],
  }
  return principalsOf(() => anybody)
}

/**
 * The same, of whom nobody is known who shows a cookie or a token where others can read it: a program that is set up with `http://` finds out at
 * once, and not when its token is used by somebody else.
 * @param isInClear whether a request has crossed a network unencrypted
 */
export function knownEncrypted(principals: Principals, isInClear: (asking: Asking) => boolean): Principals {
  return {
    ...restOf(principals),
    of: (asking, handshake) => (isInClear(asking) ? undefined : principals.of(asking, handshake)),
  }
}

/** @param known told of each connection over which somebody comes who may come in, and of whom */
export function tellKnown(
  principals: Principals,
  known: (line: Asking['socket'], principal: Principal) => void,
): Principals {
  return {
    ...restOf(principals),
    of(asking, handshake) {
      const principal = principals.of(asking, handshake)
      if (principal !== undefined) known(asking.socket, principal)
      return principal
    },
  }
}

function restOf(principals: Principals): Omit<Principals, 'of'> {
  return {
    onChange: (listener) => principals.onChange(listener),
    renewCookie: (asking, response) => principals.renewCookie(asking, response),
    setCookie: (asking, response, cookie) => principals.setCookie(asking, response, cookie),
  }
}
