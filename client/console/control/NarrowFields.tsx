import { useTranslation } from 'react-i18next'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import { SEVERITIES } from '../../../domain/sensors/sensorKind.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { PAST_SCENES, WALL_SCENES, type WallScene } from '../../../domain/walls/scenes.ts'
import { LONGEST_PAST_MS } from '../../../domain/walls/transition.ts'
import type { WallFilter } from '../../../domain/walls/wallState.ts'
import { useText } from '../../i18n/useText.ts'
import { useNow } from '../../live/useLive.ts'
import { Choice } from '../account/Choice.tsx'
import { Labelled } from '../account/Labelled.tsx'
import { MomentInput } from '../parts/TypedInput.tsx'
import { UnitOptions } from '../parts/UnitOptions.tsx'
import type { Chosen } from './TakeForm.tsx'

/** By what a scene may be narrowed, and of which past moment it may be: as it is declared with the scene. */
export function NarrowFields({
  units,
  scene,
  chosen,
  choose,
}: {
  units: UnitTree
  scene: WallScene
  chosen: Chosen
  choose: (chosen: Chosen) => void
}) {
  const { t } = useTranslation('control')
  const { t: common } = useTranslation('common')
  const text = useText()
  const now = useNow()
  const { filters = [], kinds = [], hasPast } = scene
  const { filter } = chosen
  const put = (name: keyof WallFilter, value: string) => {
    const { [name]: _before, ...others } = filter
    choose({ ...chosen, filter: value === '' ? others : { ...others, [name]: value } })
  }
  const all = <option value="">{t('take.all')}</option>
  return (
    <div className="control__fields">
      {filters.includes('unit') && (
        <Choice label={t('take.filter.unit')} value={filter.unit ?? ''} onValue={(value) => put('unit', value)}>
          {all}
          <UnitOptions units={units} within={units.districts.map(({ code }) => code)} />
        </Choice>
      )}
      {filters.includes('kind') && (
        <Choice label={t('take.filter.kind')} value={filter.kind ?? ''} onValue={(value) => put('kind', value)}>
          {all}
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {text(SENSOR_KINDS[kind].label)}
            </option>
          ))}
        </Choice>
      )}
      {filters.includes('severity') && (
        <Choice
          label={t('take.filter.severity')}
          value={filter.severity ?? ''}
          onValue={(value) => put('severity', value)}
        >
          {all}
          {SEVERITIES.toReversed().map((severity) => (
            <option key={severity} value={severity}>
              {common(`severity.${severity}`)}
            </option>
          ))}
        </Choice>
      )}
      {hasPast !== true && (
        <p className="form__hint">
          {t('take.noPast', { scenes: PAST_SCENES.map((id) => text(WALL_SCENES[id].name)).join('; ') })}
        </p>
      )}
      {hasPast === true && (
        <Labelled label={t('take.moment')} hint={t('take.momentHint')}>
          {(field) => (
            <MomentInput
              {...field}
              value={chosen.moment ?? undefined}
              onValue={(at) => {
                const isShown = at !== undefined && at < now && at >= now - LONGEST_PAST_MS
                choose({ ...chosen, moment: isShown ? at : null })
              }}
            />
          )}
        </Labelled>
      )}
    </div>
  )
}
