import { useMemo } from 'react'
import type { Directive } from '../../domain/directives/directive.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import { isWithin } from '../../domain/units/isWithin.ts'
import { useFeedReady, useFromNow, useRows } from '../live/useLive.ts'
import { useUnits } from '../ui/useUnits.ts'
import { directiveNeeds } from './directiveNeeds.ts'
import { useWallFilter } from './wallFilter.ts'

/** Directives as they stand this minute; undefined until they have come. */
export function useDirectiveNeeds(): (ReturnType<typeof directiveNeeds> & { readonly now: number }) | undefined {
  const rows = useRows('directives')
  const isReady = useFeedReady('directives')
  const now = useFromNow((at) => Math.floor(at / MINUTE_MS) * MINUTE_MS)
  const { unit: only } = useWallFilter()
  const units = useUnits()
  return useMemo(() => {
    if (!isReady) return undefined
    const isShown = ({ lead, edition }: Directive) =>
      only === undefined || (units !== undefined && units.edition === edition && isWithin(units, lead, only))
    return { ...directiveNeeds([...rows.values()].filter(isShown), now), now }
  }, [rows, isReady, now, only, units])
}
