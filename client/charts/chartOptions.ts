import type uPlot from 'uplot'
import { type ChartLimit, dotted } from './chartData.ts'
import { placeLabels } from './placeLabels.ts'
import { timeLabel, timeMarks } from './timeAxis.ts'

/** Colours of one theme, as the styles say. */
export interface ChartColors {
  readonly text: string
  readonly line: string
  readonly series: readonly string[]
  readonly limit: string
  readonly target: string
  readonly ground: string
}

/** What the chart draws at the moment; read anew at every drawing. */
export interface ChartState {
  readonly from: number
  readonly to: number
  readonly range: [number, number]
  readonly limits: readonly ChartLimit[]
  readonly targets: readonly ChartLimit[]
  readonly valueText: (value: number) => string
}

const FONT = '500 12px "Inter Variable", Inter, sans-serif'
const LABEL_PX = 16
/** Room that one time mark needs, px. */
const TIME_MARK_PX = 64
const VALUE_MARK_PX = 34

/** Options of uPlot for `count` series: a curve each, with a band from lowest to highest. */
export function chartOptions({
  count,
  width,
  height,
  colors,
  state,
  onCursor,
}: {
  count: number
  width: number
  height: number
  colors: ChartColors
  state: () => ChartState
  onCursor: (index: number | null) => void
}): uPlot.Options {
  const series: uPlot.Series[] = [{}]
  const bands: uPlot.Band[] = []
  for (let i = 0; i < count; i++) {
    const color = colors.series[i % colors.series.length] as string
    const at = 1 + i * 3
    series.push(
      {
        stroke: color,
        width: 1.6,
        points: {
          show: true,
          size: 4.5,
          width: 0,
          fill: color,
          filter: (plot, column) => dotted((plot.data[column] ?? []) as (number | null | undefined)[]),
        },
      },
      { stroke: 'transparent', width: 0, points: { show: false } },
      { stroke: 'transparent', width: 0, points: { show: false } },
    )
    bands.push({ series: [at + 2, at + 1], fill: `color-mix(in srgb, ${color} 22%, transparent)` })
  }
  const axis = { stroke: colors.text, font: FONT, ticks: { show: false } } as const
  return {
    width,
    height,
    ms: 1,
    padding: [10, 12, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7, width: 1.5 } },
    scales: {
      x: { time: true, range: () => [state().from, state().to] },
      y: { range: () => state().range },
    },
    series,
    bands,
    axes: [
      {
        ...axis,
        size: 28,
        grid: { stroke: colors.line, width: 1 },
        splits: (plot) => timeMarks(state().from, state().to, plot.bbox.width / devicePixelRatio / TIME_MARK_PX),
        values: (_plot, marks) => marks.map(timeLabel),
      },
      {
        ...axis,
        size: 54,
        gap: 6,
        space: VALUE_MARK_PX,
        grid: { stroke: colors.line, width: 1 },
        values: (_plot, marks) => marks.map((mark) => state().valueText(mark)),
      },
    ],
    hooks: {
      draw: [(plot) => drawLimits(plot, colors, state())],
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)],
    },
  }
}

/** Dashed lines with their words at the right end, moved apart when they lie close; a thin lead ties a moved word to its line. */
function drawLimits(plot: uPlot, colors: ChartColors, { limits, targets, range }: ChartState): void {
  const { ctx, bbox } = plot
  const pixel = devicePixelRatio
  const lines = [
    ...limits.map((limit) => ({ ...limit, color: colors.limit, dash: [6, 5] })),
    ...targets.map((target) => ({ ...target, color: colors.target, dash: [2, 4] })),
  ].filter(({ at }) => at >= range[0] && at <= range[1])
  const ys = lines.map(({ at }) => plot.valToPos(at, 'y', true))
  const places = placeLabels(
    ys.map((y) => y - (LABEL_PX / 2) * pixel),
    LABEL_PX * pixel,
    bbox.top,
    bbox.top + bbox.height,
  )
  ctx.save()
  ctx.font = FONT.replace('12px', `${12 * pixel}px`)
  ctx.textAlign = 'right'
  ctx.textBaseline = 'middle'
  ctx.lineWidth = pixel
  lines.forEach(({ color, dash, label }, i) => {
    const y = ys[i] as number
    ctx.strokeStyle = color
    ctx.setLineDash(dash.map((length) => length * pixel))
    ctx.beginPath()
    ctx.moveTo(bbox.left, y)
    ctx.lineTo(bbox.left + bbox.width, y)
    ctx.stroke()
    const middle = places[i] as number
    const right = bbox.left + bbox.width - 4 * pixel
    ctx.setLineDash([])
    // The word stands on a patch of ground: a curve running through letters makes neither readable.
    ctx.strokeStyle = colors.ground
    ctx.lineWidth = 4 * pixel
    ctx.lineJoin = 'round'
    ctx.strokeText(label, right, middle)
    ctx.fillStyle = color
    ctx.fillText(label, right, middle)
    ctx.lineWidth = pixel
  })
  ctx.restore()
}
