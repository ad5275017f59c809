import { isOverCapacity } from '../kpis/officesOverCapacity.ts'
import { isUnstaffed } from '../kpis/officesUnstaffed.ts'
import type { HallCount } from './office.ts'

/** Too many people for the counters that are staffed, or no counter staffed at all: never both. */
export type HallTrouble = 'unstaffed' | 'crowded'

/**
 * What is wrong in a hall by its counts; undefined where nothing is, and where they do not say.
 * @param isOpen whether it is office hours: see `isUnstaffed`
 */
export function hallTrouble({ waiting, countersStaffed }: HallCount, isOpen: boolean): HallTrouble | undefined {
  if (waiting === null || countersStaffed === null) return undefined
  if (isUnstaffed(waiting, countersStaffed, isOpen)) return 'unstaffed'
  return isOverCapacity(waiting, countersStaffed) ? 'crowded' : undefined
}
