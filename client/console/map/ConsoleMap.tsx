import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { isInside, type Position, type Rings } from '../../../domain/units/geometry.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useEdition, useNow, useReception, useRows } from '../../live/useLive.ts'
import { useSensorKinds } from '../../live/useSensorKinds.ts'
import { CityMap } from '../../map/CityMap.tsx'
import { type Geography, useGeography } from '../../map/geography.ts'
import { type AlertPlace, alertMarks } from '../../map/layers/alertMarks.ts'
import { cameraMarks } from '../../map/layers/cameraMarks.ts'
import { communeFill, type Fill } from '../../map/layers/communeFill.ts'
import { stackedIn } from '../../map/layers/layerData.ts'
import { sensorMarks } from '../../map/layers/sensorMarks.ts'
import { unitOutline } from '../../map/layers/unitOutline.ts'
import type { Picked } from '../../map/mapEngine.ts'
import { useMapPalette } from '../../map/useMapPalette.ts'
import { alertPlaces } from '../../panels/alertPlaces.ts'
import { boundsOf } from '../../scenes/sceneView.ts'
import { useMay } from '../../ui/useMay.ts'
import { addressOf } from '../address.ts'
import { useKpiInView } from '../figures/useKpiInView.ts'
import { OpenDialog } from '../incidents/OpenIncident.tsx'
import { useUnitRows } from '../ranking/useUnitRows.ts'
import { useView } from '../useView.ts'
import { type Device, DevicesDialog } from './DevicesDialog.tsx'
import { HintOf } from './HintOf.tsx'
import type { MapFocus } from './mapFocus.ts'
import { tonesOf, viewOfPick } from './mapPicture.ts'
import { type MarksOnMap, useMarksOnMap } from './useMarksOnMap.ts'

/** Near enough to tell the office from the street. */
const CLOSE_UP_ZOOM = 13.4
const FLY_MS = 1_200
const AIR = { top: 24, right: 24, bottom: 40, left: 24 }
/** What a click on the mark of the point in view says. */
const POINT = 'point'
const NO_FILLS: ReadonlyMap<string, Fill> = new Map()

/** The map of the console: communes by the chosen KPI, the sensors, cameras and alerts of what is in view. A click opens what it meets. */
export function ConsoleMap({
  units,
  focus,
  isOfIncident,
}: {
  units: UnitTree
  focus: MapFocus
  isOfIncident: boolean
}) {
  const { t } = useTranslation('console')
  const { t: incidents } = useTranslation('incidents')
  const text = useText()
  const { view } = useView()
  const navigate = useNavigate()
  const geography = useGeography(useEdition())
  const kpi = useKpiInView(view.kpi)
  const now = useNow()
  const reception = useReception()
  const palette = useMapPalette()
  const { rowOf } = useUnitRows(view.kpi)
  const readings = useRows('readings')
  const views = useRows('cameraViews')
  const alerts = useRows('alerts')
  const marks = useMarksOnMap(units, focus, kpi)
  const [zoom, setZoom] = useState<number>()
  const [listed, setListed] = useState<{ heading: string; groups: readonly (readonly Device[])[] }>()
  const [isPointing, setPointing] = useState(false)
  const [opening, setOpening] = useState<Position>()
  const mayOpen = useMay('incidents.work') && !isOfIncident
  const unit = focus.is === 'unit' ? units.byCode.get(focus.id) : undefined
  const point = focus.is === 'point' ? `${focus.lng} ${focus.lat}` : undefined
  const alerting = useMemo((): readonly AlertPlace[] => {
    if (unit !== undefined) return alertPlaces(alerts.values(), units, unit.code)
    const [lng = 0, lat = 0] = point?.split(' ').map(Number) ?? []
    return point === undefined ? [] : [{ id: POINT, severity: 'critical', lng, lat }]
  }, [alerts, units, unit, point])
  const selected = focus.is === 'sensor' || focus.is === 'camera' ? focus.id : undefined
  const communes = useMemo(() => (unit === undefined ? undefined : new Set(units.communesOf(unit.code))), [units, unit])

  // The tones are asked for each second and change rarely: the same map of fills until one of them does.
  const fills = useSame(unit === undefined ? NO_FILLS : tonesOf(units, kpi, rowOf, now))

  const place = marks.chosen
  const camera = useMemo(() => {
    if (place !== undefined) return { lng: place.lng, lat: place.lat, zoom: CLOSE_UP_ZOOM, bearing: 0, pitch: 0 }
    if (geography === undefined) return undefined
    const around = new Set(units.communesOf(marks.unit))
    const inView = geography.communes.features.filter((feature) => around.has(feature.properties.code))
    const bounds = boundsOf({ type: 'FeatureCollection', features: inView })
    return bounds === undefined ? undefined : { bounds, padding: AIR }
  }, [geography, units, marks.unit, place])

  // Once a second is often enough for marks: a repaint for every reading would leave a slow machine no time for anything else.
  const kinds = useSensorKinds()
  const latest = useRef({ readings, views })
  latest.current = { readings, views }
  const layers = useMemo(() => {
    if (geography === undefined) return []
    const { readings, views } = latest.current
    return [
      ...communeFill({ geography, fills, onlyUnder: communes, palette }),
      ...(unit === undefined || unit.level === 'city' ? [] : unitOutline({ geography, codes: [unit.code], palette })),
      ...sensorMarks({
        zoom,
        sensors: marks.sensors,
        readings,
        now,
        reception,
        palette,
        kinds,
        ...(focus.is === 'sensor' && selected !== undefined && { selected }),
      }),
      ...cameraMarks({
        zoom,
        cameras: marks.cameras,
        views,
        now,
        reception,
        palette,
        ...(focus.is === 'camera' && selected !== undefined && { selected }),
      }),
      ...alertMarks({ places: alerting, palette }),
    ]
  }, [zoom, geography, fills, communes, unit, marks, alerting, now, reception, palette, kinds, focus.is, selected])

  const onPick = useCallback(
    (info: Picked | undefined, at?: Position) => {
      if (isPointing && at !== undefined) {
        setPointing(false)
        setOpening(at)
        return
      }
      if (info?.among !== undefined) {
        setListed({
          heading: t('map.here', { count: info.among.length }),
          groups: [devicesOf(marks, info.layer, info.among)],
        })
        return
      }
      const picked = info === undefined || info.id === POINT ? undefined : viewOfPick(info, view)
      if (picked !== undefined) void navigate(addressOf(picked))
    },
    [navigate, view, marks, t, isPointing],
  )
  const stacked = layers.flatMap((layer) =>
    layer.id === 'sensors' || layer.id === 'cameras'
      ? stackedIn(layer).map((ids) => devicesOf(marks, layer.id, ids))
      : [],
  )
  // A mark of the map takes no focus: what it stands for is listed by a button.
  const notes = [
    { heading: t('map.unplaced', { count: marks.unplaced.length }), groups: [marks.unplaced] },
    { heading: t('map.stacked', { count: stacked.length }), groups: stacked },
  ].filter(({ groups }) => groups.flat().length > 0)
  if (camera === undefined) return <p className="map-part__coming">{t('map.coming')}</p>
  return (
    <>
      <CityMap
        view={camera}
        layers={layers}
        label={t('map.label', { what: unit === undefined ? t('sensor.place') : text(kpi.name) })}
        flyMs={FLY_MS}
        onPick={onPick}
        onPoint={mayOpen ? setOpening : undefined}
        onZoom={setZoom}
        hint={(picked) => <HintOf picked={picked} units={units} kpi={view.kpi} />}
      />
      <div className="map-part__notes">
        {notes.map(({ heading, groups }) => (
          <button
            key={heading}
            type="button"
            className="console__button"
            onClick={() => setListed({ heading, groups })}
          >
            {heading}
          </button>
        ))}
        {mayOpen && focus.is === 'unit' && (
          <button
            type="button"
            className="console__button"
            aria-pressed={isPointing}
            onClick={() => setPointing(!isPointing)}
          >
            {incidents(isPointing ? 'open.pointing' : 'open.atPoint')}
          </button>
        )}
      </div>
      {opening !== undefined && (
        <OpenDialog
          units={units}
          from={{ is: 'point', lng: opening[0], lat: opening[1] }}
          unit={communeAt(geography, opening)}
          close={() => setOpening(undefined)}
        />
      )}
      {listed !== undefined && <DevicesDialog {...listed} units={units} close={() => setListed(undefined)} />}
    </>
  )
}

/** Code of the commune in which a point lies, as the map draws it. */
function communeAt(geography: Geography | undefined, at: Position): string | undefined {
  return geography?.communes.features.find(({ geometry }) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    return polygons.some((polygon) => isInside(at, polygon as unknown as Rings))
  })?.properties.code
}

/** The devices that a mark of the map stands for. */
function devicesOf({ sensors, cameras }: MarksOnMap, layer: string, ids: readonly string[]): readonly Device[] {
  const all: ReadonlyMap<string, Device> = layer === 'cameras' ? cameras : sensors
  return ids.flatMap((id) => all.get(id) ?? [])
}

/** The map given before while it says the same. */
function useSame(fills: ReadonlyMap<string, Fill>): ReadonlyMap<string, Fill> {
  const last = useRef(fills)
  const isSame =
    last.current.size === fills.size && [...fills].every(([code, { tone }]) => last.current.get(code)?.tone === tone)
  if (!isSame) last.current = fills
  return last.current
}
