import type { Severity, Threshold } from '../../domain/sensors/sensorKind.ts'
import { useText } from '../i18n/useText.ts'
import './reachedMark.css'

/** One shape a severity, everywhere on the wall. */
export const SEVERITY_SHAPES: Record<Severity, string> = { info: '●', minor: '▲', major: '▲', critical: '◆' }

/** Which limit a figure has reached, as shape and word; `calm` when none. */
export function ReachedMark({ reached, calm }: { readonly reached: Threshold | undefined; readonly calm: string }) {
  const text = useText()
  return (
    <span className="reached" data-severity={reached?.severity ?? 'none'}>
      <span aria-hidden="true">{reached === undefined ? '●' : SEVERITY_SHAPES[reached.severity]} </span>
      {reached === undefined ? calm : text(reached.label)}
    </span>
  )
}
