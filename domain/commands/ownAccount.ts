import * as z from 'zod'
import { TypedPassword } from '../people/password.ts'
import { says } from '../schema.ts'
import { defineCommand } from './command.ts'

export const changePassword = defineCommand({
  summary: { vi: 'Đổi mật khẩu của mình', en: 'Changes one’s password' },
  input: z.object({ old: TypedPassword, new: TypedPassword }),
  gives: z.object({ pending: z.enum(['password', 'totp']).nullable() }),
  do: 'self',
  whilePending: true,
  says: { vi: 'Đổi mật khẩu', en: 'Changed the password' },
  secret: ['old', 'new'],
  session: true,
  example: () => ({ old: 'mật khẩu cũ', new: 'ba con mèo trên mái' }),
})

export const beginTotp = defineCommand({
  summary: { vi: 'Bắt đầu lập mã xác thực hai lớp', en: 'Begins to set up the second factor' },
  input: z.object({ password: TypedPassword }),
  gives: z.object({
    secret: z.string().meta(says('khóa để gõ vào ứng dụng, Base32', 'to be typed into the app, Base32')),
    uri: z.string().meta(says('otpauth://… để vẽ mã QR', 'otpauth://… for a QR code')),
  }),
  do: 'self',
  whilePending: true,
  says: { vi: 'Bắt đầu lập mã xác thực hai lớp', en: 'Began to set up the second factor' },
  secret: ['password'],
  once: true,
  example: () => ({ password: 'ba con mèo trên mái' }),
})

export const confirmTotp = defineCommand({
  summary: { vi: 'Xác nhận mã xác thực hai lớp', en: 'Confirms the second factor' },
  input: z.object({ code: z.string().max(40) }),
  gives: z.object({
    recoveryCodes: z
      .array(z.string())
      .meta(says('mỗi mã dùng một lần, chỉ hiện lần này', 'each works once; shown only now')),
    pending: z.enum(['password', 'totp']).nullable(),
  }),
  do: 'self',
  whilePending: true,
  says: { vi: 'Lập mã xác thực hai lớp', en: 'Set up the second factor' },
  secret: ['code'],
  session: true,
  once: true,
  example: () => ({ code: '123456' }),
})

export const removeTotp = defineCommand({
  summary: { vi: 'Bỏ mã xác thực hai lớp của mình', en: 'Removes one’s second factor' },
  input: z.object({ password: TypedPassword }),
  gives: z.object({}),
  do: 'self',
  says: { vi: 'Bỏ mã xác thực hai lớp', en: 'Removed the second factor' },
  secret: ['password'],
  session: true,
  example: () => ({ password: 'ba con mèo trên mái' }),
})
