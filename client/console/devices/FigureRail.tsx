import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { JudgedFreshness } from '../../../domain/reception.ts'
import type { Threshold } from '../../../domain/sensors/sensorKind.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatMeasured } from '../../ui/format.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import '../figures/kpiRail.css'
import { figureName } from '../../ui/figureName.ts'
import { useView } from '../useView.ts'
import { reachedBy } from './quantities.ts'

/** Figures of a sensor or a camera, where a unit has its KPIs. Choosing one charts it. */
export function FigureRail({
  source,
  label,
  figures,
  chosen,
  freshness,
  at,
  isComing,
}: {
  /** Id of the source whose figures these are. */
  source: string
  label: string
  figures: readonly {
    readonly id: string
    readonly label: string
    readonly value: number | null
    readonly digits: number
    readonly unit: string
    readonly thresholds: readonly Threshold[]
  }[]
  chosen: string | undefined
  freshness: JudgedFreshness
  at: number | null
  /** The hub has not told of them yet. */
  isComing: boolean
}) {
  const { t } = useTranslation()
  const [language] = useLanguage()
  const text = useText()
  const { to } = useView()
  return (
    <section className="kpi-rail" aria-label={label}>
      <h2 className="visually-hidden">{label}</h2>
      <ul className="kpi-rail__list">
        {figures.map((figure) => {
          // Old values are shown, never judged.
          const reached = freshness === 'live' ? reachedBy({ ...figure, label: { vi: '', en: '' } }) : undefined
          return (
            <li
              key={figure.id}
              className={figure.id === chosen ? 'kpi-card kpi-card--chosen' : 'kpi-card'}
              data-freshness={isComing ? undefined : freshness}
            >
              <Link
                className="kpi-card__name"
                to={to({ quantity: figure.id })}
                replace
                aria-current={figure.id === chosen ? 'true' : undefined}
              >
                {figure.label}
              </Link>
              <strong className="kpi-card__value" data-figure={figureName.device(source, figure.id)}>
                {formatMeasured(figure.value, figure, language)}
              </strong>
              {reached !== undefined && (
                <span>
                  <SeverityMark severity={reached.severity} /> {text(reached.label)}
                </span>
              )}
              <span className="kpi-card__line--small">
                {isComing ? t('loading') : <FreshnessMark freshness={freshness} at={at} />}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
