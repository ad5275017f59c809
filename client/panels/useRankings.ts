import { useMemo } from 'react'
import { officeHours } from '../../domain/calendar/officeHours.ts'
import { hallTrouble } from '../../domain/cameras/hallTrouble.ts'
import type { KpiId } from '../../domain/kpis/index.ts'
import type { SensorKindId } from '../../domain/sensors/index.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { useNow, useReception, useRows } from '../live/useLive.ts'
import { useSensorKinds } from '../live/useSensorKinds.ts'
import { useUnits } from '../ui/useUnits.ts'
import { compareNames } from './names.ts'
import { type CommuneRanking, rankCommunes } from './rankCommunes.ts'
import { type RankedOffice, rankOffices } from './rankOffices.ts'
import { type RankedStation, rankStations } from './rankStations.ts'
import { useCityCalendar } from './useCityCalendar.ts'
import { useKpiInForce } from './useKpiInForce.ts'
import { useSteady } from './useSteady.ts'

/** The rankings on live data: the list at the right and the badges on the map read the same one, so they cannot disagree. */

export function useCommuneRanking(id: KpiId): CommuneRanking | undefined {
  const units = useUnits()
  const rows = useSteady(useRows('kpis'))
  const now = useNow()
  const reception = useReception()
  const kpi = useKpiInForce(id)
  return useMemo(
    () => units && rankCommunes(kpi, units.communes, (code) => rows.get(`${id}|${code}`), now, reception, compareNames),
    [units, rows, now, reception, id, kpi],
  )
}

export function useOfficeRanking(): readonly RankedOffice[] {
  const cameras = useRows('cameras')
  const views = useSteady(useRows('cameraViews'))
  const now = useNow()
  const reception = useReception()
  const calendar = useCityCalendar()
  return useMemo(() => {
    const { isOpen } = officeHours(calendar, now)
    return rankOffices(
      cameras.values(),
      (id) => views.get(id),
      (count) => hallTrouble(count, isOpen),
      now,
      reception,
      compareNames,
    )
  }, [cameras, views, now, reception, calendar])
}

export function useStationRanking(kinds: readonly SensorKindId[]): readonly RankedStation[] {
  const sensors = useRows('sensors')
  const readings = useSteady(useRows('readings'))
  const now = useNow()
  const reception = useReception()
  const inForce = useSensorKinds()
  return useMemo(() => {
    const wanted: ReadonlySet<string> = new Set(kinds)
    const known: Readonly<Record<string, SensorKind>> = inForce
    return rankStations(
      [...sensors.values()].filter((sensor) => wanted.has(sensor.kind)),
      (id) => readings.get(id),
      (kind) => known[kind],
      now,
      reception,
      compareNames,
    )
  }, [sensors, readings, now, reception, kinds, inForce])
}
