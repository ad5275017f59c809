import { type CSSProperties, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../i18n/useText.ts'
import { useEdition } from '../live/useLive.ts'
import { CityMap } from '../map/CityMap.tsx'
import type { Edges } from '../map/edgePlaces.ts'
import { useGeography } from '../map/geography.ts'
import { type DrawnLayer, LayerFeed, type OnLayers } from './LayerFeed.tsx'
import { SceneLegend } from './SceneLegend.tsx'
import type { Scene, SceneLayer } from './scene.ts'
import { type Bounds, boundsOf, type Covered, coveredBy, sceneBounds } from './sceneView.ts'
import './sceneMap.css'

/** The slow curve from one scene to the next, ms. */
const FLY_MS = 7_000
/** Font size of the map's smallest names at scale 1, px: on the wall they stand at one rem. */
const SMALLEST_TEXT_PX = 12
/** Diameter of a badge at scale 1, with a little air, px. */
const BADGE_PX = 30
/** The old city's box: where to look until the shapes have come. */
const CITY: Bounds = [
  [105.22, 9.92],
  [105.86, 10.33],
]

/**
 * The map behind every scene. It stays while scenes turn, so that its camera flies from one to the next.
 * @param rem one rem in pixels
 * @param width of the window in pixels
 * @param ranks how many ranks the list beside it shows: the same are numbered here
 */
export function SceneMap({
  scene,
  rem,
  width,
  ranks,
}: {
  readonly scene: Scene
  readonly rem: number
  readonly width: number
  readonly ranks: number
}) {
  const { t } = useTranslation('wall')
  const text = useText()
  const geography = useGeography(useEdition())
  const city = useMemo(() => (geography && boundsOf(geography.communes)) ?? CITY, [geography])
  const view = useMemo(
    () => ({
      bounds: sceneBounds(scene.view, city),
      pitch: scene.view.pitch,
      bearing: scene.view.bearing,
      padding: coveredBy(scene, rem, width),
    }),
    [scene, city, rem, width],
  )
  const edges = useMemo(() => fadesOf(view.padding, rem), [view, rem])
  const [drawn, setDrawn] = useState<Partial<Record<SceneLayer['layer'], readonly DrawnLayer[]>>>({})
  const onLayers = useCallback<OnLayers>((of, layers) => setDrawn((old) => ({ ...old, [of]: layers })), [])
  const layers = useMemo(() => scene.layers.flatMap(({ layer }) => drawn[layer] ?? []), [scene, drawn])
  const scale = rem / SMALLEST_TEXT_PX
  // The box fills the room between the panels, so its width tells what a badge's diameter is in degrees.
  const [[west], [east]] = view.bounds
  const room = Math.max(1, width - view.padding.left - view.padding.right)
  // Tilted, the map is shorter from top to bottom; turned, its box is seen from a corner.
  const seen = Math.cos((view.pitch * Math.PI) / 180) * (view.bearing === 0 ? 1 : Math.SQRT1_2)
  const apart = (BADGE_PX * scale * (east - west)) / room / seen
  return (
    <div className="scene-map" style={sides(view.padding)}>
      <div className="scene-map__map">
        <CityMap
          view={view}
          layers={layers}
          label={t('map.label', { scene: text(scene.name) })}
          flyMs={FLY_MS}
          labelScale={scale}
          edges={edges}
        />
      </div>
      {geography !== undefined &&
        scene.layers.map((layer) => (
          <LayerFeed key={`${scene.id} ${layer.layer}`} {...{ layer, geography, ranks, apart, scale, onLayers }} />
        ))}
      <div className="scene-map__legend" style={{ paddingLeft: view.padding.left, paddingRight: view.padding.right }}>
        <SceneLegend scene={scene} />
      </div>
    </div>
  )
}

/** The middles of the bands in which the map fades; `sceneMap.css` has the same. */
function fadesOf({ left, right }: Covered, rem: number): Edges {
  return { left: left - rem, right: right - rem, top: 2 * rem, bottom: 7.6 * rem, radius: 2 * rem }
}

/** Where the panels end, for the style sheet. */
function sides({ left, right }: Covered): CSSProperties {
  return { '--scene-left': `${left}px`, '--scene-right': `${right}px` } as CSSProperties
}
