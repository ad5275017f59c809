import * as z from 'zod'
import { PERMISSIONS, type Permission } from '../access/permissions.ts'
import { ROLES, type Role } from '../access/roles.ts'
import { PasswordRules } from '../people/password.ts'
import { AccountId, PairedWall, PERSON_ROLES, Person, Session, Token } from '../people/person.ts'
import { moment, says, text } from '../schema.ts'
import { nothing } from './parameters.ts'
import { defineQuery } from './query.ts'

const Grants = z.array(z.object({ role: z.enum(Object.keys(ROLES) as [Role, ...Role[]]), place: z.string() }))

/** Who asks. */
const Asker = z.object({
  is: z.enum(['person', 'wall', 'token', 'public']),
  id: z.string(),
  user: z.string().nullable().meta(says('tên đăng nhập; null: không phải người', 'user name; null: no person')),
  name: z.string(),
  grants: Grants,
  pending: z
    .enum(['password', 'totp'])
    .nullable()
    .meta(
      says(
        'phải làm trước khi dùng: đổi mật khẩu, hoặc lập mã xác thực hai lớp',
        'has to be done first: choose a password, or set up the second factor',
      ),
    ),
  may: z
    .record(z.enum(Object.keys(PERMISSIONS) as [Permission, ...Permission[]]), z.array(z.string()))
    .meta(says('từng quyền: có ở các đơn vị nào và trực thuộc', 'of each permission: in which units, and below')),
  session: z.string().nullable(),
  sessionEndsAt: moment.meta(
    says('phiên kết thúc muộn nhất lúc đó; null: không phải người', 'the latest end of the session; null: no person'),
  ),
  hasTotp: z.boolean(),
  external: z.boolean().meta(says('không có mật khẩu ở đây', 'has no password here')),
})

export const session = defineQuery({
  path: '/session',
  summary: { vi: 'Ai đang hỏi, được làm gì, và đăng nhập thế nào', en: 'Who asks, what they may, and how to sign in' },
  example: () => '/session',
  params: nothing,
  query: nothing,
  gives: z.object({
    principal: Asker.nullable().meta(says('null: chưa đăng nhập', 'null: nobody has signed in')),
    signIn: z.object({
      oidc: z
        .object({ name: z.string() })
        .nullable()
        .meta(
          says(
            'đăng nhập qua hệ thống khác ở /api/v1/sign-in/oidc; null: không có',
            'sign-in elsewhere, at /api/v1/sign-in/oidc; null: there is none',
          ),
        ),
      passwordRules: PasswordRules,
    }),
    demo: z
      .array(
        z.object({
          user: z.string(),
          name: z.string(),
          role: z.enum(PERSON_ROLES),
          place: z.string(),
          sees: text,
        }),
      )
      .nullable()
      .meta(
        says('tài khoản của bản trình diễn; null: không phải bản trình diễn', 'accounts of the demo; null: it is none'),
      ),
  }),
  ask: 'public',
})

export const sessions = defineQuery({
  path: '/sessions',
  summary: { vi: 'Các phiên đăng nhập của chính mình', en: 'Where one is signed in' },
  example: () => '/sessions',
  params: nothing,
  query: nothing,
  gives: z.object({ sessions: z.array(Session) }),
  ask: 'self',
})

export const people = defineQuery({
  path: '/people',
  summary: { vi: 'Mọi người có tài khoản, cùng vai trò', en: 'Everybody who may sign in, with their roles' },
  example: () => '/people',
  params: nothing,
  query: nothing,
  gives: z.object({ people: z.array(Person) }),
  ask: 'people.manage',
})

export const personSessions = defineQuery({
  path: '/people/{id}/sessions',
  summary: { vi: 'Các phiên đăng nhập của một người', en: 'Where a person is signed in' },
  example: () => '/people/p-1/sessions',
  exampleIsInvented: true,
  params: z.object({ id: AccountId }),
  query: nothing,
  gives: z.object({ sessions: z.array(Session) }),
  ask: 'people.manage',
})

export const tokens = defineQuery({
  path: '/tokens',
  summary: { vi: 'Khóa truy cập của các chương trình', en: 'Tokens of programs' },
  example: () => '/tokens',
  params: nothing,
  query: nothing,
  gives: z.object({ tokens: z.array(Token) }),
  ask: 'people.manage',
})

export const walls = defineQuery({
  path: '/walls',
  summary: { vi: 'Màn hình lớn đã ghép, và số màn hình đang chờ', en: 'Paired walls, and how many wait to be' },
  example: () => '/walls',
  params: nothing,
  query: nothing,
  gives: z.object({
    walls: z.array(PairedWall),
    waiting: z.number().int().meta(says('số mã đang chờ ghép', 'codes that wait to be paired')),
  }),
  ask: 'walls.manage',
})
