import { useCallback } from 'react'
import type { Permission } from '../../domain/access/permissions.ts'
import { useReach } from '../live/session.ts'
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

/** As `useMayIn`, of who is over a unit: what it answers is judged by nobody who answers for it alone. The city has nobody over it. */
export function useMayOver(permission: Permission): (unit: string | null) => boolean {
  const mayIn = useMayIn(permission)
  const units = useUnits()
  return useCallback(
    (unit) => mayIn(unit !== null && units?.byCode.has(unit) ? (units.lineage(unit)[1] ?? null) : null),
    [mayIn, units],
  )
}
