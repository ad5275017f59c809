import type { Command } from '../commands/command.ts'
import { COMMANDS } from '../commands/index.ts'
import { EVERYWHERE, type Feed, WHOLE_CITY } from '../feeds/feed.ts'
import { FEEDS } from '../feeds/index.ts'
import { UPLOAD } from '../files/upload.ts'
import { HEALTH_QUERIES, QUERIES } from '../queries/index.ts'
import { type Query, REACH } from '../queries/query.ts'
import type { Text } from '../text.ts'
import { PERMISSIONS, type Permission } from './permissions.ts'
import { ROLES, type Role } from './roles.ts'

const ROLE_IDS = Object.keys(ROLES) as Role[]

/**
 * The page that says who may see and ask what, as Markdown: written from the declarations that the gate applies, so that what people read is
 * what the hub does.
 */
export function permissionsPage(): string {
  return [
    '# Ai được xem gì',
    'Trang này được sinh ra từ các khai báo trong `domain/access/`, `domain/feeds/` và `domain/queries/` bằng lệnh `npm run permissions`; không sửa bằng tay.',
    'This page is written from the declarations in `domain/access/`, `domain/feeds/` and `domain/queries/` by `npm run permissions`; it is never edited by hand.',
    'Phải được nhận biết mới vào được: người thì đăng nhập, chương trình có khóa truy cập, màn hình lớn được ghép bằng mã. Ai còn việc phải làm trước (đổi mật khẩu lần đầu, lập mã xác thực hai lớp) thì chưa làm được việc nào khác.',
    'Nobody is let in without being known: people sign in, programs have tokens, walls are paired. Who has something pending (a first password, a second factor) may do nothing but that.',
    '## Vai trò và quyền (roles and permissions)',
    'Mỗi vai trò được giao cho một đơn vị và có hiệu lực ở đơn vị đó cùng các đơn vị trực thuộc. *Chỉ toàn thành phố*: chỉ vai trò được giao cho thành phố mới có quyền này. · A role is held for a unit and reaches what lies there and below. *City only*: of a role that is held for the city.',
    table(
      ['quyền (permission)', '', ...ROLE_IDS.map((role) => bilingual(ROLES[role].name))],
      (Object.keys(PERMISSIONS) as Permission[]).map((permission) => {
        const { name, reach } = PERMISSIONS[permission]
        return [
          `\`${permission}\``,
          `${bilingual(name)}${reach === 'city' ? ' · *chỉ toàn thành phố (city only)*' : ''}`,
          ...ROLE_IDS.map((role) => ((ROLES[role].may as readonly Permission[]).includes(permission) ? '✓' : '')),
        ]
      }),
    ),
    '## Dòng dữ liệu trực tiếp (feeds)',
    'Màn hình theo dõi qua Socket.IO. Chỉ nhận các dòng thuộc phạm vi của mình, kể cả tin báo một dòng đã mất. · Screens follow these over Socket.IO; of rows elsewhere nothing is told, nor that they are gone.',
    table(
      ['feed', 'quyền (permission)'],
      Object.entries(FEEDS as unknown as Readonly<Record<string, Feed>>).map(([name, { see }]) => [
        `\`${name}\``,
        see === 'self' ? (WITHOUT_PERMISSION[see] ?? '') : `\`${see}\`: ${PERMISSIONS[see].name.vi}`,
      ]),
    ),
    'Hình camera trực tiếp (`watch`) · live pictures: `cameras.watch`.',
    '## Câu hỏi qua HTTP (queries)',
    table(
      ['GET', 'trả lời (answer)', 'quyền (permission)', 'phạm vi (where)'],
      [
        ...Object.values<Query>(QUERIES).map((query) => row(query, '/api/v1')),
        ...Object.values<Query>(HEALTH_QUERIES).map((query) => row(query, '')),
      ],
    ),
    '## Lệnh (commands)',
    'Gửi bằng `POST /api/v1/commands/{tên}` hoặc qua Socket.IO (`command`). · Sent by `POST /api/v1/commands/{name}` or over Socket.IO (`command`).',
    table(
      ['lệnh (command)', 'việc (what it does)', 'quyền (permission)'],
      Object.entries<Command>(COMMANDS).map(([name, { summary, do: needed, whilePending }]) => [
        `\`${name}\``,
        bilingual(summary),
        (WITHOUT_PERMISSION[needed] ?? `\`${needed}\``) + (whilePending === true ? WHILE_PENDING : ''),
      ]),
    ),
    '## Tệp (files)',
    table(
      ['POST', 'việc (what it does)', 'quyền (permission)'],
      [[`\`/api/v1${UPLOAD.path}\``, bilingual(UPLOAD.summary), `\`${UPLOAD.do}\``]],
    ),
    'Ngoài ra ai cũng tải được các tệp của giao diện, bản đồ ranh giới (`/map/…`) và trang mô tả API (`/api`); các tệp này không chứa số liệu. · Besides, anybody may load the files of the screens, the map’s outlines (`/map/…`) and the description of the API (`/api`); they hold no data.',
    '',
  ].join('\n\n')
}

function row(query: Query, prefix: string): string[] {
  return [
    `\`${prefix}${query.path}\``,
    bilingual(query.summary),
    WITHOUT_PERMISSION[query.ask] ?? `\`${query.ask}\``,
    query.ask in WITHOUT_PERMISSION ? '' : whereOf(query),
  ]
}

const WHILE_PENDING = '; cả khi chưa đổi mật khẩu đầu hoặc chưa lập mã xác thực (also while something is pending)'

const WITHOUT_PERMISSION: Readonly<Record<string, string>> = {
  public: 'ai cũng được (anybody)',
  self: 'người đã đăng nhập, về chính mình (a person, about themselves)',
}

const WHERE: Readonly<Record<string, string>> = {
  [EVERYWHERE]: 'có quyền ở bất kỳ đơn vị nào (anywhere)',
  [WHOLE_CITY]: 'toàn thành phố (the whole city)',
  [REACH]: 'chỉ phần thuộc phạm vi của mình (what lies within one’s reach)',
}

/** Where the permission is needed, without a unit and, where the query takes one, with it. */
function whereOf(query: Query): string {
  const asked = query.place?.({ params: {}, query: {} }) ?? WHOLE_CITY
  const takesUnit = 'unit' in query.query.shape
  const without = WHERE[asked]
  return takesUnit ? `đơn vị được hỏi (the unit asked for); không ghi đơn vị (none): ${without}` : `${without}`
}

function bilingual({ vi, en }: Text): string {
  return `${vi} · ${en}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
