import type { ShiftMatter } from '../../../domain/shifts/machine.ts'
import { type Shift, type ShiftStarts, shiftAt } from '../../../domain/shifts/shift.ts'

/**
 * The shift that is on duty: that of the hour; once both sides have signed its log before it ends, the one that has taken over.
 * @param at epoch ms
 * @param logOf the log of a shift, undefined while it has none
 */
export async function shiftOnDuty(
  at: number,
  starts: ShiftStarts,
  logOf: (id: string) => Promise<Pick<ShiftMatter, 'state'> | undefined>,
): Promise<Shift> {
  const ofHour = shiftAt(at, starts)
  return (await logOf(ofHour.id))?.state === 'closed' ? shiftAt(ofHour.to, starts) : ofHour
}
