import type { SaidStatus } from '../store/store.ts'

type Status = SaidStatus['status']

/**
 * What devices, or their brokers in their name, said last of being online. A goodbye holds until something newer of the device arrives:
 * a last will may be that of another connection, or of yesterday.
 */
export interface Statuses {
  get(source: string): SaidStatus | undefined
  /** What holds now; null when nothing was ever said. */
  now(source: string): Status | null
  /** @param retained from a broker's memory: the same again is no news */
  say(source: string, status: Status, receivedAt: number, retained: boolean): void
  /** Live data of the device, true at `at`, epoch ms. @returns whether they outweigh a goodbye */
  heard(source: string, at: number): boolean
  restore(all: ReadonlyMap<string, SaidStatus>): void
}

export function statusNow({ status, overruled }: SaidStatus): Status {
  return overruled ? 'online' : status
}

export function createStatuses(): Statuses {
  const said = new Map<string, SaidStatus>()
  return {
    get: (source) => said.get(source),
    now(source) {
      const known = said.get(source)
      return known === undefined ? null : statusNow(known)
    },
    say(source, status, receivedAt, retained) {
      const known = said.get(source)
      const isKnown = known?.status === status && (retained || !known.overruled)
      if (!isKnown) said.set(source, { status, at: receivedAt, overruled: false })
    },
    heard(source, at) {
      const known = said.get(source)
      if (known === undefined || known.status === 'online' || known.overruled || at <= known.at) return false
      said.set(source, { ...known, overruled: true })
      return true
    },
    restore(all) {
      for (const [source, status] of all) said.set(source, status)
    },
  }
}
