import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { shareReported } from '../../../domain/kpis/coverage.ts'
import { coverageKind } from '../../../domain/kpis/coverageKind.ts'
import type { ComparedFigure } from '../../../domain/kpis/figure.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { kpiInForce } from '../../panels/kpiInForce.ts'
import { useKpiInForce } from '../../panels/useKpiInForce.ts'
import { figureName } from '../../ui/figureName.ts'
import { formatFigure, formatNumber } from '../../ui/format.ts'
import { KpiStateMark } from '../../ui/KpiStateMark.tsx'
import { Shape } from '../../ui/Shape.tsx'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useView } from '../useView.ts'
import { Bullet } from './Bullet.tsx'
import { CorrectionNote } from './CorrectionNote.tsx'
import { compareFigures } from './compareFigures.ts'
import { formatSpan } from './formatSpan.ts'
import { TargetText } from './TargetText.tsx'
import { useCoverageText } from './useCoverageText.ts'
import { useFigures } from './useFigures.ts'

/** A KPI of the unit in view over the period in view, beside the period before and the same of last year. */
export function PeriodCard({ id, unit }: { id: KpiId; unit: string }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const { view, to } = useView()
  const now = useKpiInForce(id)
  const { figures, error, retry } = useFigures(id, unit)
  const figure = figures?.get(unit)
  // Of a period that is over by the target that held on its last day.
  const kpi = figure === undefined ? now : kpiInForce(KPIS[id], figure.target)
  const isChosen = view.kpi === id
  const shown = formatFigure(figure?.value, kpi, language)
  return (
    <li className={isChosen ? 'kpi-card kpi-card--chosen' : 'kpi-card'} data-state={figure?.state}>
      <div className="kpi-card__line">
        <Link
          className="kpi-card__name"
          to={to({ kpi: id, sort: undefined })}
          aria-current={isChosen ? 'true' : undefined}
        >
          {text(kpi.short)}
        </Link>
        <Link
          className="kpi-card__value"
          data-figure={figureName.kpi(id, unit, view.period)}
          to={to({ explain: { kpi: id, unit: undefined } })}
          aria-label={t('explain.open', { kpi: text(kpi.name), value: shown })}
        >
          {shown}
        </Link>
      </div>
      {figures === undefined ? (
        error === null ? (
          <Skeleton lines={2} />
        ) : (
          <ApiTrouble error={error} retry={retry} />
        )
      ) : figure === undefined || figure.expected === 0 ? (
        <div className="kpi-card__line kpi-card__line--small">{t('kpi.nothingHere')}</div>
      ) : (
        <>
          <Measured kpi={kpi} figure={figure} />
          <CorrectionNote kpi={id} unit={unit} span={figure.span} />
        </>
      )}
    </li>
  )
}

function Measured({ kpi, figure }: { kpi: Kpi; figure: ComparedFigure }) {
  const { t } = useTranslation('console')
  const coverageText = useCoverageText()
  return (
    <>
      <Bullet kpi={kpi} value={figure.value} state={figure.state} />
      <div className="kpi-card__line kpi-card__line--small">
        <KpiStateMark state={figure.state} />
        <span>
          <TargetText kpi={kpi} />
        </span>
      </div>
      <div className="kpi-card__line kpi-card__line--small">
        <span>{coverageText(coverageKind(kpi, true), figure)}</span>
        {figure.estimated && <span>{t('period.estimated')}</span>}
      </div>
      <Comparison kpi={kpi} now={figure.value} than={figure.before} label={t('period.before')} />
      <Comparison kpi={kpi} now={figure.value} than={figure.lastYear} label={t('period.lastYear')} />
    </>
  )
}

/**
 * `so với kỳ trước (T2 16/11/2026) ▲ 1,2 tốt lên`: with what, by how much, which way, and whether that is good. What adds up over spans of
 * different length is compared by the day, and says so.
 */
function Comparison({
  kpi,
  now,
  than,
  label,
}: {
  kpi: Kpi
  now: number | null
  than: ComparedFigure['before']
  label: string
}) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { perDay } = than
  // A mean of a day has a digit more than the number it is the mean of.
  const digits = perDay === undefined ? kpi.digits : kpi.digits + 1
  const change = compareFigures({ ...kpi, digits }, perDay?.now ?? now, perDay?.other ?? than.value)
  return (
    <div className="kpi-card__line kpi-card__line--small">
      <span>
        {label} ({formatSpan(than.span, language)})
      </span>
      {than.withheld !== null ? (
        <span>{t(`period.withheld.${than.withheld}`, { share: Math.floor(shareReported(than) * 100) })}</span>
      ) : change === undefined ? (
        <span>{t('period.unknown')}</span>
      ) : (
        <span>
          {change.is !== 'same' && (
            <span className={change.by > 0 ? undefined : 'period-card__down'}>
              <Shape is="triangle" />
            </span>
          )}{' '}
          {change.is === 'same' ? '' : formatNumber(Math.abs(change.by), digits, language)}{' '}
          {perDay !== undefined && `${t(`period.per.${perDay.of}`)} `}
          {t(`period.change.${change.is}`)}
        </span>
      )}
    </div>
  )
}
