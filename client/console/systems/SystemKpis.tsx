import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { KpiId } from '../../../domain/kpis/index.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useNow } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'
import { kpiStateNow } from '../../panels/truth.ts'
import { useKpiInForce } from '../../panels/useKpiInForce.ts'
import { figureName } from '../../ui/figureName.ts'
import { formatFigure } from '../../ui/format.ts'
import { KpiStateMark } from '../../ui/KpiStateMark.tsx'
import { PeriodWord } from '../figures/PeriodWord.tsx'
import { useKpi } from '../useCity.ts'
import { useView } from '../useView.ts'

/** The city's KPIs that live on one system, in a line each; every figure opens its explanation. */
export function SystemKpis({ kpis }: { kpis: readonly KpiId[] }) {
  if (kpis.length === 0) return '–'
  return (
    <ul className="systems__list">
      {kpis.map((id) => (
        <Line key={id} id={id} />
      ))}
    </ul>
  )
}

function Line({ id }: { id: KpiId }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const now = useNow()
  const { to } = useView()
  const kpi = useKpiInForce(id)
  const value = useKpi(id, CITY)
  const state = kpiStateNow(value, now)
  const shown = formatFigure(value?.value, kpi, language)
  return (
    <li className="systems__kpi" data-state={state}>
      <span className="systems__kpi-name">
        {text(kpi.short)} <PeriodWord kpi={kpi} />
      </span>
      <Link
        className="table__figure"
        data-figure={figureName.kpi(id, CITY)}
        to={to({ explain: { kpi: id, unit: CITY } })}
        aria-label={t('explain.open', { kpi: text(kpi.name), value: shown })}
      >
        {shown}
      </Link>
      <KpiStateMark state={state} compact />
    </li>
  )
}
