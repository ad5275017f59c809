import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { ALIGNMENTS } from '../../../domain/calendar/comparedSpans.ts'
import { addMonths, PERIODS, type Period, type Span, toDate } from '../../../domain/periods.ts'
import { type Day, startOfDay } from '../../../domain/time.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { formatDate } from '../../ui/format.ts'
import './periodChoice.css'
import { DayInput } from '../parts/TypedInput.tsx'
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
          <DayInput
            id={`${id}day`}
            className="console__button"
            max={today}
            value={day}
            onValue={(next) => {
              if (next !== undefined) change({ day: next === today ? undefined : next })
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
          {compare === 'workday' && <UnknownHolidays span={span} />}
          <p className="period-choice__span">
            {formatDate(startOfDay(span.from))}–{formatDate(startOfDay(span.to))}
          </p>
        </>
      )}
    </div>
  )
}

/** Says of which years the working days compared are not known. @param span of now; the other lies up to a year before */
function UnknownHolidays({ span }: { span: Span }) {
  const { t } = useTranslation('console')
  const { data } = useAnswer(
    ask('/calendar/gaps', { query: { from: yearOf(addMonths(span.from, -12)), to: yearOf(span.to) } }),
  )
  if (data === undefined || data.years.length === 0) return null
  return <p className="period-choice__span">{t('period.holidaysUnknown', { years: data.years.join(', ') })}</p>
}

function yearOf(day: Day): string {
  return day.slice(0, 4)
}
