import { useMemo, useState } from 'react'
import type { Sort, View } from '../../address.ts'
import { useView } from '../../useView.ts'

/** What a reader chose about a list. */
export type ListChoice = Pick<View, 'sort' | 'find' | 'where' | 'columns'>

export interface ListState {
  readonly choice: ListChoice
  /** Chooses otherwise. No step of it is one to go back to: who goes back leaves the list. */
  set(change: Partial<ListChoice>): void
  /** Address of the list in another order; undefined for a list that has none of its own. */
  toSort(sort: Sort): string | undefined
}

const NOTHING_CHOSEN: ListChoice = { sort: undefined, find: undefined, where: [], columns: undefined }

/** @param isAddressed what is chosen stands in the address: for the one list of a page that has several */
export function useListState(isAddressed: boolean): ListState {
  const { view, to, replace } = useView()
  const [own, setOwn] = useState(NOTHING_CHOSEN)
  const { sort, find, where, columns } = isAddressed ? view : own
  return useMemo(
    () => ({
      choice: { sort, find, where, columns },
      set: isAddressed ? replace : (change) => setOwn((before) => ({ ...before, ...change })),
      toSort: (next) => (isAddressed ? to({ sort: next }) : undefined),
    }),
    [sort, find, where, columns, isAddressed, replace, to],
  )
}
