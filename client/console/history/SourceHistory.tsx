import { useTranslation } from 'react-i18next'
import type { CameraCount } from '../../../domain/queries/cameras.ts'
import type { Threshold } from '../../../domain/sensors/sensorKind.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import type { ChartPoint, ChartSeries } from '../../charts/chartData.ts'
import { HistoryChart } from '../../charts/HistoryChart.tsx'
import { useText } from '../../i18n/useText.ts'
import { type AnswerTo, ask } from '../../live/ask.ts'
import { useNow } from '../../live/useLive.ts'
import { Shape } from '../../ui/Shape.tsx'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { chartSpan } from '../parts/timeRange.ts'
import { useGapText } from '../parts/useGapText.ts'
import { useView } from '../useView.ts'
import { HistoryPart, useStretchText } from './HistoryPart.tsx'
import './missingNote.css'
import { type HistorySubject, useHistories } from './useHistories.ts'

type SeriesPath = '/sensors/{id}/series' | '/cameras/{id}/series'
type Series = AnswerTo<SeriesPath>

/** Buckets asked for: a chart this wide shows no more. */
const POINTS = 600
const LEAST_MS = 5 * MINUTE_MS
const SMALL_HEIGHT = 130
/** Times named under a chart of which data may be missing; the hub's page and the API have them all. */
const MOST_GAPS = 3

/** `value`: the figure's name in the API. */
type WhoseFigure =
  | { readonly of: 'sensors'; readonly value: string }
  | { readonly of: 'cameras'; readonly value: CameraCount }

/** One figure of a sensor or a camera whose history is drawn. */
export type SourceFigure = WhoseFigure & {
  readonly subject: HistorySubject
  /** Promised interval of the source, ms. */
  readonly everyMs: number
  readonly label: string
  readonly unit: ChartSeries['unit']
  readonly digits: number
  readonly thresholds: readonly Threshold[]
}

function useSourceHistories(figure: SourceFigure, others: readonly HistorySubject[], until?: number) {
  const { view } = useView()
  const now = useNow()
  const { refetchMs, latest, ...span } = chartSpan(view, view.range, until ?? now)
  const histories = useHistories<SeriesPath>({
    subject: figure.subject,
    others,
    span,
    refetchMs,
    stepMs: MINUTE_MS,
    unit: figure.unit,
    digits: figure.digits,
    pathOf: (id, { from, to }) => {
      const params = { id }
      const span = { from, to, points: POINTS }
      return figure.of === 'sensors'
        ? ask('/sensors/{id}/series', { params, query: { value: figure.value, ...span } })
        : ask('/cameras/{id}/series', { params, query: { value: figure.value, ...span } })
    },
    pointsOf,
    everyMsOf: ({ bucketMs }) => Math.max(bucketMs, figure.everyMs),
  })
  return { histories, span, latest, range: view.range }
}

/**
 * The history of the chosen figure of a source, with what can be done with it.
 * @param candidates sources of its kind
 * @param until when the source ended, epoch ms: ranges are counted back from then
 */
export function SourceHistory({
  candidates,
  isSimulated,
  until,
  ...figure
}: SourceFigure & { candidates: readonly HistorySubject[]; isSimulated: boolean; until?: number }) {
  const { t } = useTranslation('console')
  const text = useText()
  const { view } = useView()
  const others = candidates.filter(({ id }) => view.others.includes(id))
  const { histories, span, latest, range } = useSourceHistories(figure, others, until)
  const titleOf = useStretchText()
  const gaps = (histories.answer?.gaps ?? []).slice(0, MOST_GAPS).map(useGapText())
  return (
    <HistoryPart
      what={`${figure.label}, ${figure.subject.label}`}
      title={titleOf(
        figure.label,
        until === undefined ? t(`range.${range}`) : t('ended.before', { range: t(`range.${range}`) }),
      )}
      histories={histories}
      span={span}
      latest={latest}
      leastMs={LEAST_MS}
      candidates={candidates}
      thresholds={limitsOf(figure.thresholds, text)}
      notes={[
        `${t('compare.source')}: ${figure.of}/${figure.subject.id}`,
        ...(isSimulated ? [t('compare.simulated')] : []),
        ...gaps,
      ]}
    >
      {gaps.map((gap) => (
        <p key={gap} className="history-note">
          <Shape is="triangle" /> {gap}
        </p>
      ))}
    </HistoryPart>
  )
}

/** The history of another figure of the same source: a small chart without tools. */
export function SmallSourceHistory(figure: SourceFigure) {
  const { t } = useTranslation('console')
  const text = useText()
  const { histories, span } = useSourceHistories(figure, [])
  const { answer, series, error, retry } = histories
  if (answer === undefined) return error === null ? <Skeleton lines={5} /> : <ApiTrouble error={error} retry={retry} />
  if (answer.buckets.length === 0) return <p className="console__empty">{t('history.none')}</p>
  return (
    <HistoryChart
      series={series}
      from={span.from}
      to={span.to}
      height={SMALL_HEIGHT}
      thresholds={limitsOf(figure.thresholds, text)}
    />
  )
}

function pointsOf({ buckets }: Series): ChartPoint[] {
  return buckets.map(({ at, mean, min, max }) => ({ at, mean, min, max }))
}

function limitsOf(thresholds: readonly Threshold[], text: (label: Threshold['label']) => string) {
  return thresholds.map(({ at, label }) => ({ at, label: text(label) }))
}
