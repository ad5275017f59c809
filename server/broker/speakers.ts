import type { RefusedPart } from '../adapters/adapter.ts'

/** Who may connect to the embedded broker, and what each may say and hear there. An account is named by its MQTT user name. */
export interface Speakers {
  /** Why somebody may not connect; undefined when they may. @param name undefined: without an account */
  toConnect(name: string | undefined, secret: Uint8Array | undefined): RefusedPart | undefined
  /**
   * Whether an account, or who has none, speaks for a topic. `toHubAlone`: the hub is handed it, to be looked at by a person or refused with a
   * better reason, and nobody else is told: a device that listens under its own id hears nobody there who does not speak for it. Else why it may
   * not be published.
   */
  toPublish(name: string | undefined, topic: string): 'speaks' | 'toHubAlone' | RefusedPart
  /** Why a filter may not be subscribed to; undefined when it may. */
  toHear(name: string | undefined, filter: string): RefusedPart | undefined
  /** Calls back with the name of an account that may no longer be connected. */
  onCutOff(listener: (name: string) => void): void
  /**
   * Whether devices have accounts. Who shows none gives way, then, to whoever connects when there is no more room, and is counted by where it comes
   * from, whatever it names.
   */
  readonly haveDevicesAccounts: boolean
}

/** Whoever reaches the broker speaks and hears. */
export const EVERYBODY_SPEAKS: Speakers = {
  toConnect: () => undefined,
  toPublish: () => 'speaks',
  toHear: () => undefined,
  onCutOff: () => undefined,
  haveDevicesAccounts: false,
}
