import * as z from 'zod'
import { Proof } from '../people/password.ts'
import { AccountId, PERSON_ROLES, PlaceCode, ShownName } from '../people/person.ts'
import { says } from '../schema.ts'
import { defineCommand } from './command.ts'

/** Longest life of a token, days. */
export const MAX_TOKEN_DAYS = 3_660

export const createToken = defineCommand({
  summary: { vi: 'Cấp khóa truy cập cho một chương trình', en: 'Creates a token for a program' },
  input: z.object({
    name: ShownName,
    role: z.enum(PERSON_ROLES),
    place: PlaceCode,
    days: z
      .number()
      .int()
      .min(1)
      .max(MAX_TOKEN_DAYS)
      .optional()
      .meta(says('hết hạn sau; không ghi: một năm', 'ends after; a year when absent')),
    proof: Proof,
  }),
  gives: z.object({
    id: z.string(),
    token: z
      .string()
      .meta(
        says('chỉ hiện lần này; gửi trong Authorization: Bearer …', 'shown only now; sent as Authorization: Bearer …'),
      ),
    endsAt: z.number(),
  }),
  do: 'people.manage',
  peopleOnly: true,
  secret: ['proof'],
  says: { vi: 'Cấp khóa truy cập {name}', en: 'Created token {name}' },
  once: true,
  example: (city) => ({ name: 'Kho dữ liệu', role: 'leader' as const, place: city.city, days: 90 }),
})

export const endToken = defineCommand({
  summary: { vi: 'Thu hồi khóa truy cập', en: 'Ends a token' },
  input: z.object({
    token: AccountId.meta(says('mã của khóa, không phải chính khóa', 'the id of the token, not the token')),
  }),
  gives: z.object({}),
  do: 'people.manage',
  says: { vi: 'Thu hồi khóa truy cập {token}', en: 'Ended token {token}' },
  example: () => ({ token: 't-1' }),
})
