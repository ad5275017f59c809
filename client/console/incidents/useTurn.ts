import { useCallback } from 'react'
import type { IncidentRow } from '../../../domain/incidents/incident.ts'
import { useAsker, useSession } from '../../live/session.ts'
import { useMayIn } from '../../ui/useMay.ts'

/** Tells whether it is the turn of whoever looks: theirs by name, their unit's, or that of a role they hold there. */
export function useIsMyTurn(): (row: Pick<IncidentRow, 'turn' | 'unit'>) => boolean {
  const me = useAsker()?.id
  const grants = useSession()?.principal?.grants
  const mayWork = useMayIn('incidents.work')
  const mayConfirm = useMayIn('incidents.confirm')
  return useCallback(
    ({ turn, unit }) => {
      const [is, of = ''] = turn?.split('/') ?? []
      if (is === 'person') return of === me
      if (is === 'unit') return mayWork(of) && (grants?.some(({ place }) => place === of) ?? false)
      if (of === 'lead') return mayConfirm(unit)
      return is === 'role' && mayWork(unit)
    },
    [me, grants, mayWork, mayConfirm],
  )
}
