import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PERIODS, type Period } from '../../../domain/periods.ts'
import { type Day, dayOf, isDay } from '../../../domain/time.ts'
import { useNow } from '../../live/useLive.ts'
import '../parts/switch.css'
import { useView } from '../useView.ts'

/** Which period is scored, and up to which day of it. */
export function Index766Period({ period }: { period: Period }) {
  const { t } = useTranslation('console')
  const { view, to, change } = useView()
  const today = dayOf(useNow())
  const id = useId()
  const choose = (day: Day) => {
    if (isDay(day) && day <= today) change({ day: day === today ? undefined : day })
  }
  return (
    <>
      <nav className="switch" aria-label={t('index766.period.label')}>
        {PERIODS.map((each) => (
          <Link
            key={each}
            className="switch__option"
            to={to({ period: each })}
            replace
            aria-current={period === each ? 'true' : undefined}
          >
            {t(`index766.period.${each}`)}
          </Link>
        ))}
      </nav>
      <span className="index766__day">
        <label htmlFor={id}>{t('index766.day')}</label>
        <input
          id={id}
          className="console__button"
          type="date"
          max={today}
          value={view.day ?? today}
          onChange={({ target: { value } }) => choose(value)}
        />
      </span>
    </>
  )
}
