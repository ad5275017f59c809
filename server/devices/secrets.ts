import { createHash, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto'

/** What is kept of a secret. */
export interface SecretHashes {
  /** SHA-256, hexadecimal. A secret is 256 random bits and not a password: nobody can guess it, however fast the hash. */
  readonly secret: string
  /** As Mosquitto reads it from a password file; it can only be made while the secret is known. */
  readonly mosquitto: string
}

/** A new secret of 256 random bits, and what is kept of it. */
export function mintSecret(): { readonly secret: string; readonly hashes: SecretHashes } {
  const secret = randomBytes(32).toString('base64url')
  return { secret, hashes: { secret: sha256(secret).toString('hex'), mosquitto: mosquittoHash(secret) } }
}

/** Whether a text has the form of a secret: what is given as a name and looks so was put into the wrong field. */
export const looksLikeSecret = (text: string): boolean => /^[\w-]{43}$/.test(text)

/** Whether a secret is the one that was hashed, in a time that tells nothing. @param hash hexadecimal, of SHA-256 */
export function isSecret(given: Uint8Array, hash: string): boolean {
  return timingSafeEqual(sha256(given), Buffer.from(hash, 'hex'))
}

function sha256(secret: string | Uint8Array): Buffer {
  return createHash('sha256').update(secret).digest()
}

const ITERATIONS = 101

/** `$7$`: PBKDF2 with SHA-512, as `mosquitto_passwd` writes it. */
export function mosquittoHash(password: string): string {
  const salt = randomBytes(12)
  const hash = pbkdf2Sync(password, salt, ITERATIONS, 64, 'sha512')
  return `$7$${ITERATIONS}$${salt.toString('base64')}$${hash.toString('base64')}`
}
