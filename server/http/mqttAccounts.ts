import type { DevicePolicy } from '../../domain/devices/devicePolicy.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import type { MqttAccounts } from '../devices/mqttAccounts.ts'
import { answers, type Route } from './route.ts'

/** @param connections how many connections an account has; null where the hub cannot see them */
export function mqttAccountRoutes({
  policy,
  accounts,
  connections,
}: {
  policy: DevicePolicy
  accounts: MqttAccounts
  connections: (account: string) => number | null
}): Route[] {
  return [
    answers(QUERIES.mqttAccounts, () => ({
      policy,
      accounts: accounts.all().map((account) => ({ ...account, connections: connections(account.name) })),
    })),
  ]
}
