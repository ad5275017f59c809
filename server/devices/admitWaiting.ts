import type { Logger } from 'pino'
import { deviceOf } from '../../domain/devices/waitingDevice.ts'
import type { Ingest } from '../ingest/ingest.ts'
import type { Store } from '../store/store.ts'
import type { MqttAccounts } from './mqttAccounts.ts'
import type { WaitingDevices } from './waitingDevices.ts'

/**
 * Whoever waits and gets an account, or is put on the list of a gateway, waits no longer: it stands in the city as it announced itself. Of one that
 * was announced in two ways nobody has said which is its own: it stands when it announces itself with its secret. One that stands already, and waits
 * with something else, is not what an account decides.
 */
export function admitWaiting({
  accounts,
  waiting,
  store,
  letIn,
  log,
}: {
  accounts: MqttAccounts
  waiting: WaitingDevices
  store: Pick<Store, 'removeWaitingDevices'>
  letIn: Ingest['letIn']
  log: Pick<Logger, 'warn'>
}): void {
  accounts.onChange(() => {
    const admitted = waiting.all().filter(({ device, changes }) => changes === null && accounts.isSpokenFor(device))
    if (admitted.length === 0) return
    for (const { device } of admitted) waiting.remove(device)
    const work = [
      store.removeWaitingDevices(admitted.map(({ device }) => device)),
      ...admitted
        .filter(({ refusedAt, before, said }) => refusedAt === null && before === null && deviceOf(said).commune !== '')
        .map(({ said }) => letIn(said)),
    ]
    // The device announces itself again when it connects with its secret: nothing is lost for good.
    for (const each of work)
      each.catch((error: unknown) => log.warn({ error }, 'a device that was let in is not kept yet'))
  })
}
