import { acknowledgeAlert } from './acknowledgeAlert.ts'
import type { Command } from './command.ts'
import { recordExport } from './recordExport.ts'

/** Everything that a person may do, by its name. */
export const COMMANDS = { acknowledgeAlert, recordExport } satisfies Record<string, Command>

export type CommandName = keyof typeof COMMANDS
