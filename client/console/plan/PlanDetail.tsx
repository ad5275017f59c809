import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { agencyThroughYears } from '../../../domain/agencies/responsible.ts'
import { limitText } from '../../../domain/kpis/limitText.ts'
import { isOfYear } from '../../../domain/plan/planKind.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import type { SourceSystem } from '../../../domain/systems/system.ts'
import { dayOf } from '../../../domain/time.ts'
import { shortName } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useNow } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'
import type { PlanLine } from '../../panels/planLines.ts'
import { formatDateTime, formatNumber } from '../../ui/format.ts'
import { useUnits } from '../../ui/useUnits.ts'
import { addressOf, onPage } from '../address.ts'
import { ActOn } from '../directives/ActOn.tsx'
import { CorrectionNote } from '../figures/CorrectionNote.tsx'
import { useView } from '../useView.ts'

/** What stands behind a row of the plan: its wording, where it is written, who answers for it, what feeds it. */
export function PlanDetail({ line, unit }: { line: PlanLine; unit: string }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const { view, toPage } = useView()
  const units = useUnits()
  const now = useNow()
  const nameOf = (code: string) => {
    const named = units?.byCode.get(code)
    return named === undefined ? code : shortName(named, language)
  }
  const { item, kpi, row } = line
  const system: SourceSystem = SYSTEMS[item.system]
  const link = item.measure.is === 'link' ? system.links?.[item.measure.link] : undefined
  // The definition that the row's value and forecast follow.
  const counted = kpi?.from !== 'statistic' && kpi !== undefined && isOfYear(kpi) ? kpi.overDays : kpi
  const number = (value: number | null | undefined) => formatNumber(value, Number.isInteger(value) ? 0 : 1, language)
  return (
    <div className="plan__detail">
      <dl className="plan__facts">
        <Fact name={t('plan.commitment')}>{text(item.commitment)}</Fact>
        {item.today !== undefined && <Fact name={t('plan.today')}>{text(item.today)}</Fact>}
        {item.level === 'district' && !line.isGone && <Fact name={t('plan.history')}>{t('plan.districtsUntil')}</Fact>}
        {kpi?.target?.declared !== undefined && (
          <Fact name={t('plan.cityTarget')}>
            {limitText(kpi, kpi.target.value, language)},{' '}
            {t('plan.planned', { value: limitText(kpi, kpi.target.declared, language) })}
          </Fact>
        )}
        <Fact name={t('plan.citation')}>{text(item.citation)}</Fact>
        <Fact name={t('plan.owner')}>
          {text(agencyThroughYears(item.lead))} <span className="plan__inferred">{t('plan.inferred')}</span>
        </Fact>
        <Fact name={t('plan.binds')}>{t(`plan.authority.${item.level}`)}</Fact>
        <Fact name={t('plan.system')}>
          <Link to={toPage({ is: 'system', id: item.system })}>{text(system.name)}</Link>
        </Fact>
        {kpi !== undefined && counted !== undefined && (
          <>
            <Fact name={t('plan.counted')}>
              {counted.denominatorName === undefined
                ? `${number(row?.numerator)} ${text(counted.numeratorName)}`
                : `${number(row?.numerator)} ${text(counted.numeratorName)} / ${number(row?.denominator)} ${text(counted.denominatorName)}`}
            </Fact>
            <Fact name={t('explain.formula')}>{text(counted.formula)}</Fact>
          </>
        )}
        {link !== undefined && (
          <>
            <Fact name={t('plan.link.to')}>
              {text(link.name)}: {text(link.to)}
            </Fact>
            <Fact name={t('plan.link.since')}>{formatDateTime(row?.link?.since)}</Fact>
            <Fact name={t('plan.link.lastSuccess')}>{formatDateTime(row?.link?.lastSuccessAt)}</Fact>
          </>
        )}
      </dl>
      {item.measure.is === 'kpi' && (
        <CorrectionNote
          kpi={item.measure.kpi}
          unit={unit}
          span={{ from: `${dayOf(now).slice(0, 4)}-01-01`, to: dayOf(now) }}
          nameOf={nameOf}
        />
      )}
      {row !== undefined && unit === CITY && units !== undefined && (
        <ActOn seen={{ is: 'plan', item: line.id }} unit={unit} what={text(item.name)} units={units} />
      )}
      {item.measure.is === 'kpi' && (
        <Link
          className="console__button"
          to={addressOf({
            ...onPage(view, unit === CITY ? { is: 'city' } : { is: 'unit', code: unit }),
            kpi: item.measure.kpi,
          })}
        >
          {t('plan.openKpi')}
        </Link>
      )}
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
