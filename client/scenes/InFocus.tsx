import type { ReactNode } from 'react'
import type { Focus } from '../../domain/walls/wallState.ts'
import { useRow } from '../live/useLive.ts'
import { CITY } from '../panels/city.ts'
import { FocusCamera, FocusUnit } from '../panels/focus.ts'
import type { Scene } from './scene.ts'

/** What a scene of one thing shows, for the panels and the map in it: of a camera, the commune that it stands in too. */
export function InFocus({
  scene,
  focus,
  children,
}: {
  readonly scene: Scene
  readonly focus: Focus
  readonly children: ReactNode
}) {
  const id = scene.isFocus === true ? focus.camera : undefined
  const camera = useRow('cameras', id)
  const unit = scene.isFocus === true ? (focus.unit ?? camera?.commune ?? CITY) : CITY
  return (
    <FocusUnit value={unit}>
      <FocusCamera value={id}>{children}</FocusCamera>
    </FocusUnit>
  )
}
