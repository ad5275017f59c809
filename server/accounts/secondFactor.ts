import { Secret, TOTP } from 'otpauth'
import { SECOND_MS } from '../../domain/time.ts'
import { Problem } from '../problem.ts'
import type { PersonRecord } from '../store/accounts.ts'
import { hashOfSecret, randomTyped, typedText } from './secrets.ts'

/** RFC 6238 with what every app takes: SHA-1, six digits, 30 seconds. */
const PERIOD_S = 30
/** A phone's clock may be one step off. */
const WINDOW = 1
const ISSUER = 'IOC Cần Thơ'
const RECOVERY_CODES = 10

const totpOf = (secret: string, user = '') =>
  new TOTP({ issuer: ISSUER, label: user, secret: Secret.fromBase32(secret), period: PERIOD_S })

/** A new secret, and the address by which an app takes it over. */
export function newTotp(user: string): { readonly secret: string; readonly uri: string } {
  const secret = new Secret({ size: 20 }).base32
  return { secret, uri: totpOf(secret, user).toString() }
}

/**
 * The step that a code is of; undefined: it is none of now.
 * @param after codes of this step and before have been used
 */
export function stepOfCode(secret: string, code: string, now: number, after: number): number | undefined {
  const delta = totpOf(secret).validate({ token: code.replace(/\s/g, ''), window: WINDOW, timestamp: now })
  if (delta === null) return undefined
  const step = Math.floor(now / (PERIOD_S * SECOND_MS)) + delta
  return step > after ? step : undefined
}

/** Codes for when the phone is lost; only their hashes are kept. */
export function newRecoveryCodes(): { readonly codes: readonly string[]; readonly hashes: readonly string[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, () => randomTyped(2, 5))
  return { codes, hashes: codes.map(hashOfRecoveryCode) }
}

/** Keeps of an account that a code of it has been used. @throws Problem `wrongCode` when somebody else has used it meanwhile */
export type MarkUsed = (current: PersonRecord) => PersonRecord

/** Why a code that does not fit is refused: nobody waits for the next recovery code, and the clock of a phone makes none right. */
export function refusalOfCode(code: string): 'wrongCode' | 'wrongRecoveryCode' {
  return /^[\d\s]*$/.test(code) ? 'wrongCode' : 'wrongRecoveryCode'
}

/** What is kept of a code, or recovery code, that fits now; undefined: it does not. */
export function codeInUse(totp: NonNullable<PersonRecord['totp']>, code: string, at: number): MarkUsed | undefined {
  const step = stepOfCode(totp.secret, code, at, totp.lastStep)
  const recovery = hashOfRecoveryCode(code)
  if (step === undefined && !totp.recovery.includes(recovery)) return undefined
  return (current) => {
    // The same code at the same time from another browser: the first has used it.
    const now = current.totp
    const isUsed = step === undefined ? now?.recovery.includes(recovery) !== true : (now?.lastStep ?? step) >= step
    if (now === null || now === undefined || isUsed) throw new Problem('wrongCode')
    if (step !== undefined) return { ...current, totp: { ...now, lastStep: step } }
    return { ...current, totp: { ...now, recovery: now.recovery.filter((hash) => hash !== recovery) } }
  }
}

const hashOfRecoveryCode = (typed: string): string => hashOfSecret(typedText(typed))
