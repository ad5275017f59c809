import { isOverCapacity } from '../kpis/officesOverCapacity.ts'
import { isUnstaffed } from '../kpis/officesUnstaffed.ts'
import type { HallCount } from './office.ts'

/**
 * What is wrong in a hall, one at a time:
 * - `unstaffed`: people wait and no counter is staffed, as the figure of the same name counts it
 * - `crowded`: too many people for the counters that are staffed
 * - `closed`: no counter is staffed in office hours, and nobody waits
 */
const HALL_TROUBLES = ['unstaffed', 'crowded', 'closed'] as const
export type HallTrouble = (typeof HALL_TROUBLES)[number]

export function isHallTrouble(need: string): need is HallTrouble {
  return (HALL_TROUBLES as readonly string[]).includes(need)
}

/**
 * What is wrong in a hall by its counts; undefined where nothing is, and where they do not say.
 * @param isOpen whether it is office hours
 */
export function hallTrouble({ waiting, countersStaffed }: HallCount, isOpen: boolean): HallTrouble | undefined {
  if (waiting === null || countersStaffed === null) return undefined
  if (isUnstaffed(waiting, countersStaffed)) return 'unstaffed'
  if (countersStaffed === 0) return isOpen ? 'closed' : undefined
  return isOverCapacity(waiting, countersStaffed) ? 'crowded' : undefined
}
