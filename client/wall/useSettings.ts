import { useCallback, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { GeometryProblem } from '../../domain/walls/geometry.ts'
import { recall, remember } from '../remembered.ts'
import { addressProblems, fromAddress, fromMemory, OWN_PARAMETERS, settle, type WallSettings } from './settings.ts'

/** The wall's settings: the address over what is remembered over the default, and what of the address cannot be. Saving remembers and clears the address. */
export function useSettings(): {
  readonly settings: WallSettings
  readonly problems: readonly GeometryProblem[]
  readonly save: (next: WallSettings) => void
} {
  const [search, setSearch] = useSearchParams()
  const [memory, setMemory] = useState(() => fromMemory(recall('wall')))
  const settings = useMemo(() => settle(fromAddress(search), memory), [search, memory])
  const problems = useMemo(() => addressProblems(search, settings), [search, settings])
  const save = useCallback(
    (next: WallSettings) => {
      remember('wall', JSON.stringify(next))
      setMemory(next)
      setSearch(
        (old) => {
          for (const name of OWN_PARAMETERS) old.delete(name)
          return old
        },
        { replace: true },
      )
    },
    [setSearch],
  )
  return { settings, problems, save }
}
