import type { ReactNode } from 'react'
import type { SceneView } from '../../domain/walls/viewAddress.ts'
import { FilterOfWall } from '../panels/wallFilter.ts'
import { InFocus } from './InFocus.tsx'
import type { Scene } from './scene.ts'

/** What stands in it shows what a view of a scene is about: what is in focus, narrowed as it is. Its moment is another matter: `AtMoment`. */
export function SceneOfView({
  scene,
  view: { focus, filter },
  children,
}: {
  readonly scene: Scene
  readonly view: SceneView
  readonly children: ReactNode
}) {
  return (
    <InFocus scene={scene} focus={focus} within={filter.unit}>
      <FilterOfWall value={filter}>{children}</FilterOfWall>
    </InFocus>
  )
}
