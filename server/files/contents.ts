import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DAY_MS } from '../../domain/time.ts'
import { Problem } from '../problem.ts'

/** Folder of the data directory: below no folder that pages are served from. */
const FOLDER = 'files'
const HASH = /^[0-9a-f]{64}$/

/** Contents of files by their hash. A content is on the disk before anything says that it is there, and is never changed. */
export interface FileContents {
  /**
   * Asks whether so many bytes more may be kept: the whole store of files has a bound, and the disk keeps room for data.
   * @throws Problem `filesFull`, `diskNearlyFull`
   */
  checkRoom(bytes: number): Promise<void>
  /** @returns SHA-256, hexadecimal */
  put(bytes: Uint8Array): Promise<string>
  /** Undefined where there is none. */
  get(hash: string): Promise<Buffer | undefined>
  /** Removes what nothing points to, and what was being written as the hub ended. */
  sweep(isKnown: (hash: string) => Promise<boolean>, now: number): Promise<void>
}

const MB = 1024 * 1024
const GB = 1024 * MB
/** What files leave free on the disk: the database, its log and its compacting need it more. */
export const KEPT_FREE_BYTES = 2 * GB

/**
 * @param maxBytes of all files together
 * @param freeBytes free on the disk of a folder; undefined: it cannot be told, as on some network disks
 */
export function createFileContents(
  dataDir: string,
  {
    maxBytes = Number.POSITIVE_INFINITY,
    freeBytes = freeOf,
  }: { readonly maxBytes?: number; readonly freeBytes?: (folder: string) => Promise<number | undefined> } = {},
): FileContents {
  const folder = join(dataDir, FOLDER)
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash)
  /** Bytes of all contents; counted once, and kept up from then on. */
  let total: Promise<number> | undefined

  async function count(): Promise<number> {
    let bytes = 0
    for (const part of await readdir(folder).catch(() => []))
      for (const name of await readdir(join(folder, part)).catch(() => []))
        bytes += (await stat(join(folder, part, name)).catch(() => undefined))?.size ?? 0
    return bytes
  }

  return {
    async checkRoom(bytes) {
      total ??= count()
      if ((await total) + bytes > maxBytes) throw new Problem('filesFull', { max: Math.round(maxBytes / GB) })
      const free = await freeBytes(dataDir)
      if (free !== undefined && free - bytes < KEPT_FREE_BYTES)
        throw new Problem('diskNearlyFull', { free: Math.floor(free / MB), kept: KEPT_FREE_BYTES / MB })
    },
    async put(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(hash)
      if ((await stat(path).catch(() => undefined)) !== undefined) return hash
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const coming = join(dirname(path), `${randomUUID()}.tmp`)
      const file = await open(coming, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(coming, path)
      total = total?.then((before) => before + bytes.length)
      return hash
    },
    get: async (hash) => (HASH.test(hash) ? readFile(pathOf(hash)).catch(() => undefined) : undefined),
    async sweep(isKnown, now) {
      for (const part of await readdir(folder).catch(() => [])) {
        for (const name of await readdir(join(folder, part)).catch(() => [])) {
          const path = join(folder, part, name)
          const written = (await stat(path).catch(() => undefined))?.mtimeMs ?? now
          // What was uploaded just now may still be waiting for its command.
          if (now - written < DAY_MS || (HASH.test(name) && (await isKnown(name)))) continue
          await rm(path, { force: true })
        }
      }
      total = undefined
    },
  }
}

async function freeOf(folder: string): Promise<number | undefined> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }))
  return bsize === 0 ? undefined : bavail * bsize
}
