import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SimulatedMark } from '../ui/SimulatedMark.tsx'
import './helpDialog.css'
import './map/mapPart.css'
import { Marked } from './parts/Marked.tsx'
import { Modal } from './parts/Modal.tsx'
import { setSingleKeys, singleKeysOn } from './useHotkeys.ts'

/** Keys and what they do; the list of `useConsoleKeys`, in the order of use. */
const KEYS = [
  { keys: ['/', 'Ctrl+K'], does: 'search' },
  { keys: ['E'], does: 'explain' },
  { keys: ['[', ']'], does: 'kpi' },
  { keys: ['1', '2', '3'], does: 'range' },
  { keys: ['U'], does: 'up' },
  { keys: ['M'], does: 'map' },
  { keys: ['L'], does: 'list' },
  { keys: ['H'], does: 'history' },
  { keys: ['A'], does: 'alerts' },
  { keys: ['↑', '↓'], does: 'rows' },
  { keys: ['←', '→'], does: 'splitter' },
  { keys: ['Esc'], does: 'close' },
  { keys: ['?'], does: 'help' },
] as const

const SHAPES = { live: 'disc', stale: 'half', lost: 'ring', unknown: 'dash' } as const

/** The keyboard help, with the switch that turns one-letter keys off. */
export function HelpDialog({ close }: { close: () => void }) {
  const { t } = useTranslation('console')
  const [single, setSingle] = useState(singleKeysOn)
  return (
    <Modal label={t('help.title')} close={close}>
      <h2 className="help__title">{t('help.title')}</h2>
      <table className="table">
        <caption className="visually-hidden">{t('help.title')}</caption>
        <tbody>
          {KEYS.map(({ keys, does }) => (
            <tr key={does}>
              <th scope="row">
                {keys.map((key) => (
                  <kbd key={key} className="help__key">
                    {key}
                  </kbd>
                ))}
              </th>
              <td className="table__wrap">{t(`help.${does}`)}</td>
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
          <span className="legend__swatch legend__swatch--unjudged" aria-hidden="true" /> {t('help.truth.unjudged')}
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
