import { createContext, useCallback, useContext } from 'react'
import type { Alert } from '../../domain/alerts/alert.ts'
import { SEVERITIES } from '../../domain/sensors/sensorKind.ts'
import type { WallFilter } from '../../domain/walls/wallState.ts'

/** What a wall's scene is narrowed to, by whoever put it up; nothing on every other screen. */
export const FilterOfWall = createContext<WallFilter>({})

export function useWallFilter(): WallFilter {
  return useContext(FilterOfWall)
}

/** Whether a wall's filter shows an alert; the same function while it does the same. */
export function useIsAlertShown(): (alert: Pick<Alert, 'severity'>) => boolean {
  const { severity: least } = useWallFilter()
  return useCallback(
    ({ severity }) => least === undefined || SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least),
    [least],
  )
}
