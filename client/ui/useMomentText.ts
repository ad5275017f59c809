import { useCallback } from 'react'
import { dayOf, startOfDay } from '../../domain/time.ts'
import { useFromNow } from '../live/useLive.ts'
import { formatMoment } from './format.ts'

/** Writes a moment: `08:55` where that was today, `23:50 24/11/2026` where it was another day. */
export function useMomentText(): (at: number | null | undefined) => string {
  const today = useFromNow((now) => startOfDay(dayOf(now)))
  return useCallback((at) => formatMoment(at, today), [today])
}
