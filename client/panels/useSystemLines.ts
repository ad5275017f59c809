import { useMemo } from 'react'
import type { UnitTree } from '../../domain/units/unit.ts'
import { useFeedReady, useJudging, useRow, useRows, useSteadyRows } from '../live/useLive.ts'
import { interruptions, type SystemLine, systemLines } from './systemHealth.ts'

/** Every information system as it stands now; undefined until the hub has told of its sources, connections and alerts. */
export function useSystemLines(units: UnitTree | undefined): readonly SystemLine[] | undefined {
  const { now, reception } = useJudging()
  const sources = useSteadyRows('sources')
  const links = useSteadyRows('links')
  const retired = useRows('retired')
  const alerts = useSteadyRows('alerts')
  const quarantine = useSteadyRows('quarantine')
  const cameras = useSteadyRows('cameras')
  const cameraViews = useSteadyRows('cameraViews')
  const hub = useRow('hub', 'hub')
  const known = [useFeedReady('sources'), useFeedReady('links'), useFeedReady('alerts')].every((ready) => ready)
  return useMemo(
    () =>
      units === undefined || !known
        ? undefined
        : systemLines({
            units,
            sources,
            links,
            retired,
            alerts: alerts.values(),
            quarantine: quarantine.values(),
            cameras,
            cameraViews,
            hub,
            now,
            reception,
          }),
    [units, known, sources, links, retired, alerts, quarantine, cameras, cameraViews, hub, now, reception],
  )
}

/** The same by their own faults alone: see `interruptions`. */
export function useInterruptions(units: UnitTree | undefined): readonly SystemLine[] | undefined {
  const lines = useSystemLines(units)
  return useMemo(() => lines && interruptions(lines), [lines])
}
