import { useMemo } from 'react'
import type { PlanRow } from '../../../domain/plan/planRow.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useFeedReady, useRows } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'

const REFETCH_MS = 15_000

/** The plan's rows of one unit by item, or why there are none yet. */
export interface PlanAnswer {
  readonly rows: ReadonlyMap<string, PlanRow> | undefined
  readonly error: Error | null
  retry(): void
}

/** The city's rows come live; those of another unit are asked for. */
export function usePlan(unit: string): PlanAnswer {
  const isCity = unit === CITY
  const live = useRows('plan')
  const ready = useFeedReady('plan')
  const answer = useAnswer(ask('/plan', { query: { unit } }), { enabled: !isCity, refetchMs: REFETCH_MS })
  const rows = useMemo(() => {
    if (isCity) return ready ? byItem([...live.values()].filter((row) => row.unit === CITY)) : undefined
    return answer.data === undefined ? undefined : byItem(answer.data.rows)
  }, [isCity, live, ready, answer.data])
  return { rows, error: isCity ? null : answer.error, retry: () => void answer.refetch() }
}

function byItem(rows: readonly PlanRow[]): ReadonlyMap<string, PlanRow> {
  return new Map(rows.map((row) => [row.item, row]))
}
