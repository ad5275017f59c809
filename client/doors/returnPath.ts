import { SIGN_IN_PATH } from '../../domain/pages.ts'

/**
 * Where one goes after signing in: an address of this hub's own, never of another site.
 * @param to as the address of the page says it: anybody may have made that link
 * @param origin of this hub
 */
export function returnPath(to: string | null, origin: string): string {
  if (to === null || !to.startsWith('/')) return '/'
  try {
    const { origin: asked, pathname, search, hash } = new URL(to, origin)
    // What begins with two slashes would be another host's, once it stands alone.
    return asked !== origin || pathname.startsWith('//') || pathname === SIGN_IN_PATH ? '/' : pathname + search + hash
  } catch {
    return '/'
  }
}

/** Why the page to sign in is shown. */
export type SignInReason = 'ended' | 'first'

/** The page to sign in, which leads back to where one was. */
export function signInAddress(from: string, why: SignInReason | undefined): string {
  const query = new URLSearchParams()
  if (from !== '/') query.set('to', from)
  if (why !== undefined) query.set('why', why)
  const text = query.toString()
  return text === '' ? SIGN_IN_PATH : `${SIGN_IN_PATH}?${text}`
}
