import { useTranslation } from 'react-i18next'
import { digitsInFull } from '../../domain/digits.ts'
import type { KpiId } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import type { Span } from '../../domain/periods.ts'
import type { KpiCorrection } from '../../domain/queries/kpis.ts'
import { dayOf, SECOND_MS, startOfDay } from '../../domain/time.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useAnswer } from '../live/api.ts'
import { ask } from '../live/ask.ts'
import { useJudging } from '../live/useLive.ts'
import { formatDayMonth, formatValue } from '../ui/format.ts'
import { useMomentText } from '../ui/useMomentText.ts'
import { correctionsWithin } from './correctionsWithin.ts'

const REFETCH_MS = 30 * SECOND_MS

/** `đã đính chính thành 93,1% (30/11)`: what people have put in the place of the number that a figure of a unit shows; undefined: nothing. */
export function useCorrectedText(id: KpiId, kpi: Kpi, unit: string): string | undefined {
  const corrections = useAnswer(ask('/corrections', { query: { unit } }), { refetchMs: REFETCH_MS }).data?.corrections
  return useNewestText(kpi)(corrections?.filter((each) => each.kpi === id))
}

/** The same of every unit below one, by its code. @param unit undefined: not known yet */
export function useCorrectedTextBelow(
  id: KpiId,
  kpi: Kpi,
  unit: string | undefined,
): (code: string) => string | undefined {
  const below = ask('/kpis/{id}/corrections', { params: { id }, query: { unit: unit ?? '', below: 'true' } })
  const corrections = useAnswer(below, { enabled: unit !== undefined, refetchMs: REFETCH_MS }).data?.corrections
  const newestText = useNewestText(kpi)
  return (code) => newestText(corrections?.filter((each) => each.unit === code))
}

/** Of the corrections of one figure, the newest first, what the newest says that concerns the days which it shows: the running month, or today. */
function useNewestText(kpi: Kpi): (corrections: readonly KpiCorrection[] | undefined) => string | undefined {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const moment = useMomentText()
  const { now } = useJudging()
  const today = dayOf(now)
  const shown = kpi.period === 'month' ? undefined : { from: today, to: today }
  return (corrections = []) => {
    // A wall that shows the past says what was known then.
    const [newest] = correctionsWithin(corrections, shown, today).filter(({ at }) => at <= now)
    if (newest === undefined) return undefined
    const { is, span, frozenAt } = newest
    return t('figure.corrected', {
      is: formatValue(is, digitsInFull(is, kpi.digits), kpi.unit, language),
      of: span === null ? t('figure.correctedMoment', { time: moment(frozenAt) }) : daysText(span),
    })
  }
}

/** `30/11`, `01/11–30/11`: a wall shows the running year. */
function daysText({ from, to }: Span): string {
  const [first, last] = [from, to].map((day) => formatDayMonth(startOfDay(day)))
  return from === to ? `${first}` : `${first}–${last}`
}
