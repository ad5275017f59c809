import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { CONTENT_TYPES, officeParts } from '../../domain/files/fileKind.ts'
import { packedBytes, type ZipEntry } from '../../domain/files/zip.ts'

const inflate = promisify(inflateRaw)

/** Largest that what is looked at may be, unpacked, of one document with all that lies in it: a document of people has far less. Bytes. */
const MOST_UNPACKED = 48 * 1024 * 1024
/** A document may lie in a document, as a chart's sheet does in a text; so many deep is as deep as people go. */
const DEEPEST = 3
/** What programs run, by the type that a document declares for a part, or by the way a part is found: its name plays no part in either. */
const RUNS = /vbaProject|vbaData|macroEnabled|activeX|oleObject|x-ms(?:download|dos-program)|x-(?:dosexec|executable)/i
/** Letters may be written as numbers, or by entities of the document's own: no program that writes documents does. */
const DISGUISED = /&#|<!DOCTYPE|<!ENTITY|\0/i
/** XML may be written in encodings that read as something harmless in another one. */
const OTHER_ENCODING = /^\s*<\?xml[^>]*\bencoding\s*=\s*["'](?!utf-(?:8|16)["'])/i
const MARKUP = /(?:^|\/)_rels\/[^/]*\.rels$/i
const EMBEDDED = /(?:^|\/)embeddings\//i
const PACKAGE = /\.(?:docx|xlsx|pptx)$/i

/**
 * Whether a document or a sheet holds nothing that a program would run: by what it declares its parts to be (ECMA-376-2, 10.1.2), by how they are
 * found, and by what lies embedded in it, whatever each is called.
 */
export async function isPlainOffice(bytes: Uint8Array): Promise<boolean> {
  return isPlain(bytes, { left: MOST_UNPACKED }, 0)
}

async function isPlain(bytes: Uint8Array, room: { left: number }, depth: number): Promise<boolean> {
  const parts = depth < DEEPEST ? officeParts(bytes) : undefined
  if (parts === undefined) return false
  for (const [name, entry] of parts) {
    const isMarkup = name === CONTENT_TYPES || MARKUP.test(name)
    const isEmbedded = EMBEDDED.test(name) && !name.endsWith('/')
    if (!isMarkup && !isEmbedded) continue
    const content = await unpacked(bytes, entry, room)
    if (content === undefined) return false
    const isFine = isMarkup ? isHarmless(content) : await isPlainPart(name, content, room, depth)
    if (!isFine) return false
  }
  return true
}

/** Whether what lies embedded in a document is plain: a further document is looked at as the first one was, anything else must not begin as a program does. */
async function isPlainPart(name: string, content: Buffer, room: { left: number }, depth: number): Promise<boolean> {
  if (PACKAGE.test(name)) return isPlain(content, room, depth + 1)
  if (/\.pdf$/i.test(name)) return content.subarray(0, 5).toString('latin1') === '%PDF-'
  return !PROGRAMS.some((magic) => content.subarray(0, magic.length).toString('latin1') === magic)
}

/** How programs and what holds them begin: Windows, Linux, scripts, compound files, and archives, which have a name of their own where they are documents. */
const PROGRAMS = ['MZ', '\x7fELF', '#!', '\xd0\xcf\x11\xe0', 'PK\x03\x04']

function isHarmless(markup: Buffer): boolean {
  const text = decoded(markup)
  return text !== undefined && !DISGUISED.test(text) && !OTHER_ENCODING.test(text) && !RUNS.test(text)
}

/** UTF-8, or UTF-16 where it says so by its first bytes; undefined where it is neither. */
function decoded(markup: Buffer): string | undefined {
  const [first, second] = markup
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(markup)
  } catch {
    return undefined
  }
}

/** Undefined where it cannot be unpacked, or is more than there is room for. */
async function unpacked(bytes: Uint8Array, entry: ZipEntry, room: { left: number }): Promise<Buffer | undefined> {
  const packed = packedBytes(bytes, entry)
  if (packed === undefined || (entry.method !== 0 && entry.method !== 8)) return undefined
  const whole =
    entry.method === 0
      ? Buffer.from(packed)
      : await inflate(packed, { maxOutputLength: Math.max(1, room.left) }).catch(() => undefined)
  if (whole === undefined || whole.length > room.left) return undefined
  room.left -= whole.length
  return whole
}
