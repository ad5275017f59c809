import { BlockList, isIP } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import { printableText } from '../../domain/printableText.ts'
import type { Asking } from './principals.ts'

/** Tells who is at the other end of a connection. */
export interface Peers {
  /** Address of whoever asks; behind a proxy that is trusted, what it says. */
  addressOf(asking: Asking): string
  /** Whether nobody between can read it: by TLS, of the hub's or of a trusted proxy. */
  isEncrypted(asking: Asking): boolean
  /** Whether it has crossed a network that others read on: unencrypted, and from another machine, to the hub or to a trusted proxy. */
  isInClear(asking: Asking): boolean
  /** Whether it comes from this machine, by one of its loopback names, and through nobody. */
  isThisMachine(asking: Asking): boolean
  /** Where a request comes from, for the log. */
  fromOf(asking: Asking, via: AuditEntry['from']['via']): AuditEntry['from']
}

const LOOPBACK = addressList(['127.0.0.0/8', '::1'])
/** Headers that a proxy adds. */
const FORWARDING = /^(forwarded|via|x-real-ip|x-forwarded-.+)$/
/** Longest name of a program that is kept; it is a stranger's text, and shown in logs, tables and terminals. */
export const MAX_AGENT = 200
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i

/** @param trustedProxies addresses and networks (CIDR) of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed */
export function createPeers(trustedProxies: readonly string[]): Peers {
  const trusted = addressList(trustedProxies)

  /** From whom a proxy says that it comes, and from whom the ones before said so. */
  const toldBy = (headers: Asking['headers']) =>
    String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((each) => plainAddress(withoutPort(each.trim())))

  /** The last one that no trusted proxy vouches for. */
  function addressOf({ headers, socket }: Asking): string {
    const direct = plainAddress(socket.remoteAddress ?? '')
    if (!isAmongAddresses(trusted, direct)) return direct
    const last = toldBy(headers).findLast((each) => !isAmongAddresses(trusted, each))
    // What cannot be read is nobody's address; whatever stands before it was written by whoever asks.
    return last !== undefined && isIP(last) !== 0 ? last : direct
  }

  function isEncrypted({ headers, socket }: Asking): boolean {
    if ((socket as Partial<TLSSocket>).encrypted === true) return true
    const isProxy = isAmongAddresses(trusted, plainAddress(socket.remoteAddress ?? ''))
    return isProxy && headers['x-forwarded-proto'] === 'https'
  }

  function isInClear(asking: Asking): boolean {
    if (isEncrypted(asking)) return false
    const direct = plainAddress(asking.socket.remoteAddress ?? '')
    if (!isAmongAddresses(LOOPBACK, direct)) return true
    const { 'x-forwarded-for': from, 'x-forwarded-proto': by } = asking.headers
    if (!isAmongAddresses(trusted, direct) || (from === undefined && by === undefined)) return false
    // A proxy on this machine: what came to it unencrypted came so over the network, unless all of them are this machine.
    return !toldBy(asking.headers).every((each) => isAmongAddresses(LOOPBACK, each))
  }

  return {
    ...{ addressOf, isEncrypted, isInClear },
    fromOf: (asking, via) => ({
      address: addressOf(asking),
      via,
      agent: printableText(asking.headers['user-agent'] ?? '', MAX_AGENT),
    }),
    isThisMachine({ headers, socket }) {
      const isForwarded = Object.keys(headers).some((name) => FORWARDING.test(name))
      const isLoopback = isAmongAddresses(LOOPBACK, plainAddress(socket.remoteAddress ?? ''))
      return isLoopback && !isForwarded && LOOPBACK_HOST.test(headers.host ?? '')
    },
  }
}

/** @param written addresses and networks, as `10.0.0.5` or `10.0.0.0/24`; @throws RangeError for what is none */
export function addressList(written: readonly string[]): BlockList {
  const list = new BlockList()
  for (const each of written) {
    const [address = '', bits] = each.split('/')
    const family = isIP(address)
    if (family === 0) throw new RangeError(each)
    const kind = family === 4 ? 'ipv4' : 'ipv6'
    if (bits === undefined) list.addAddress(address, kind)
    else if (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
      list.addSubnet(address, Number(bits), kind)
    else throw new RangeError(each)
  }
  return list
}

export function isAmongAddresses(list: BlockList, address: string): boolean {
  const family = isIP(address)
  return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** Some proxies write `address:port`. */
function withoutPort(address: string): string {
  return /^\[([\da-f:.]+)\](?::\d+)?$/i.exec(address)?.[1] ?? address.replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
}

/** IPv4 as it comes through a socket that listens on both. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
