import { createContext, useContext } from 'react'
import { CITY } from './city.ts'

/** Code of the unit whose figures a scene shows: the city's, but for a scene of one commune. */
export const FocusUnit = createContext<string>(CITY)

export function useFocusUnit(): string {
  return useContext(FocusUnit)
}
