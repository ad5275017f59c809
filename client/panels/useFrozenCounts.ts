import { useMemo } from 'react'
import { cameraState } from '../../domain/cameras/camera.ts'
import { isWithin } from '../../domain/units/isWithin.ts'
import { useJudging, useRows, useSteadyRows } from '../live/useLive.ts'
import { useUnits } from '../ui/useUnits.ts'
import { countFreshness } from './truth.ts'

/** Of the cameras whose counts make a figure of a unit: how many count now, and which of them have a picture that stands still. */
export interface FrozenCounts {
  readonly counting: number
  readonly frozen: number
  /** Since when the first of those stands still, epoch ms. */
  readonly since: number | undefined
}

/** What is counted in a picture that stands still may be of then. */
export function useFrozenCounts(unit: string): FrozenCounts {
  const cameras = useRows('cameras')
  const views = useSteadyRows('cameraViews')
  const { now, reception } = useJudging()
  const units = useUnits()
  return useMemo(() => {
    let counting = 0
    const since: number[] = []
    for (const { id, commune, everyMs } of cameras.values()) {
      const view = views.get(id)
      if (view === undefined || units === undefined || !isWithin(units, commune, unit)) continue
      if (countFreshness(view, now, reception) !== 'live') continue
      counting++
      const state = cameraState(view, everyMs, now, reception)
      if (state.is === 'frozen') since.push(state.since)
    }
    return { counting, frozen: since.length, since: since.length === 0 ? undefined : Math.min(...since) }
  }, [cameras, views, now, reception, units, unit])
}
