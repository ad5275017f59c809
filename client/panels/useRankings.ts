import { useCallback, useMemo } from 'react'
import { officeHours } from '../../domain/calendar/officeHours.ts'
import { hallTrouble } from '../../domain/cameras/hallTrouble.ts'
import type { KpiId } from '../../domain/kpis/index.ts'
import type { KpiValue } from '../../domain/kpis/kpi.ts'
import type { SensorKindId } from '../../domain/sensors/index.ts'
import type { Sensor } from '../../domain/sensors/sensor.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { isWithin } from '../../domain/units/isWithin.ts'
import { isAuthority } from '../../domain/units/reporters.ts'
import { useJudging, useRows, useSteadyRows } from '../live/useLive.ts'
import { useSensorKinds } from '../live/useSensorKinds.ts'
import { useUnits } from '../ui/useUnits.ts'
import { compareNames } from './names.ts'
import { ownRow } from './ownRow.ts'
import { type CommuneRanking, rankCommunes } from './rankCommunes.ts'
import { type RankedOffice, rankOffices } from './rankOffices.ts'
import { placeInQuestion, type RankedStation, rankStations } from './rankStations.ts'
import { useCityCalendar } from './useCityCalendar.ts'
import { useKpiInForce } from './useKpiInForce.ts'
import { useWallFilter } from './wallFilter.ts'

/** The rankings on live data: the list at the right and the badges on the map read the same one, so they cannot disagree. */

export function useCommuneRanking(id: KpiId): CommuneRanking | undefined {
  const units = useUnits()
  const rows = useSteadyRows('kpis')
  const { now, reception } = useJudging()
  const kpi = useKpiInForce(id)
  const { unit: only } = useWallFilter()
  return useMemo(() => {
    if (units === undefined) return undefined
    const communes = units.communes.filter(({ code }) => only === undefined || isWithin(units, code, only))
    return rankCommunes(kpi, communes, (code) => rows.get(`${id}|${code}`), now, reception, compareNames)
  }, [units, only, rows, now, reception, id, kpi])
}

/** Every authority by what it reported itself, those above the communes too: what a city has is found in one of them. */
export function useAuthorityRanking(
  id: KpiId,
): { readonly ranking: CommuneRanking; readonly ownOf: (code: string) => KpiValue | undefined } | undefined {
  const units = useUnits()
  const rows = useSteadyRows('kpis')
  const { now, reception } = useJudging()
  const kpi = useKpiInForce(id)
  const { unit: only } = useWallFilter()
  return useMemo(() => {
    if (units === undefined) return undefined
    const ownOf = (code: string) => ownRow(units, code, (each) => rows.get(`${id}|${each}`))
    const authorities = units.all.filter(
      ({ code, level }) => isAuthority(units.edition, level) && (only === undefined || isWithin(units, code, only)),
    )
    return { ranking: rankCommunes(kpi, authorities, ownOf, now, reception, compareNames), ownOf }
  }, [units, only, rows, now, reception, id, kpi])
}

export function useOfficeRanking(): readonly RankedOffice[] {
  const cameras = useRows('cameras')
  const views = useSteadyRows('cameraViews')
  const { now, reception } = useJudging()
  const calendar = useCityCalendar()
  const units = useUnits()
  const { unit: only } = useWallFilter()
  return useMemo(() => {
    const { isOpen } = officeHours(calendar, now)
    const isShown = (commune: string) => only === undefined || (units !== undefined && isWithin(units, commune, only))
    return rankOffices(
      [...cameras.values()].filter(({ commune }) => isShown(commune)),
      (id) => views.get(id),
      (count) => hallTrouble(count, isOpen),
      now,
      reception,
      compareNames,
    )
  }, [cameras, views, now, reception, calendar, units, only])
}

export function useStationRanking(kinds: readonly SensorKindId[]): readonly RankedStation[] {
  const sensors = useRows('sensors')
  const readings = useSteadyRows('readings')
  const { now, reception } = useJudging()
  const inForce = useSensorKinds()
  return useMemo(() => {
    const of = JSON.stringify([kinds, now, reception])
    const before = rankings.get(readings) ?? []
    const known = before.find((each) => each.of === of && each.sensors === sensors && each.inForce === inForce)
    if (known !== undefined) return known.ranked
    const wanted: ReadonlySet<string> = new Set(kinds)
    const byKind: Readonly<Record<string, SensorKind>> = inForce
    const ranked = rankStations(
      [...sensors.values()].filter((sensor) => wanted.has(sensor.kind)),
      (id) => readings.get(id),
      (kind) => byKind[kind],
      now,
      reception,
      compareNames,
      placeInQuestion(kinds),
    )
    rankings.set(readings, [{ of, sensors, inForce, ranked }, ...before].slice(0, MOST_RANKINGS))
    return ranked
  }, [sensors, readings, now, reception, kinds, inForce])
}

/** Headline, figures and list of a scene ask for the same at the same second: thousands of stations are put in order once. */
const rankings = new WeakMap<
  ReadonlyMap<string, unknown>,
  readonly {
    readonly of: string
    readonly sensors: ReadonlyMap<string, unknown>
    readonly inForce: unknown
    readonly ranked: readonly RankedStation[]
  }[]
>()
const MOST_RANKINGS = 6

/** The same of what a wall is narrowed to; numbered anew, so that list and map count alike. */
export function useShownStations(kinds: readonly SensorKindId[]): readonly RankedStation[] {
  const stations = useStationRanking(kinds)
  const isShown = useIsStationShown()
  return useMemo(() => {
    const shown = stations.filter(({ sensor }) => isShown(sensor))
    return shown.map((station, place) => (station.rank === undefined ? station : { ...station, rank: place + 1 }))
  }, [stations, isShown])
}

/** Whether a wall's filter shows a station; the same function while it does the same. */
export function useIsStationShown(): (sensor: Pick<Sensor, 'kind' | 'commune'>) => boolean {
  const { unit, kind: only } = useWallFilter()
  const units = useUnits()
  return useCallback(
    ({ kind, commune }) =>
      (only === undefined || kind === only) &&
      (unit === undefined || (units !== undefined && isWithin(units, commune, unit))),
    [unit, only, units],
  )
}
