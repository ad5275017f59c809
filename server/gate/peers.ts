import { BlockList, isIP } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import type { Asking } from './principals.ts'

/** Tells who is at the other end of a connection. */
export interface Peers {
  /** Address of whoever asks; behind a proxy that is trusted, what it says. */
  addressOf(asking: Asking): string
  /** Whether nobody between can read it: by TLS, of the hub's or of a trusted proxy. */
  isEncrypted(asking: Asking): boolean
  /** Whether it has crossed a network that others read on: unencrypted, and from another machine. */
  isInClear(asking: Asking): boolean
  /** Whether it comes from this machine, by one of its loopback names, and through nobody. */
  isThisMachine(asking: Asking): boolean
  /** Where a request comes from, for the log. */
  fromOf(asking: Asking, via: AuditEntry['from']['via']): AuditEntry['from']
}

const LOOPBACK = addressList(['127.0.0.0/8', '::1'])
/** Headers that a proxy adds. */
const FORWARDING = /^(forwarded|via|x-real-ip|x-forwarded-.+)$/
/** Longest name of a program that is kept. */
const MAX_AGENT = 200
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i

/** @param trustedProxies addresses and networks (CIDR) of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed */
export function createPeers(trustedProxies: readonly string[]): Peers {
  const trusted = addressList(trustedProxies)

  /** The last one that no trusted proxy vouches for. */
  function addressOf({ headers, socket }: Asking): string {
    const direct = plainAddress(socket.remoteAddress ?? '')
    if (!isAmongAddresses(trusted, direct)) return direct
    const told = String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((each) => plainAddress(withoutPort(each.trim())))
    const last = told.findLast((each) => !isAmongAddresses(trusted, each))
    // What cannot be read is nobody's address; whatever stands before it was written by whoever asks.
    return last !== undefined && isIP(last) !== 0 ? last : direct
  }

  function isEncrypted({ headers, socket }: Asking): boolean {
    if ((socket as Partial<TLSSocket>).encrypted === true) return true
    const isProxy = isAmongAddresses(trusted, plainAddress(socket.remoteAddress ?? ''))
    return isProxy && headers['x-forwarded-proto'] === 'https'
  }

  return {
    ...{ addressOf, isEncrypted },
    isInClear: (asking) =>
      !isEncrypted(asking) && !isAmongAddresses(LOOPBACK, plainAddress(asking.socket.remoteAddress ?? '')),
    fromOf: (asking, via) => ({
      address: addressOf(asking),
      via,
      agent: (asking.headers['user-agent'] ?? '').slice(0, MAX_AGENT),
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
