import { type CSSProperties, memo, type ReactNode, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isWithin } from '../../domain/units/isWithin.ts'
import type { Box, WindowSize } from '../../domain/walls/geometry.ts'
import { type SceneView, viewKey } from '../../domain/walls/viewAddress.ts'
import { useText } from '../i18n/useText.ts'
import { AtMoment } from '../live/AtMoment.tsx'
import { useEdition } from '../live/useLive.ts'
import { CityMap, type SharedOfStills } from '../map/CityMap.tsx'
import { useFlowText } from '../map/flow/useFlowText.ts'
import { type Geography, useGeography } from '../map/geography.ts'
import { type Badge, onTop } from '../map/layers/badge.ts'
import { heightsAmong } from '../map/layers/layerData.ts'
import { rankBadges } from '../map/layers/rankBadges.ts'
import type { MapView } from '../map/mapView.ts'
import { isStill } from '../map/motion.ts'
import { StillMap } from '../map/still/StillMap.tsx'
import { useFocusUnit } from '../panels/focus.ts'
import { useWallFilter } from '../panels/wallFilter.ts'
import { useUnits } from '../ui/useUnits.ts'
import { type DrawnLayer, LayerFeed, type OnLayers } from './LayerFeed.tsx'
import { SceneOfView } from './SceneOfView.tsx'
import type { Scene, SceneLayer } from './scene.ts'
import { type Bounds, boundsOf, sceneBounds, viewOf } from './sceneView.ts'
import { useFree } from './useFree.ts'
import './sceneMap.css'

/** The slow curve from one scene to the next, ms. */
const FLY_MS = 7_000
/** Font size of the map's smallest names at scale 1, px: on the wall they stand at one rem. */
const SMALLEST_TEXT_PX = 12
/** The old city's box: where to look until the shapes have come. */
const CITY: Bounds = [
  [105.22, 9.92],
  [105.86, 10.33],
]

/** What stands on the map and where it is to be seen whole, CSS pixels of the window. */
export interface MapRoom {
  readonly size: WindowSize
  /** One rem. */
  readonly rem: number
  /** Where nothing stands on it: what the scene shows is fitted in here. */
  readonly free: Box
  /** The same while no banner stands on it. */
  readonly freeAtRest: Box
  /** What no name and no badge may lie under or cross: what stands on the map, and the seams between panels. */
  readonly keepClear: readonly Box[]
  /** What stands on it. */
  readonly standing: readonly Box[]
  /** Where the columns at the sides end, what stands at the foot begins, and the headline lies: there the land steps back. */
  readonly fades: { readonly left: number; readonly right: number; readonly foot: number; readonly head: Box }
  /** Where the map's makers are named. */
  readonly credit: Box
}

/** A scene that stands before the map, seen or unseen. The same object while it says the same. */
export interface SceneOnMap extends ViewedScene {
  readonly key: string
  readonly room: MapRoom
  /** Numbers of the list beside it, where they belong. */
  readonly badges: readonly Badge[]
  /** Where everything is that its list names. */
  readonly listed: readonly { readonly lng: number; readonly lat: number }[]
}

/**
 * The map behind every scene. It stays while scenes turn, so that its camera flies from one to the next. What a scene draws on it is made ready
 * before it is seen; where the map is a still, so is the whole picture.
 * @param scenes the same list while it says the same
 * @param shown the key of the one that is seen
 */
export function SceneMap({
  scenes,
  shown: key,
  onCreditHeight,
}: {
  readonly scenes: readonly SceneOnMap[]
  readonly shown: string
  readonly onCreditHeight: (height: number) => void
}) {
  const geography = useGeography(useEdition())
  const [zoom, setZoom] = useState<number>()
  const [drawn, setDrawn] = useState<Readonly<Record<string, Drawn>>>({})
  const onDrawn = useCallback<OnDrawn>(
    (of, layer, layers) => setDrawn((old) => withDrawn(old, of, { ...old[of], [layer]: layers })),
    [],
  )
  const stills = useCallback(
    (shared: SharedOfStills) =>
      scenes.map((each) => (
        <div key={each.key} className="scene-map__still" data-unseen={each.key === key ? undefined : ''}>
          <SceneOfView scene={each.scene} view={each.view}>
            <StillOfScene of={each} drawn={drawn[each.key]} {...shared} />
          </SceneOfView>
        </div>
      )),
    [scenes, key, drawn],
  )
  const shown = scenes.find((each) => each.key === key)
  if (shown === undefined) return null
  const { scene, room } = shown
  return (
    <div className="scene-map" data-shown={scene.layers.length > 0} style={placesOf(room)}>
      <div className="scene-map__map">
        <SceneOfView scene={scene} view={shown.view}>
          <ShownMap of={shown} drawn={drawn[key]} {...{ geography, stills, onCreditHeight }} onZoom={setZoom} />
        </SceneOfView>
      </div>
      {geography !== undefined &&
        scenes.map((each) => (
          <SceneOfView key={each.key} scene={each.scene} view={each.view}>
            <AtMoment moment={each.view.moment}>
              <LayersOfScene of={each.key} scene={each.scene} {...{ geography, zoom, onDrawn }} scale={scaleOf(room)} />
            </AtMoment>
          </SceneOfView>
        ))}
    </div>
  )
}

const scaleOf = ({ rem }: MapRoom) => rem / SMALLEST_TEXT_PX

function ShownMap({
  of,
  drawn,
  geography,
  ...map
}: {
  readonly of: SceneOnMap
  readonly drawn: Drawn | undefined
  readonly geography: Geography | undefined
  readonly stills: (shared: SharedOfStills) => ReactNode
  readonly onCreditHeight: (height: number) => void
  readonly onZoom: (zoom: number) => void
}) {
  const { t } = useTranslation('wall')
  const text = useText()
  const { scene, room } = of
  return (
    <CityMap
      view={useViewOfScene(of, geography)}
      layers={useLayersOfScene(of, drawn)}
      label={t('map.label', { scene: text(scene.name) })}
      flyMs={FLY_MS}
      isFlowAsked={isFlowAsked(scene)}
      labelScale={scaleOf(room)}
      keepClear={room.keepClear}
      covered={room.standing}
      credit={room.credit}
      beside={of.key}
      {...map}
    />
  )
}

/** The map of one scene where there is no other than a still one. It is drawn whole before it is seen. */
const StillOfScene = memo(function StillOfScene({
  of,
  drawn,
  flow,
  ...shared
}: SharedOfStills & { readonly of: SceneOnMap; readonly drawn: Drawn | undefined }) {
  const view = useViewOfScene(of, shared.geography, false)
  const layers = useLayersOfScene(of, drawn)
  const flowText = useFlowText(flow, isFlowAsked(of.scene))
  if (of.scene.layers.length === 0) return null
  return (
    <StillMap
      {...{ view, layers, flow, flowText }}
      keepClear={of.room.keepClear}
      scale={scaleOf(of.room)}
      {...shared}
    />
  )
})

const isFlowAsked = ({ layers }: Scene) =>
  layers.some((layer) => layer.layer === 'stations' && layer.kinds.includes('waterLevel'))

/** Where the camera stands for the scene that this is in. */
function useViewOfScene(
  { key, scene, room, listed }: SceneOnMap,
  geography: Geography | undefined,
  canMove = !isStill(),
): MapView {
  const city = useMemo(() => (geography && boundsOf(geography.communes)) ?? CITY, [geography])
  const unit = useFocusUnit()
  const { unit: only } = useWallFilter()
  const units = useUnits()
  const focus = useMemo(() => {
    const within = only ?? unit
    if (units === undefined || within === units.city.code) return undefined
    const features = geography?.communes.features.filter(({ properties }) => isWithin(units, properties.code, within))
    return boundsOf({ type: 'FeatureCollection', features: features ?? [] })
  }, [geography, unit, only, units])
  const { size } = room
  const stands = viewOf(scene, useEdition(), listed)
  const free = useFree(key, room, canMove)
  return useMemo(
    () => ({
      bounds: sceneBounds(stands, city, focus),
      pitch: stands.pitch,
      bearing: stands.bearing,
      padding: { left: free.left, top: free.top, right: size.width - free.right, bottom: size.height - free.bottom },
    }),
    [stands, city, focus, free, size],
  )
}

/** What is drawn for a scene, and the numbers of its list. */
function useLayersOfScene({ scene, room, badges }: SceneOnMap, drawn: Drawn | undefined) {
  const scale = scaleOf(room)
  return useMemo(() => {
    const own = scene.layers.flatMap(({ layer }) => drawn?.[layer] ?? [])
    return [...own, ...rankBadges({ badges: onTop(badges, heightsAmong(own)), scale })]
  }, [scene, drawn, badges, scale])
}

/** A scene, and what of it is shown. */
export interface ViewedScene {
  readonly scene: Scene
  readonly view: SceneView
}

/** Of two that show the same of the same scene it is the same. */
export function keyOfScene({ scene, view }: ViewedScene): string {
  return `${scene.id} ${viewKey(view)}`
}

/** What was drawn for the layers of a scene. */
type Drawn = Partial<Record<SceneLayer['layer'], readonly DrawnLayer[]>>
type OnDrawn = (of: string, layer: SceneLayer['layer'], layers: readonly DrawnLayer[]) => void

/** What a view has given up is kept no more. */
function withDrawn(old: Readonly<Record<string, Drawn>>, of: string, drawn: Drawn): Readonly<Record<string, Drawn>> {
  const { [of]: _replaced, ...others } = old
  return Object.values(drawn).every((layers) => layers.length === 0) ? others : { ...others, [of]: drawn }
}

/** Renders with its data alone, not with what else stands on the map. @param of tells what is drawn of one view from that of another */
const LayersOfScene = memo(function LayersOfScene({
  of,
  scene,
  onDrawn,
  ...feed
}: {
  readonly of: string
  readonly scene: Scene
  readonly geography: Geography
  readonly zoom: number | undefined
  readonly scale: number
  readonly onDrawn: OnDrawn
}) {
  const onLayers = useCallback<OnLayers>((layer, layers) => onDrawn(of, layer, layers), [of, onDrawn])
  return scene.layers.map((layer) => <LayerFeed key={layer.layer} {...{ layer, onLayers }} {...feed} />)
})

/** Where the map gives way, for the style sheet. */
function placesOf({ size, fades }: MapRoom): CSSProperties {
  return {
    '--scene-left': `${fades.left}px`,
    '--scene-right': `${size.width - fades.right}px`,
    '--scene-foot': `${size.height - fades.foot}px`,
    '--scene-head-right': `${fades.head.right}px`,
    '--scene-head-foot': `${fades.head.bottom}px`,
  } as CSSProperties
}
