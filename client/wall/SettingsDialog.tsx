import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { SCENES } from '../scenes/index.ts'
import { formatNumber } from '../ui/format.ts'
import { BOUNDS, bounded, type WallSettings } from './settings.ts'
import { fontSizePx, MIN_ARC_MINUTES, wallWidthM } from './viewing.ts'
import './settingsDialog.css'

/** Distance, pixels and programme of this wall, by keyboard. Escape leaves everything as it was. */
export function SettingsDialog({
  settings,
  onSave,
  onClose,
}: {
  readonly settings: WallSettings
  readonly onSave: (next: WallSettings) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation('wall')
  const text = useText()
  const [language, setLanguage] = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useId()
  const [draft, setDraft] = useState({
    distanceM: String(settings.distanceM),
    pitchMm: String(settings.pitchMm),
    acrossPx: String(settings.acrossPx),
    dwellS: settings.dwellS === undefined ? '' : String(settings.dwellS),
  })
  const [scenes, setScenes] = useState<readonly string[]>(settings.scenes ?? SCENES.map(({ id }) => id))
  const [pinned, setPinned] = useState(settings.scene ?? '')
  useEffect(() => dialog.current?.showModal(), [])

  const viewing = {
    distanceM: bounded('distanceM', draft.distanceM) ?? settings.distanceM,
    pitchMm: bounded('pitchMm', draft.pitchMm) ?? settings.pitchMm,
    acrossPx: bounded('acrossPx', draft.acrossPx) ?? settings.acrossPx,
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    const dwellS = bounded('dwellS', draft.dwellS)
    const chosen = SCENES.map(({ id }) => id).filter((id) => scenes.includes(id))
    onSave({
      ...viewing,
      ...(dwellS !== undefined && { dwellS }),
      ...(chosen.length > 0 && chosen.length < SCENES.length && { scenes: chosen }),
      ...(pinned !== '' && { scene: pinned }),
    })
    onClose()
  }
  const number = (name: keyof typeof draft, step: string) => (
    <label className="wall-settings__field">
      <span className="wall-settings__label">{t(`settings.${name}`)}</span>
      <input
        className="wall-settings__input"
        type="number"
        step={step}
        min={BOUNDS[name][0]}
        max={BOUNDS[name][1]}
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
          {number('distanceM', '0.5')}
          {number('pitchMm', '0.01')}
          {number('acrossPx', '1')}
          {number('dwellS', '1')}
        </div>
        <p className="wall-settings__note">
          {t('settings.means', {
            width: formatNumber(wallWidthM(viewing), 2, language),
            px: formatNumber(fontSizePx(MIN_ARC_MINUTES, viewing), 0, language),
            arc: MIN_ARC_MINUTES,
          })}
        </p>
        <fieldset className="wall-settings__scenes">
          <legend className="wall-settings__label">{t('settings.scenes')}</legend>
          {SCENES.map(({ id, name }) => (
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
              {SCENES.map(({ id, name }) => (
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
