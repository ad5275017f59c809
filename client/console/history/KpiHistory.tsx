import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import { limitText } from '../../../domain/kpis/limitText.ts'
import { DAY_MS, HOUR_MS, startOfDay } from '../../../domain/time.ts'
import { shortName, type Unit, type UnitTree } from '../../../domain/units/unit.ts'
import type { ChartPoint } from '../../charts/chartData.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { type AnswerTo, ask } from '../../live/ask.ts'
import { useNow, useRow } from '../../live/useLive.ts'
import { useKpiInForce } from '../../panels/useKpiInForce.ts'
import { chartSpan, kpiRange } from '../parts/timeRange.ts'
import { headingName } from '../units/unitNames.ts'
import { useView } from '../useView.ts'
import { HistoryPart, useStretchText } from './HistoryPart.tsx'
import { MissingNote } from './MissingNote.tsx'
import { type HistorySubject, useHistories } from './useHistories.ts'

/** From this day on there are no districts and fewer, larger communes: of those the 2021 edition knows nothing, its units are in force. */
const NEW_UNITS_AT = startOfDay('2025-07-01')
/** Steps that a chart must have to show a course. */
const FEWEST_STEPS = 3

/** The chosen KPI of one unit over the chosen time, with its target; other units and an earlier time beside it. A gap stays a gap. */
export function KpiHistory({ unit, units }: { unit: Unit; units: UnitTree }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const { view } = useView()
  const kpi = useKpiInForce(view.kpi)
  const isDaily = kpi.from === 'statistic'
  const stepMs = isDaily ? DAY_MS : HOUR_MS
  const range = kpiRange(kpi, view.range)
  const { refetchMs, latest, ...span } = chartSpan(view, range, useNow(), isDaily)
  const subject = { id: unit.code, label: headingName(unit, language) }
  const candidates = useMemo(() => besideOf(units, unit, language), [units, unit, language])
  const histories = useHistories<'/kpis/{id}/series'>({
    subject,
    others: candidates.filter(({ id }) => view.others.includes(id)),
    span,
    refetchMs,
    stepMs,
    unit: text(kpi.unit),
    digits: kpi.digits,
    pathOf: (id, { from, to }) => ask('/kpis/{id}/series', { params: { id: view.kpi }, query: { unit: id, from, to } }),
    pointsOf,
    everyMsOf: (answer) => answer.stepMs,
  })
  const isSimulated = useRow('kpis', `${view.kpi}|${unit.code}`)?.simulated === true
  const targetMoments = useTargetMoments(view.kpi, kpi)
  const what = text(kpi.name)
  const titleOf = useStretchText()
  return (
    <HistoryPart
      what={`${what}, ${subject.label}`}
      title={titleOf(what, t(`range.${range}`), isDaily)}
      histories={histories}
      span={span}
      latest={latest}
      leastMs={FEWEST_STEPS * stepMs}
      candidates={candidates}
      targets={kpi.target === undefined ? [] : [{ at: kpi.target.value, label: t(`kpi.basis.${kpi.target.basis}`) }]}
      moments={[
        ...(isDaily && units.edition === '2025' ? [{ at: NEW_UNITS_AT, label: t('period.newUnits') }] : []),
        ...targetMoments,
      ]}
      notes={[
        `${t('explain.formula')}: ${text(kpi.formula)}`,
        ...(kpi.target === undefined ? [] : [`${t('kpi.target')}: ${kpi.target.value} (${text(kpi.target.citation)})`]),
        ...(isSimulated ? [t('compare.simulated')] : []),
      ]}
    >
      {histories.answer !== undefined && <MissingNote series={histories.answer} />}
    </HistoryPart>
  )
}

/** From which days on the city has set another target: the line of a chart is that of now. */
function useTargetMoments(id: KpiId, kpi: Kpi) {
  const { t } = useTranslation('settings')
  const [language] = useLanguage()
  const { data } = useAnswer(ask('/settings'))
  return useMemo(
    () =>
      (data?.changes ?? []).flatMap(({ what, key, value, from }) =>
        what === 'target' && key === id && typeof value === 'number'
          ? [{ at: startOfDay(from), label: t('targetFrom', { limit: limitText(kpi, value, language) }) }]
          : [],
      ),
    [data, id, kpi, language, t],
  )
}

function pointsOf({ points }: AnswerTo<'/kpis/{id}/series'>): ChartPoint[] {
  return points.map(({ at, value }) => ({ at, mean: value }))
}

/** What a unit may be laid beside: what it belongs to, then its likes and its parts. */
function besideOf(units: UnitTree, unit: Unit, language: 'vi' | 'en'): HistorySubject[] {
  const above = units.lineage(unit.code).filter((code) => code !== unit.code)
  const likes = unit.parent === undefined ? [] : units.childrenOf(unit.parent).map(({ code }) => code)
  const parts = units.all.map(({ code }) => code).filter((code) => units.lineage(code).includes(unit.code))
  return [...new Set([...above, ...likes, ...parts])].flatMap((id) => {
    const found = id === unit.code ? undefined : units.byCode.get(id)
    return found === undefined ? [] : [{ id, label: shortName(found, language) }]
  })
}
