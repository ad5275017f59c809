import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartLimit, ChartSeries } from '../../charts/chartData.ts'
import { HistoryChart } from '../../charts/HistoryChart.tsx'
import { useText } from '../../i18n/useText.ts'
import { formatDateTime } from '../../ui/format.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Part } from '../parts/Level.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useView } from '../useView.ts'
import { chartTable } from './chartTable.ts'
import { HistoryTools, wholeMinutes } from './HistoryTools.tsx'
import type { Histories, HistorySubject } from './useHistories.ts'
import { type Stretch, selected } from './zoom.ts'

const CHART_HEIGHT = 186

/** The part of a level that charts a history, with what can be done with the chart. */
export function HistoryPart<T>({
  what,
  title,
  histories,
  span,
  latest,
  leastMs,
  candidates,
  thresholds,
  targets,
  moments,
  notes,
  children,
}: {
  /** What is charted, in words; the exported table is called so. */
  what: string
  title: string
  histories: Histories<T>
  span: Stretch
  latest: number
  leastMs: number
  candidates: readonly HistorySubject[]
  thresholds?: readonly ChartLimit[]
  targets?: readonly ChartLimit[]
  moments?: readonly ChartLimit[]
  /** Of the exported table. */
  notes: readonly string[]
  /** Under the chart. */
  children?: ReactNode
}) {
  const { t } = useTranslation('console')
  const text = useText()
  const { change } = useView()
  const { answer, series, error, retry } = histories
  const isDrawn = hasValues(series)
  const table = () =>
    chartTable(series, {
      title: what,
      notes: [`${formatDateTime(span.from)} – ${formatDateTime(span.to)}`, ...notes],
      words: {
        time: t('compare.column.time'),
        lowest: t('compare.column.lowest'),
        highest: t('compare.column.highest'),
      },
      unitText: typeof series[0]?.unit === 'string' ? series[0].unit : text(series[0]?.unit ?? { vi: '', en: '' }),
    })
  return (
    <Part
      id="history"
      title={title}
      side={
        <HistoryTools
          span={span}
          latest={latest}
          leastMs={leastMs}
          candidates={candidates}
          table={isDrawn ? table : undefined}
        />
      }
    >
      {answer === undefined ? (
        error === null ? (
          <Skeleton lines={5} />
        ) : (
          <ApiTrouble error={error} retry={retry} />
        )
      ) : !isDrawn ? (
        <p className="console__empty">{t('history.none')}</p>
      ) : (
        <>
          {/* Above the curve: under it, what is missing would be out of sight where the part is low. */}
          {children}
          <HistoryChart
            series={series}
            from={span.from}
            to={span.to}
            height={CHART_HEIGHT}
            {...(thresholds !== undefined && { thresholds })}
            {...(targets !== undefined && { targets })}
            {...(moments !== undefined && { moments })}
            onSelect={(from, to) => change({ zoom: wholeMinutes(selected({ from, to }, leastMs, latest)) })}
          />
          {error !== null && <ApiTrouble error={error} retry={retry} />}
        </>
      )}
    </Part>
  )
}

function hasValues(series: readonly ChartSeries[]): boolean {
  return series.some(({ points }) => points.some(({ mean }) => mean !== null))
}

/** What the charts look at, in words: `7 ngày qua`, or the stretch looked into. */
export function useStretchText(): (what: string, range: string, isByDay?: boolean) => string {
  const { t } = useTranslation('console')
  const { zoom } = useView().view
  return useMemo(
    () =>
      (what, range, isByDay = false) =>
        zoom === undefined
          ? t(isByDay ? 'history.byDay' : 'history.of', { what, range })
          : t(isByDay ? 'history.zoomedByDay' : 'history.zoomed', {
              what,
              from: formatDateTime(zoom.from),
              to: formatDateTime(zoom.to),
            }),
    [t, zoom],
  )
}
