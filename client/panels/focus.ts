import { createContext, useContext } from 'react'
import { CITY } from './city.ts'

/** Code of the unit whose figures a scene shows: the city's, but for a scene of one commune, or of what stands in one. */
export const FocusUnit = createContext<string>(CITY)

export function useFocusUnit(): string {
  return useContext(FocusUnit)
}

/** Id of the camera that a scene shows; undefined: it is no scene of one camera. */
export const FocusCamera = createContext<string | undefined>(undefined)

export function useFocusCamera(): string | undefined {
  return useContext(FocusCamera)
}
