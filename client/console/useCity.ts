import { useMemo } from 'react'
import type { Alert } from '../../domain/alerts/alert.ts'
import { openAlerts } from '../../domain/alerts/order.ts'
import type { Camera } from '../../domain/cameras/camera.ts'
import type { KpiId } from '../../domain/kpis/index.ts'
import type { KpiValue } from '../../domain/kpis/kpi.ts'
import type { Sensor } from '../../domain/sensors/sensor.ts'
import { isWithin } from '../../domain/units/isWithin.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { useNow, useReception, useRow, useRows } from '../live/useLive.ts'
import { troubleOf } from '../panels/sourceTrouble.ts'

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

export function useCamerasIn(units: UnitTree, unit: string): Camera[] {
  const cameras = useRows('cameras')
  return useMemo(
    () =>
      [...cameras.values()]
        .filter((camera) => isWithin(units, camera.commune, unit))
        .sort((a, b) => collator.compare(a.name, b.name)),
    [cameras, units, unit],
  )
}

/** Alerts that are not cleared and lie in the unit; those without a place concern the city. */
export function useOpenAlerts(units: UnitTree | undefined, unit: string | undefined): Alert[] {
  const alerts = useRows('alerts')
  return useMemo(() => {
    const open = openAlerts(alerts.values())
    return units === undefined || unit === undefined ? open : open.filter((alert) => isWithin(units, alert.unit, unit))
  }, [alerts, units, unit])
}

/** How many sources are in any trouble now. */
export function useTroubledSources(): number {
  const sources = useRows('sources')
  const now = useNow()
  const reception = useReception()
  let troubled = 0
  for (const source of sources.values()) if (troubleOf(source, now, reception) !== 'none') troubled++
  return troubled
}

/** Whether anything in the city is simulated. */
export function useAnySimulated(): boolean {
  const kpis = useRows('kpis')
  const sensors = useRows('sensors')
  const cameras = useRows('cameras')
  return useMemo(() => {
    for (const rows of [sensors, cameras, kpis]) for (const row of rows.values()) if (row.simulated) return true
    return false
  }, [kpis, sensors, cameras])
}
