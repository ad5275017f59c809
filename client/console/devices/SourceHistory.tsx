import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Threshold } from '../../../domain/sensors/sensorKind.ts'
import { HistoryChart } from '../../charts/HistoryChart.tsx'
import { useText } from '../../i18n/useText.ts'
import { useApi } from '../../live/api.ts'
import { useNow } from '../../live/useLive.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { spanOf } from '../parts/timeRange.ts'
import { useView } from '../useView.ts'

interface Series {
  readonly bucketMs: number
  readonly buckets: readonly {
    readonly at: number
    readonly mean: number
    readonly min: number
    readonly max: number
  }[]
}

/** Buckets asked for: a chart this wide shows no more. */
const POINTS = 600

/** History of one figure of a sensor or a camera. @param source `sensors/TG-01` or `cameras/…`, as in the API's path */
export function SourceHistory({
  source,
  value,
  label,
  unit,
  thresholds,
  height,
}: {
  source: string
  value: string
  label: string
  unit: string
  thresholds: readonly Threshold[]
  height: number
}) {
  const { t } = useTranslation('console')
  const text = useText()
  const { view } = useView()
  const { from, to, refetchMs } = spanOf(view.range, useNow())
  const answer = useApi<Series>(`/${source}/series?value=${value}&from=${from}&to=${to}&points=${POINTS}`, {
    refetchMs,
  })
  const series = useMemo(
    () => [{ label, unit, points: (answer.data?.buckets ?? []).map((bucket) => ({ ...bucket })) }],
    [answer.data, label, unit],
  )
  if (answer.data === undefined) {
    if (answer.error === null) return <Skeleton lines={5} />
    return <ApiTrouble error={answer.error} retry={() => void answer.refetch()} />
  }
  if (answer.data.buckets.length === 0) return <p className="console__empty">{t('history.none')}</p>
  return (
    <HistoryChart
      series={series}
      from={from}
      to={to}
      height={height}
      thresholds={thresholds.map((threshold) => ({ at: threshold.at, label: text(threshold.label) }))}
    />
  )
}
