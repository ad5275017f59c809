import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { type SceneId, WALL_SCENES, type WallScene } from '../../../domain/walls/scenes.ts'
import { type SceneView, WHOLE_VIEW } from '../../../domain/walls/viewAddress.ts'
import { LEVEL_NAMES, TAKE_LEVELS, type TakeLevel } from '../../../domain/walls/wallState.ts'
import { useText } from '../../i18n/useText.ts'
import { Choice } from '../account/Choice.tsx'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Field } from '../account/Field.tsx'
import { FocusOptions } from './FocusOptions.tsx'
import { NarrowFields } from './NarrowFields.tsx'
import type { Steer } from './useSteer.ts'

/** A scene that somebody looks at before it is put up; what it needs in focus may not be chosen yet. */
export interface Chosen extends SceneView {
  readonly scene: SceneId
}

const MINUTES = [10, 30, 60, 240] as const
const NO_END = ''
const PAST_MINUTES = '10'

/** Puts a scene on a wall: chosen, looked at beside this form, then sent. */
export function TakeForm({
  units,
  chosen,
  choose,
  isLocked,
  steer,
}: {
  units: UnitTree
  chosen: Chosen | undefined
  choose: (chosen: Chosen | undefined) => void
  /** Nothing is put on it until it is unlocked. */
  isLocked: boolean
  steer: Steer
}) {
  const { t } = useTranslation('control')
  const text = useText()
  const [minutes, setMinutes] = useState('30')
  const [returnTo, setReturnTo] = useState<'before' | 'schedule'>('before')
  const [level, setLevel] = useState<TakeLevel>('manual')
  const [why, setWhy] = useState('')
  const known: WallScene | undefined = chosen && WALL_SCENES[chosen.scene]
  const kind = known?.focus ?? null
  const isWhole = chosen !== undefined && (kind === null || chosen.focus[kind] !== undefined)
  // What is not of now is given back by itself.
  const isPast = chosen !== undefined && chosen.moment !== null
  const held = isPast && minutes === NO_END ? PAST_MINUTES : minutes

  async function put(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (chosen === undefined) return
    const { scene, focus, filter, moment } = chosen
    const isDone = await steer.send('takeWall', {
      ...{ scene, focus, level, returnTo, why },
      ...(Object.keys(filter).length > 0 && { filter }),
      ...(moment !== null && { moment }),
      minutes: held === NO_END ? null : Number(held),
    })
    if (!isDone) return
    setWhy('')
    choose(undefined)
  }

  return (
    <form className="control__take" onSubmit={(event) => void put(event)}>
      <fieldset className="control__scenes">
        <legend>{t('take.scene')}</legend>
        {(Object.keys(WALL_SCENES) as SceneId[]).map((id) => (
          <label key={id} className="control__scene">
            <input
              type="radio"
              name="scene"
              value={id}
              checked={chosen?.scene === id}
              onChange={() => choose({ ...WHOLE_VIEW, scene: id })}
            />
            {text(WALL_SCENES[id].name)}
          </label>
        ))}
      </fieldset>
      {chosen !== undefined && kind !== null && (
        <Choice
          label={t(`take.${kind}`)}
          value={chosen.focus[kind] ?? ''}
          onValue={(id) => choose({ ...chosen, focus: { [kind]: id } })}
        >
          <option value="" disabled>
            {t('take.choose')}
          </option>
          <FocusOptions kind={kind} units={units} />
        </Choice>
      )}
      {chosen !== undefined && known !== undefined && (
        <NarrowFields key={chosen.scene} units={units} scene={known} chosen={chosen} choose={choose} />
      )}
      <div className="control__fields">
        <Choice label={t('take.minutes')} value={held} onValue={setMinutes}>
          {MINUTES.map((each) => (
            <option key={each} value={each}>
              {t('take.minutesOf', { count: each })}
            </option>
          ))}
          {!isPast && <option value={NO_END}>{t('take.noEnd')}</option>}
        </Choice>
        <Choice
          label={t('take.returnTo')}
          value={returnTo}
          onValue={(value) => setReturnTo(value === 'schedule' ? value : 'before')}
        >
          <option value="before">{t('take.before')}</option>
          <option value="schedule">{t('take.schedule')}</option>
        </Choice>
        <Choice
          label={t('take.level')}
          value={level}
          onValue={(value) => setLevel(TAKE_LEVELS.find((each) => each === value) ?? 'manual')}
        >
          {TAKE_LEVELS.map((each) => (
            <option key={each} value={each}>
              {text(LEVEL_NAMES[each])}
            </option>
          ))}
        </Choice>
      </div>
      <Field label={t('take.why')} most={120} autoComplete="off" value={why} onText={setWhy} />
      <CommandTrouble error={steer.error} />
      <div className="console__row">
        <button type="submit" className="console__button form__do" disabled={!isWhole || isLocked || steer.isSending}>
          {t('take.do')}
        </button>
        {chosen !== undefined && (
          <button type="button" className="console__button" onClick={() => choose(undefined)}>
            {t('take.cancel')}
          </button>
        )}
      </div>
    </form>
  )
}
