import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SimulatedMark } from '../ui/SimulatedMark.tsx'
import { RANGES } from './address.ts'
import './helpDialog.css'
import { KEYS, type KeyAction, keySign } from './keys.ts'
import { Swatch } from './map/Swatch.tsx'
import { Marked } from './parts/Marked.tsx'
import { Modal } from './parts/Modal.tsx'
import { setSingleKeys, singleKeysOn } from './useHotkeys.ts'

const SHAPES = { live: 'disc', stale: 'half', lost: 'ring', unknown: 'dash' } as const

/** The keyboard help, with the switch that turns one-letter keys off. */
export function HelpDialog({ close }: { close: () => void }) {
  const { t } = useTranslation('console')
  const [single, setSingle] = useState(singleKeysOn)
  const ranges = RANGES.map((range) => t(`range.${range}`)).join(', ')
  return (
    <Modal label={t('help.title')} close={close}>
      <h2 className="help__title">{t('help.title')}</h2>
      <table className="table">
        <caption className="visually-hidden">{t('help.title')}</caption>
        <tbody>
          {(Object.keys(KEYS) as KeyAction[]).map((action) => (
            <tr key={action}>
              <th scope="row">
                {KEYS[action].map((key) => (
                  <kbd key={key} className="help__key">
                    {keySign(key)}
                  </kbd>
                ))}
              </th>
              <td className="table__wrap">{t(`help.${action}`, { ranges })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label className="help__switch">
        <input
          type="checkbox"
          checked={single}
          onChange={(event) => {
            setSingleKeys(event.target.checked)
            setSingle(event.target.checked)
          }}
        />
        {t('help.single')}
      </label>
      <h3 className="console__sub">{t('help.marks')}</h3>
      <ul className="help__marks">
        {(['live', 'stale', 'lost', 'unknown'] as const).map((mark) => (
          <li key={mark}>
            <Marked is={SHAPES[mark]}>{t(`help.truth.${mark}`)}</Marked>
          </li>
        ))}
        <li>
          <Swatch tone="unjudged" /> {t('help.truth.unjudged')}
        </li>
        <li>
          <SimulatedMark /> {t('help.truth.simulated')}
        </li>
      </ul>
      <button type="button" className="console__button" onClick={close}>
        {t('close')} <kbd>Esc</kbd>
      </button>
    </Modal>
  )
}
