import { useRow } from './useLive.ts'

/** Whether a drill is being played: what is shown meanwhile may come from it, whoever has put it up. */
export function useIsDrill(): boolean {
  return (useRow('hub', 'hub')?.drill ?? null) !== null
}
