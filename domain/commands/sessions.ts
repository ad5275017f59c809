import * as z from 'zod'
import { TypedPassword } from '../people/password.ts'
import { AccountId } from '../people/person.ts'
import { says } from '../schema.ts'
import { defineCommand } from './command.ts'

/** What is left to do after a sign-in; null: nothing. */
const Pending = z.object({ pending: z.enum(['password', 'totp']).nullable() })

export const signIn = defineCommand({
  summary: { vi: 'Đăng nhập', en: 'Signs in' },
  input: z.object({
    user: z.string().max(100),
    password: TypedPassword,
    code: z
      .string()
      .max(40)
      .optional()
      .meta(says('mã xác thực hai lớp, hoặc mã khôi phục', 'code of the second factor, or a recovery code')),
  }),
  gives: Pending,
  do: 'public',
  says: { vi: 'Đăng nhập', en: 'Signed in' },
  secret: ['password', 'code'],
  session: true,
  example: () => ({ user: 'an.nguyen', password: 'ba con mèo trên mái', code: '123456' }),
})

export const signOut = defineCommand({
  summary: { vi: 'Đăng xuất', en: 'Signs out' },
  input: z.object({}),
  gives: z.object({}),
  do: 'self',
  whilePending: true,
  says: { vi: 'Đăng xuất', en: 'Signed out' },
  session: true,
  example: () => ({}),
})

export const endSession = defineCommand({
  summary: { vi: 'Kết thúc một phiên đăng nhập', en: 'Ends a session' },
  input: z.object({ session: AccountId }),
  gives: z.object({}),
  do: 'self',
  says: { vi: 'Kết thúc phiên {session}', en: 'Ended session {session}' },
  example: () => ({ session: 's-1' }),
})

export const endSessions = defineCommand({
  summary: { vi: 'Kết thúc mọi phiên đăng nhập của một người', en: 'Ends all sessions of a person' },
  input: z.object({ person: AccountId }),
  gives: z.object({ ended: z.number().int() }),
  do: 'people.manage',
  says: { vi: 'Kết thúc mọi phiên của {person}', en: 'Ended all sessions of {person}' },
  example: () => ({ person: 'p-1' }),
})

export const signInAs = defineCommand({
  summary: {
    vi: 'Đăng nhập bằng một tài khoản trình diễn (chỉ trong bản trình diễn)',
    en: 'Signs in as one of the demo’s people (in the demo only)',
  },
  input: z.object({ user: z.string().max(100) }),
  gives: z.object({}),
  do: 'public',
  says: { vi: 'Đăng nhập bản trình diễn bằng {user}', en: 'Signed in to the demo as {user}' },
  session: true,
  example: () => ({ user: 'truc-ban' }),
})
