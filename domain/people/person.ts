import * as z from 'zod'
import { ROLES, type Role } from '../access/roles.ts'
import type { ProblemCode } from '../problems.ts'
import { isVisible } from '../readableName.ts'
import { moment, says, text } from '../schema.ts'
import { EDITIONS } from '../units/unit.ts'

/** A role that a person or a program may hold; a wall's is a screen's own. */
export type PersonRole = Exclude<Role, 'wall'>

export const PERSON_ROLES = (Object.keys(ROLES) as Role[]).filter((role): role is PersonRole => role !== 'wall')

/** Small letters, digits and . _ -: the same whichever keyboard it is typed on. */
const USER_NAME = /^[a-z0-9][a-z0-9._-]{1,31}$/

/** What a person signs in with, as it is stored: case and form of writing make no difference. */
export function userNameOf(typed: string): string {
  return typed.normalize('NFC').trim().toLowerCase()
}

/** A user name for a new person. */
export const UserName = z
  .string()
  .max(100)
  .transform((typed, context) => {
    const user = userNameOf(typed)
    if (USER_NAME.test(user)) return user
    context.addIssue({ code: 'custom', message: 'wrongUserName' satisfies ProblemCode })
    return z.NEVER
  })

const MAX_SHOWN_NAME = 80

/** What people, programs and walls are called on screens and in the log. */
export const ShownName = z
  .string()
  .max(MAX_SHOWN_NAME)
  .transform((typed, context) => {
    const name = typed.normalize('NFC').trim()
    // A line break, or a letter that turns the line around, would make the log say something else.
    if (isVisible(name) && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)) return name
    context.addIssue({ code: 'custom', message: 'wrongName' satisfies ProblemCode, params: { max: MAX_SHOWN_NAME } })
    return z.NEVER
  })

/** Code of a unit, in the hub's edition. */
export const PlaceCode = z.string().min(1).max(16)

const PersonGrant = z.object({ role: z.enum(PERSON_ROLES), place: PlaceCode })

/** Nobody needs more, and each is looked at with every request. */
export const MAX_GRANTS = 20
export const PersonGrants = z.array(PersonGrant).max(MAX_GRANTS)

/** Id of a person, a session, a token or a wall. */
export const AccountId = z.string().min(1).max(64)

/** A unit of another map of units for which the map in force has none: it grants nothing. */
const OtherMapUnit = z.object({
  edition: z.enum(EDITIONS).meta(says('bản đồ đơn vị lúc giao', 'the map of units in force when it was given')),
  place: z.string(),
  name: text.nullable(),
})
export type OtherMapUnit = z.output<typeof OtherMapUnit>

const otherMap = OtherMapUnit.nullable().meta(
  says(
    'đơn vị thuộc bản đồ đơn vị khác, không còn quyền gì; null: thuộc bản đồ đang dùng',
    'the unit is one of another map of units, and grants nothing; null: it is of the map in force',
  ),
)

/** A person who may sign in. */
export const Person = z.object({
  id: z.string(),
  user: z.string().meta(says('tên đăng nhập', 'what is typed to sign in')),
  name: z.string(),
  grants: z.array(PersonGrant),
  otherMap: z
    .array(OtherMapUnit.extend({ role: z.enum(PERSON_ROLES) }))
    .meta(
      says(
        'vai trò ở đơn vị thuộc bản đồ đơn vị khác, không còn quyền gì: giao lại cho đơn vị đang có',
        'roles for units of another map of units, which grant nothing: give them anew for a unit of the map in force',
      ),
    ),
  createdAt: z.number(),
  lastSignInAt: moment,
  hasTotp: z.boolean().meta(says('có mã xác thực hai lớp', 'has a second factor')),
  mustChange: z
    .boolean()
    .meta(says('phải đổi mật khẩu khi đăng nhập', 'has to choose another password when signing in')),
  lockedUntil: moment.meta(says('bị tạm khóa vì nhập sai nhiều lần', 'locked after wrong passwords')),
  disabledAt: moment,
  external: z
    .boolean()
    .meta(says('đăng nhập qua hệ thống khác (OpenID Connect)', 'signs in elsewhere (OpenID Connect)')),
  demo: z
    .boolean()
    .meta(
      says(
        'tài khoản của bản trình diễn: vào bằng một lần bấm, không đổi được',
        'of the demo: comes in at one press, and cannot be changed',
      ),
    ),
})
export type Person = z.output<typeof Person>

/** Somebody's being signed in, in one browser. */
export const Session = z.object({
  id: z.string(),
  current: z.boolean().meta(says('là phiên đang hỏi', 'the one that asks')),
  startedAt: z.number(),
  lastAt: z.number().meta(says('lần dùng gần nhất, chính xác đến phút', 'last used, to a minute')),
  endsAt: z.number().meta(says('kết thúc nếu không dùng nữa', 'when it ends unless it is used')),
  address: z.string(),
  agent: z.string().meta(says('trình duyệt tự khai', 'what the browser calls itself')),
})
export type Session = z.output<typeof Session>

/** What a program signs in with. */
export const Token = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(PERSON_ROLES),
  place: z.string().nullable(),
  otherMap,
  createdAt: z.number(),
  createdBy: z.string(),
  endsAt: moment,
  lastUsedAt: moment,
  endedAt: moment,
})
export type Token = z.output<typeof Token>

/** A screen in a room that may show the city of its place. */
export const PairedWall = z.object({
  id: z.string(),
  name: z.string(),
  place: z.string().nullable(),
  otherMap,
  pairedAt: z.number(),
  pairedBy: z.string(),
  lastAt: moment,
  address: z.string(),
  endedAt: moment,
})
export type PairedWall = z.output<typeof PairedWall>
