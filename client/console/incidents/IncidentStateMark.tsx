import { INCIDENT_STATES, type IncidentState } from '../../../domain/incidents/incident.ts'
import { useText } from '../../i18n/useText.ts'
import { Shape, type ShapeName } from '../../ui/Shape.tsx'
import './incidents.css'

const SHAPES: Readonly<Record<IncidentState, ShapeName>> = {
  new: 'diamond',
  verifying: 'triangle',
  handling: 'triangle',
  waiting: 'ring',
  confirming: 'square',
  closed: 'disc',
  dismissed: 'ring',
  merged: 'ring',
}

/** Where an incident stands: shape and word. */
export function IncidentStateMark({ state }: { state: IncidentState }) {
  const text = useText()
  return (
    <span className="incident-state" data-state={state}>
      <Shape is={SHAPES[state]} />
      <span>{text(INCIDENT_STATES[state])}</span>
    </span>
  )
}
