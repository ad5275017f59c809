import * as z from 'zod'
import { Proof } from '../people/password.ts'
import { AccountId, PersonGrants, ShownName, UserName } from '../people/person.ts'
import { says } from '../schema.ts'
import { defineCommand } from './command.ts'

const OfPerson = z.object({ person: AccountId })
const OfPersonShown = OfPerson.extend({ proof: Proof })
const FirstPassword = z
  .string()
  .meta(says('chỉ hiện lần này; phải đổi khi đăng nhập', 'shown only now; changed at sign-in'))

export const createPerson = defineCommand({
  summary: { vi: 'Lập tài khoản cho một người', en: 'Creates a person' },
  input: z.object({ user: UserName, name: ShownName, grants: PersonGrants, proof: Proof }),
  gives: z.object({ id: z.string(), password: FirstPassword }),
  do: 'people.manage',
  peopleOnly: true,
  secret: ['proof'],
  says: { vi: 'Lập tài khoản {user} ({name})', en: 'Created {user} ({name})' },
  once: true,
  example: (city) => ({
    user: 'an.nguyen',
    name: 'Nguyễn An',
    grants: [{ role: 'operator' as const, place: city.city }],
  }),
})

export const renamePerson = defineCommand({
  summary: { vi: 'Đổi tên hiển thị của một người', en: 'Renames a person' },
  input: z.object({ person: AccountId, name: ShownName }),
  gives: z.object({}),
  do: 'people.manage',
  says: { vi: 'Đổi tên {person} thành {name}', en: 'Renamed {person} to {name}' },
  example: () => ({ person: 'p-1', name: 'Nguyễn Văn An' }),
})

export const setGrants = defineCommand({
  summary: {
    vi: 'Đổi vai trò của một người; các phiên của người đó kết thúc',
    en: 'Changes the roles of a person, whose sessions end',
  },
  input: z.object({
    person: AccountId,
    grants: PersonGrants,
    dropOtherMap: z
      .boolean()
      .optional()
      .meta(
        says(
          'bỏ luôn các vai trò thuộc bản đồ đơn vị khác; không có: giữ',
          'whether roles for units of another map of units are dropped too; kept when absent',
        ),
      ),
    proof: Proof,
  }),
  gives: z.object({}),
  do: 'people.manage',
  secret: ['proof'],
  says: { vi: 'Đổi vai trò của {person}', en: 'Changed the roles of {person}' },
  example: (city) => ({ person: 'p-1', grants: [{ role: 'lead' as const, place: city.city }] }),
})

export const disablePerson = defineCommand({
  summary: { vi: 'Khóa tài khoản', en: 'Disables a person' },
  input: OfPerson,
  gives: z.object({}),
  do: 'people.manage',
  says: { vi: 'Khóa tài khoản {person}', en: 'Disabled {person}' },
  example: () => ({ person: 'p-1' }),
})

export const enablePerson = defineCommand({
  summary: { vi: 'Mở lại tài khoản, bỏ cả tạm khóa', en: 'Enables a person again, and lifts a lock-out' },
  input: OfPersonShown,
  gives: z.object({}),
  do: 'people.manage',
  secret: ['proof'],
  says: { vi: 'Mở lại tài khoản {person}', en: 'Enabled {person}' },
  example: () => ({ person: 'p-1' }),
})

export const resetPassword = defineCommand({
  summary: { vi: 'Cấp mật khẩu mới cho một người', en: 'Gives a person a new first password' },
  input: OfPersonShown,
  gives: z.object({ password: FirstPassword }),
  do: 'people.manage',
  secret: ['proof'],
  peopleOnly: true,
  says: { vi: 'Cấp mật khẩu mới cho {person}', en: 'Gave {person} a new password' },
  once: true,
  example: () => ({ person: 'p-1' }),
})

export const resetTotp = defineCommand({
  summary: { vi: 'Bỏ mã xác thực hai lớp của một người', en: 'Removes the second factor of a person' },
  input: OfPersonShown,
  gives: z.object({}),
  do: 'people.manage',
  peopleOnly: true,
  secret: ['proof'],
  says: { vi: 'Bỏ mã xác thực hai lớp của {person}', en: 'Removed the second factor of {person}' },
  example: () => ({ person: 'p-1' }),
})
