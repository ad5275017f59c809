import { useEffect, useRef } from 'react'
import type { Asker } from '../live/session.ts'
import { beginAnew } from '../ui/reloadWhenReachable.ts'

/**
 * Who this page is for: whoever it began with. With somebody else, or with other rights, it begins anew, so that nothing stays of what was
 * shown before.
 * @returns whether somebody has been here since the page began
 */
export function useKeptPrincipal(principal: Asker | null | undefined, reload: () => void = beginAnew): boolean {
  const first = useRef<string>(undefined)
  const now = principal ? JSON.stringify([principal.is, principal.id, principal.may]) : undefined
  const isAnother = first.current !== undefined && now !== undefined && now !== first.current
  first.current ??= now
  useEffect(() => {
    if (isAnother) reload()
  }, [isAnother, reload])
  return first.current !== undefined
}
