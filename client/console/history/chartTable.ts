import type { ChartSeries } from '../../charts/chartData.ts'
import type { ExportedColumn, ExportedTable } from '../export/exportedTable.ts'

/** The words of a chart's table. */
export interface ChartTableWords {
  readonly time: string
  readonly lowest: string
  readonly highest: string
}

/**
 * What a chart draws as a table: a row for each time, of each curve its value, and its lowest and highest where the curve has them.
 * A time at which a curve has no value is an empty cell.
 */
export function chartTable(
  series: readonly ChartSeries[],
  {
    title,
    notes,
    words,
    unitText,
  }: { title: string; notes: readonly string[]; words: ChartTableWords; unitText: string },
): ExportedTable {
  const head = (label: string) => (unitText === '' ? label : `${label} (${unitText})`)
  const curves = series.map(({ label, digits, points }) => ({
    label,
    digits,
    hasBand: points.some(({ min, max }) => min !== undefined && max !== undefined),
    byTime: new Map(points.map((point) => [point.at, point])),
  }))
  const times = [...new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))].sort((a, b) => a - b)
  const columns = curves.flatMap(({ label, digits, hasBand }): ExportedColumn[] => {
    const column = (name: string): ExportedColumn => ({
      label: head(name),
      kind: 'number',
      ...(digits !== undefined && { digits }),
    })
    return hasBand
      ? [column(label), column(`${label}, ${words.lowest}`), column(`${label}, ${words.highest}`)]
      : [column(label)]
  })
  return {
    title,
    notes,
    columns: [{ label: words.time, kind: 'moment' }, ...columns],
    rows: times.map((at) => [
      at,
      ...curves.flatMap(({ hasBand, byTime }) => {
        const point = byTime.get(at)
        return hasBand ? [point?.mean, point?.min, point?.max] : [point?.mean]
      }),
    ]),
  }
}
