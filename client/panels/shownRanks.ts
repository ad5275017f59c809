import { createContext, useContext, useLayoutEffect, useMemo } from 'react'
import type { Badge } from '../map/layers/badge.ts'

/** What the list at the right shows now. */
export interface ShownList {
  /** So many of its lines are shown, each with its number. */
  readonly count: number
  /**
   * The numbers of those that have a place, where they belong. The map bears exactly these: a badge without its line would be a question nobody in
   * the room can answer, and a number without its place one that nobody can find.
   */
  readonly badges: readonly Badge[]
}

export const NOTHING_SHOWN: ShownList = { count: 0, badges: [] }

/** Told what the list shows, whenever that changed. */
export const TellShown = createContext<(shown: ShownList) => void>(() => {})

/** A list tells what it shows. */
export function useTellShown(count: number, badges: readonly Badge[]): void {
  const tell = useContext(TellShown)
  const said = JSON.stringify([count, badges])
  // biome-ignore lint/correctness/useExhaustiveDependencies: lists are made anew each second, and compared by what they say
  const shown = useMemo(() => ({ count, badges }), [said])
  // Before the frame with the new lines is painted: in one painted in between the numbers of the map would be those of other lines.
  useLayoutEffect(() => {
    tell(shown)
    return () => tell(NOTHING_SHOWN)
  }, [tell, shown])
}

/** How many lines the list shows now: what stands beside it numbers no more either. */
export const LinesOfList = createContext(Number.POSITIVE_INFINITY)
