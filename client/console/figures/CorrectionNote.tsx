import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { KpiId } from '../../../domain/kpis/index.ts'
import { KPIS } from '../../../domain/kpis/index.ts'
import type { Span } from '../../../domain/periods.ts'
import type { KpiCorrection } from '../../../domain/queries/kpis.ts'
import { dayOf } from '../../../domain/time.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useNow } from '../../live/useLive.ts'
import { correctionsWithin } from '../../panels/correctionsWithin.ts'
import { formatDateTime } from '../../ui/format.ts'
import { useMayIn } from '../../ui/useMay.ts'
import { useCorrectionText } from '../directives/useCorrectionText.ts'
import { useView } from '../useView.ts'
import { formatSpan } from './formatSpan.ts'

const REFETCH_MS = 30_000

/**
 * What people have corrected of a figure: it is counted as it was reported all the same, so that both numbers are read together.
 * @param span the days of the figure in view; undefined: it is of now
 * @param nameOf names units: corrections of those below are told as well, each with its unit
 */
export function CorrectionNote({
  kpi,
  unit,
  span,
  nameOf,
}: {
  kpi: KpiId
  unit: string
  span: Span | undefined
  nameOf?: (unit: string) => string
}) {
  const { t } = useTranslation('directives')
  const [language] = useLanguage()
  const { toPage } = useView()
  const correctionText = useCorrectionText()
  const mayOpen = useMayIn('directives.see')(unit)
  const today = dayOf(useNow())
  // Every figure of a unit has its note, and all notes one question.
  const own = useAnswer(ask('/corrections', { query: { unit } }), {
    ...{ enabled: nameOf === undefined, refetchMs: REFETCH_MS },
  }).data?.corrections.filter((each) => each.kpi === kpi)
  const below = useAnswer(ask('/kpis/{id}/corrections', { params: { id: kpi }, query: { unit, below: 'true' } }), {
    ...{ enabled: nameOf !== undefined, refetchMs: REFETCH_MS },
  }).data?.corrections
  const corrections: readonly KpiCorrection[] = (nameOf === undefined ? own : below) ?? []
  const { digits, unit: measure } = KPIS[kpi]
  return correctionsWithin(corrections, span, today).map((correction) => (
    <p key={correction.explanation} className="kpi-correction">
      {nameOf !== undefined && correction.unit !== undefined && `${nameOf(correction.unit)}: `}
      {t('correctedFigure', {
        ...correctionText({ digits, measure, value: correction.was }, correction),
        at: formatDateTime(correction.at),
        of:
          correction.span === null
            ? t('correctedMoment', { at: formatDateTime(correction.frozenAt) })
            : formatSpan(correction.span, language),
      })}{' '}
      {mayOpen && <Link to={toPage({ is: 'explanation', id: correction.explanation })}>{t('correctedSee')}</Link>}
    </p>
  ))
}
