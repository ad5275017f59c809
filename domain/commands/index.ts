import { acknowledgeAlert } from './acknowledgeAlert.ts'
import { changeCalendarDay } from './changeCalendarDay.ts'
import { changeTarget } from './changeTarget.ts'
import { changeThreshold } from './changeThreshold.ts'
import type { Command } from './command.ts'
import { approveDevice, moveDevice, refuseDevice, renameDevice, retireDevice } from './devices.ts'
import {
  createDeviceAccount,
  createGatewayAccount,
  createSystemAccount,
  endMqttAccount,
  renewMqttSecret,
  setGatewayPatterns,
} from './mqttAccounts.ts'
import { recordExport } from './recordExport.ts'
import { undoChange } from './undoChange.ts'

/** Everything that a person may do, by its name. */
export const COMMANDS = {
  acknowledgeAlert,
  recordExport,
  ...{ createDeviceAccount, createGatewayAccount, createSystemAccount },
  ...{ approveDevice, refuseDevice, renameDevice, moveDevice, retireDevice },
  ...{ setGatewayPatterns, renewMqttSecret, endMqttAccount },
  ...{ changeTarget, changeCalendarDay, changeThreshold, undoChange },
} satisfies Record<string, Command>

export type CommandName = keyof typeof COMMANDS
