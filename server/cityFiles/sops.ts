import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fromMarkdown } from 'mdast-util-from-markdown'
import type { Logger } from 'pino'
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import type { FileProblem } from '../../domain/hubStatus.ts'
import { type FrontMatterEntry, readSop } from '../../domain/sops/readSop.ts'
import type { Sop } from '../../domain/sops/sop.ts'
import type { Clock } from '../clock.ts'
import { ConfigError } from '../config.ts'
import { CityFileError, faultText } from './cityFileError.ts'
import { decodedText } from './decodedText.ts'
import { fileBytes } from './fileBytes.ts'

/** Folder of the data directory. */
const SOP_FOLDER = 'sops'
/** Names of files are the ids that incidents keep. */
const NAME = /^([a-z0-9][a-z0-9-]{0,60})\.md$/
const MAX_BYTES = 64 * 1024
const MAX_FILES = 500
const LOOK_EVERY_MS = 1_000
/** Problems told of one file. */
const MOST_TOLD = 3

/** The procedures in force. */
export interface Sops {
  all(): readonly Sop[]
  get(id: string): Sop | undefined
}

/** The procedures' folder, read again whenever a file in it changes. */
export interface SopFolder extends Sops {
  problems(): readonly FileProblem[]
  start(): void
  stop(): void
}

/**
 * Reads the folder of procedures, and fills it with those of the product where there is none; after that it is the city's: a file taken out is a
 * procedure withdrawn. A file that is wrong leaves in force what it said before, or, at the start of the hub, what the product's file of that name says.
 * @param ownDir where the product's own procedures lie
 * @throws ConfigError when the folder cannot be read or made
 */
export function readSopFolder({
  dataDir,
  ownDir,
  changed,
  clock,
  log,
  everyMs = LOOK_EVERY_MS,
  parse = parseSop,
}: {
  dataDir: string
  ownDir: string
  /** Told after other procedures have come into force. */
  changed: () => void
  clock: Clock
  log: Pick<Logger, 'info' | 'warn'>
  everyMs?: number
  parse?: typeof parseSop
}): SopFolder {
  const folder = join(dataDir, SOP_FOLDER)
  const inForce = new Map<string, Sop>()
  const faults = new Map<string, FileProblem>()
  /** Time, size and file number of each file as it was read last. */
  const seen = new Map<string, string>()
  let timer: NodeJS.Timeout | undefined

  /** @returns whether another procedure is in force than before */
  function look(): boolean {
    const names = readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .sort()
    let isOther = false
    for (const name of names.slice(0, MAX_FILES)) {
      const path = join(folder, name)
      const stats = statSync(path, { throwIfNoEntry: false })
      const stamp = stats === undefined ? '' : `${stats.mtimeMs} ${stats.ino} ${stats.size}`
      if (stats === undefined || seen.get(name) === stamp) continue
      seen.set(name, stamp)
      const id = NAME.exec(name)?.[1] ?? name
      try {
        const sop = parse(name, fileBytes(path))
        faults.delete(name)
        isOther ||= inForce.get(id)?.digest !== sop.digest
        inForce.set(id, sop)
      } catch (error) {
        tell(name, faultText(error))
        const own = join(ownDir, name)
        if (inForce.has(id) || !existsSync(own)) continue
        inForce.set(id, parse(name, fileBytes(own)))
        isOther = true
      }
    }
    for (const name of [...seen.keys()].filter((known) => !names.includes(known))) {
      seen.delete(name)
      faults.delete(name)
      isOther = inForce.delete(NAME.exec(name)?.[1] ?? name) || isOther
    }
    if (names.length > MAX_FILES) tell('', tooMany(names.length))
    else faults.delete('')
    return isOther
  }

  function tell(name: string, what: FileProblem['what']): void {
    const file = name === '' ? SOP_FOLDER : `${SOP_FOLDER}/${name}`
    const told = faults.get(name)
    if (told?.what.en === what.en) return
    faults.set(name, { file, since: told?.since ?? clock.now(), what })
    log.warn({ file }, `${file} ${what.en}; what it said before stays in force`)
  }

  function lookAgain(): void {
    try {
      if (look()) {
        log.info({ sops: inForce.size }, 'procedures have changed, and are in force')
        changed()
      }
    } catch (error) {
      tell('', faultText(error))
    }
    timer = setTimeout(lookAgain, everyMs).unref()
  }

  try {
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true })
      for (const name of readdirSync(ownDir)) copyFileSync(join(ownDir, name), join(folder, name))
    }
    look()
  } catch (error) {
    throw new ConfigError(
      `${folder} cannot be read or written (${String(error)}): set IOC_DATA_DIR to a folder that the hub may use`,
    )
  }

  return {
    all: () => [...inForce.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    get: (id) => inForce.get(id),
    problems: () => [...faults.values()],
    start() {
      timer = setTimeout(lookAgain, everyMs).unref()
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}

const FENCE = /^---[ \t]*$/

/**
 * A procedure from the bytes of its file.
 * @throws CityFileError with every line that is wrong, in both languages
 */
export function parseSop(name: string, bytes: Uint8Array): Sop {
  const [, id] = NAME.exec(name) ?? []
  if (id === undefined)
    throw new CityFileError({
      vi: 'tên tệp chỉ gồm chữ thường không dấu, số và gạch nối, như bao-dong-3.md',
      en: 'must have a name of lower-case letters without marks, digits and hyphens, like bao-dong-3.md',
    })
  if (bytes.length > MAX_BYTES)
    throw new CityFileError({
      vi: `nặng ${Math.ceil(bytes.length / 1024)} KB, quá ${MAX_BYTES / 1024} KB`,
      en: `has ${Math.ceil(bytes.length / 1024)} KB, more than ${MAX_BYTES / 1024} KB`,
    })
  const lines = decodedText(bytes).split(/\r\n|\r|\n/)
  const end = FENCE.test(lines[0] ?? '') ? lines.findIndex((line, n) => n > 0 && FENCE.test(line)) : -1
  if (end < 0)
    throw new CityFileError({
      vi: 'dòng 1: phải bắt đầu bằng phần khai báo giữa hai dòng ---, như "---", "Tên: …", "Phiên bản: …", "Nhóm: …", "Thời hạn: …", "---"',
      en: 'line 1: must begin with its declaration between two lines ---, like "---", "Tên: …" (name), "Phiên bản: …" (version), "Nhóm: …" (group), "Thời hạn: …" (deadline), "---"',
    })
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const read = readSop(id, {
    frontMatter: frontMatterOf(lines.slice(1, end).join('\n')),
    blocks: fromMarkdown(lines.slice(end + 1).join('\n')).children,
    linesBefore: end + 1,
    digest,
  })
  if (read.ok) return read.sop
  const told = read.problems.slice(0, MOST_TOLD)
  const rest = read.problems.length - told.length
  const vi = told.map(({ line, what }) => `dòng ${line}: ${what.vi}`)
  const en = told.map(({ line, what }) => `line ${line}: ${what.en}`)
  throw new CityFileError({
    vi: [...vi, ...(rest > 0 ? [`và ${rest} lỗi nữa`] : [])].join('; '),
    en: [...en, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; '),
  })
}

/** @throws CityFileError */
function frontMatterOf(yaml: string): FrontMatterEntry[] {
  const counter = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: counter })
  // The declaration begins in the file's second line.
  const lineAt = (offset: number) => counter.linePos(offset).line + 1
  const [error] = document.errors
  if (error !== undefined) {
    const line = lineAt(error.pos[0])
    throw new CityFileError({
      vi: `dòng ${line}: phần khai báo không đọc được; hãy ghi mỗi dòng một mục "Tên: nội dung", nội dung có dấu hai chấm thì đặt trong ngoặc kép`,
      en: `line ${line}: the declaration cannot be read; write one entry a line, "Tên: words", with words that hold a colon in quotation marks`,
    })
  }
  if (!isMap(document.contents)) return []
  return document.contents.items.map(({ key, value }) => ({
    key: isScalar(key) ? String(key.value) : String(key),
    value: isScalar(value) ? (value.source ?? value.value) : (value as { toJSON?: () => unknown } | null)?.toJSON?.(),
    line: isScalar(key) && key.range ? lineAt(key.range[0]) : 1,
  }))
}

const tooMany = (count: number) => ({
  vi: `có ${count} tệp, chỉ dùng ${MAX_FILES} tệp đầu`,
  en: `has ${count} files: the first ${MAX_FILES} are used`,
})
