import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartPoint, ChartSeries } from '../../charts/chartData.ts'
import { useAnswers } from '../../live/api.ts'
import type { AnswerTo, Asked, QueryPath } from '../../live/ask.ts'
import { useView } from '../useView.ts'
import { shifted, shiftOf } from './comparison.ts'
import type { Stretch } from './zoom.ts'

/** A curve that can be drawn: of the unit or source looked at, or of another beside it. */
export interface HistorySubject {
  readonly id: string
  readonly label: string
}

export interface Histories<T> {
  /** The answer about the subject itself; undefined until it has come. */
  readonly answer: T | undefined
  /** The subject, the earlier time beside it, the others; those whose answer has not come are empty. */
  readonly series: readonly ChartSeries[]
  /** Of the subject itself, or of the first beside it that is refused. */
  readonly error: Error | null
  retry(): void
}

/**
 * The history of one subject over a stretch of time, with what the address lays beside it: an earlier time, other subjects.
 * @param others those of the address that exist
 * @param pathOf the question about a subject and a stretch
 * @param stepMs between values, of the subject's history
 * @param unit, digits, everyMs of every curve; `everyMs` is asked of the answer, which may be coarser than the source's promise
 */
export function useHistories<P extends QueryPath>({
  subject,
  others,
  span,
  refetchMs,
  stepMs,
  unit,
  digits,
  pathOf,
  pointsOf,
  everyMsOf,
}: {
  subject: HistorySubject
  others: readonly HistorySubject[]
  span: Stretch
  refetchMs: number | undefined
  stepMs: number
  unit: ChartSeries['unit']
  digits: number
  pathOf: (id: string, stretch: Stretch) => Asked<P>
  pointsOf: (answer: AnswerTo<P>) => ChartPoint[]
  everyMsOf: (answer: AnswerTo<P>) => number
}): Histories<AnswerTo<P>> {
  const { t } = useTranslation('console')
  const { beside } = useView().view
  const shiftMs = beside === undefined ? 0 : shiftOf(beside, span, stepMs)
  const asked = [
    { label: subject.label, path: pathOf(subject.id, span), shiftMs: 0 },
    ...(beside === undefined
      ? []
      : [
          {
            label: t(`compare.${beside}`),
            path: pathOf(subject.id, { from: span.from - shiftMs, to: span.to - shiftMs }),
            shiftMs,
          },
        ]),
    ...others.map(({ id, label }) => ({ label, path: pathOf(id, span), shiftMs: 0 })),
  ]
  const answers = useAnswers<P>(
    asked.map(({ path }) => path),
    { refetchMs },
  )
  const data = answers.map((answer) => answer.data)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lists are made anew at every rendering; what they hold is listed
  const series = useMemo(
    () =>
      asked.map(({ label, shiftMs }, place): ChartSeries => {
        const answer = data[place]
        return {
          label,
          unit,
          digits,
          ...(answer !== undefined && { everyMs: everyMsOf(answer) }),
          isDashed: shiftMs > 0,
          points: answer === undefined ? [] : shifted(pointsOf(answer), shiftMs),
        }
      }),
    [asked.map(({ label, path }) => `${label}|${path}`).join('|'), ...data, unit, digits],
  )
  return {
    answer: data[0],
    series,
    error: answers[0]?.error ?? answers.find(({ error }) => error !== null)?.error ?? null,
    retry: () => {
      for (const answer of answers) if (answer.isError) void answer.refetch()
    },
  }
}
