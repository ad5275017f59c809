import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import type { ChangeMade } from '../../../domain/settings/change.ts'
import { startOfDay } from '../../../domain/time.ts'
import { useText } from '../../i18n/useText.ts'
import { CITY } from '../../panels/city.ts'
import { formatDate } from '../../ui/format.ts'
import { addressOf, onPage } from '../address.ts'
import { TargetText } from '../figures/TargetText.tsx'
import { ChangedNote } from '../settings/ChangedNote.tsx'
import { useView } from '../useView.ts'
import { planItemsOf } from './explanation.ts'

/** What a figure is held against, where that is written, which rows of the plan it follows, and since when it is counted so. */
export function ExplainDefinition({
  id,
  kpi,
  unit,
  changed,
}: {
  id: KpiId
  kpi: Kpi
  unit: string
  /** Who has set the target, and when, where it was changed by a command. */
  changed: ChangeMade | undefined
}) {
  const { t } = useTranslation('console')
  const text = useText()
  const { view } = useView()
  const items = planItemsOf(id)
  const planPage = onPage(view, { is: 'plan', unit: unit === CITY ? undefined : unit })
  return (
    <>
      <h3>{t('kpi.target')}</h3>
      <p>
        <TargetText kpi={kpi} />
      </p>
      {changed !== undefined && <ChangedNote change={changed} />}
      {kpi.target !== undefined && <p className="explain__note">{text(kpi.target.citation)}</p>}
      {items.length > 0 && (
        <>
          <h3>{t('explain.plan')}</h3>
          <ul className="explain__list">
            {items.map(([item, { name, commitment, citation }]) => (
              <li key={item}>
                <Link to={addressOf({ ...planPage, opened: item })}>
                  {t('explain.planRow', { id: item, name: text(name), commitment: text(commitment) })}
                </Link>
                <p className="explain__note">{text(citation)}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('explain.history')}</h3>
      <ul className="explain__list">
        {kpi.history.map(({ since, change }) => (
          <li key={since}>{t('explain.since', { date: formatDate(startOfDay(since)), change: text(change) })}</li>
        ))}
      </ul>
    </>
  )
}
