import type { RefusedPart } from '../adapters/adapter.ts'

/** Who may connect to the embedded broker, and what each may say and hear there. An account is named by its MQTT user name. */
export interface Speakers {
  /** Why somebody may not connect; undefined when they may. @param name undefined: without an account */
  toConnect(name: string | undefined, secret: Uint8Array | undefined): RefusedPart | undefined
  /**
   * Whether an account, or who has none, speaks for a topic. `announces`: it may be handed on to be looked at by a person, and is told nobody
   * else. Else why it may not be published.
   */
  toPublish(name: string | undefined, topic: string): 'speaks' | 'announces' | RefusedPart
  /** Why a filter may not be subscribed to; undefined when it may. */
  toHear(name: string | undefined, filter: string): RefusedPart | undefined
  /** Calls back with the name of an account that may no longer be connected. */
  onCutOff(listener: (name: string) => void): void
}

/** Whoever reaches the broker speaks and hears. */
export const EVERYBODY_SPEAKS: Speakers = {
  toConnect: () => undefined,
  toPublish: () => 'speaks',
  toHear: () => undefined,
  onCutOff: () => undefined,
}
