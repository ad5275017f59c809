import { useTranslation } from 'react-i18next'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { verdictOf } from '../../domain/plan/outlook.ts'
import type { PlanRow } from '../../domain/plan/planRow.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useFeedReady } from '../live/useLive.ts'
import { useUnknownHolidays } from '../live/useUnknownHolidays.ts'
import { FreshnessMark } from '../ui/FreshnessMark.tsx'
import { figureName } from '../ui/figureName.ts'
import { formatFigure, formatFigureNumber, formatNumber } from '../ui/format.ts'
import { KpiStateMark } from '../ui/KpiStateMark.tsx'
import { Shape } from '../ui/Shape.tsx'
import { bulletScale } from './bulletScale.ts'
import { CITY } from './city.ts'
import { limitText } from './limitText.ts'
import { NeededText } from './NeededText.tsx'
import { PanelTitle } from './PanelTitle.tsx'
import { isObjective, type PlanLine, tallyOf } from './planLines.ts'
import { useShownRanks } from './shownRanks.ts'
import { rowsThatFit, useBox } from './useBox.ts'
import { usePlanLines } from './usePlanLines.ts'
import './planTable.css'

/** Heights in rem, gaps included; `planTable.css` has the same. */
const ROW = 3.45
const TITLE = 3
const HEADS = 1.7

/** The plan's objectives: where each stands, where it is going, and what it takes from here. */
export function PlanTable() {
  const { t } = useTranslation('wall')
  const ready = useFeedReady('plan')
  const unknownHolidays = useUnknownHolidays()
  const [ref, box] = useBox<HTMLDivElement>()
  const lines = usePlanLines().filter(isObjective)
  const fits = rowsThatFit(box && { ...box, height: box.height - (TITLE + HEADS) * box.rem }, ROW)
  const shown = lines.slice(0, fits)
  const { states } = tallyOf(lines)
  // Out of those that can be judged, as the headline counts them; how many cannot is counted on the left.
  const judged = states.met + states.near + states.missed + states.outOfReach
  const days = lines.map(daysLeft).find((left) => left !== undefined)
  // Nothing here is numbered, so nothing on the map is.
  useShownRanks(0)
  return (
    <div ref={ref} className="plan-table" data-waiting={!ready}>
      <PanelTitle
        aside={
          ready ? (
            <>
              {t('plan.met', { met: states.met, all: judged })}
              {days !== undefined && ` · ${t('plan.daysLeft', { count: days })}`}
              {days !== undefined &&
                unknownHolidays !== undefined &&
                ` · ${t('plan.holidaysUnknown', { years: unknownHolidays })}`}
            </>
          ) : undefined
        }
      >
        {t('plan.title')}
      </PanelTitle>
      {ready && (
        <div className="plan-table__heads" aria-hidden="true">
          <span style={{ gridColumn: '1 / 3' }} />
          <span>{t('plan.heads.value')}</span>
          <span>{t('plan.heads.forecast')}</span>
          <span>{t('plan.heads.trend')}</span>
          <span />
        </div>
      )}
      {ready && (
        <ul>
          {shown.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ul>
      )}
      {ready && shown.length < lines.length && (
        <p className="plan-table__more">{t('plan.more', { count: lines.length - shown.length })}</p>
      )}
    </div>
  )
}

/** Working days left in the year, as the hub counted them for a line that asks for work. */
function daysLeft({ row }: PlanLine): number | undefined {
  return row?.needed != null && 'days' in row.needed ? row.needed.days : undefined
}

function Line({ line }: { readonly line: PlanLine }) {
  const { id, item, kpi, row, state, outlook, freshness } = line
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const text = useText()
  const figure = (value: number | null | undefined) =>
    kpi === undefined ? formatNumber(value, 0, language) : formatFigure(value, kpi, language)
  const target = row?.target
  const verdict = row && kpi && verdictOf(row, kpi.direction)
  const bound = (value: number) =>
    kpi === undefined ? formatNumber(value, 0, language) : formatFigureNumber(value, kpi, language)
  if (line.isGone) return <Gone line={line} />
  return (
    <li className="plan-line" data-state={state}>
      <span className="plan-line__id">{id}</span>
      <div className="plan-line__what">
        <h3 className="plan-line__name">{text(kpi?.short ?? item.name)}</h3>
        <p className="plan-line__note">
          {verdict != null && kpi !== undefined && <NeededText needed={verdict} kpi={kpi} short />}
        </p>
      </div>
      <div className="plan-line__figure">
        <p className="plan-line__value" data-figure={figureName.plan(id, CITY)}>
          {figure(row?.value)}
        </p>
        <p className="plan-line__note">
          {target != null && (kpi === undefined ? `≥ ${figure(target)}` : limitText(kpi, target, language))}
        </p>
      </div>
      <div className="plan-line__ahead">
        {kpi !== undefined && row !== undefined && <Range kpi={kpi} row={row} />}
        <p className="plan-line__note">
          {row?.forecast == null
            ? t('plan.noForecast')
            : t(`plan.outlook.${outlook ?? 'untargeted'}`, {
                low: bound(row.forecast.low),
                high: bound(row.forecast.high),
              })}
        </p>
      </div>
      <div className="plan-line__before">
        <p className="plan-line__trend">{row !== undefined && kpi !== undefined && <Trend row={row} kpi={kpi} />}</p>
        <p className="plan-line__note">
          {row?.lastYear != null && t('plan.lastYear', { value: figure(row.lastYear) })}
        </p>
      </div>
      <span className="plan-line__state">
        {freshness !== 'live' && freshness !== 'never' ? (
          <FreshnessMark freshness={freshness} />
        ) : (
          <KpiStateMark state={state} />
        )}
      </span>
    </li>
  )
}

/** What bound a level of authorities that there is no more. */
function Gone({ line: { id, item, kpi } }: { readonly line: PlanLine }) {
  const { t } = useTranslation('wall')
  const text = useText()
  return (
    <li className="plan-line" data-state="untargeted">
      <span className="plan-line__id">{id}</span>
      <div className="plan-line__what">
        <h3 className="plan-line__name plan-line__name--gone">{text(kpi?.short ?? item.name)}</h3>
      </div>
      <p className="plan-line__gone">{t('plan.gone')}</p>
    </li>
  )
}

/** The value, the target as a tick, and the interval in which the year is expected to end. */
function Range({ kpi, row }: { readonly kpi: Kpi; readonly row: PlanRow }) {
  const scale = bulletScale(kpi, row.value)
  const { value, target, forecast } = row
  return (
    <div className="plan-range" aria-hidden="true">
      {value !== null && <div className="plan-range__fill" style={{ width: `${scale.at(value) * 100}%` }} />}
      {forecast !== null && (
        <div
          className="plan-range__forecast"
          style={{
            left: `${scale.at(forecast.low) * 100}%`,
            width: `${Math.max(0.8, (scale.at(forecast.high) - scale.at(forecast.low)) * 100)}%`,
          }}
        />
      )}
      {target !== null && <div className="plan-range__tick" style={{ left: `${scale.at(target) * 100}%` }} />}
    </div>
  )
}

/** Change in four weeks; its sense, good or bad, is in the word and not in the arrow alone. */
function Trend({ row, kpi }: { readonly row: PlanRow; readonly kpi: Kpi }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  if (row.trend === null) return null
  const rounded = formatNumber(Math.abs(row.trend), kpi.digits, language)
  const isFlat = Number(Math.abs(row.trend).toFixed(kpi.digits)) === 0
  if (isFlat) return <>{t('plan.flat')}</>
  const rises = row.trend > 0
  return (
    <span data-good={rises === (kpi.direction === 'higher')}>
      <span className={rises ? undefined : 'plan-line__down'}>
        <Shape is="triangle" />
      </span>{' '}
      {rounded}
    </span>
  )
}
