import { useMemo } from 'react'
import { type Alert, isToClose } from '../../domain/alerts/alert.ts'
import { countedAlerts } from '../../domain/alerts/order.ts'
import type { Camera } from '../../domain/cameras/camera.ts'
import { type Office, officesOf } from '../../domain/cameras/office.ts'
import type { KpiId } from '../../domain/kpis/index.ts'
import type { KpiValue } from '../../domain/kpis/kpi.ts'
import type { Sensor } from '../../domain/sensors/sensor.ts'
import type { Severity } from '../../domain/sensors/sensorKind.ts'
import { troubleOf } from '../../domain/sources/sourceTrouble.ts'
import { isWithin } from '../../domain/units/isWithin.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { useFeedReady, useNow, usePacedRows, useReception, useRow, useRows } from '../live/useLive.ts'

/** Rows of the live feeds, cut to one unit. Each changes identity only when something in its feed changed. */

const collator = new Intl.Collator('vi')

export function useKpi(kpi: KpiId, unit: string): KpiValue | undefined {
  return useRow('kpis', `${kpi}|${unit}`)
}

export function useSensorsIn(units: UnitTree, unit: string): Sensor[] {
  const sensors = useRows('sensors')
  return useMemo(
    () =>
      [...sensors.values()]
        .filter((sensor) => isWithin(units, sensor.commune, unit))
        .sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : collator.compare(a.name, b.name))),
    [sensors, units, unit],
  )
}

function useCamerasIn(units: UnitTree, unit: string): Camera[] {
  const cameras = useRows('cameras')
  return useMemo(
    () =>
      [...cameras.values()]
        .filter((camera) => isWithin(units, camera.commune, unit))
        .sort((a, b) => collator.compare(a.name, b.name)),
    [cameras, units, unit],
  )
}

/** The one-stop offices in a unit, by name: each once, however many cameras look at it. */
export function useOfficesIn(units: UnitTree, unit: string): readonly Office[] {
  const cameras = useCamerasIn(units, unit)
  return useMemo(() => officesOf(cameras).sort((a, b) => collator.compare(a.name, b.name)), [cameras])
}

/** Alerts that are open and lie in the unit, worst first, without those that another of them tells of; what has no place concerns the city. */
export function useOpenAlerts(units: UnitTree, unit: string): readonly Alert[] {
  const alerts = usePacedRows('alerts')
  return useMemo(
    () => countedAlerts([...alerts.values()].filter((alert) => isWithin(units, alert.unit, unit))).open,
    [alerts, units, unit],
  )
}

/** Alerts of the unit that are over and that somebody has dealt with, and nobody closed yet; the newest first. */
export function useAlertsToClose(units: UnitTree, unit: string): readonly Alert[] {
  const alerts = usePacedRows('alerts')
  return useMemo(
    () =>
      [...alerts.values()]
        .filter((alert) => isToClose(alert) && isWithin(units, alert.unit, unit))
        .sort((a, b) => (b.clearedAt ?? 0) - (a.clearedAt ?? 0)),
    [alerts, units, unit],
  )
}

/** How many alerts of the city are not cleared, undefined until the hub has told, and how grave the worst of them is, undefined while there is none. */
export function useOpenAlertTally(): { readonly open: number | undefined; readonly worst: Severity | undefined } {
  const alerts = usePacedRows('alerts')
  const isReady = useFeedReady('alerts')
  return useMemo(() => {
    const { open } = countedAlerts(alerts.values())
    return { open: isReady ? open.length : undefined, worst: open[0]?.severity }
  }, [alerts, isReady])
}

/** How many sources are in any trouble now; undefined until the hub has told. */
export function useTroubledSources(): number | undefined {
  const sources = usePacedRows('sources')
  const now = useNow()
  const reception = useReception()
  const isReady = useFeedReady('sources')
  if (!isReady) return undefined
  let troubled = 0
  for (const source of sources.values()) if (troubleOf(source, now, reception) !== 'none') troubled++
  return troubled
}

/** Whether anything in the city is simulated. */
export function useAnySimulated(): boolean {
  const kpis = usePacedRows('kpis')
  const sensors = usePacedRows('sensors')
  const cameras = usePacedRows('cameras')
  return useMemo(() => {
    for (const rows of [sensors, cameras, kpis]) for (const row of rows.values()) if (row.simulated) return true
    return false
  }, [kpis, sensors, cameras])
}
