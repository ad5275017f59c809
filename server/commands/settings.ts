import type { Changer, PlannedChange, Settings } from '../services/settings.ts'
import { type CommandHandler, type Commanding, carriesOut, type Outcome } from './handler.ts'

/** Changes of targets, calendar and thresholds, and undoing one. */
export function settingCommands(settings: Settings): readonly CommandHandler[] {
  return [
    carriesOut('changeTarget', (input, commanding) =>
      outcome(settings.changeTarget(input, changer(input, commanding))),
    ),
    carriesOut('changeCalendarDay', (input, commanding) => {
      const { day, is, vi, en = vi, seen } = input
      return outcome(settings.changeCalendarDay({ day, is, name: { vi, en }, seen }, changer(input, commanding)))
    }),
    carriesOut('changeThreshold', (input, commanding) =>
      outcome(settings.changeThreshold(input, changer(input, commanding))),
    ),
    carriesOut('undoChange', (input, commanding) =>
      outcome(settings.undoChange(input.change, changer(input, commanding))),
    ),
  ]
}

function changer({ note }: { note?: string | undefined }, { principal, at }: Commanding): Changer {
  return { by: principal.name, at, note }
}

function outcome({ write, apply, change }: PlannedChange): Outcome<{ change: ReturnType<PlannedChange['change']> }> {
  return { write, apply, answer: () => ({ change: change() }), before: () => change().before }
}
