import { useSyncExternalStore } from 'react'
import { usePrinting } from './parts/usePrinting.ts'

/** As in the style sheets: below this width parts stand one over the other. */
const NARROW = '(max-width: 900px)'

function subscribe(listener: () => void): () => void {
  const query = matchMedia(NARROW)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** Whether there is no room for two columns. A sheet of paper has none, and is no phone either: it shows all parts, one below the other. */
export function useNarrow(): boolean {
  const isPrinting = usePrinting()
  const isNarrow = useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches)
  return isNarrow && !isPrinting
}
