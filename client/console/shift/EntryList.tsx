import { useTranslation } from 'react-i18next'
import type { ShiftEntry } from '../../../domain/shifts/machine.ts'
import { cityIso, formatDateTime } from '../../ui/format.ts'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'

/** Entries and signatures of a shift, in the order of time. @param correct begins an entry that puts one right; undefined: nobody may write */
export function EntryList({
  entries,
  isLocked,
  correct,
}: {
  entries: readonly ShiftEntry[]
  isLocked: boolean
  correct: ((number: number) => void) | undefined
}) {
  const { t } = useTranslation('shift')
  if (entries.length === 0) return <p className="console__empty">{t('none')}</p>
  const correctedBy = new Map(
    entries.flatMap(({ number, corrects }) => (corrects === null ? [] : [[corrects, number] as const])),
  )
  return (
    <ol className="shift__entries" data-locked={isLocked}>
      {entries.map(({ number, at, by, simulated, did, text, corrects, isAddition }) => {
        const later = correctedBy.get(number)
        return (
          <li key={number} className="shift__entry" data-did={did} data-corrected={later !== undefined}>
            <p className="shift__by">
              <time className="kept-together" dateTime={cityIso(at)}>
                {formatDateTime(at)}
              </time>{' '}
              <bdi>{by}</bdi> {simulated && <SimulatedMark />}{' '}
              <span className="shift__number">{t('number', { number })}</span>
            </p>
            {did !== 'write' && <p className="shift__did">{t(`did.${did}`)}</p>}
            {isAddition && <p className="shift__did">{t('addition')}</p>}
            {corrects !== null && <p className="shift__did">{t('corrects', { number: corrects })}</p>}
            {text !== '' && <p className="shift__text">{text}</p>}
            {later !== undefined ? (
              <p className="shift__did">{t('corrected', { number: later })}</p>
            ) : (
              did === 'write' &&
              correct !== undefined && (
                <button
                  type="button"
                  className="console__button"
                  aria-label={t('correctOf', { number })}
                  onClick={() => correct(number)}
                >
                  {t('correct')}
                </button>
              )
            )}
          </li>
        )
      })}
    </ol>
  )
}
