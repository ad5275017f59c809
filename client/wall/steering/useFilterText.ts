import { useTranslation } from 'react-i18next'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import { fullName } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useWallFilter } from '../../panels/wallFilter.ts'
import type { Scene } from '../../scenes/scene.ts'
import { useUnits } from '../../ui/useUnits.ts'

/** What a scene is narrowed to, as the wall says it; undefined: it shows all. */
export function useFilterText(scene: Scene): string | undefined {
  const { t } = useTranslation('wall')
  const { t: common } = useTranslation('common')
  const [language] = useLanguage()
  const text = useText()
  const units = useUnits()
  const { unit, kind, severity } = useWallFilter()
  const known = unit === undefined ? undefined : units?.byCode.get(unit)
  const said = [
    ...(unit === undefined ? [] : [known === undefined ? unit : fullName(known, language)]),
    ...(kind === undefined ? [] : [text(SENSOR_KINDS[kind].label)]),
    ...(severity === undefined ? [] : [t('filter.severity', { severity: common(`severity.${severity}`) })]),
  ]
  if (said.length === 0) return undefined
  // Figures and answer of these scenes are the city's whatever is listed.
  const isOfLists = scene.attention.panel === 'stationList' || severity !== undefined
  return t(isOfLists ? 'filter.lists' : 'filter.only', { what: said.join(', ') })
}
