import { acknowledgeAlert } from './acknowledgeAlert.ts'
import type { Command } from './command.ts'

/** Everything that a person may do, by its name. */
export const COMMANDS = { acknowledgeAlert } satisfies Record<string, Command>

export type CommandName = keyof typeof COMMANDS
