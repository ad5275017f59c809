import { useTranslation } from 'react-i18next'
import { SEVERITIES } from '../../../domain/sensors/sensorKind.ts'
import { ALERT_KIND_IDS, ALERT_KINDS, type AlertKindId } from '../../../domain/walls/alertKinds.ts'
import { WALL_SCENES } from '../../../domain/walls/scenes.ts'
import type { SceneCall } from '../../../domain/walls/wallState.ts'
import { useText } from '../../i18n/useText.ts'
import { Choice } from '../account/Choice.tsx'

/** How long a scene that an alert has called stays at most, unless somebody has set it otherwise. */
const MINUTES = 15

/** Which kinds of alerts call up their scene, and from which severity on. */
export function CallFields({ calls, onCalls }: { calls: readonly SceneCall[]; onCalls: (calls: SceneCall[]) => void }) {
  const { t } = useTranslation('control')
  const { t: common } = useTranslation('common')
  const text = useText()
  function put(kind: AlertKindId, value: string): void {
    const others = calls.filter((call) => call.kind !== kind)
    const from = SEVERITIES.find((each) => each === value)
    const known = calls.find((call) => call.kind === kind) ?? { scene: ALERT_KINDS[kind].scene, minutes: MINUTES }
    onCalls(from === undefined ? others : [...others, { ...known, kind, from }])
  }
  return (
    <fieldset className="control__part">
      <legend>{t('calls.title')}</legend>
      <p className="control__about">{t('calls.about')}</p>
      <div className="control__fields">
        {ALERT_KIND_IDS.map((kind) => {
          const { name, scene } = ALERT_KINDS[kind]
          return (
            <Choice
              key={kind}
              label={text(name)}
              hint={t('calls.scene', { scene: text(WALL_SCENES[scene].name) })}
              value={calls.find((call) => call.kind === kind)?.from ?? ''}
              onValue={(value) => put(kind, value)}
            >
              <option value="">{t('calls.none')}</option>
              {SEVERITIES.toReversed().map((severity) => (
                <option key={severity} value={severity}>
                  {t('calls.from', { severity: common(`severity.${severity}`) })}
                </option>
              ))}
            </Choice>
          )
        })}
      </div>
    </fieldset>
  )
}
