import { useSyncExternalStore } from 'react'

/** As in the style sheets: below this width parts stand one over the other. */
const NARROW = '(max-width: 900px)'

function subscribe(listener: () => void): () => void {
  const query = matchMedia(NARROW)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** Whether there is no room for two columns. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches)
}
