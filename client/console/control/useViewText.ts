import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { readableName } from '../../../domain/readableName.ts'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import { shortName } from '../../../domain/units/unit.ts'
import { wallScene } from '../../../domain/walls/scenes.ts'
import type { Focus, WallFilter } from '../../../domain/walls/wallState.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useRows } from '../../live/useLive.ts'
import { formatDateTime } from '../../ui/format.ts'
import { useUnits } from '../../ui/useUnits.ts'

/** What is shown of which scene, as reports and the log have it. */
export interface Viewed {
  readonly scene: string | null
  readonly focus: Focus
  readonly filter: WallFilter
  readonly moment: number | null
}

/** `Sông, triều, mưa (chỉ Ninh Kiều; số liệu 28/11/2026 14:05)` */
export function useViewText(): (view: Viewed) => string {
  const { t } = useTranslation('control')
  const { t: common } = useTranslation('common')
  const text = useText()
  const [language] = useLanguage()
  const units = useUnits()
  const cameras = useRows('cameras')
  return useCallback(
    ({ scene, focus, filter, moment }) => {
      const name = scene === null ? undefined : wallScene(scene)?.name
      const nameOf = (code: string) => {
        const known = units?.byCode.get(code)
        return known === undefined ? code : shortName(known, language)
      }
      const cameraName = (id: string) => {
        const camera = cameras.get(id)
        return camera === undefined ? id : readableName(camera.name, id)
      }
      const said = [
        ...(focus.unit === undefined ? [] : [nameOf(focus.unit)]),
        ...(focus.camera === undefined ? [] : [cameraName(focus.camera)]),
        ...(focus.incident === undefined ? [] : [focus.incident]),
        ...(filter.unit === undefined ? [] : [t('view.only', { what: nameOf(filter.unit) })]),
        ...(filter.kind === undefined ? [] : [t('view.only', { what: text(SENSOR_KINDS[filter.kind].label) })]),
        ...(filter.severity === undefined ? [] : [t('view.from', { what: common(`severity.${filter.severity}`) })]),
        ...(moment === null ? [] : [t('view.past', { at: formatDateTime(moment) })]),
      ]
      const called = name === undefined ? (scene ?? '–') : text(name)
      return said.length === 0 ? called : `${called} (${said.join('; ')})`
    },
    [t, common, text, language, units, cameras],
  )
}
