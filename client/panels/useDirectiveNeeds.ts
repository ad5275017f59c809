import { useMemo } from 'react'
import { MINUTE_MS } from '../../domain/time.ts'
import { useFeedReady, useFromNow, useRows } from '../live/useLive.ts'
import { directiveNeeds } from './directiveNeeds.ts'

/** Directives as they stand this minute; undefined until they have come. */
export function useDirectiveNeeds(): (ReturnType<typeof directiveNeeds> & { readonly now: number }) | undefined {
  const rows = useRows('directives')
  const isReady = useFeedReady('directives')
  const now = useFromNow((at) => Math.floor(at / MINUTE_MS) * MINUTE_MS)
  return useMemo(() => (isReady ? { ...directiveNeeds(rows.values(), now), now } : undefined), [rows, isReady, now])
}
