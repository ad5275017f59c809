import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GeometryName, WindowSize } from '../../domain/walls/geometry.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { SCENES } from '../scenes/index.ts'
import { formatNumber } from '../ui/format.ts'
import { Shape } from '../ui/Shape.tsx'
import { GeometryProblemText } from './GeometryProblemText.tsx'
import { fitProblem } from './geometryFits.ts'
import { BOUNDS, bounded, geometryOf, type WallSettings } from './settings.ts'
import { fontSizePx, MIN_ARC_MINUTES, wallWidthM } from './viewing.ts'
import './settingsDialog.css'

/** What can be chosen: scenes of one unit are called by an address. */
const TURNING = SCENES.filter(({ isFocus }) => isFocus !== true)

const NUMBERS = [
  'columns',
  'rows',
  'bezelPx',
  'distanceM',
  'pitchMm',
  'acrossPx',
] as const satisfies readonly GeometryName[]
const STEPS: Record<GeometryName, string> = {
  columns: '1',
  rows: '1',
  bezelPx: '1',
  distanceM: '0.5',
  pitchMm: '0.01',
  acrossPx: '1',
}

/** Panels, distance, pixels and programme of this wall, by keyboard. Escape leaves everything as it was. What cannot be is not saved. */
export function SettingsDialog({
  settings,
  size,
  onSave,
  onClose,
}: {
  readonly settings: WallSettings
  readonly size: WindowSize
  readonly onSave: (next: WallSettings) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation('wall')
  const text = useText()
  const [language, setLanguage] = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useId()
  const shown = geometryOf(settings, size)
  const [draft, setDraft] = useState({
    columns: String(shown.columns),
    rows: String(shown.rows),
    bezelPx: String(shown.bezelPx),
    distanceM: String(shown.distanceM),
    pitchMm: String(shown.pitchMm),
    acrossPx: String(shown.acrossPx),
    dwellS: settings.dwellS === undefined ? '' : String(settings.dwellS),
  })
  const [scenes, setScenes] = useState<readonly string[]>(settings.scenes ?? TURNING.map(({ id }) => id))
  const [pinned, setPinned] = useState(settings.scene ?? '')
  useEffect(() => {
    dialog.current?.showModal()
  }, [])

  const value = (name: GeometryName) => {
    const number = bounded(name, draft[name]) ?? shown[name]
    return BOUNDS[name].whole === true ? Math.round(number) : number
  }
  const geometry = {
    columns: value('columns'),
    rows: value('rows'),
    bezelPx: value('bezelPx'),
    distanceM: value('distanceM'),
    pitchMm: value('pitchMm'),
    acrossPx: value('acrossPx'),
  }
  const problem = fitProblem(geometry, size)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (problem !== undefined) return
    const dwellS = bounded('dwellS', draft.dwellS)
    const chosen = TURNING.map(({ id }) => id).filter((id) => scenes.includes(id))
    onSave({
      ...geometry,
      ...(dwellS !== undefined && { dwellS }),
      ...(chosen.length > 0 && chosen.length < TURNING.length && { scenes: chosen }),
      ...(pinned !== '' && { scene: pinned }),
    })
    onClose()
  }
  const number = (name: keyof typeof draft, step: string) => (
    <label key={name} className="wall-settings__field">
      <span className="wall-settings__label">{t(`settings.${name}`)}</span>
      <input
        className="wall-settings__input"
        type="number"
        step={step}
        min={BOUNDS[name].least}
        max={BOUNDS[name].most}
        value={draft[name]}
        placeholder={name === 'dwellS' ? t('settings.byScene') : undefined}
        onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
      />
    </label>
  )
  return (
    <dialog ref={dialog} className="wall-settings" aria-labelledby={title} onClose={onClose}>
      <form onSubmit={save}>
        <h2 id={title} className="wall-settings__title">
          {t('settings.title')}
        </h2>
        <div className="wall-settings__grid">
          {NUMBERS.map((name) => number(name, STEPS[name]))}
          {number('dwellS', '1')}
        </div>
        <p className="wall-settings__note">
          {t('settings.means', {
            width: formatNumber(wallWidthM(geometry), 2, language),
            px: formatNumber(fontSizePx(MIN_ARC_MINUTES, geometry), 0, language),
            arc: MIN_ARC_MINUTES,
          })}
        </p>
        <p className="wall-settings__problem" role="alert">
          {problem !== undefined && (
            <>
              <Shape is="cross" /> <GeometryProblemText problem={problem} />
            </>
          )}
        </p>
        <fieldset className="wall-settings__scenes">
          <legend className="wall-settings__label">{t('settings.scenes')}</legend>
          {TURNING.map(({ id, name }) => (
            <label key={id} className="wall-settings__check">
              <input
                type="checkbox"
                checked={scenes.includes(id)}
                onChange={(event) =>
                  setScenes(event.target.checked ? [...scenes, id] : scenes.filter((each) => each !== id))
                }
              />
              {text(name)}
            </label>
          ))}
        </fieldset>
        <div className="wall-settings__grid">
          <label className="wall-settings__field">
            <span className="wall-settings__label">{t('settings.pinned')}</span>
            <select className="wall-settings__input" value={pinned} onChange={(event) => setPinned(event.target.value)}>
              <option value="">{t('settings.noPin')}</option>
              {TURNING.map(({ id, name }) => (
                <option key={id} value={id}>
                  {text(name)}
                </option>
              ))}
            </select>
          </label>
          <label className="wall-settings__field">
            <span className="wall-settings__label">{t('settings.language')}</span>
            <select
              className="wall-settings__input"
              value={language}
              onChange={(event) => setLanguage(event.target.value === 'en' ? 'en' : 'vi')}
            >
              <option value="vi">Tiếng Việt</option>
              <option value="en">English</option>
            </select>
          </label>
        </div>
        <div className="wall-settings__actions">
          <button type="button" className="wall-settings__button" onClick={onClose}>
            {t('settings.cancel')}
          </button>
          <button type="submit" className="wall-settings__button wall-settings__button--first">
            {t('settings.save')}
          </button>
        </div>
      </form>
    </dialog>
  )
}
