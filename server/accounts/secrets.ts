import { createHash, randomBytes } from 'node:crypto'

const SECRET_BYTES = 32
const ID_BYTES = 9
/** So that whoever finds one in a file or a log knows what it opens. */
const TOKEN_PREFIX = 'ioct_'

/** 256 random bits as text. */
export const randomSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')

export const randomToken = (): string => TOKEN_PREFIX + randomSecret()

/** SHA-256, hexadecimal: a secret of 256 random bits needs no slow hash. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** @param kind its first letter begins the id */
export const randomId = (kind: string): string => `${kind.charAt(0)}-${randomBytes(ID_BYTES).toString('base64url')}`

/** Small letters and digits that nobody takes for another, without vowels: what is drawn is read out in a room, and spells no word. */
const LETTERS = 'bcdfghjkmnpqrstvwxz23456789'

/** Random text that is read out and typed: groups of letters with a hyphen between them. */
export function randomTyped(groups: number, letters: number): string {
  const letter = () => {
    for (;;) {
      const [byte = 0] = randomBytes(1)
      // A remainder would make the first letters more frequent.
      if (byte < 256 - (256 % LETTERS.length)) return LETTERS.charAt(byte % LETTERS.length)
    }
  }
  const group = () => Array.from({ length: letters }, letter).join('')
  return Array.from({ length: groups }, group).join('-')
}

/** What was typed of such a text: case, spaces and hyphens make no difference. */
export const typedText = (typed: string): string => typed.toLowerCase().replace(/[^a-z0-9]/g, '')
