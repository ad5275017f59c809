import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useLanguage } from '../i18n/useLanguage.ts'
import { formatDateTime, formatNumber } from '../ui/format.ts'
import { type ChartLimit, type ChartSeries, chartColumns, digitsOf, valueRange } from './chartData.ts'
import { type ChartState, chartOptions } from './chartOptions.ts'
import { readOut, summaryText } from './chartText.ts'
import { useChartColors } from './useChartColors.ts'
import './historyChart.css'

const NO_LIMITS: readonly ChartLimit[] = []

/**
 * Curves over time on the city's clock. A stretch without data is a gap; between lowest and highest of each step lies a band; limits and
 * targets are named lines, and so are moments at which something changed (`at` in epoch ms). Arrow keys read it point by point, and its sense is told in words.
 * @param from @param to epoch ms @param height px of the plot @param onSelect a stretch was drawn over with the pointer, epoch ms
 */
export function HistoryChart({
  series,
  from,
  to,
  thresholds = NO_LIMITS,
  targets = NO_LIMITS,
  moments = NO_LIMITS,
  height,
  onSelect,
}: {
  series: readonly ChartSeries[]
  from: number
  to: number
  thresholds?: readonly ChartLimit[]
  targets?: readonly ChartLimit[]
  moments?: readonly ChartLimit[]
  height: number
  onSelect?: (from: number, to: number) => void
}) {
  const { t } = useTranslation('common')
  const [language] = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(undefined)
  const colors = useChartColors(place)
  const dashes = series.map(({ isDashed }) => (isDashed === true ? '1' : '0')).join('')
  const canSelect = onSelect !== undefined
  const [cursor, setCursor] = useState<number | null>(null)
  const columns = useMemo(() => chartColumns(series), [series])
  const digits = series[0] === undefined ? 0 : digitsOf(series[0])
  const range = useMemo(() => valueRange(series, [...thresholds, ...targets]), [series, thresholds, targets])
  const state: ChartState = {
    series,
    from,
    to,
    range,
    limits: thresholds,
    targets,
    moments,
    digits,
    valueText: (value, markDigits) => formatNumber(value, markDigits, language),
  }
  const latest = useRef({ state, columns, onSelect })
  useEffect(() => {
    latest.current = { state, columns, onSelect }
  })

  useEffect(() => {
    const element = place.current
    if (element === null || colors === undefined) return
    const made = new uPlot(
      chartOptions({
        dashes: [...dashes].map((dash) => dash === '1'),
        width: element.clientWidth || 300,
        height,
        colors,
        state: () => latest.current.state,
        onCursor: setCursor,
        onSelect: canSelect ? (start, end) => latest.current.onSelect?.(start, end) : undefined,
      }),
      latest.current.columns as uPlot.AlignedData,
      element,
    )
    plot.current = made
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) made.setSize({ width: element.clientWidth, height })
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      plot.current = undefined
      made.destroy()
    }
  }, [colors, height, dashes, canSelect])

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is drawn is read anew from `latest`
  useEffect(() => {
    plot.current?.setData(columns as uPlot.AlignedData)
  }, [columns, from, to, range, thresholds, targets, moments, language])

  function onKeyDown(event: KeyboardEvent): void {
    const times = columns[0] ?? []
    const last = times.length - 1
    const made = plot.current
    if (made === undefined || last < 0) return
    const at = cursor ?? last
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const index = Math.min(last, Math.max(0, cursor === null ? last : to))
    made.setCursor({ left: made.valToPos(times[index] as number, 'x'), top: 0 })
    setCursor(index)
  }

  const at = cursor === null ? undefined : columns[0]?.[cursor]
  const read = at === undefined || at === null ? undefined : { at, values: readOut(series, at, t, language) }
  const summary = useMemo(
    () => series.map((each) => summaryText(each, from, to, t, language)).join(' '),
    [series, from, to, t, language],
  )
  return (
    <figure className="history-chart">
      <div className="history-chart__read" aria-hidden="true">
        {series.map((each, i) => (
          <span
            key={each.label}
            className="history-chart__series"
            data-series={i}
            data-dashed={each.isDashed === true || undefined}
          >
            {each.label}
          </span>
        ))}
        <span className="history-chart__value">
          {read === undefined ? '' : `${formatDateTime(read.at)} · ${read.values.join(' · ')}`}
        </span>
      </div>
      <div
        className="history-chart__plot"
        ref={place}
        tabIndex={0}
        role="slider"
        aria-label={`${summary} ${t('chart.keys')}`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, (columns[0]?.length ?? 1) - 1)}
        aria-valuenow={cursor ?? 0}
        aria-valuetext={
          read === undefined
            ? t('chart.keys')
            : t('chart.at', { time: formatDateTime(read.at), values: read.values.join(', ') })
        }
        onKeyDown={onKeyDown}
        style={{ height }}
      />
    </figure>
  )
}
