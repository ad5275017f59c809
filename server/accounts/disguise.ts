import { createHmac, randomBytes } from 'node:crypto'

const KEY = randomBytes(32)

/**
 * What stands in a log in place of a text that may be a secret, as a password that somebody has typed where the name goes: the same sign for the same
 * text as long as the process lives, and nothing that leads back to it.
 */
export function disguised(text: string): string {
  return `#${createHmac('sha256', KEY).update(text).digest('hex').slice(0, 8)}`
}
