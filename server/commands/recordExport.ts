import { type CommandHandler, carriesOut } from './handler.ts'

/** Nothing changes but the log. */
export function recordExport(): CommandHandler {
  return carriesOut('recordExport', () => ({ answer: () => ({}) }))
}
