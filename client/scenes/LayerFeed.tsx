import { useCallback, useEffect, useLayoutEffect, useMemo } from 'react'
import { isHallTrouble } from '../../domain/cameras/hallTrouble.ts'
import type { KpiId } from '../../domain/kpis/index.ts'
import type { SensorKindId } from '../../domain/sensors/index.ts'
import { isWithin } from '../../domain/units/isWithin.ts'
import { useJudging, useNow, useReception, useRows, useSteadyRows } from '../live/useLive.ts'
import { useSensorKinds } from '../live/useSensorKinds.ts'
import type { Geography } from '../map/geography.ts'
import { alertMarks } from '../map/layers/alertMarks.ts'
import { cameraMarks } from '../map/layers/cameraMarks.ts'
import { communeFill, type Fill } from '../map/layers/communeFill.ts'
import { sensorMarks } from '../map/layers/sensorMarks.ts'
import { alertPlaces } from '../panels/alertPlaces.ts'
import { useFocusUnit } from '../panels/focus.ts'
import { incidentGravity, useFocusIncident } from '../panels/focusIncident.ts'
import { kpiOnMap } from '../panels/planLines.ts'
import { useKpiInForce } from '../panels/useKpiInForce.ts'
import { usePlanLines } from '../panels/usePlanLines.ts'
import { useIsStationShown, useOfficeRanking } from '../panels/useRankings.ts'
import { useIsAlertShown, useWallFilter } from '../panels/wallFilter.ts'
import { useUnits } from '../ui/useUnits.ts'
import { communeFills } from './communeFills.ts'
import type { SceneLayer } from './scene.ts'
import { useSame } from './useSame.ts'

/** A layer as the map takes it. */
export type DrawnLayer = ReturnType<typeof communeFill>[number]

/** Told what to draw for a layer of the scene, whenever that changed. */
export type OnLayers = (of: SceneLayer['layer'], layers: readonly DrawnLayer[]) => void

/** The communes without a figure: their borders and names are enough. */
const NO_FILLS: ReadonlyMap<string, Fill> = new Map()

interface Feed {
  readonly geography: Geography
  /** Of the map, once it is known. */
  readonly zoom: number | undefined
  /** Of everything sized in pixels: 1 on a desk. */
  readonly scale: number
  readonly onLayers: OnLayers
}

/**
 * Turns one layer of a scene and its live rows into what the map draws, whenever that changes. Renders nothing itself. It tells before the frame in
 * which it changed is painted: one that is painted in between is a map without it, drawn for nothing.
 */
export function LayerFeed({ layer, ...feed }: Feed & { readonly layer: SceneLayer }) {
  const { onLayers } = feed
  const { layer: of } = layer
  // What a scene drew is of its time, and the map has given it up: a scene that comes again begins with nothing.
  useEffect(() => () => onLayers(of, []), [of, onLayers])
  switch (layer.layer) {
    case 'communes':
      return <Communes kpi={layer.kpi} rise={layer.rise} {...feed} />
    case 'planCommunes':
      return <PlanCommunes rise={layer.rise} {...feed} />
    case 'offices':
      return <Offices {...feed} />
    case 'stations':
      return <Stations kinds={layer.kinds} {...feed} />
    case 'alerts':
      return <Alerts over={layer.over === true} {...feed} />
    case 'incident':
      return <Incident {...feed} />
  }
}

/** What the plan's own answer is about; where communes report none of it, their borders and names. */
function PlanCommunes({ rise, onLayers, ...feed }: Feed & { rise: boolean }) {
  const kpi = kpiOnMap(usePlanLines())
  const { geography, scale } = feed
  const told = useCallback<OnLayers>((_, layers) => onLayers('planCommunes', layers), [onLayers])
  const isBare = kpi === undefined
  useEffect(() => {
    if (isBare) onLayers('planCommunes', communeFill({ geography, fills: NO_FILLS, scale }))
  }, [isBare, geography, scale, onLayers])
  return isBare ? null : <Communes key={kpi} kpi={kpi} rise={rise} onLayers={told} {...feed} />
}

function Communes({ kpi: id, rise, geography, scale, onLayers }: Feed & { kpi: KpiId; rise: boolean }) {
  const rows = useSteadyRows('kpis')
  const { now } = useJudging()
  const kpi = useKpiInForce(id)
  const units = useUnits()
  // The city as a whole needs no mark.
  const inFocus = useFocusUnit()
  const focus = inFocus === units?.city.code ? undefined : inFocus
  const { unit: only } = useWallFilter()
  const codes = useMemo(
    () =>
      geography.communes.features
        .map(({ properties }) => properties.code)
        .filter((code) => only === undefined || (units !== undefined && isWithin(units, code, only))),
    [geography, units, only],
  )
  const fills = useSame(communeFills(kpi, codes, (code) => rows.get(`${id}|${code}`), now, rise))
  const arrived = useSame(
    codes.flatMap((code): [string, number][] => {
      const at = rows.get(`${id}|${code}`)?.at
      return at == null ? [] : [[code, at]]
    }),
  )
  useLayoutEffect(() => {
    onLayers(
      'communes',
      communeFill({ geography, fills: new Map(fills), arrivals: new Map(arrived), selected: focus, scale }),
    )
  }, [geography, fills, arrived, focus, scale, onLayers])
  return null
}

function Offices({ zoom, scale, onLayers }: Feed) {
  const all = useRows('cameras')
  const views = useSteadyRows('cameraViews')
  const now = useNow()
  const reception = useReception()
  const ranking = useOfficeRanking()
  const units = useUnits()
  const { unit: only } = useWallFilter()
  const cameras = useMemo(
    () =>
      only === undefined || units === undefined
        ? all
        : new Map([...all].filter(([, { commune }]) => isWithin(units, commune, only))),
    [all, units, only],
  )
  const troubled = useSame(
    ranking.flatMap(({ need, office }) =>
      isHallTrouble(need) ? office.cameras.map(({ id }) => [id, need] as const) : [],
    ),
  )
  useLayoutEffect(() => {
    onLayers('offices', cameraMarks({ cameras, views, now, reception, attention: new Map(troubled), zoom, scale }))
  }, [cameras, views, now, reception, troubled, zoom, scale, onLayers])
  return null
}

function Stations({ kinds, zoom, scale, onLayers }: Feed & { kinds: readonly SensorKindId[] }) {
  const all = useRows('sensors')
  const readings = useSteadyRows('readings')
  const now = useNow()
  const reception = useReception()
  const inForce = useSensorKinds()
  const isShown = useIsStationShown()
  const sensors = useMemo(() => {
    const wanted: ReadonlySet<string> = new Set(kinds)
    return new Map([...all].filter(([, sensor]) => wanted.has(sensor.kind) && isShown(sensor)))
  }, [all, kinds, isShown])
  useLayoutEffect(() => {
    onLayers('stations', sensorMarks({ sensors, readings, now, reception, zoom, scale, kinds: inForce }))
  }, [sensors, readings, now, reception, zoom, scale, inForce, onLayers])
  return null
}

function Alerts({ over, geography, scale, onLayers }: Feed & { over: boolean }) {
  const alerts = useSteadyRows('alerts')
  const units = useUnits()
  const isShown = useIsAlertShown()
  const shown = [...alerts.values()].filter(isShown)
  const places = useSame(units === undefined ? [] : [...alertPlaces(shown, units, units.city.code)])
  useLayoutEffect(() => {
    onLayers('alerts', [
      ...(over ? [] : communeFill({ geography, fills: NO_FILLS, scale })),
      ...alertMarks({ places, scale }),
    ])
  }, [over, geography, places, scale, onLayers])
  return null
}

/** One mark where the incident in focus happened, or in the middle of its unit. */
function Incident({ geography, scale, onLayers }: Feed) {
  const units = useUnits()
  const { shown } = useFocusIncident()
  const { id = '', point = null, unit = null } = shown?.incident ?? {}
  const place = point ?? (unit === null ? undefined : units?.byCode.get(unit))
  const places = useSame(
    place === undefined || shown === undefined
      ? []
      : [{ id, severity: incidentGravity(shown.incident), lng: place.lng, lat: place.lat }],
  )
  useLayoutEffect(() => {
    onLayers('incident', [...communeFill({ geography, fills: NO_FILLS, scale }), ...alertMarks({ places, scale })])
  }, [geography, places, scale, onLayers])
  return null
}
