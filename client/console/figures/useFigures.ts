import { useMemo } from 'react'
import type { ComparedFigure } from '../../../domain/kpis/figure.ts'
import type { KpiId } from '../../../domain/kpis/index.ts'
import { dayOf } from '../../../domain/time.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useNow } from '../../live/useLive.ts'
import { useView } from '../useView.ts'

/** What a period that is still running says changes with every report: it is asked for again so often. */
const REFETCH_MS = 60_000

/** Figures of the period in view by unit: the unit asked about and all below it. */
export interface FiguresAnswer {
  /** Undefined while they come, and where the page shows the present. */
  readonly figures: ReadonlyMap<string, ComparedFigure> | undefined
  readonly error: Error | null
  retry(): void
}

/** The period in view, undefined for the present, its last day, and how other times are laid beside it. */
export function usePeriod() {
  const { view } = useView()
  const today = dayOf(useNow())
  return { period: view.period, day: view.day ?? today, compare: view.compare ?? 'date', today } as const
}

export function useFigures(kpi: KpiId, unit: string): FiguresAnswer {
  const { period, day, compare } = usePeriod()
  const answer = useAnswer(
    ask('/kpis/{id}/figures', {
      params: { id: kpi },
      query: { unit, period: period ?? 'month', day, compare: compare === 'date' ? undefined : compare },
    }),
    { enabled: period !== undefined, refetchMs: REFETCH_MS },
  )
  const figures = useMemo(
    () =>
      period === undefined || answer.data === undefined
        ? undefined
        : new Map(answer.data.figures.map((figure) => [figure.unit, figure])),
    [period, answer.data],
  )
  return { figures, error: answer.error, retry: () => void answer.refetch() }
}
