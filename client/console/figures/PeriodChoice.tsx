import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { PERIODS, toDate } from '../../../domain/periods.ts'
import { isDay, startOfDay } from '../../../domain/time.ts'
import { formatDate } from '../../ui/format.ts'
import './periodChoice.css'
import { useView } from '../useView.ts'
import { usePeriod } from './useFigures.ts'

const NOW = 'now'

/** The present, or a period up to a day: for the figures, the ranking and the map alike. */
export function PeriodChoice() {
  const { t } = useTranslation('console')
  const { change } = useView()
  const { period, day, today } = usePeriod()
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
          const chosen = PERIODS.find((each) => each === value)
          change(chosen === undefined ? { period: undefined, day: undefined } : { period: chosen })
        }}
      >
        <option value={NOW}>{t('period.now')}</option>
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
