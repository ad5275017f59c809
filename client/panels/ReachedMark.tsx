import type { Severity, Threshold } from '../../domain/sensors/sensorKind.ts'
import { useText } from '../i18n/useText.ts'
import { Shape, type ShapeName } from '../ui/Shape.tsx'
import './reachedMark.css'

/** One shape for how grave a reached limit is. */
const REACHED_SHAPES: Record<Severity, ShapeName> = {
  info: 'disc',
  minor: 'triangle',
  major: 'triangle',
  critical: 'diamond',
}

/** Which limit a figure has reached, as shape and word; `calm` when none. */
export function ReachedMark({ reached, calm }: { readonly reached: Threshold | undefined; readonly calm: string }) {
  const text = useText()
  return (
    <span className="reached" data-severity={reached?.severity ?? 'none'}>
      <Shape is={reached === undefined ? 'disc' : REACHED_SHAPES[reached.severity]} />{' '}
      {reached === undefined ? calm : text(reached.label)}
    </span>
  )
}
