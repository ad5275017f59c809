import { useCallback } from 'react'
import { readableName } from '../../../domain/readableName.ts'
import { shortName } from '../../../domain/units/unit.ts'
import type { Focus } from '../../../domain/walls/wallState.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useRows } from '../../live/useLive.ts'
import { useUnits } from '../../ui/useUnits.ts'

/** A scene's name with what it has in focus: `Một xã, phường (P. An Bình)`; by its id what is not there any more. */
export function useWithFocus(): (scene: string, focus: Focus) => string {
  const [language] = useLanguage()
  const units = useUnits()
  const cameras = useRows('cameras')
  return useCallback(
    (scene, focus) => {
      const unit = focus.unit === undefined ? undefined : units?.byCode.get(focus.unit)
      const camera = focus.camera === undefined ? undefined : cameras.get(focus.camera)
      const named =
        (unit && shortName(unit, language)) ??
        (camera && readableName(camera.name, camera.id)) ??
        focus.unit ??
        focus.camera
      return named === undefined ? scene : `${scene} (${named})`
    },
    [units, cameras, language],
  )
}
