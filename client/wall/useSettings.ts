import { useCallback, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { recall, remember } from '../remembered.ts'
import { fromAddress, fromMemory, OWN_PARAMETERS, settle, type WallSettings } from './settings.ts'

/** The wall's settings: the address over what is remembered over the default. Saving remembers and clears the address. */
export function useSettings(): [WallSettings, (next: WallSettings) => void] {
  const [search, setSearch] = useSearchParams()
  const [memory, setMemory] = useState(() => fromMemory(recall('wall')))
  const settings = useMemo(() => settle(fromAddress(search), memory), [search, memory])
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
  return [settings, save]
}
