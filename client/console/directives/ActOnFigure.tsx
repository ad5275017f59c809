import { limitText } from '../../../domain/kpis/limitText.ts'
import { dayOf } from '../../../domain/time.ts'
import type { Unit, UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useNow } from '../../live/useLive.ts'
import { formatFigure } from '../../ui/format.ts'
import { timeOf } from '../explain/explanation.ts'
import { useKpiInView } from '../figures/useKpiInView.ts'
import { useUnitRows } from '../ranking/useUnitRows.ts'
import { useView } from '../useView.ts'
import { ActOn } from './ActOn.tsx'

/** What whoever may can do about the figure in view of a unit. */
export function ActOnFigure({
  unit,
  units,
  isCompact,
}: {
  unit: Pick<Unit, 'code'>
  units: UnitTree
  isCompact?: boolean
}) {
  const [language] = useLanguage()
  const text = useText()
  const { view } = useView()
  const now = useNow()
  const kpi = useKpiInView(view.kpi)
  const row = useUnitRows(view.kpi).rowOf(unit.code)
  const value = row?.value ?? null
  return (
    <ActOn
      seen={{ is: 'figure', kpi: view.kpi, unit: unit.code, shown: value, ...timeOf(view, dayOf(now)) }}
      unit={unit.code}
      what={text(kpi.name)}
      value={formatFigure(value, kpi, language)}
      target={kpi.target === undefined ? undefined : limitText(kpi, kpi.target.value, language)}
      state={row?.state}
      units={units}
      isCompact={isCompact === true}
    />
  )
}
