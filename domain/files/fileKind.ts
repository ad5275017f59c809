import type { Text } from '../text.ts'
import { type ZipEntry, zipEntries } from './zip.ts'

interface DeclaredKind {
  readonly name: Text
  readonly type: string
  /** What its name ends in. */
  readonly ending: string
  readonly isPicture?: boolean
}

/** Kinds of files that people may add to a matter: pictures, papers, and voice. */
export const FILE_KINDS = {
  jpeg: { name: { vi: 'Ảnh JPEG', en: 'JPEG picture' }, type: 'image/jpeg', ending: 'jpg', isPicture: true },
  png: { name: { vi: 'Ảnh PNG', en: 'PNG picture' }, type: 'image/png', ending: 'png', isPicture: true },
  webp: { name: { vi: 'Ảnh WebP', en: 'WebP picture' }, type: 'image/webp', ending: 'webp', isPicture: true },
  pdf: { name: { vi: 'PDF', en: 'PDF' }, type: 'application/pdf', ending: 'pdf' },
  docx: {
    name: { vi: 'Văn bản DOCX', en: 'DOCX document' },
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ending: 'docx',
  },
  xlsx: {
    name: { vi: 'Bảng tính XLSX', en: 'XLSX sheet' },
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: 'xlsx',
  },
  mp3: { name: { vi: 'Ghi âm MP3', en: 'MP3 sound' }, type: 'audio/mpeg', ending: 'mp3' },
  m4a: { name: { vi: 'Ghi âm M4A', en: 'M4A sound' }, type: 'audio/mp4', ending: 'm4a' },
  ogg: { name: { vi: 'Ghi âm OGG', en: 'OGG sound' }, type: 'audio/ogg', ending: 'ogg' },
} as const satisfies Record<string, DeclaredKind>
export type FileKind = keyof typeof FILE_KINDS

/** Largest file, bytes. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024
const MAX_NAME = 100

/** Whether a media type is that of a picture that screens may show. */
export function isPictureType(type: string): boolean {
  return Object.values<DeclaredKind>(FILE_KINDS).some((kind) => kind.type === type && kind.isPicture === true)
}

/** What a file is by its bytes; undefined: none of the kinds. What its name says plays no part. */
export function fileKindOf(bytes: Uint8Array): FileKind | undefined {
  if (starts(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return 'webp'
  if (ascii(bytes, 0, 5) === '%PDF-') return 'pdf'
  if (starts(bytes, [0x50, 0x4b, 0x03, 0x04])) return officeKind(bytes)
  if (ascii(bytes, 0, 4) === 'OggS') return 'ogg'
  if (ascii(bytes, 4, 4) === 'ftyp' && M4A_BRANDS.has(ascii(bytes, 8, 4))) return 'm4a'
  if (ascii(bytes, 0, 3) === 'ID3' || isMpegFrame(bytes)) return 'mp3'
  return undefined
}

const M4A_BRANDS = new Set(['M4A ', 'M4B ', 'mp42', 'isom', 'iso2', '3gp4', '3gp5'])

/** A name as it may be shown and saved: no path, nothing invisible, and the ending of what the file is. */
export function safeFileName(name: string, kind: FileKind): string {
  const { ending } = FILE_KINDS[kind]
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const shown = last
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}<>:"|?*]/gu, ' ')
    .replace(/\.[A-Za-z0-9]{1,8}$/, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const stem = [...shown].slice(0, MAX_NAME).join('').trim()
  return `${stem === '' ? 'tep' : stem}.${ending}`
}

function starts(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, n) => bytes[n] === byte)
}

function ascii(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length))
}

/** Layer III of MPEG: eleven bits of synchronisation, then version and layer. */
function isMpegFrame(bytes: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = bytes
  return first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) === 0x02 && (third & 0xf0) !== 0xf0
}

/**
 * Endings of what a document or a sheet without macros is made of, with what people put into it; whatever a program runs, or may be named anything,
 * is none.
 */
const PART =
  /(?:^|\/)$|\.(?:xml|rels|vml|jpe?g|png|gif|bmp|tiff?|emf|wmf|svg|wdp|webp|ttf|odttf|fntdata|docx|xlsx|pptx|pdf|txt|mp[34]|wav)$/i
/** Says of each part of an office document what it is. */
export const CONTENT_TYPES = '[Content_Types].xml'
/** How a sheet or a document is printed: what the printer's driver has noted, which nothing runs. */
const PRINTER = /^(?:xl|word)\/printerSettings\/printerSettings\d+\.bin$/

/**
 * The parts of an office document without macros, as the archive's directory lists them; undefined where it is none by their names. What the parts
 * hold is looked at elsewhere: see `server/files/officeDocument.ts`.
 */
export function officeParts(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> | undefined {
  const parts = zipEntries(bytes)
  if (parts?.has(CONTENT_TYPES) !== true) return undefined
  const isOther = (name: string) => (!PART.test(name) || /vbaProject|activeX/i.test(name)) && !PRINTER.test(name)
  return [...parts.keys()].some(isOther) ? undefined : parts
}

function officeKind(bytes: Uint8Array): FileKind | undefined {
  const parts = officeParts(bytes)
  if (parts?.has('word/document.xml') === true) return 'docx'
  return parts?.has('xl/workbook.xml') === true ? 'xlsx' : undefined
}
