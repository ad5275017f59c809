import type { UseQueryResult } from '@tanstack/react-query'
import { useConnection } from '../live/useLive.ts'

/** Whether an answer of the hub's is on its way, or does not come: on a line that is cut none does. @param isAsked whether it has been asked for */
export function useArrival(
  { isPending, isError }: Pick<UseQueryResult, 'isPending' | 'isError'>,
  isAsked = true,
): { readonly isComing: boolean; readonly isMissing: boolean } {
  const isCut = useConnection().is === 'lost'
  const isAwaited = isAsked && isPending
  return { isComing: isAwaited && !isCut, isMissing: isError || (isAwaited && isCut) }
}
