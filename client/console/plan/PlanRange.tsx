import type { Kpi } from '../../../domain/kpis/kpi.ts'
import type { PlanState } from '../../../domain/plan/outlook.ts'
import type { PlanRow } from '../../../domain/plan/planRow.ts'
import { bulletScale } from '../../panels/bulletScale.ts'

/**
 * Where the row stands as a bar, where the year is expected to end as a frame, the target as a tick. Said again in words beside it, so it
 * is hidden from screen readers.
 */
export function PlanRange({ kpi, row, state }: { kpi: Kpi; row: PlanRow; state: PlanState }) {
  const { value, target, forecast } = row
  const scale = bulletScale(kpi, Math.max(value ?? 0, forecast?.high ?? 0))
  const percent = (at: number) => `${scale.at(at) * 100}%`
  return (
    <span className="bullet plan__range" aria-hidden="true">
      <span
        className={`bullet__fill bullet__fill--${value === null ? 'unjudged' : state}`}
        style={{ width: value === null ? '100%' : percent(value) }}
      />
      {forecast !== null && (
        <span
          className="plan__forecast"
          style={{ left: percent(forecast.low), right: `${(1 - scale.at(forecast.high)) * 100}%` }}
        />
      )}
      {target !== null && <span className="bullet__target" style={{ left: percent(target) }} />}
    </span>
  )
}
