import type { TFunction } from 'i18next'
import type { Language } from '../../domain/text.ts'
import { formatDateTime, formatNumber, formatValue } from '../ui/format.ts'
import { type ChartSeries, digitsOf, summarise } from './chartData.ts'

type T = TFunction<'common'>

/** What every series says at one time, e.g. `1,84 m (1,80 đến 1,86)`; a gap is said to be one. */
export function readOut(series: readonly ChartSeries[], at: number, t: T, language: Language): string[] {
  return series.map((each) => {
    const point = each.points.find((known) => known.at === at)
    if (point === undefined || point.mean === null) return t('chart.nothing')
    const digits = digitsOf(each)
    const value = formatValue(point.mean, digits, each.unit, language)
    if (point.min === undefined || point.max === undefined || point.min === point.max) return value
    const min = formatNumber(point.min, digits, language)
    const max = formatNumber(point.max, digits, language)
    return `${value} (${t('chart.between', { min, max })})`
  })
}

/** A series in two sentences: for who does not see it. */
export function summaryText(series: ChartSeries, from: number, to: number, t: T, language: Language): string {
  const head = t('chart.summary', { label: series.label, from: formatDateTime(from), to: formatDateTime(to) })
  const found = summarise(series)
  if (found === undefined) return `${head} ${t('chart.none')}.`
  const value = (number: number | null | undefined) => formatValue(number, digitsOf(series), series.unit, language)
  const range = t('chart.range', {
    min: value(found.lowest.min ?? found.lowest.mean),
    minAt: formatDateTime(found.lowest.at),
    max: value(found.highest.max ?? found.highest.mean),
    maxAt: formatDateTime(found.highest.at),
    last: value(found.last.mean),
    lastAt: formatDateTime(found.last.at),
  })
  return found.gaps === 0 ? `${head} ${range}` : `${head} ${range} ${t('chart.gaps', { count: found.gaps })}`
}
