import { useTranslation } from 'react-i18next'
import { DAY_MS } from '../../../domain/time.ts'
import { useNow } from '../../live/useLive.ts'
import { formatDate, formatDateTime, formatTime } from '../../ui/format.ts'
import { missingSteps } from './missingSteps.ts'
import './missingNote.css'

/** Stretches named one by one; of more the count alone is told. */
const FEW_RUNS = 3

/** Under a chart: which days or hours of its range have no value. A hole in a curve that nobody mentions looks like a fault of the chart. */
export function MissingNote({ series }: { series: Parameters<typeof missingSteps>[0] }) {
  const { t } = useTranslation('console')
  const missing = missingSteps(series, useNow())
  if (missing === undefined) return null
  const { count, all, runs, isWeekends } = missing
  const isDaily = series.stepMs === DAY_MS
  const named = ({ from, to }: { from: number; to: number }) => {
    if (!isDaily) return `${formatTime(from)}–${formatDateTime(to + series.stepMs)}`
    return from === to ? formatDate(from) : `${formatDate(from)}–${formatDate(to)}`
  }
  return (
    <p className="history-note">
      {isWeekends
        ? t('history.missing.weekends', { count })
        : runs.length <= FEW_RUNS
          ? t(isDaily ? 'history.missing.days' : 'history.missing.hours', {
              count,
              all,
              runs: runs.map(named).join(', '),
            })
          : t(isDaily ? 'history.missing.manyDays' : 'history.missing.manyHours', { count, all })}
    </p>
  )
}
