import type { Principal } from '../../domain/access/principal.ts'
import { CITY_UTC_OFFSET_MS, DAY_MS, MINUTE_MS } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import { addressList, isAmongAddresses, type Peers } from './peers.ts'
import type { Asking } from './principals.ts'

/** From where, when and through which port administrators may administer (QĐ 742/QĐ-BTTTT). */
export interface AdministrationLimits {
  /** Addresses and networks; none: from anywhere. */
  readonly addresses: readonly string[]
  /** Minutes of the city's day, `[from, to)`, over midnight where `to` is before `from`; undefined: at any time. */
  readonly hours?: { readonly from: number; readonly to: number }
  /** Undefined: through the port of the pages. */
  readonly port?: number
}

/**
 * Takes the role of an administrator from whoever asks from elsewhere, at another time or through another port: what else they hold stays, and
 * what they miss is said.
 */
export function createAdministration({
  limits: { addresses, hours, port },
  peers,
  clock,
}: {
  limits: AdministrationLimits
  peers: Peers
  clock: Clock
}): (principal: Principal, asking: Asking) => Principal {
  const allowed = addressList(addresses)

  function limitOf(asking: Asking): Principal['limited'] {
    const address = peers.addressOf(asking)
    if (addresses.length > 0 && !isAmongAddresses(allowed, address)) return { code: 'adminAddress', address }
    const minute = Math.floor(((clock.now() + CITY_UTC_OFFSET_MS) % DAY_MS) / MINUTE_MS)
    if (hours !== undefined && !isWithin(hours, minute))
      return { code: 'adminHours', hours: `${clockTime(hours.from)}–${clockTime(hours.to)}` }
    if (port !== undefined && asking.socket.localPort !== port) return { code: 'adminPort', port: String(port) }
    return undefined
  }

  return (principal, asking) => {
    if (!principal.grants.some(({ role }) => role === 'admin')) return principal
    const limited = limitOf(asking)
    if (limited === undefined) return principal
    return { ...principal, grants: principal.grants.filter(({ role }) => role !== 'admin'), limited }
  }
}

function isWithin({ from, to }: { readonly from: number; readonly to: number }, minute: number): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}

function clockTime(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
