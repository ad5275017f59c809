import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { coverageKind } from '../../../domain/kpis/coverageKind.ts'
import type { KpiId } from '../../../domain/kpis/index.ts'
import { useText } from '../../i18n/useText.ts'
import './kpiRail.css'
import type { Page } from '../../../domain/pages.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useFeedReady, useNow, useReception } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'
import { kpiFreshness, kpiStateNow } from '../../panels/truth.ts'
import { useKpiInForce } from '../../panels/useKpiInForce.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { figureName } from '../../ui/figureName.ts'
import { formatFigure } from '../../ui/format.ts'
import { KpiStateMark } from '../../ui/KpiStateMark.tsx'
import { useUnheardText } from '../../ui/receptionText.ts'
import { addressOf, onPage } from '../address.ts'
import { useKpi } from '../useCity.ts'
import { useView } from '../useView.ts'
import { Bullet } from './Bullet.tsx'
import { CorrectionNote } from './CorrectionNote.tsx'
import { knownKpi, kpiOf, RAIL_KPIS } from './kpiList.ts'
import { PeriodCard } from './PeriodCard.tsx'
import { PeriodChoice } from './PeriodChoice.tsx'
import { usePeriodWord } from './PeriodWord.tsx'
import { PlanVerdict } from './PlanVerdict.tsx'
import { TargetText } from './TargetText.tsx'
import { useCoverageText } from './useCoverageText.ts'
import { usePeriod } from './useFigures.ts'

/** The KPIs of the unit in view, now or over a period. Choosing one colours the map, orders the ranking and is charted. */
export function KpiRail({ unit, unitName }: { unit: string; unitName: string }) {
  const { t } = useTranslation('console')
  const { period } = usePeriod()
  return (
    <section className="kpi-rail" aria-label={t('kpi.of', { unit: unitName })}>
      <h2 className="visually-hidden">{t('kpi.of', { unit: unitName })}</h2>
      <PeriodChoice />
      <ul className="kpi-rail__list">
        {RAIL_KPIS.map((id) =>
          period === undefined ? <KpiCard key={id} id={id} unit={unit} /> : <PeriodCard key={id} id={id} unit={unit} />,
        )}
      </ul>
    </section>
  )
}

/** @param isElsewhere the page in view is not the unit's: the name leads to the unit, and an explanation says of which unit it is */
export function KpiCard({ id, unit, isElsewhere = false }: { id: KpiId; unit: string; isElsewhere?: boolean }) {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation()
  const coverageText = useCoverageText()
  const periodWord = usePeriodWord()
  const [language] = useLanguage()
  const text = useText()
  const now = useNow()
  const reception = useReception()
  const unheardText = useUnheardText()
  const { view, to } = useView()
  const kpi = useKpiInForce(id)
  const value = useKpi(id, unit)
  const state = kpiStateNow(value, now)
  const fresh = kpiFreshness(value, now, reception)
  const chosen = !isElsewhere && view.kpi === id
  const explained = isElsewhere ? unit : undefined
  const nothingHere = value?.expected === 0
  // Before the hub has told of its figures there is nothing to judge, nor to say that it cannot be.
  const isComing = !useFeedReady('kpis')
  const shown = formatFigure(value?.value, kpi, language)
  return (
    <li
      className={chosen ? 'kpi-card kpi-card--chosen' : 'kpi-card'}
      data-state={isComing ? undefined : state}
      data-freshness={isComing ? undefined : fresh}
    >
      <div className="kpi-card__line">
        <Link
          className="kpi-card__name"
          to={
            isElsewhere ? addressOf({ ...onPage(view, pageOfUnit(unit)), kpi: id }) : to({ kpi: id, sort: undefined })
          }
          aria-current={chosen ? 'true' : undefined}
        >
          {text(kpi.short)}
        </Link>
        <Link
          className="kpi-card__value"
          data-figure={figureName.kpi(id, unit)}
          to={to({ explain: { kpi: id, unit: explained } })}
          aria-label={t('explain.open', { kpi: text(kpi.name), value: shown })}
        >
          {shown}
        </Link>
      </div>
      <Bullet kpi={kpi} value={value?.value ?? null} state={state} />
      <div className="kpi-card__line kpi-card__line--small">
        {isComing ? (
          <span>{common('loading')}</span>
        ) : nothingHere ? (
          <span>{t('kpi.nothingHere')}</span>
        ) : (
          <KpiStateMark state={state} />
        )}
        <span>
          <TargetText kpi={kpi} />
        </span>
      </div>
      {!nothingHere && (
        <div className="kpi-card__line kpi-card__line--small">
          <span>
            {isComing
              ? periodWord(kpi)
              : `${periodWord(kpi)} · ${value?.unheard === true ? unheardText : coverageText(coverageKind(kpi), value)}`}
          </span>
          {!isComing && <FreshnessMark freshness={fresh} at={value?.at ?? undefined} compact />}
        </div>
      )}
      <CorrectionNote kpi={id} unit={unit} span={undefined} />
      {unit === CITY && !isComing && <PlanVerdict kpi={id} state={state} />}
      {kpi.beside !== undefined && <Beside id={kpi.beside} unit={unit} explained={explained} />}
    </li>
  )
}

/** The honest reading next to a figure, e.g. the on-time rate that counts overdue dossiers too. */
function Beside({ id, ...rest }: { id: string; unit: string; explained: string | undefined }) {
  const known = knownKpi(id)
  return known === undefined ? null : <BesideValue id={known} {...rest} />
}

function BesideValue({ id, unit, explained }: { id: KpiId; unit: string; explained: string | undefined }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const { to } = useView()
  const periodWord = usePeriodWord()
  const kpi = kpiOf(id)
  const value = useKpi(id, unit)
  const shown = formatFigure(value?.value, kpi, language)
  return (
    <Link
      className="kpi-card__beside"
      to={to({ explain: { kpi: id, unit: explained } })}
      aria-label={t('explain.open', { kpi: text(kpi.name), value: shown })}
    >
      {text(kpi.name)} ({periodWord(kpi)}): <span data-figure={figureName.kpi(id, unit)}>{shown}</span>
    </Link>
  )
}

function pageOfUnit(unit: string): Page {
  return unit === CITY ? { is: 'city' } : { is: 'unit', code: unit }
}
