import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { ALIGNMENTS } from '../../../domain/calendar/comparedSpans.ts'
import { addMonths, PERIODS, type Period, toDate } from '../../../domain/periods.ts'
import { type Day, isDay, startOfDay } from '../../../domain/time.ts'
import { useApi } from '../../live/api.ts'
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
  const { period: chosen, day, compare, today } = usePeriod()
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
          {opensWith === undefined && (
            <>
              <label htmlFor={`${id}compare`}>{t('period.compare')}</label>
              <select
                id={`${id}compare`}
                className="console__button"
                value={compare}
                onChange={({ target: { value } }) => change({ compare: value === 'workday' ? value : undefined })}
              >
                {ALIGNMENTS.map((each) => (
                  <option key={each} value={each}>
                    {t(`period.by.${each}`)}
                  </option>
                ))}
              </select>
            </>
          )}
          {compare === 'workday' && <UnknownHolidays years={[span.from, addMonths(span.from, -12)]} />}
          <p className="period-choice__span">
            {formatDate(startOfDay(span.from))}–{formatDate(startOfDay(span.to))}
          </p>
        </>
      )}
    </div>
  )
}

/** Says of which years the working days compared are not known. @param years a day in each */
function UnknownHolidays({ years: [now, then] }: { years: readonly [Day, Day] }) {
  const { t } = useTranslation('console')
  const answers = [useCalendarYear(now), useCalendarYear(then)]
  const unknown = answers.flatMap(({ data }) => (data?.known === false ? [data.year] : []))
  if (unknown.length === 0) return null
  return <p className="period-choice__span">{t('period.holidaysUnknown', { years: unknown.sort().join(', ') })}</p>
}

function useCalendarYear(day: Day) {
  return useApi<{ year: string; known: boolean }>(`/calendar?year=${day.slice(0, 4)}`)
}
