import { memo, useCallback, useEffect, useState } from 'react'
import { AtMoment } from '../live/AtMoment.tsx'
import { NOTHING_SHOWN, type ShownList } from '../panels/shownRanks.ts'
import { SceneOfView } from '../scenes/SceneOfView.tsx'
import type { Frame, RightSide } from './frame.ts'
import { Placed } from './Placed.tsx'
import { StageSides } from './Stage.tsx'
import type { StandingScene } from './standingScenes.ts'
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
 * unseen, asks for its data and is laid out, so that nothing but its being seen is left for the frame in which it comes; and it goes unseen, and is
 * taken down later.
 */
export function SceneOnWall({ isShown, ...parts }: SceneParts & { readonly isShown: boolean }) {
  return (
    <div className="wall__scene" data-unseen={isShown ? undefined : ''} aria-hidden={!isShown}>
      <Parts {...parts} />
    </div>
  )
}

interface SceneParts {
  /** The same object while it says the same. */
  readonly of: StandingScene
  /** The same function while the wall is the same. */
  readonly frameOfSide: (side: RightSide) => Frame
  readonly rem: number
  readonly hasBanner: boolean
  /** How high the names of the map's makers are, CSS pixels. */
  readonly creditHeight: number
  /** The same function each time. */
  readonly onTold: OnTold
}

/** Told of a scene by its key what has changed; undefined: it stands there no more. */
export type OnTold = (key: string, told: Partial<SceneTold> | undefined) => void

/** Whether it is seen is no matter of theirs: nothing of them renders in the frame of a turn. */
const Parts = memo(function Parts({
  of: { key, scene, view, why },
  frameOfSide,
  rem,
  hasBanner,
  creditHeight,
  onTold,
}: SceneParts) {
  const { moment } = view
  const frame = frameOfSide(scene.right)
  // Why it is there stands with the answer; where the head has no room for both, over the figures, until something else is put up.
  const putUp = JSON.stringify([scene.id, why, frame.head])
  const [crowded, setCrowded] = useState<string>()
  const onOverflow = useCallback(() => setCrowded(putUp), [putUp])
  const isAside = crowded === putUp
  const onListed = useCallback((listed: ShownList) => onTold(key, { listed }), [key, onTold])
  useEffect(() => () => onTold(key, undefined), [key, onTold])
  const onLegendHeight = useCallback((legendHeight: number) => onTold(key, { legendHeight }), [key, onTold])
  return (
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
  )
})
