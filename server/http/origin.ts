import type { IncomingMessage } from 'node:http'

/**
 * Whether a socket may be opened by who asks: what is no browser sends no origin; a browser's page must be the hub's own or one of those the
 * settings name.
 */
export function isOwnOrAllowed({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  const { origin, host } = headers
  if (origin === undefined) return true
  const isOwn = URL.canParse(origin) && new URL(origin).host === host
  return isOwn || origins.includes(origin)
}
