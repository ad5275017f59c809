import { createContext, useContext, useEffect } from 'react'

/**
 * How many ranks the list at the right has room for. The map numbers exactly those: a badge without its line would be a
 * question nobody in the room can answer.
 */
export const ShownRanks = createContext<(shown: number) => void>(() => {})

/** A ranking tells how many it shows. */
export function useShownRanks(shown: number): void {
  const tell = useContext(ShownRanks)
  useEffect(() => {
    tell(shown)
  }, [tell, shown])
}

/** How many ranks the list shows now: what stands beside it numbers no more either. */
export const RanksOfList = createContext(Number.POSITIVE_INFINITY)
