/** One file of a ZIP archive, as its directory has it. */
export interface ZipEntry {
  /** APPNOTE 6.3.10, 4.4.5: 0 is stored, 8 deflated. */
  readonly method: number
  /** Bytes as they lie in the archive. */
  readonly packed: number
  /** Where its local header begins. */
  readonly at: number
}

const END_OF_ZIP = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
/** The end of an archive with the longest comment. */
const LONGEST_END = END_BYTES + 0xffff
const MOST_ENTRIES = 10_000

/**
 * What a ZIP archive's directory lists, by name; undefined where it has none that can be read, or one that programs read in different ways: more
 * entries than it counts, or two of one name (APPNOTE 6.3.10, 4.3.12 and 4.3.16).
 */
export function zipEntries(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> | undefined {
  const view = viewOf(bytes)
  const isEnd = (at: number) => view.getUint32(at, true) === END_OF_ZIP
  let end = bytes.length - END_BYTES
  while (end >= 0 && end >= bytes.length - LONGEST_END && !isEnd(end)) end--
  if (end < 0 || !isEnd(end)) return undefined
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const entries = new Map<string, ZipEntry>()
  if (count > MOST_ENTRIES) return undefined
  for (let n = 0; n < count; n++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return undefined
    const nameLength = view.getUint16(at + 28, true)
    const name = String.fromCharCode(...bytes.subarray(at + 46, at + 46 + nameLength))
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return at === end && entries.size === count ? entries : undefined
}

/** What an entry holds, packed as it lies there; undefined where the archive has not all of it. */
export function packedBytes(bytes: Uint8Array, { at, packed }: ZipEntry): Uint8Array | undefined {
  const view = viewOf(bytes)
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL) return undefined
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  return from + packed > bytes.length ? undefined : bytes.subarray(from, from + packed)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
