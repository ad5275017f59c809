import type { Edition } from '../units/unit.ts'
import type { Principal } from './principal.ts'

/** Who is named in the log: whoever asked, or the hub itself. */
export interface AuditWho extends Pick<Principal, 'id' | 'name' | 'session'> {
  readonly is: Principal['is'] | 'hub'
}

/** What is written in the log of one thing that somebody did or tried. */
export interface AuditEntry {
  /** Epoch ms. */
  readonly at: number
  /** When it was written, epoch ms, as whoever wrote it says: it waited for a line until `at`. */
  readonly writtenAt?: number
  readonly who: AuditWho
  /** Where from. `agent`: what the program calls itself; '' where it does not. */
  readonly from: {
    readonly address: string
    readonly via: 'http' | 'socket' | 'mqtt' | 'command line' | 'hub'
    readonly agent: string
  }
  /** Name of the command, or of what was looked at: `acknowledgeAlert`, `watchCamera`, `export`. */
  readonly did: string
  /** What it was done to, without secrets. `units`, of a look at cameras of several: where they stand. */
  readonly input: Readonly<Record<string, unknown>>
  /** Code of the unit where it was, where it had one. */
  readonly unit: string | null
  /** The map that `unit` and every code in `input` and `before` is of, as the store writes it down; what was written before it did has none. */
  readonly edition?: Edition
  /** `done`, or the code of the problem it was refused with. */
  readonly result: string
  /** What stood before, where something was changed. */
  readonly before?: unknown
}

/** Of what the hub itself does. */
export const BY_HUB: Pick<AuditEntry, 'who' | 'from'> = {
  who: { is: 'hub', id: 'hub', name: 'hub' },
  from: { address: '', via: 'hub', agent: '' },
}
