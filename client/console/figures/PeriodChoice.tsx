import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { PERIODS, type Period, toDate } from '../../../domain/periods.ts'
import { isDay, startOfDay } from '../../../domain/time.ts'
import { formatDate } from '../../ui/format.ts'
import './periodChoice.css'
import { useView } from '../useView.ts'
import { usePeriod } from './useFigures.ts'

const NOW = 'now'

/**
 * A period up to a day: for everything on the page alike. The present too, unless the page has only periods and opens with one.
 */
export function PeriodChoice({ opensWith }: { opensWith?: Period }) {
  const { t } = useTranslation('console')
  const { change } = useView()
  const { period: chosen, day, today } = usePeriod()
  const period = chosen ?? opensWith
  const id = useId()
  const span = period && toDate(period, day)
  return (
    <div className="period-choice">
      <label htmlFor={`${id}period`}>{t('period.label')}</label>
      <select
        id={`${id}period`}
        className="console__button"
        value={period ?? NOW}
        onChange={({ target: { value } }) => {
          const next = PERIODS.find((each) => each === value)
          change(next === undefined ? { period: undefined, day: undefined } : { period: next })
        }}
      >
        {opensWith === undefined && <option value={NOW}>{t('period.now')}</option>}
        {PERIODS.map((each) => (
          <option key={each} value={each}>
            {t(`period.${each}`)}
          </option>
        ))}
      </select>
      {span !== undefined && (
        <>
          <label htmlFor={`${id}day`}>{t('period.upTo')}</label>
          <input
            id={`${id}day`}
            className="console__button"
            type="date"
            max={today}
            value={day}
            onChange={({ target: { value } }) => {
              if (isDay(value) && value <= today) change({ day: value === today ? undefined : value })
            }}
          />
          <p className="period-choice__span">
            {formatDate(startOfDay(span.from))}–{formatDate(startOfDay(span.to))}
          </p>
        </>
      )}
    </div>
  )
}
