import { sql } from 'kysely'
import { printableText } from '../../domain/printableText.ts'
import type { Text } from '../../domain/text.ts'
import type { Engine } from './engine.ts'
import { SEARCHED_BY } from './migrations/0021-command-answers.ts'

/** Names are whoever's who made the parts: a longer one is cut. */
const LONGEST_NAME = 80

const COLUMNS: ReadonlySet<string> = new Set(['number', 'at', 'body', 'hash', ...SEARCHED_BY.map(([name]) => name)])

const KINDS = {
  view: { vi: 'khung nhìn thay cho bảng', en: 'a view in its place' },
  trigger: { vi: 'trigger', en: 'trigger' },
  rule: { vi: 'luật ghi (rule)', en: 'rule' },
  policy: { vi: 'chính sách dòng (policy)', en: 'policy' },
  column: { vi: 'cột', en: 'column' },
} as const satisfies Record<string, Text>

interface Part {
  readonly kind: keyof typeof KINDS
  readonly name: string
}

/**
 * What the table of the log has that no migration made: by it whoever could write the store once may change, hide or take away entries whenever they
 * are written. Undefined where there is nothing of the kind.
 */
export async function auditTableFault(engine: Engine): Promise<Text | undefined> {
  const { rows } = await (engine.kind === 'sqlite' ? SQLITE : POSTGRES).execute(engine.read)
  const foreign = rows.filter(({ kind, name }) => kind !== 'column' || !COLUMNS.has(name))
  if (foreign.length === 0) return undefined
  const said = (language: keyof Text) =>
    foreign.map(({ kind, name }) => `${KINDS[kind][language]} ${printableText(name, LONGEST_NAME)}`).join(', ')
  return {
    vi: `bảng nhật ký có thứ không do phiên bản nào của trung tâm tạo: ${said('vi')}`,
    en: `the table of the log has what no version of the hub made: ${said('en')}`,
  }
}

const SQLITE = sql<Part>`
  select type as kind, name from sqlite_master where type = 'view' and lower(name) = 'audit'
  union all select type, name from sqlite_master where type = 'trigger' and lower(tbl_name) = 'audit'
  union all select 'column', name from pragma_table_xinfo('audit')
  order by kind, name`

const POSTGRES = sql<Part>`
  select 'view' as kind, relname::text as name from pg_class where oid = to_regclass('audit') and relkind <> 'r'
  union all select 'trigger', tgname::text from pg_trigger where tgrelid = to_regclass('audit') and not tgisinternal
  union all select 'rule', rulename::text from pg_rewrite where ev_class = to_regclass('audit') and rulename <> '_RETURN'
  union all select 'policy', polname::text from pg_policy where polrelid = to_regclass('audit')
  union all select 'column', attname::text from pg_attribute
    where attrelid = to_regclass('audit') and attnum > 0 and not attisdropped
  order by kind, name`
