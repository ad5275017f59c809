import type { UseQueryResult } from '@tanstack/react-query'
import { useConnection } from '../live/useLive.ts'

/** Whether an answer of the hub's is on its way, or does not come: on a line that is cut none does, not even one that could not be asked for yet. @param isAsked whether it has been asked for */
export function useArrival(
  { isPending, isError }: Pick<UseQueryResult, 'isPending' | 'isError'>,
  isAsked = true,
): { readonly isComing: boolean; readonly isMissing: boolean } {
  const isCut = useConnection().is === 'lost'
  return { isComing: isAsked && isPending && !isCut, isMissing: isError || (isPending && isCut) }
}
