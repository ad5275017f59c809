import { createContext, useContext } from 'react'

/** Alerts of the list that are chosen for one act together. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  toggle(id: string): void
}

export const SelectionContext = createContext<Selection>({ ids: new Set(), toggle: () => undefined })

export function useSelection(): Selection {
  return useContext(SelectionContext)
}
