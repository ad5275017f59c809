import type { firewalls as declared } from '../../domain/systems/firewalls.ts'
import { sizeOf } from './authority.ts'
import { has, roundTheClock } from './books.ts'
import type { SystemModel } from './systemModel.ts'

/** Sites of the departments, and of a district. */
const SITES = { city: 24, district: 3, commune: 1 } as const

/** Firewalls: everywhere in the city's departments and districts, in most communes. */
export const firewalls: SystemModel<keyof typeof declared.counts> = (authority, at) => {
  const sites = SITES[authority.unit.level]
  const hasOwn = has(authority, 'firewall', at, { from: 0.86, yearly: 0.12 })
  return {
    dropped: roundTheClock(authority, 'dropped', 900 * sizeOf(authority), at),
    sites,
    sitesProtected: authority.unit.level === 'commune' ? hasOwn : sites - (1 - hasOwn),
  }
}
