import { createContext, useContext } from 'react'
import type { IncidentState } from '../../domain/incidents/incident.ts'
import { OPEN_STATES } from '../../domain/incidents/machine.ts'
import type { Severity } from '../../domain/sensors/sensorKind.ts'
import { useAnswer } from '../live/api.ts'
import { type AnswerTo, ask } from '../live/ask.ts'

/** Id of the incident that a wall shows; undefined: none. */
export const FocusIncident = createContext<string | undefined>(undefined)

/** An incident is dealt with by the minute; its feed is not a wall's to follow. */
const REFETCH_MS = 5_000

export type IncidentOnWall = AnswerTo<'/walls/incidents/{id}'>

/** The incident in focus. */
export function useFocusIncident(): {
  readonly shown: IncidentOnWall | undefined
  /** There is none of that id, or it is not to be shown here. */
  readonly isUnknown: boolean
  /** None was asked for yet. */
  readonly isUnchosen: boolean
} {
  const id = useContext(FocusIncident)
  return { ...useIncidentOf(id), isUnchosen: id === undefined }
}

/** How grave the incident in focus is; one that is over is no more than any other place. */
export function incidentGravity({ state, severity }: IncidentOnWall['incident']): Severity {
  return (OPEN_STATES as readonly IncidentState[]).includes(state) ? (severity ?? 'minor') : 'minor'
}

/** The unit where an incident is; undefined while nobody knows. */
export function useIncidentUnit(id: string | undefined): string | undefined {
  return useIncidentOf(id).shown?.incident.unit ?? undefined
}

function useIncidentOf(id: string | undefined) {
  const { data, isError } = useAnswer(ask('/walls/incidents/{id}', { params: { id: id ?? '' } }), {
    enabled: id !== undefined,
    refetchMs: REFETCH_MS,
  })
  return { shown: data, isUnknown: id === undefined || (isError && data === undefined) }
}
