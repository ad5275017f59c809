import { SEVERITIES } from '../sensors/sensorKind.ts'
import type { Text } from '../text.ts'
import { fold } from '../units/search.ts'
import {
  type DeadlineClass,
  INCIDENT_CATEGORIES,
  type IncidentCategory,
  LIMIT_UNITS,
  NAMED_DEADLINES,
  type Sop,
  type SopAlert,
  type SopStep,
  STEP_ROLES,
  type StepRole,
} from './sop.ts'

/** A node of parsed Markdown, as CommonMark parsers name them. */
export interface MarkdownNode {
  readonly type: string
  readonly children?: readonly MarkdownNode[]
  readonly value?: string
  readonly alt?: string | null | undefined
  readonly depth?: number
  readonly ordered?: boolean | null | undefined
  readonly position?: { readonly start: { readonly line: number } } | undefined
}

/** One entry of the front matter. `line`: from 1, in the file. */
export interface FrontMatterEntry {
  readonly key: string
  readonly value: unknown
  readonly line: number
}

/** A procedure's file, taken apart. */
export interface SopDocument {
  readonly frontMatter: readonly FrontMatterEntry[]
  /** What stands under the front matter. */
  readonly blocks: readonly MarkdownNode[]
  /** By how many lines the positions in `blocks` lie before those in the file. */
  readonly linesBefore: number
  readonly digest: string
}

export interface SopProblem {
  /** From 1. */
  readonly line: number
  readonly what: Text
}

export type ReadSop =
  | { readonly ok: true; readonly sop: Sop }
  | { readonly ok: false; readonly problems: readonly SopProblem[] }

const MAX_STEPS = 60
const MAX_TEXT = 600

/** What the front matter may say, by its key without marks and in lower case. */
const FIELDS = {
  ten: 'Tên',
  'ten tieng anh': 'Tên tiếng Anh',
  'phien ban': 'Phiên bản',
  nhom: 'Nhóm',
  'thoi han': 'Thời hạn',
  'canh bao': 'Cảnh báo',
  'don vi chu tri': 'Đơn vị chủ trì',
  'can cu': 'Căn cứ',
} as const
type Field = keyof typeof FIELDS

/** What a step's list may say. */
const STEP_WORDS = {
  role: 'vai tro',
  limit: 'thoi han',
  mandatory: 'bat buoc',
  note: 'ghi chu',
  noteEnglish: 'ghi chu tieng anh',
  english: 'tieng anh',
} as const

const quote = (said: unknown) => JSON.stringify(said)?.slice(0, 60) ?? ''
const list = (texts: readonly Text[], language: keyof Text) => texts.map((each) => each[language]).join(', ')

/**
 * A procedure from its file. Text is plain: what Markdown marks as strong or as a link is read as its words, and HTML is refused.
 * @param id name of the file without `.md`
 */
export function readSop(id: string, document: SopDocument): ReadSop {
  const problems: SopProblem[] = []
  const fault = (line: number, vi: string, en: string) => void problems.push({ line, what: { vi, en } })
  const lineOf = (node: MarkdownNode) => (node.position?.start.line ?? 1) + document.linesBefore
  // What is missing is told in the declaration's last line, behind a name that is only misspelt.
  const head = readHead(document.frontMatter, document.linesBefore, fault)
  const { when, steps } = readBody(document.blocks, lineOf, fault)
  if (steps.length === 0) {
    const last = document.blocks.at(-1)
    fault(
      last === undefined ? document.linesBefore + 1 : lineOf(last),
      'chưa có bước nào: hãy ghi các bước thành danh sách đánh số, như "1. Gọi trạm thủy văn đối chiếu mực nước."',
      'there is no step: write the steps as a numbered list, like "1. Call the gauge to compare the stage."',
    )
  }
  if (problems.length > 0) return { ok: false, problems: problems.sort((a, b) => a.line - b.line) }
  return { ok: true, sop: { id, digest: document.digest, ...head, when, steps } }
}

type Fault = (line: number, vi: string, en: string) => void

function readHead(
  entries: readonly FrontMatterEntry[],
  lastLine: number,
  fault: Fault,
): Pick<Sop, 'title' | 'version' | 'category' | 'deadline' | 'alerts' | 'lead' | 'basis'> {
  const found = new Map<Field, FrontMatterEntry>()
  for (const entry of entries) {
    const field = fold(entry.key).replaceAll('_', ' ').trim() as Field
    if (!Object.hasOwn(FIELDS, field)) {
      const known = Object.values(FIELDS).join(', ')
      fault(
        entry.line,
        `không có mục ${quote(entry.key)}: hãy ghi một trong ${known}`,
        `knows no ${quote(entry.key)}: write one of ${known}`,
      )
    } else found.set(field, entry)
  }

  const words = (field: Field, example: string): string => {
    const entry = found.get(field)
    const said = typeof entry?.value === 'number' ? String(entry.value) : entry?.value
    if (typeof said === 'string' && said.trim() !== '' && said.length <= MAX_TEXT) return said.trim().normalize('NFC')
    if (entry === undefined)
      fault(lastLine, `thiếu mục ${FIELDS[field]}, như "${example}"`, `${FIELDS[field]} is missing, like "${example}"`)
    else
      fault(
        entry.line,
        `${FIELDS[field]} phải là một dòng chữ không quá ${MAX_TEXT} ký tự, như "${example}"`,
        `${FIELDS[field]} must be one line of at most ${MAX_TEXT} characters, like "${example}"`,
      )
    return ''
  }
  const optional = (field: Field, example: string) => (found.has(field) ? words(field, example) : '')

  const vi = words('ten', 'Tên: Lũ vượt báo động III')
  const en = optional('ten tieng anh', 'Tên tiếng Anh: Flood stage III')
  const version = words('phien ban', 'Phiên bản: 2026.1')
  const category = readWord('nhom', INCIDENT_CATEGORIES)
  return {
    title: { vi, en: en === '' ? vi : en },
    version,
    category: (category ?? 'other') as IncidentCategory,
    deadline: readDeadline(),
    alerts: readAlerts(),
    lead: optional('don vi chu tri', 'Đơn vị chủ trì: Ban Chỉ huy Phòng thủ dân sự thành phố'),
    basis: optional('can cu', 'Căn cứ: Quyết định 05/2020/QĐ-TTg'),
  }

  function readWord(field: Field, known: Readonly<Record<string, Text>>): string | undefined {
    const example = Object.values(known)[0]?.vi ?? ''
    const said = words(field, `${FIELDS[field]}: ${example}`)
    if (said === '') return undefined
    const match = idOf(said, known)
    if (match === undefined)
      fault(
        found.get(field)?.line ?? 1,
        `${FIELDS[field]} ${quote(said)} không có: hãy ghi một trong ${list(Object.values(known), 'vi')}`,
        `${FIELDS[field]} ${quote(said)} is not known: write one of ${list(Object.values(known), 'vi')}`,
      )
    return match
  }

  function readDeadline(): DeadlineClass {
    const said = words('thoi han', 'Thời hạn: khẩn cấp')
    const none: DeadlineClass = { is: 'workingDays', count: 1 }
    if (said === '') return none
    const folded = fold(said)
    const named = NAMED_DEADLINES.find(({ name }) => fold(name.vi) === folded)
    if (named !== undefined) return named.deadline
    const [, digits = '', unit = ''] = /^(\d{1,3}) (gio|ngay lam viec)$/.exec(folded) ?? []
    const count = Number(digits)
    if (unit === 'gio' && count >= 1 && count <= 720) return { is: 'hours', count }
    if (unit === 'ngay lam viec' && count >= 1 && count <= 90) return { is: 'workingDays', count }
    fault(
      found.get('thoi han')?.line ?? 1,
      `Thời hạn ${quote(said)} không đọc được: hãy ghi "khẩn cấp" (24 giờ), "xử lý ngay" (3 ngày làm việc), "6 giờ" hoặc "5 ngày làm việc"`,
      `Thời hạn ${quote(said)} cannot be read: write "khẩn cấp" (24 hours), "xử lý ngay" (3 working days), "6 giờ" (hours) or "5 ngày làm việc" (working days)`,
    )
    return none
  }

  function readAlerts(): readonly SopAlert[] {
    const entry = found.get('canh bao')
    if (entry === undefined) return []
    const items = Array.isArray(entry.value) ? (entry.value as readonly unknown[]) : [entry.value]
    return items.flatMap((item): SopAlert[] => {
      const [rule = '', ...rest] = typeof item === 'string' ? item.trim().split(/\s+/) : []
      const from = SEVERITIES.find((severity) => severity === rest[0]) ?? null
      const [subject = null, ...more] = from === null ? rest : rest.slice(1)
      if (/^[A-Za-z][A-Za-z0-9.]*$/.test(rule) && more.length === 0) return [{ rule, from, subject }]
      fault(
        entry.line,
        `Cảnh báo ${quote(item)} không đọc được: hãy ghi quy tắc, rồi mức từ đó (${SEVERITIES.join(', ')}) và đối tượng nếu cần, như "waterLevel.level critical"`,
        `Cảnh báo ${quote(item)} cannot be read: write the rule, then where needed the severity it begins at (${SEVERITIES.join(', ')}) and the subject, like "waterLevel.level critical"`,
      )
      return []
    })
  }
}

/** The id of what is called that, by its Vietnamese or English name or the id itself. */
function idOf(said: string, known: Readonly<Record<string, Text>>): string | undefined {
  const folded = fold(said)
  return Object.entries(known).find(([id, name]) => [id, name.vi, name.en].some((each) => fold(each) === folded))?.[0]
}

function readBody(
  blocks: readonly MarkdownNode[],
  lineOf: (node: MarkdownNode) => number,
  fault: Fault,
): Pick<Sop, 'when' | 'steps'> {
  let part: Text | null = null
  let when: Text = { vi: '', en: '' }
  const steps: SopStep[] = []

  /** The words of what is written in a line; HTML and pictures are none. */
  function wordsOf(node: MarkdownNode): string {
    if (node.type === 'html') {
      fault(
        lineOf(node),
        `không dùng HTML (${quote(node.value)}): hãy chỉ ghi chữ`,
        `has HTML (${quote(node.value)}): write words only`,
      )
      return ''
    }
    if (node.type === 'image' || node.type === 'imageReference') {
      fault(lineOf(node), 'không dùng hình: hãy chỉ ghi chữ', 'has a picture: write words only')
      return ''
    }
    if (node.type === 'break') return ' '
    return node.value ?? (node.children ?? []).map(wordsOf).join('')
  }
  function paragraph(node: MarkdownNode): string {
    const said = wordsOf(node).replaceAll(/\s+/g, ' ').trim().normalize('NFC')
    if (said.length > MAX_TEXT)
      fault(
        lineOf(node),
        `dài ${said.length} ký tự, quá ${MAX_TEXT}: hãy rút gọn hoặc tách thành nhiều bước`,
        `has ${said.length} characters, more than ${MAX_TEXT}: shorten it, or make several steps of it`,
      )
    return said
  }
  const add = (text: string, more: string) => (text === '' ? more : more === '' ? text : `${text} ${more}`)

  for (const block of blocks) {
    if (block.type === 'heading') {
      const [vi = '', en = ''] = paragraph(block).split(' / ')
      part = { vi, en: en === '' ? vi : en }
    } else if (block.type === 'paragraph' && steps.length === 0) {
      const said = paragraph(block)
      const english = afterWord(said, STEP_WORDS.english)
      when = english === undefined ? { ...when, vi: add(when.vi, said) } : { ...when, en: add(when.en, english) }
    } else if (block.type === 'list' && block.ordered === true) {
      for (const item of block.children ?? []) {
        const step = readStep(item, steps.length + 1)
        if (step !== undefined) steps.push(step)
      }
    } else {
      wordsOf(block)
      fault(
        lineOf(block),
        'chỉ gồm đề mục, đoạn mở đầu và danh sách đánh số các bước: hãy chuyển phần này vào một bước',
        'may have headings, an opening paragraph and numbered lists of steps only: move this into a step',
      )
    }
  }
  if (steps.length > MAX_STEPS)
    fault(1, `có ${steps.length} bước, quá ${MAX_STEPS}`, `has ${steps.length} steps, more than ${MAX_STEPS}`)
  return { when: { vi: when.vi, en: when.en === '' ? when.vi : when.en }, steps }

  function readStep(item: MarkdownNode, number: number): SopStep | undefined {
    const [first, ...rest] = item.children ?? []
    const title = first?.type === 'paragraph' ? paragraph(first) : ''
    if (title === '') {
      fault(lineOf(item), `bước ${number} chưa nói phải làm gì`, `step ${number} does not say what is to be done`)
      return undefined
    }
    let english = ''
    let role: StepRole = 'operator'
    let withinMs: number | null = null
    let mandatory = false
    const note = { vi: '', en: '' }
    for (const block of rest) {
      if (block.type === 'paragraph') note.vi = add(note.vi, paragraph(block))
      else if (block.type === 'list' && block.ordered !== true) for (const line of block.children ?? []) readLine(line)
      else {
        wordsOf(block)
        fault(
          lineOf(block),
          `bước ${number} chỉ có lời ghi và các dòng "- Vai trò: …", "- Thời hạn: …", "- Bắt buộc"`,
          `step ${number} may have words, and the lines "- Vai trò: …", "- Thời hạn: …", "- Bắt buộc" only`,
        )
      }
    }
    return {
      ...{ number, part, role, withinMs, mandatory },
      title: { vi: title, en: english === '' ? title : english },
      note: { vi: note.vi, en: note.en === '' ? note.vi : note.en },
    }

    function readLine(line: MarkdownNode): void {
      const said = paragraph(line)
      const as = (word: keyof typeof STEP_WORDS) => afterWord(said, STEP_WORDS[word])
      const english_ = as('english')
      const saidRole = as('role')
      const saidLimit = as('limit')
      const saidNote = as('note')
      const saidNoteEnglish = as('noteEnglish')
      if (fold(said).replace(/[.:]$/, '') === STEP_WORDS.mandatory) mandatory = true
      else if (english_ !== undefined) english = english_
      else if (saidNote !== undefined) note.vi = add(note.vi, saidNote)
      else if (saidNoteEnglish !== undefined) note.en = add(note.en, saidNoteEnglish)
      else if (saidRole !== undefined) {
        const known = idOf(saidRole, STEP_ROLES)
        if (known !== undefined) role = known as StepRole
        else
          fault(
            lineOf(line),
            `vai trò ${quote(saidRole)} không có: hãy ghi một trong ${list(Object.values(STEP_ROLES), 'vi')}`,
            `no role is called ${quote(saidRole)}: write one of ${list(Object.values(STEP_ROLES), 'vi')}`,
          )
      } else if (saidLimit !== undefined) {
        const limit = limitOf(saidLimit)
        if (limit !== undefined) withinMs = limit
        else
          fault(
            lineOf(line),
            `thời hạn ${quote(saidLimit)} không đọc được: hãy ghi như "10 phút" hoặc "2 giờ"`,
            `the limit ${quote(saidLimit)} cannot be read: write it like "10 phút" (minutes) or "2 giờ" (hours)`,
          )
      } else
        fault(
          lineOf(line),
          `dòng ${quote(said)} không đọc được: hãy bắt đầu bằng "Vai trò:", "Thời hạn:", "Ghi chú:", "Tiếng Anh:", "Ghi chú tiếng Anh:", hoặc ghi "Bắt buộc"`,
          `the line ${quote(said)} cannot be read: begin it with "Vai trò:" (role), "Thời hạn:" (limit), "Ghi chú:" (note), "Tiếng Anh:" (English), "Ghi chú tiếng Anh:" (note in English), or write "Bắt buộc" (mandatory)`,
        )
    }
  }
}

/** What stands behind `word:`, in any case and with or without marks; undefined where the text does not begin with it. */
function afterWord(said: string, word: string): string | undefined {
  const colon = said.indexOf(':')
  if (colon < 0 || fold(said.slice(0, colon)) !== word) return undefined
  return said.slice(colon + 1).trim()
}

function limitOf(said: string): number | undefined {
  const [, digits = '', word = ''] = /^(\d{1,4}) (\p{L}+)$/u.exec(said.trim()) ?? []
  const unit = Object.values(LIMIT_UNITS).find(({ text }) => fold(text.vi) === fold(word))
  return unit === undefined || Number(digits) < 1 ? undefined : Number(digits) * unit.ms
}
