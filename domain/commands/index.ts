import { acknowledgeAlert } from './acknowledgeAlert.ts'

import type { Command } from './command.ts'
import {
  createDeviceAccount,
  createGatewayAccount,
  createSystemAccount,
  endMqttAccount,
  renewMqttSecret,
  setGatewayPatterns,
} from './mqttAccounts.ts'
import { recordExport } from './recordExport.ts'

/** Everything that a person may do, by its name. */
export const COMMANDS = {
  acknowledgeAlert,
  recordExport,
  ...{ createDeviceAccount, createGatewayAccount, createSystemAccount },
  ...{ setGatewayPatterns, renewMqttSecret, endMqttAccount },
} satisfies Record<string, Command>

export type CommandName = keyof typeof COMMANDS
