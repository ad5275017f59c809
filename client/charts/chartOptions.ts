import type uPlot from 'uplot'
import { bandRuns, type ChartLimit, type ChartSeries, dotted, markSteps } from './chartData.ts'
import { placeLabels } from './placeLabels.ts'
import { timeLabel, timeMarks } from './timeAxis.ts'

/** Colours of one theme, as the styles say. */
export interface ChartColors {
  readonly text: string
  readonly line: string
  readonly series: readonly string[]
  readonly limit: string
  readonly target: string
}

/** What the chart draws at the moment; read anew at every drawing. */
export interface ChartState {
  readonly series: readonly ChartSeries[]
  readonly from: number
  readonly to: number
  readonly range: [number, number]
  readonly limits: readonly ChartLimit[]
  readonly targets: readonly ChartLimit[]
  /** Upright lines; `at` in epoch ms. */
  readonly moments: readonly ChartLimit[]
  /** Digits after the comma that the values are told in. */
  readonly digits: number
  readonly valueText: (value: number, digits: number) => string
}

const FONT_PX = 12
const font = (px: number) => `500 ${px}px "Inter Variable", Inter, sans-serif`
const LABEL_PX = 16
/** From the end of a line to its word: room for the lead that ties them. */
const LEAD_PX = 14
/** Room that one time mark needs, px. */
const TIME_MARK_PX = 64
const VALUE_MARK_PX = 34
/** Across. */
const DOT_PX = 4.5

/** A stretch drawn over with the pointer that is narrower was meant as a click, px. */
const LEAST_DRAG_PX = 8

/**
 * Options of uPlot for these series: a curve each. Bands and limits are drawn here.
 * @param onSelect the stretch drawn over with the pointer, epoch ms; without it nothing can be drawn over
 */
export function chartOptions({
  dashes,
  width,
  height,
  colors,
  state,
  onCursor,
  onSelect,
}: {
  dashes: readonly boolean[]
  width: number
  height: number
  colors: ChartColors
  state: () => ChartState
  onCursor: (index: number | null) => void
  onSelect: ((from: number, to: number) => void) | undefined
}): uPlot.Options {
  const colorOf = (i: number) => colors.series[i % colors.series.length] as string
  const axis = { stroke: colors.text, font: font(FONT_PX), ticks: { show: false } } as const
  return {
    width,
    height,
    ms: 1,
    padding: [10, () => gutter(state()), 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: onSelect !== undefined, y: false, setScale: false, dist: LEAST_DRAG_PX },
      points: { size: 7, width: 1.5 },
    },
    scales: {
      x: { time: true, range: () => [state().from, state().to] },
      y: { range: () => state().range },
    },
    series: [
      {},
      ...dashes.map(
        (isDashed, i): uPlot.Series => ({
          stroke: colorOf(i),
          width: 1.6,
          ...(isDashed && { dash: [5, 4] }),
          points: { show: false },
        }),
      ),
    ],
    axes: [
      {
        ...axis,
        size: 28,
        grid: { stroke: colors.line, width: 1 },
        splits: (plot) => timeMarks(state().from, state().to, plot.bbox.width / devicePixelRatio / TIME_MARK_PX),
        values: (_plot, marks) => marks.map((mark) => timeLabel(mark, state().to - state().from)),
      },
      {
        ...axis,
        size: 54,
        gap: 6,
        space: VALUE_MARK_PX,
        grid: { stroke: colors.line, width: 1 },
        incrs: () => markSteps(state().digits),
        values: (_plot, marks, _axis, _room, step) => marks.map((mark) => state().valueText(mark, digitsOfStep(step))),
      },
    ],
    hooks: {
      drawAxes: [(plot) => state().series.forEach((series, i) => void drawBand(plot, series, colorOf(i)))],
      draw: [
        (plot) => state().series.forEach((_, i) => void drawDots(plot, i + 1, colorOf(i))),
        (plot) => drawLimits(plot, colors, state()),
        (plot) => drawMoments(plot, colors, state()),
      ],
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)],
      setSelect: [
        (plot) => {
          const { left, width: drawn } = plot.select
          if (drawn < LEAST_DRAG_PX) return
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
          onSelect?.(plot.posToVal(left, 'x'), plot.posToVal(left + drawn, 'x'))
        },
      ],
    },
  }
}

/** Digits that tell marks so far apart from each other, and no more. */
function digitsOfStep(step: number): number {
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
}

/** From lowest to highest of each step, under the curve. */
function drawBand(plot: uPlot, series: ChartSeries, color: string): void {
  const { ctx, bbox } = plot
  const x = (at: number) => plot.valToPos(at, 'x', true)
  const y = (value: number) => plot.valToPos(value, 'y', true)
  ctx.save()
  ctx.beginPath()
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
  ctx.clip()
  ctx.globalAlpha = 0.22
  ctx.fillStyle = color
  for (const run of bandRuns(series)) {
    ctx.beginPath()
    for (const { at, max } of run) ctx.lineTo(x(at), y(max))
    for (const { at, min } of run.toReversed()) ctx.lineTo(x(at), y(min))
    ctx.fill()
  }
  ctx.restore()
}

/** Each as a path of its own: many in one path leave streaks where canvases are drawn without a graphics card. */
function drawDots(plot: uPlot, column: number, color: string): void {
  const { ctx, bbox } = plot
  const [times = [], values = []] = [plot.data[0], plot.data[column]] as (number | null | undefined)[][]
  ctx.save()
  ctx.beginPath()
  ctx.rect(bbox.left - DOT_PX, bbox.top - DOT_PX, bbox.width + 2 * DOT_PX, bbox.height + 2 * DOT_PX)
  ctx.clip()
  ctx.fillStyle = color
  for (const i of dotted(values)) {
    ctx.beginPath()
    ctx.arc(
      plot.valToPos(times[i] as number, 'x', true),
      plot.valToPos(values[i] as number, 'y', true),
      (DOT_PX / 2) * devicePixelRatio,
      0,
      2 * Math.PI,
    )
    ctx.fill()
  }
  ctx.restore()
}

/** Moments at which something changed, within the time drawn: a quiet upright line with its word at the top. */
function drawMoments(plot: uPlot, colors: ChartColors, { moments, from, to }: ChartState): void {
  const { ctx, bbox } = plot
  for (const { at, label } of moments) {
    if (at < from || at > to) continue
    const x = Math.round(plot.valToPos(at, 'x', true))
    ctx.save()
    ctx.strokeStyle = colors.text
    ctx.fillStyle = colors.text
    ctx.lineWidth = devicePixelRatio
    ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio])
    ctx.beginPath()
    ctx.moveTo(x, bbox.top)
    ctx.lineTo(x, bbox.top + bbox.height)
    ctx.stroke()
    ctx.font = font(FONT_PX * devicePixelRatio)
    // On the side that has room for it.
    const isLeft = x > bbox.left + bbox.width / 2
    ctx.textAlign = isLeft ? 'right' : 'left'
    ctx.textBaseline = 'top'
    ctx.fillText(label, x + (isLeft ? -4 : 4) * devicePixelRatio, bbox.top)
    ctx.restore()
  }
}

/** Limits and targets that lie within the values drawn. */
function linesOf({ limits, targets, range }: ChartState): (ChartLimit & { readonly is: 'limit' | 'target' })[] {
  return [
    ...limits.map((limit) => ({ ...limit, is: 'limit' as const })),
    ...targets.map((target) => ({ ...target, is: 'target' as const })),
  ].filter(({ at }) => at >= range[0] && at <= range[1])
}

let measure: CanvasRenderingContext2D | null | undefined

/** Room right of the plot for the words of its lines, px: beside the curve nothing runs through them. */
function gutter(state: ChartState): number {
  measure ??= document.createElement('canvas').getContext('2d')
  const lines = linesOf(state)
  if (lines.length === 0 || measure === null) return 12
  measure.font = font(FONT_PX)
  const widths = lines.map(({ label }) => measure?.measureText(label).width ?? 0)
  return Math.ceil(Math.max(...widths)) + LEAD_PX + 4
}

/** Dashed lines with their words at the right, moved apart when they lie close; a lead ties each to its line. */
function drawLimits(plot: uPlot, colors: ChartColors, state: ChartState): void {
  const { ctx, bbox } = plot
  const pixel = devicePixelRatio
  const lines = linesOf(state)
  const ys = lines.map(({ at }) => plot.valToPos(at, 'y', true))
  const places = placeLabels(ys, LABEL_PX * pixel, 0, bbox.top + bbox.height)
  const end = bbox.left + bbox.width
  ctx.save()
  ctx.font = font(FONT_PX * pixel)
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  ctx.lineWidth = pixel
  lines.forEach(({ is, label }, i) => {
    const y = ys[i] as number
    const middle = places[i] as number
    ctx.strokeStyle = is === 'limit' ? colors.limit : colors.target
    ctx.setLineDash((is === 'limit' ? [6, 5] : [2, 4]).map((length) => length * pixel))
    ctx.beginPath()
    ctx.moveTo(bbox.left, y)
    ctx.lineTo(end, y)
    ctx.stroke()
    ctx.setLineDash([])
    ctx.beginPath()
    ctx.moveTo(end + 2 * pixel, y)
    ctx.lineTo(end + (LEAD_PX - 4) * pixel, middle)
    ctx.stroke()
    ctx.fillStyle = ctx.strokeStyle
    ctx.fillText(label, end + LEAD_PX * pixel, middle)
  })
  ctx.restore()
}
