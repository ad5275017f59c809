import * as z from 'zod'
import type { ProblemCode } from '../problems.ts'
import { says } from '../schema.ts'

/** What a deployment asks of a password. */
export const PasswordRules = z.object({
  min: z.number().int().meta(says('số ký tự ít nhất', 'characters at least')),
  kinds: z
    .number()
    .int()
    .meta(
      says(
        'số loại ký tự ít nhất (chữ thường, chữ hoa, chữ số, ký tự khác)',
        'kinds of characters at least (small, capital, digit, other)',
      ),
    ),
  days: z
    .number()
    .int()
    .nullable()
    .meta(says('phải đổi sau số ngày này; null: không', 'changed after so many days; null: never')),
})
export type PasswordRules = z.output<typeof PasswordRules>

/** Longer ones would only cost time. */
const MAX_PASSWORD = 256

/** Password or code of who commands: see `server/commands/stepUp.ts`. */
export const Proof = z
  .string()
  .max(MAX_PASSWORD)
  .transform((typed) => typed.normalize('NFKC'))
  .optional()
  .meta(
    says(
      'mật khẩu hoặc mã xác thực hiện tại của chính người ra lệnh; cần khi việc này trao tài khoản, vai trò, mật khẩu, khóa truy cập, màn hình, tài khoản hay bí mật MQTT, hoặc đổi địa chỉ nhận thông báo',
      'present password or code of whoever commands; needed where this hands out an account, a role, a password, a token, a wall, or an MQTT account or secret, or changes where notices go',
    ),
  )

/** Whatever somebody may have chosen as theirs; `NFKC`: the same keys give the same password on every system. */
export const TypedPassword = z
  .string()
  .max(MAX_PASSWORD)
  .transform((typed) => typed.normalize('NFKC'))

export type PasswordFault = Extract<
  ProblemCode,
  'passwordTooShort' | 'passwordKinds' | 'passwordHasName' | 'passwordGuessable'
>

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u]
/** What is tried first by whoever guesses, here: words, and rows of keys. */
const GUESSED = [
  'password',
  'matkhau',
  'cantho',
  'qwerty',
  'asdfgh',
  'admin',
  'iloveyou',
  'abc123',
  'vietnam',
  '123456',
]

/** Why a password cannot be chosen; undefined: it can. */
export function passwordFault(password: string, user: string, rules: PasswordRules): PasswordFault | undefined {
  const letters = [...password]
  if (letters.length < rules.min) return 'passwordTooShort'
  if (KINDS.filter((kind) => kind.test(password)).length < rules.kinds) return 'passwordKinds'
  const plain = plainOf(password)
  if (user.length >= 3 && plain.includes(plainOf(user))) return 'passwordHasName'
  return isGuessable(plain) ? 'passwordGuessable' : undefined
}

/** Small letters without marks: `Mật khẩu` is guessed as soon as `matkhau`. */
function plainOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}|\s/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
}

/** Of what is left when guessed words are taken away and what repeats is counted once, there must be something. */
function isGuessable(plain: string): boolean {
  let rest = plain
  for (const word of GUESSED) rest = rest.replaceAll(word, '')
  const last = [...rest]
  const turns = last.filter((letter, n) => {
    const step = (letter.codePointAt(0) ?? 0) - (last[n - 1]?.codePointAt(0) ?? 0)
    return n === 0 || Math.abs(step) > 1
  })
  return new Set(turns).size < 4
}
