import type { ReactNode } from 'react'
import type { Focus } from '../../domain/walls/wallState.ts'
import { useRow } from '../live/useLive.ts'
import { CITY } from '../panels/city.ts'
import { FocusCamera, FocusUnit } from '../panels/focus.ts'
import { FocusIncident, useIncidentUnit } from '../panels/focusIncident.ts'
import type { Scene } from './scene.ts'

/** What a scene of one thing shows, for the panels and the map in it: of a camera or an incident, the commune that it is in too. */
export function InFocus({
  scene,
  focus,
  within,
  children,
}: {
  readonly scene: Scene
  readonly focus: Focus
  /** The unit that a scene of the city is narrowed to. */
  readonly within: string | undefined
  readonly children: ReactNode
}) {
  const id = scene.isFocus === true ? focus.camera : undefined
  const camera = useRow('cameras', id)
  const incident = scene.isFocus === true ? focus.incident : undefined
  const incidentUnit = useIncidentUnit(incident)
  const unit = (scene.isFocus === true ? (focus.unit ?? camera?.commune ?? incidentUnit) : within) ?? CITY
  return (
    <FocusUnit value={unit}>
      <FocusCamera value={id}>
        <FocusIncident value={incident}>{children}</FocusIncident>
      </FocusCamera>
    </FocusUnit>
  )
}
