import { useCallback, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { fromAddress, fromMemory, OWN_PARAMETERS, settle, type WallSettings } from './settings.ts'

const MEMORY = 'wall.settings'

/** Storage may be forbidden or full on a kiosk: the wall then keeps its settings until it reloads. */
function remember(settings: WallSettings): void {
  try {
    localStorage.setItem(MEMORY, JSON.stringify(settings))
  } catch {}
}

function recall(): Partial<WallSettings> {
  try {
    return fromMemory(localStorage.getItem(MEMORY))
  } catch {
    return {}
  }
}

/** The wall's settings: the address over what is remembered over the default. Saving remembers and clears the address. */
export function useSettings(): [WallSettings, (next: WallSettings) => void] {
  const [search, setSearch] = useSearchParams()
  const [memory, setMemory] = useState(recall)
  const settings = useMemo(() => settle(fromAddress(search), memory), [search, memory])
  const save = useCallback(
    (next: WallSettings) => {
      remember(next)
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
