import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import type { Place } from '../../../domain/ranking/rank.ts'
import type { Sort } from '../address.ts'
import { BY_NEED, BY_VALUE, placesText } from './ranking.ts'
import './rankingOrder.css'
import '../parts/switch.css'
import { useView } from '../useView.ts'

/**
 * Whether a ranking goes by value or by who needs attention, and how its ranges are read.
 * @param shared the first place that is a range; undefined when every unit has one of its own
 */
export function RankingOrder({ kpi, sort, shared }: { kpi: Kpi; sort: Sort; shared: Place | undefined }) {
  const { t } = useTranslation('console')
  const { to } = useView()
  return (
    <div className="ranking-order">
      {kpi.target !== undefined && (
        <nav className="switch" aria-label={t('ranking.order.label')}>
          <Link
            className="switch__option"
            to={to({ sort: undefined })}
            replace
            aria-current={sort.by === BY_VALUE.by ? 'true' : undefined}
          >
            {t('ranking.order.value')}
          </Link>
          <Link
            className="switch__option"
            to={to({ sort: BY_NEED })}
            replace
            aria-current={sort.by === BY_NEED.by ? 'true' : undefined}
          >
            {t('ranking.order.need')}
          </Link>
        </nav>
      )}
      {shared !== undefined && (
        <p className="ranking-order__note">{t('ranking.shared', { range: placesText(shared) })}</p>
      )}
    </div>
  )
}
