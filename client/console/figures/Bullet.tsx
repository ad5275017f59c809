import type { Kpi, KpiState } from '../../../domain/kpis/kpi.ts'
import { bulletScale } from '../../panels/bulletScale.ts'
import './bullet.css'

/** A bar with the target as a tick. Said again in words beside it, so it is hidden from screen readers. */
export function Bullet({ kpi, value, state }: { kpi: Kpi; value: number | null; state: KpiState }) {
  const scale = bulletScale(kpi, value)
  return (
    <span className="bullet" aria-hidden="true">
      <span
        className={`bullet__fill bullet__fill--${state}`}
        style={{ width: `${(value === null ? 0 : scale.at(value)) * 100}%` }}
      />
      {kpi.target !== undefined && (
        <span className="bullet__target" style={{ left: `${scale.at(kpi.target.value) * 100}%` }} />
      )}
    </span>
  )
}
