import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { createPeers, type Peers } from '../gate/peers.ts'

/** Why a request is not for this hub, or not from a page that may ask it. */
export type AddressFault =
  | { readonly code: 'unknownHost'; readonly host: string }
  | { readonly code: 'foreignOrigin'; readonly origin: string }

export type AddressCheck = (
  request: Pick<IncomingMessage, 'headers'> & Partial<Pick<IncomingMessage, 'socket'>>,
) => AddressFault | undefined

/**
 * Tells a request for this hub from one that a foreign page has got a browser to send. The name that the browser asked for must be one the hub
 * is known by: a foreign page may have its own name point at the hub's address (DNS rebinding), and would then pass for the hub's own. An IP
 * address cannot be made to point elsewhere, so any is taken. Programs that are no browser send no origin, and very old ones no host.
 * @param host the address listened on
 * A page that came unencrypted may be anybody's on the way: where the hub is reached by TLS, its own pages are.
 * @param origins further ones whose pages may ask; by their names the hub is known, too, as behind a proxy
 * @param isEncrypted whether a request came by TLS, of the hub's or of a proxy that is trusted
 */
export function createAddressCheck({
  host,
  origins,
  isEncrypted = createPeers([]).isEncrypted,
}: {
  host: string
  origins: readonly string[]
  isEncrypted?: Peers['isEncrypted']
}): AddressCheck {
  const names = new Set(['localhost', host.toLowerCase(), ...origins.map((origin) => new URL(origin).hostname)])
  return (request) => {
    const { headers, socket } = request
    const { origin, host: asked } = headers
    if (asked !== undefined) {
      const name = nameIn(asked)
      if (name === undefined || !(isIP(name) || names.has(name))) return { code: 'unknownHost', host: shown(asked) }
    }
    if (origin === undefined || origins.includes(origin)) return undefined
    const page = URL.canParse(origin) ? new URL(origin) : undefined
    const isOwn = asked !== undefined && page?.host === asked.toLowerCase()
    const isReadable = page?.protocol === 'http:' && socket !== undefined && isEncrypted({ headers, socket })
    return isOwn && !isReadable ? undefined : { code: 'foreignOrigin', origin: shown(origin) }
  }
}

/** As it may be told: never longer than a line. */
const shown = (text: string) => text.slice(0, 100)

/** The name or address in a Host header, without port and brackets; undefined for what is no Host header. */
function nameIn(host: string): string | undefined {
  const [, address, name] = /^(?:\[([\da-f:.]+)\]|([\w.-]+?)\.?)(?::\d{1,5})?$/i.exec(host) ?? []
  return (address ?? name)?.toLowerCase()
}
