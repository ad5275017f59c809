import { memo, useCallback, useLayoutEffect, useMemo, useState } from 'react'
import type { WallGeometry, WindowSize } from '../../domain/walls/geometry.ts'
import type { SceneView } from '../../domain/walls/viewAddress.ts'
import { AtMoment } from '../live/AtMoment.tsx'
import { NOTHING_SHOWN, type ShownList } from '../panels/shownRanks.ts'
import { SceneOfView } from '../scenes/SceneOfView.tsx'
import type { Scene } from '../scenes/scene.ts'
import { frameOf } from './frame.ts'
import { Placed } from './Placed.tsx'
import { StageSides } from './Stage.tsx'
import type { Why } from './steering/programmes.ts'
import { WallLegend } from './WallFoot.tsx'
import { WallHead } from './WallHead.tsx'

/** What the wall around a scene has to know of it. */
export interface SceneTold {
  readonly listed: ShownList
  /** How high its legend is, CSS pixels. */
  readonly legendHeight: number
}

export const NOTHING_TOLD: SceneTold = { listed: NOTHING_SHOWN, legendHeight: 0 }

/**
 * What is a scene's own on the wall: its question and answer, what stands at its sides, its legend. Before the wall turns to it, it stands there
 * unseen, asks for its data and is laid out, so that nothing but its being seen is left for the frame in which it comes.
 */
export const SceneOnWall = memo(function SceneOnWall({
  scene,
  view,
  why,
  isShown,
  geometry,
  size,
  rem,
  hasBanner,
  creditHeight,
  onTold,
}: {
  readonly scene: Scene
  readonly view: SceneView
  readonly why: Why | undefined
  readonly isShown: boolean
  readonly geometry: WallGeometry
  readonly size: WindowSize
  readonly rem: number
  readonly hasBanner: boolean
  /** How high the names of the map's makers are, CSS pixels. */
  readonly creditHeight: number
  /** Told of the scene that is shown. */
  readonly onTold: (told: SceneTold) => void
}) {
  const { moment } = view
  const frame = useMemo(() => frameOf(geometry, size, rem, scene.right ?? 'list'), [geometry, size, rem, scene])
  const [told, setTold] = useState(NOTHING_TOLD)
  // Why it is there stands with the answer; where the head has no room for both, over the figures, until something else is put up.
  const putUp = JSON.stringify([scene.id, why, frame.head])
  const [crowded, setCrowded] = useState<string>()
  const onOverflow = useCallback(() => setCrowded(putUp), [putUp])
  const isAside = crowded === putUp
  const onListed = useCallback((listed: ShownList) => setTold((old) => ({ ...old, listed })), [])
  const onLegendHeight = useCallback((legendHeight: number) => setTold((old) => ({ ...old, legendHeight })), [])
  useLayoutEffect(() => {
    if (isShown) onTold(told)
  }, [isShown, told, onTold])
  return (
    <div className="wall__scene" data-prepared={isShown ? undefined : ''}>
      <SceneOfView scene={scene} view={view}>
        <AtMoment moment={moment}>
          <StageSides {...{ scene, frame, rem, hasBanner, onListed }} why={isAside ? why : undefined} />
        </AtMoment>
        <Placed box={frame.head}>
          <WallHead scene={scene} moment={moment} why={isAside ? undefined : why} onOverflow={onOverflow} />
        </Placed>
        <Placed box={frame.legend} at="bottom">
          <AtMoment moment={moment}>
            <WallLegend scene={scene} below={scene.layers.length > 0 ? creditHeight : 0} onHeight={onLegendHeight} />
          </AtMoment>
        </Placed>
      </SceneOfView>
    </div>
  )
})
