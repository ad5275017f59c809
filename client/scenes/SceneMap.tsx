import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../i18n/useText.ts'
import { useEdition } from '../live/useLive.ts'
import { CityMap } from '../map/CityMap.tsx'
import { useGeography } from '../map/geography.ts'
import { type DrawnLayer, LayerFeed } from './LayerFeed.tsx'
import { SceneLegend } from './SceneLegend.tsx'
import type { Scene } from './scene.ts'
import { type Bounds, boundsOf, coveredBy, sceneBounds } from './sceneView.ts'
import './sceneMap.css'

/** The slow curve from one scene to the next, ms. */
const FLY_MS = 7_000
/** The old city's box: where to look until the shapes have come. */
const CITY: Bounds = [
  [105.22, 9.92],
  [105.86, 10.33],
]

/**
 * The map behind every scene. It stays while scenes turn, so that its camera flies from one to the next.
 * @param rem one rem in pixels
 * @param ranks how many ranks the list beside it shows: the same are numbered here
 */
export function SceneMap({
  scene,
  rem,
  ranks,
}: {
  readonly scene: Scene
  readonly rem: number
  readonly ranks: number
}) {
  const { t } = useTranslation('wall')
  const text = useText()
  const geography = useGeography(useEdition())
  const [layers, setLayers] = useState<readonly DrawnLayer[]>([])
  const city = useMemo(() => (geography && boundsOf(geography.communes)) ?? CITY, [geography])
  const view = useMemo(
    () => ({
      bounds: sceneBounds(scene.view, city),
      pitch: scene.view.pitch,
      bearing: scene.view.bearing,
      padding: coveredBy(scene, rem),
    }),
    [scene, city, rem],
  )
  return (
    <div className="scene-map">
      <div className="scene-map__map">
        <CityMap
          view={view}
          layers={[...layers]}
          label={t('map.label', { scene: text(scene.name) })}
          flyMs={FLY_MS}
          labelScale={rem / 12}
        />
      </div>
      {geography !== undefined && (
        <LayerFeed key={scene.id} scene={scene} geography={geography} ranks={ranks} rem={rem} onLayers={setLayers} />
      )}
      <div className="scene-map__legend" style={{ paddingLeft: view.padding.left, paddingRight: view.padding.right }}>
        <SceneLegend scene={scene} />
      </div>
    </div>
  )
}
