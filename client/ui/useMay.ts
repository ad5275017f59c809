import { useCallback } from 'react'
import type { Permission } from '../../domain/access/permissions.ts'
import type { Role } from '../../domain/access/roles.ts'
import { useReach, useSession } from '../live/session.ts'
import { useUnits } from './useUnits.ts'

/** Whether whoever sits here may do something anywhere at all. */
export function useMay(permission: Permission): boolean {
  return useReach(permission).length > 0
}

/**
 * Tells whether whoever sits here may do something in a unit.
 * @returns takes the code of the unit; null: what has no place, and so concerns the whole city
 */
export function useMayIn(permission: Permission): (unit: string | null) => boolean {
  const reach = useReach(permission)
  const units = useUnits()
  return useCallback(
    (unit) => {
      if (units === undefined) return false
      const lineage = unit !== null && units.byCode.has(unit) ? units.lineage(unit) : [units.city.code]
      return reach.some((place) => lineage.includes(place))
    },
    [reach, units],
  )
}

/** Tells which roles whoever sits here holds in a unit; see `useMayIn`. */
export function useRolesIn(): (unit: string | null) => readonly Role[] {
  const grants = useSession()?.principal?.grants
  const units = useUnits()
  return useCallback(
    (unit) => {
      const lineage = units === undefined ? [] : units.lineage(unit ?? units.city.code)
      return (grants ?? []).filter(({ place }) => lineage.includes(place)).map(({ role }) => role)
    },
    [grants, units],
  )
}

/** As `useMayIn`, of who is over a unit: what it answers is judged by nobody who answers for it alone. The city has nobody over it. */
export function useMayOver(permission: Permission): (unit: string | null) => boolean {
  const mayIn = useMayIn(permission)
  const units = useUnits()
  return useCallback(
    (unit) => mayIn(unit !== null && units?.byCode.has(unit) ? (units.lineage(unit)[1] ?? null) : null),
    [mayIn, units],
  )
}
