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
  /** Where all of its lines are, also those that have no room: a map that goes by those that are shown would move with each change among them. */
  readonly places: readonly Place[]
}

/** Degrees. */
type Place = Readonly<Pick<Badge, 'lng' | 'lat'>>

export const NOTHING_SHOWN: ShownList = { count: 0, badges: [], places: [] }

/** Told what the list shows, whenever that changed. */
export const TellShown = createContext<(shown: ShownList) => void>(() => {})

/** A list tells what it shows. @param all where its lines are, also those that are not shown */
export function useTellShown(count: number, badges: readonly Badge[], all: readonly Place[] = badges): void {
  const tell = useContext(TellShown)
  const places = all.map(({ lng, lat }) => ({ lng, lat }))
  const said = JSON.stringify([count, badges, places])
  // biome-ignore lint/correctness/useExhaustiveDependencies: lists are made anew each second, and compared by what they say
  const shown = useMemo(() => ({ count, badges, places }), [said])
  // Before the frame with the new lines is painted: in one painted in between the numbers of the map would be those of other lines.
  useLayoutEffect(() => {
    tell(shown)
    return () => tell(NOTHING_SHOWN)
  }, [tell, shown])
}

/** How many lines the list shows now: what stands beside it numbers no more either. */
export const LinesOfList = createContext(Number.POSITIVE_INFINITY)
