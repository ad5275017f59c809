import { useMemo } from 'react'
import type { KpiId } from '../../../domain/kpis/index.ts'
import type { KpiValue } from '../../../domain/kpis/kpi.ts'
import { useOwnUnit } from '../../live/session.ts'
import { useFeedReady, useNow, useRows } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'
import { useFigures, usePeriod } from '../figures/useFigures.ts'
import { periodRow } from './periodRow.ts'

/** Rows of one KPI in every unit: live, or of the period in view. */
export interface UnitRows {
  rowOf(unit: string): KpiValue | undefined
  /** The first answer has come. */
  readonly ready: boolean
}

export function useUnitRows(kpi: KpiId): UnitRows {
  const { period, today } = usePeriod()
  const live = useRows('kpis')
  const isLiveReady = useFeedReady('kpis')
  const { figures, error } = useFigures(kpi, useOwnUnit('figures.see', CITY))
  const now = useNow()
  // The rows of a period change with the day and with the answer, not with every second.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the day stands for the moment
  const rows = useMemo(
    () => new Map([...(figures ?? [])].map(([unit, figure]) => [unit, periodRow(kpi, unit, figure, now)])),
    [figures, kpi, today],
  )
  return useMemo(
    () =>
      period === undefined
        ? { rowOf: (unit) => live.get(`${kpi}|${unit}`), ready: isLiveReady }
        : { rowOf: (unit) => rows.get(unit), ready: figures !== undefined || error !== null },
    [period, live, isLiveReady, kpi, rows, figures, error],
  )
}
