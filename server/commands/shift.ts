import { quoted } from '../../domain/problems.ts'
import { entryOf, type ShiftMatter, type ShiftStep, shiftLogOf } from '../../domain/shifts/machine.ts'
import { type Shift, type ShiftStarts, shiftAt, shiftOf } from '../../domain/shifts/shift.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { Problem } from '../problem.ts'
import type { Matters, PlannedStep } from '../services/matters/matters.ts'
import type { Handover } from '../services/shifts/handover.ts'
import { shiftOnDuty } from '../services/shifts/onDuty.ts'
import { type CommandHandler, type Commanding, carriesOut } from './handler.ts'
import { outcomeOf, takingOf } from './matterStep.ts'

/** The log of shifts: entries, and both signatures. */
export function shiftCommands({
  logs,
  keptLog,
  starts,
  handover,
  units,
}: {
  logs: Pick<Matters<ShiftMatter, ShiftStep>, 'plan' | 'find'>
  /** The log of a shift, also of one that is over. */
  keptLog: (id: string) => Promise<ShiftMatter | undefined>
  starts: ShiftStarts
  handover: Handover
  units: UnitTree
}): readonly CommandHandler[] {
  function planned(shift: Shift, step: ShiftStep, commanding: Commanding, seen?: number): PlannedStep<ShiftMatter> {
    return logs.plan(shift.id, step, takingOf(commanding, units, null, seen))
  }
  const shiftIn = (id: string, at: number) => knownShift(id, starts, at, logs.find(id))

  return [
    carriesOut('writeShiftEntry', async ({ shift: id, text, corrects = null }, commanding) => {
      const { at } = commanding
      const shift = shiftIn(id, at)
      const isOnDuty = at < shift.from && (await shiftOnDuty(at, starts, keptLog)).id === id
      const step = planned(shift, { did: 'write', shift, text, corrects, isOnDuty }, commanding)
      return outcomeOf(step, (log) => ({ shift: shiftLogOf(shift, log), entry: entryOf(step.happened().fact) }))
    }),
    carriesOut('handOverShift', ({ shift: id, note, expectedVersion }, commanding) => {
      const shift = shiftIn(id, commanding.at)
      const board = handover(commanding.at)
      const step = planned(shift, { did: 'handOver', shift, note, board }, commanding, expectedVersion)
      return outcomeOf(step, (log) => ({ shift: shiftLogOf(shift, log) }))
    }),
    carriesOut('takeOverShift', ({ shift: id, note, expectedVersion }, commanding) => {
      const shift = shiftIn(id, commanding.at)
      const step = planned(shift, { did: 'takeOver', note }, commanding, expectedVersion)
      return outcomeOf(step, (log) => ({ shift: shiftLogOf(shift, log) }))
    }),
    carriesOut('sendBackShift', ({ shift: id, reason, expectedVersion }, commanding) => {
      const shift = shiftIn(id, commanding.at)
      const step = planned(shift, { did: 'sendBack', reason }, commanding, expectedVersion)
      return outcomeOf(step, (log) => ({ shift: shiftLogOf(shift, log) }))
    }),
  ]
}

/** A shift by its id, also one of other hours whose log is there. @throws Problem `unknownShift` */
export function knownShift(
  id: string,
  starts: ShiftStarts,
  now: number,
  log: Pick<ShiftMatter, 'id' | 'from' | 'to'> | undefined,
): Shift {
  const shift = log === undefined ? shiftOf(id, starts) : { id: log.id, from: log.from, to: log.to }
  if (shift === undefined) throw new Problem('unknownShift', { shift: quoted(id), example: shiftAt(now, starts).id })
  return shift
}
