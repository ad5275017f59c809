import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { KpiId } from '../../../domain/kpis/index.ts'
import type { KpiState } from '../../../domain/kpis/kpi.ts'
import { PLAN } from '../../../domain/plan/index.ts'
import { planState } from '../../../domain/plan/outlook.ts'
import type { PlanItem } from '../../../domain/plan/planItem.ts'
import { isOfYear } from '../../../domain/plan/planKind.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useRows } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'
import { PLAN_IDS } from '../../panels/planLines.ts'
import { useKpiInForce } from '../../panels/useKpiInForce.ts'
import { formatFigure } from '../../ui/format.ts'
import { KpiStateMark } from '../../ui/KpiStateMark.tsx'
import { useView } from '../useView.ts'

/** That the plan, which counts the year, judges a figure of the city otherwise than its card, which does not; nothing where both say the same. */
export function PlanVerdict({ kpi: id, state }: { kpi: KpiId; state: KpiState }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { toPage } = useView()
  const kpi = useKpiInForce(id)
  const rows = useRows('plan')
  const item = PLAN_IDS.find((each) => {
    const { measure }: PlanItem = PLAN[each]
    return measure.is === 'kpi' && measure.kpi === id
  })
  const row = item === undefined ? undefined : rows.get(`${item}|${CITY}`)
  if (row === undefined || row.value === null || !isOfYear(kpi)) return null
  const judged = planState(row)
  if (judged === state || judged === 'unjudged' || judged === 'untargeted' || state === 'unjudged') return null
  return (
    <Link className="kpi-card__beside" to={toPage({ is: 'plan', unit: undefined })}>
      {t('kpi.planJudges')}: {formatFigure(row.value, kpi, language)} · <KpiStateMark state={judged} />
    </Link>
  )
}
