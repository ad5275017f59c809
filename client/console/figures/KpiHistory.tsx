import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { startOfDay } from '../../../domain/time.ts'
import { HistoryChart } from '../../charts/HistoryChart.tsx'
import { useText } from '../../i18n/useText.ts'
import { useApi } from '../../live/api.ts'
import { useNow } from '../../live/useLive.ts'
import { useKpiInForce } from '../../panels/useKpiInForce.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { kpiRange, spanOf } from '../parts/timeRange.ts'
import { useView } from '../useView.ts'
import { MissingNote } from './MissingNote.tsx'

/** From this day on there are no districts and fewer, larger communes. */
const NEW_UNITS_AT = startOfDay('2025-07-01')

interface KpiSeries {
  readonly stepMs: number
  readonly points: readonly { readonly at: number; readonly value: number | null }[]
}

/** The chosen KPI of one unit over the chosen range, with its target. A gap stays a gap. */
export function KpiHistory({ unit, height }: { unit: string; height: number }) {
  const { t } = useTranslation('console')
  const text = useText()
  const { view } = useView()
  const kpi = useKpiInForce(view.kpi)
  const { from, to, refetchMs } = spanOf(kpiRange(kpi, view.range), useNow())
  const answer = useApi<KpiSeries>(`/kpis/${view.kpi}/series?unit=${unit}&from=${from}&to=${to}`, { refetchMs })
  const series = useMemo(
    () => [
      {
        label: text(kpi.name),
        unit: text(kpi.unit),
        points: (answer.data?.points ?? []).map(({ at, value }) => ({ at, mean: value })),
      },
    ],
    [answer.data, kpi, text],
  )
  if (answer.data === undefined) {
    if (answer.error === null) return <Skeleton lines={5} />
    return <ApiTrouble error={answer.error} retry={() => void answer.refetch()} />
  }
  if (!answer.data.points.some((point) => point.value !== null)) {
    return <p className="console__empty">{t('history.none')}</p>
  }
  return (
    <>
      <HistoryChart
        series={series}
        from={from}
        to={to}
        height={height}
        targets={kpi.target === undefined ? [] : [{ at: kpi.target.value, label: t(`kpi.basis.${kpi.target.basis}`) }]}
        moments={kpi.from === 'statistic' ? [{ at: NEW_UNITS_AT, label: t('period.newUnits') }] : []}
      />
      <MissingNote series={answer.data} />
    </>
  )
}
