import { type CSSProperties, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isWithin } from '../../domain/units/isWithin.ts'
import type { Box, WindowSize } from '../../domain/walls/geometry.ts'
import { type SceneView, viewKey } from '../../domain/walls/viewAddress.ts'
import { useText } from '../i18n/useText.ts'
import { AtMoment } from '../live/AtMoment.tsx'
import { useEdition } from '../live/useLive.ts'
import { CityMap } from '../map/CityMap.tsx'
import { type Geography, useGeography } from '../map/geography.ts'
import { type Badge, onTop } from '../map/layers/badge.ts'
import { heightsAmong } from '../map/layers/layerData.ts'
import { rankBadges } from '../map/layers/rankBadges.ts'
import { useFocusUnit } from '../panels/focus.ts'
import { useWallFilter } from '../panels/wallFilter.ts'
import { useUnits } from '../ui/useUnits.ts'
import { type DrawnLayer, LayerFeed, type OnLayers } from './LayerFeed.tsx'
import { SceneOfView } from './SceneOfView.tsx'
import type { Scene, SceneLayer } from './scene.ts'
import { type Bounds, boundsOf, sceneBounds } from './sceneView.ts'
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
  /** What no name and no badge may lie under or cross: what stands on the map, and the seams between panels. */
  readonly keepClear: readonly Box[]
  /** What stands on it. */
  readonly standing: readonly Box[]
  /** Where the columns at the sides end, what stands at the foot begins, and the headline lies: there the land steps back. */
  readonly fades: { readonly left: number; readonly right: number; readonly foot: number; readonly head: Box }
  /** Where the map's makers are named. */
  readonly credit: Box
}

/**
 * The map behind every scene. It stays while scenes turn, so that its camera flies from one to the next.
 * @param room the same object while it says the same
 * @param badges numbers of the list beside it, where they belong; the same list while it says the same
 */
export function SceneMap({
  scene,
  view: shown,
  prepared,
  room,
  badges,
  onCreditHeight,
}: {
  readonly scene: Scene
  readonly view: SceneView
  /** What comes next: what it draws is made ready. */
  readonly prepared: ViewedScene | undefined
  readonly room: MapRoom
  readonly badges: readonly Badge[]
  readonly onCreditHeight: (height: number) => void
}) {
  const { t } = useTranslation('wall')
  const text = useText()
  const geography = useGeography(useEdition())
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
  const { size, rem, free } = room
  const view = useMemo(
    () => ({
      bounds: sceneBounds(scene.view, city, focus),
      pitch: scene.view.pitch,
      bearing: scene.view.bearing,
      padding: { left: free.left, top: free.top, right: size.width - free.right, bottom: size.height - free.bottom },
    }),
    [scene, city, focus, free, size],
  )
  const [zoom, setZoom] = useState<number>()
  const [drawn, setDrawn] = useState<Readonly<Record<string, Drawn>>>({})
  const onDrawn = useCallback<OnDrawn>(
    (of, layer, layers) => setDrawn((old) => withDrawn(old, of, { ...old[of], [layer]: layers })),
    [],
  )
  const key = keyOfScene({ scene, view: shown })
  const scale = rem / SMALLEST_TEXT_PX
  const layers = useMemo(() => {
    const own = scene.layers.flatMap(({ layer }) => drawn[key]?.[layer] ?? [])
    return [...own, ...rankBadges({ badges: onTop(badges, heightsAmong(own)), scale })]
  }, [scene, key, drawn, badges, scale])
  return (
    <div className="scene-map" data-shown={scene.layers.length > 0} style={placesOf(room)}>
      <div className="scene-map__map">
        <CityMap
          view={view}
          layers={layers}
          label={t('map.label', { scene: text(scene.name) })}
          flyMs={FLY_MS}
          isFlowAsked={scene.layers.some((layer) => layer.layer === 'stations' && layer.kinds.includes('waterLevel'))}
          labelScale={scale}
          keepClear={room.keepClear}
          covered={room.standing}
          credit={room.credit}
          onCreditHeight={onCreditHeight}
          onZoom={setZoom}
        />
      </div>
      {geography !== undefined &&
        [{ scene, view: shown }, ...(prepared === undefined ? [] : [prepared])].map((each) => (
          <SceneOfView key={keyOfScene(each)} {...each}>
            <AtMoment moment={each.view.moment}>
              <LayersOfScene of={keyOfScene(each)} scene={each.scene} {...{ geography, zoom, scale, onDrawn }} />
            </AtMoment>
          </SceneOfView>
        ))}
    </div>
  )
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

/** @param of tells what is drawn of one view from that of another */
function LayersOfScene({
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
}

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
