import { useRef } from 'react'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useRow } from '../../live/useLive.ts'

/**
 * An alert as it stands now: as the feed has it; once it has left the feed, as the hub answers for it.
 * @param given as it stood when whoever looks began; undefined: none is followed
 */
export function useAlertNow(given: Alert | undefined): Alert | undefined {
  const live = useRow('alerts', given?.id)
  const last = useRef(given)
  if (live !== undefined) last.current = live
  const { data } = useAnswer(ask('/alerts/{alert}', { params: { alert: given?.id ?? '' } }), {
    enabled: given !== undefined && live === undefined,
  })
  if (live !== undefined) return live
  const asked = data?.alert as Alert | undefined
  return asked === undefined || asked.version < (last.current?.version ?? 0) ? last.current : asked
}
