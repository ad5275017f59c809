import * as oidc from 'openid-client'
import * as z from 'zod'
import type { Grant } from '../../domain/access/principal.ts'
import { PERSON_ROLES, userNameOf } from '../../domain/people/person.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import { Problem } from '../problem.ts'
import { createSeal } from './sealed.ts'

/** Where people sign in who have no password here. */
export interface IdentityProviderSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What its button is called. */
  readonly name: string
  /** Claim with the roles: a list, or text with spaces between, of `ioc:ROLE` and `ioc:ROLE:CODE`; others are other programs'. */
  readonly rolesClaim: string
}

/** Somebody whom the identity provider vouches for. */
export interface VouchedPerson {
  readonly issuer: string
  readonly subject: string
  readonly user: string
  readonly name: string
  readonly grants: readonly Grant[]
}

/** Sign-in by OpenID Connect: authorization code with PKCE (RFC 7636), state and nonce. */
export interface IdentityProvider {
  readonly name: string
  /**
   * @param redirectUri where the browser comes back to
   * @param to the page it is let to then
   * @returns where the browser goes, and what it brings back beside the answer: another's answer is not taken for its own
   * @throws Problem `oidcFailed`
   */
  begin(redirectUri: string, to: string): Promise<{ readonly address: string; readonly secret: string }>
  /**
   * @param came the address that the browser came back to
   * @throws Problem `oidcFailed`, `oidcNoRole`
   */
  finish(came: URL, secret: string | undefined): Promise<{ readonly person: VouchedPerson; readonly to: string }>
}

const BEGUN_MS = 10 * MINUTE_MS
/** Longest page that somebody is led back to: a cookie has little room. */
const MAX_TO = 1_500

/** What is kept of a sign-in that has been begun: by the browser, so that nobody's can be crowded out by others'. */
const Begun = z.object({
  ...{ state: z.string(), verifier: z.string(), nonce: z.string() },
  ...{ redirectUri: z.string(), to: z.string(), at: z.number() },
})

const Claims = z.object({
  sub: z.string().min(1),
  preferred_username: z.string().optional(),
  name: z.string().optional(),
})

export function createIdentityProvider({
  settings: { issuer, clientId, clientSecret, name, rolesClaim },
  units,
  clock,
  tell,
}: {
  settings: IdentityProviderSettings
  units: UnitTree
  clock: Clock
  /** Told why a sign-in failed; whoever signs in is not. */
  tell: (error: unknown) => void
}): IdentityProvider {
  const seal = createSeal()
  let discovered: Promise<oidc.Configuration> | undefined

  /** Asked once; where it fails, with the next sign-in again. */
  function configuration(): Promise<oidc.Configuration> {
    const isPlain = issuer.startsWith('http:')
    discovered ??= oidc
      .discovery(new URL(issuer), clientId, clientSecret, undefined, {
        ...(isPlain && { execute: [oidc.allowInsecureRequests] }),
      })
      .catch((error: unknown) => {
        discovered = undefined
        throw error
      })
    return discovered
  }

  async function orFailed<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Problem) throw error
      tell(error)
      throw new Problem('oidcFailed')
    }
  }

  function grantsOf(claim: unknown): Grant[] {
    const told = typeof claim === 'string' ? claim.split(/\s+/) : Array.isArray(claim) ? claim : []
    return told.flatMap((each) => {
      const [ours, role, place = units.city.code, ...more] = String(each).split(':')
      const known = PERSON_ROLES.find((one) => one === role)
      if (ours !== 'ioc' || known === undefined || more.length > 0 || !units.byCode.has(place)) return []
      return [{ role: known, place }]
    })
  }

  return {
    name,
    begin: (redirectUri, to) =>
      orFailed(async () => {
        const config = await configuration()
        const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()]
        const page = to.length <= MAX_TO ? to : '/'
        const begun: z.output<typeof Begun> = { state, verifier, nonce, redirectUri, to: page, at: clock.now() }
        const address = oidc.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          scope: 'openid profile',
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state,
          nonce,
        })
        return { address: address.href, secret: seal.seal(JSON.stringify(begun)) }
      }),
    finish: (came, secret) =>
      orFailed(async () => {
        const state = came.searchParams.get('state') ?? ''
        const opened = secret === undefined ? undefined : seal.open(secret)
        const known = opened === undefined ? undefined : Begun.parse(JSON.parse(opened))
        // That an answer is taken once is the provider's to see to: its code is good for one.
        if (known?.state !== state || clock.now() - known.at > BEGUN_MS) throw new Problem('oidcFailed')
        const config = await configuration()
        // Behind a proxy the address that was asked for is another than the one the provider was told.
        const told = new URL(known.redirectUri)
        told.search = came.search
        const tokens = await oidc.authorizationCodeGrant(config, told, {
          pkceCodeVerifier: known.verifier,
          expectedState: state,
          expectedNonce: known.nonce,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        const subject = claims?.sub ?? ''
        const more = await oidc.fetchUserInfo(config, tokens.access_token, subject)
        const all: Record<string, unknown> = { ...claims, ...more }
        const { sub, preferred_username: user, name: shown } = Claims.parse(all)
        const grants = grantsOf(all[rolesClaim])
        if (grants.length === 0) throw new Problem('oidcNoRole')
        const person = { issuer, subject: sub, user: userNameOf(user ?? sub), name: shown ?? user ?? sub, grants }
        return { person, to: known.to }
      }),
  }
}
