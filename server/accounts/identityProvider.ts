import * as oidc from 'openid-client'
import * as z from 'zod'
import { PERSON_ROLES, userNameOf } from '../../domain/people/person.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import { EDITIONS, type Edition, type UnitKey, type UnitTree, unitKey } from '../../domain/units/unit.ts'
import { unitIn, unitOfKey } from '../../domain/units/unitIn.ts'
import type { Clock } from '../clock.ts'
import { Problem } from '../problem.ts'
import type { KeptGrant } from '../store/accounts.ts'
import { createSeal } from './sealed.ts'

/** Where people sign in who have no password here. */
export interface IdentityProviderSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What its button is called. */
  readonly name: string
  /**
   * Claim with the roles: a list, or text with spaces between, of `ioc:ROLE`, `ioc:ROLE:EDITION:CODE` and, where `edition` is set, `ioc:ROLE:CODE`;
   * others are other programs'.
   */
  readonly rolesClaim: string
  /** The map of units that a code alone is of. Codes were given to other communes in 2025: without it such a role grants nothing. */
  readonly edition?: Edition
}

/** Somebody whom the identity provider vouches for. */
export interface VouchedPerson {
  readonly issuer: string
  readonly subject: string
  readonly user: string
  readonly name: string
  /** For units of whichever map the provider means. */
  readonly grants: readonly KeptGrant[]
  /** Roles of ours that grant nothing, as they were told: their unit is of no map, or there is no such role or unit. */
  readonly unread: readonly string[]
  /** When they showed the provider last who they are, epoch ms; null: it does not tell. A provider may let somebody in by a session of its own. */
  readonly shownAt: number | null
}

/** Sign-in by OpenID Connect: authorization code with PKCE (RFC 7636), state and nonce. */
export interface IdentityProvider {
  readonly name: string
  /**
   * @param redirectUri where the browser comes back to
   * @param to the page it is let to then
   * @param again whether they have to show the provider anew who they are
   * @returns where the browser goes, and what it brings back beside the answer: another's answer is not taken for its own
   * @throws Problem `oidcFailed`
   */
  begin(redirectUri: string, to: string, again: boolean): Promise<{ readonly address: string; readonly secret: string }>
  /**
   * @param came the address that the browser came back to
   * @throws Problem `oidcFailed`, `oidcNoRole`, `oidcNoMap`
   */
  finish(came: URL, secret: string | undefined): Promise<{ readonly person: VouchedPerson; readonly to: string }>
}

/** How a role of this hub begins in the claim. */
const OURS = 'ioc:'
const BEGUN_MS = 10 * MINUTE_MS
/** By how much the provider's clock may be behind. */
const CLOCKS_APART_MS = MINUTE_MS
/** Longest page that somebody is led back to: a cookie has little room. */
const MAX_TO = 1_500

/** What is kept of a sign-in that has been begun: by the browser, so that nobody's can be crowded out by others'. */
const Begun = z.object({
  ...{ state: z.string(), verifier: z.string(), nonce: z.string() },
  ...{ redirectUri: z.string(), to: z.string(), again: z.boolean(), at: z.number() },
})

const Claims = z.object({
  sub: z.string().min(1),
  preferred_username: z.string().optional(),
  name: z.string().optional(),
  auth_time: z.number().optional(),
})

export function createIdentityProvider({
  settings: { issuer, clientId, clientSecret, name, rolesClaim, edition: ofBare },
  units,
  clock,
  tell,
}: {
  settings: IdentityProviderSettings
  units: UnitTree
  clock: Clock
  /** Told why a sign-in failed, or which roles it did not give; whoever signs in is not. */
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

  return {
    name,
    begin: (redirectUri, to, again) =>
      orFailed(async () => {
        const config = await configuration()
        const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()]
        const page = to.length <= MAX_TO ? to : '/'
        const begun: z.output<typeof Begun> = { state, verifier, nonce, redirectUri, to: page, again, at: clock.now() }
        const address = oidc.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          scope: 'openid profile',
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state,
          nonce,
          // OpenID Connect Core 1.0, 3.1.2.1: asked anew, and told when.
          ...(again && { prompt: 'login', max_age: '0' }),
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
        const back = new URL(known.redirectUri)
        back.search = came.search
        const tokens = await oidc.authorizationCodeGrant(config, back, {
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
        const { auth_time: shownAtS } = Claims.parse(claims ?? {})
        const shownAt = shownAtS === undefined ? null : Math.min(shownAtS * 1_000, clock.now())
        if (known.again && (shownAt === null || shownAt < known.at - CLOCKS_APART_MS)) throw new Problem('oidcFailed')
        const roles = grantsIn({ units, edition: ofBare }, all[rolesClaim])
        if (roles.unread.length > 0)
          tell(new Error(`the provider tells of roles that grant nothing: ${roles.unread.join(' ')}`))
        if (roles.grants.every(({ unit }) => unitIn(units.edition, unit) === undefined))
          throw new Problem(roles.grants.length + roles.unread.length === 0 ? 'oidcNoRole' : 'oidcNoMap')
        const person = {
          issuer,
          subject: sub,
          user: userNameOf(user ?? sub),
          name: shown ?? user ?? sub,
          shownAt,
          ...roles,
        }
        return { person, to: known.to }
      }),
  }
}

/**
 * Roles of this hub in the claim of a provider.
 * @param edition the map of units that a code alone is of
 */
export function grantsIn(
  { units, edition: ofBare }: { readonly units: UnitTree; readonly edition: Edition | undefined },
  claim: unknown,
): Pick<VouchedPerson, 'grants' | 'unread'> {
  const told = typeof claim === 'string' ? claim.split(/\s+/) : Array.isArray(claim) ? claim.map(String) : []
  const grants: KeptGrant[] = []
  const unread: string[] = []
  for (const each of told.filter((one) => one.startsWith(OURS))) {
    const [named, ...where] = each.slice(OURS.length).split(':')
    const role = PERSON_ROLES.find((one) => one === named)
    const unit = unitTold(where, units, ofBare)
    if (role === undefined || unit === undefined) unread.push(each)
    else grants.push({ role, unit })
  }
  return { grants, unread }
}

/** @param where nothing, a code, or a map and a code in it @returns undefined: no unit */
function unitTold(where: readonly string[], units: UnitTree, ofBare: Edition | undefined): UnitKey | undefined {
  if (where.length === 0) return unitKey(units.edition, units.city.code)
  const [code = '', map, ...more] = where.toReversed()
  const edition = map === undefined ? ofBare : EDITIONS.find((each) => each === map)
  if (edition === undefined || more.length > 0) return undefined
  const unit = unitKey(edition, code)
  return unitOfKey(unit) && unit
}
