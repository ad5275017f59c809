import { promisify } from 'node:util'
import { constants, inflateRaw } from 'node:zlib'
import { CONTENT_TYPES, officeParts } from '../../domain/files/fileKind.ts'
import { packedBytes, type ZipEntry } from '../../domain/files/zip.ts'
import { ownTurn } from '../ownTurn.ts'

const inflate = promisify(inflateRaw)

/** Largest that what is looked at may be, unpacked, of one document with all that lies in it: a document of people has far less. Bytes. */
const MOST_UNPACKED = 48 * 1024 * 1024
/**
 * Largest that all of that may be together which is decoded and searched, where everybody else waits for it, bytes: how the parts are declared and found,
 * which of a sheet with twenty thousand links is less.
 */
const MOST_MARKUP = 4 * 1024 * 1024
/** A document may lie in a document, as a chart's sheet does in a text; so many deep is as deep as people go. */
const DEEPEST = 3
/** What programs run, by the type that a document declares for a part, or by the way a part is found: its name plays no part in either. */
const RUNS =
  /vbaProject|vbaData|macroEnabled|macrosheet|dialogsheet|activeX|oleObject|webextension|ui\/(?:user)?(?:extensibility|customization)|x-ms(?:download|dos-program)|x-(?:dosexec|executable)/i
/**
 * What a program takes into the document as it opens it: questions that a sheet asks of other machines, and parts in languages that are not looked
 * into here, as web pages and RTF, which may name pictures and objects of anywhere.
 */
const TAKES_IN =
  /\/(?:aFChunk|connections)\s*["']|spreadsheetml\.connections|ContentType\s*=\s*["']\s*(?:message\/|[a-z]+\/(?:[\w.+-]*(?:rtf|html|mht)))/i
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
  return isPlain(bytes, { left: MOST_UNPACKED, markup: MOST_MARKUP }, 0)
}

/** How much more of a document is looked at, bytes: of everything, and of what is searched. */
interface Room {
  left: number
  markup: number
}

async function isPlain(bytes: Uint8Array, room: Room, depth: number): Promise<boolean> {
  const parts = depth < DEEPEST ? officeParts(bytes) : undefined
  if (parts === undefined) return false
  for (const [name, entry] of parts) {
    const isMarkup = name === CONTENT_TYPES || MARKUP.test(name)
    const isEmbedded = EMBEDDED.test(name) && !name.endsWith('/')
    if (!isMarkup && !isEmbedded) {
      if (await beginsAsProgram(bytes, entry)) return false
      continue
    }
    const content = await unpacked(bytes, entry, isMarkup ? Math.min(room.left, room.markup) : room.left)
    if (content === undefined) return false
    room.left -= content.length
    if (isMarkup) room.markup -= content.length
    const isFine = isMarkup ? await isHarmless(content) : await isPlainPart(name, content, room, depth)
    if (!isFine) return false
  }
  return true
}

/** Whether what lies embedded in a document is plain: a further document is looked at as the first one was, anything else must not begin as a program does. */
async function isPlainPart(name: string, content: Buffer, room: Room, depth: number): Promise<boolean> {
  if (PACKAGE.test(name)) return isPlain(content, room, depth + 1)
  if (/\.pdf$/i.test(name)) return content.subarray(0, 5).toString('latin1') === '%PDF-'
  return !isProgram(content)
}

/** Whether a part that is not looked at whole begins as a program does: a relationship may name a part of any folder as embedded. */
async function beginsAsProgram(bytes: Uint8Array, entry: ZipEntry): Promise<boolean> {
  const packed = packedBytes(bytes, entry)?.subarray(0, BEGINNING_BYTES)
  if (packed === undefined) return true
  if (entry.method === 0 || packed.length === 0) return isProgram(Buffer.from(packed))
  const begun = await inflate(packed, { finishFlush: constants.Z_SYNC_FLUSH }).catch(() => undefined)
  // What has so much before it begins is not packed as programs that write documents do it.
  const isHidden = packed.length === BEGINNING_BYTES && (begun?.length ?? 0) < LONGEST_MAGIC
  return begun === undefined || isHidden || isProgram(begun)
}

/** How programs and what holds them begin: Windows, Linux, scripts, compound files, and archives, which have a name of their own where they are documents. */
const PROGRAMS = ['MZ', '\x7fELF', '#!', '\xd0\xcf\x11\xe0', 'PK\x03\x04']
const isProgram = (content: Buffer): boolean =>
  PROGRAMS.some((magic) => content.subarray(0, magic.length).toString('latin1') === magic)
const LONGEST_MAGIC = Math.max(...PROGRAMS.map(({ length }) => length))
/** Packed; a few of them unpack to what tells how a part begins, behind the tables of its first block. */
const BEGINNING_BYTES = 1024

async function isHarmless(markup: Buffer): Promise<boolean> {
  const text = decoded(markup)
  return (
    text !== undefined &&
    !DISGUISED.test(text) &&
    !OTHER_ENCODING.test(text) &&
    !RUNS.test(text) &&
    !TAKES_IN.test(text) &&
    !(await loadsFromNetwork(text))
  )
}

/** So many are read in some milliseconds. */
const RELATIONSHIPS_A_TURN = 5_000
/** Where a relationship begins, in whatever namespace prefix. */
const RELATIONSHIP = /<(?:[^\s<>/:]+:)?Relationship(?=[\s/>])/g
const ATTRIBUTE = /\s+([^\s=<>"'/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const END_OF_TAG = /\s*\/?>/y
/**
 * What a program follows when somebody tells it to: links, and the sheets that a sheet takes figures from. Everything else that a document is found to
 * consist of is loaded as soon as the document is opened.
 */
const FOLLOWED = /\/(?:hyperlink|(?:xl)?externalLink(?:Long)?Path(?:\/\w+)?)$/i

/**
 * Whether a program that opens the document would load something of it from another machine, as a template with macros or a picture
 * that tells its sender who has opened it. A relationship that is no XML counts as one: programs differ in how they read it.
 */
async function loadsFromNetwork(markup: string): Promise<boolean> {
  let read = 0
  for (const { index, 0: opening } of markup.matchAll(RELATIONSHIP)) {
    if (++read % RELATIONSHIPS_A_TURN === 0) await ownTurn()
    const attributes = attributesAt(markup, index + opening.length)
    if (attributes === undefined) return true
    if (isOnNetwork(attributes.get('Target') ?? '') && !FOLLOWED.test(attributes.get('Type')?.trim() ?? '')) return true
  }
  return false
}

/** Read from where they begin, for one value may hold what looks like another one; undefined where they are no XML. */
function attributesAt(markup: string, from: number): ReadonlyMap<string, string> | undefined {
  const attributes = new Map<string, string>()
  let at = from
  for (;;) {
    ATTRIBUTE.lastIndex = at
    const found = ATTRIBUTE.exec(markup)
    if (found === null) break
    const [all, name = '', inDouble, inSingle] = found
    if (attributes.has(name)) return undefined
    attributes.set(name, inDouble ?? inSingle ?? '')
    at += all.length
  }
  END_OF_TAG.lastIndex = at
  return END_OF_TAG.test(markup) ? attributes : undefined
}

/** Whether an address is of another machine, as Windows reads it: a drive and a file below one's own root are not, a path that begins with two slashes is. */
function isOnNetwork(target: string): boolean {
  const address = target
    .replaceAll(/[\s\p{C}]/gu, '')
    .replaceAll(/\\|%5c|%2f/gi, '/')
    .replaceAll(/%3a/gi, ':')
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(address)?.[1]?.toLowerCase()
  if (scheme === undefined) return address.startsWith('//')
  if (scheme !== 'file') return true
  const path = address.slice('file:'.length)
  const slashes = /^\/*/.exec(path)?.[0].length ?? 0
  const isDrive = /^[a-z][:|](?:\/|$)/i.test(path.slice(slashes))
  return !isDrive && slashes !== 0 && slashes !== 1 && slashes !== 3
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

/** @param most bytes @returns undefined where it cannot be unpacked, or is more */
async function unpacked(bytes: Uint8Array, entry: ZipEntry, most: number): Promise<Buffer | undefined> {
  const packed = packedBytes(bytes, entry)
  if (packed === undefined || (entry.method !== 0 && entry.method !== 8)) return undefined
  if (entry.method === 0) return packed.length > most ? undefined : Buffer.from(packed)
  const whole = await inflate(packed, { maxOutputLength: Math.max(1, most) }).catch(() => undefined)
  return whole === undefined || whole.length > most ? undefined : whole
}
