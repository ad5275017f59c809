import type { Outcome } from '../../../domain/notices/delivery.ts'
import type { About, Outside, Urgency } from '../../../domain/notices/notice.ts'

/** A notice on its way out, in its person's language. */
export interface Message {
  /** The same for every attempt: whoever gets it twice knows it by this. 32 hexadecimal digits. */
  readonly key: string
  /** Mail address or phone number as `84…`; of push the id of the account. */
  readonly to: string
  /** Name of who gets it. */
  readonly name: string
  readonly text: string
  readonly language: 'vi' | 'en'
  readonly urgency: Urgency
  readonly about: About
  /** The page that it opens, below the hub's own address. */
  readonly path: string | null
  /** When it arose, epoch ms. */
  readonly at: number
}

/** One way out of the house. */
export interface SendingChannel {
  readonly channel: Outside
  /** So many are sent at a time, at most. */
  readonly atOnce: number
  /** Whether it is set up. */
  isOpen(): boolean
  /** Tries once, and ends in a bounded time. What it throws is a fault of ours, and tried again. */
  send(message: Message): Promise<Outcome>
  stop?(): Promise<void> | void
}
