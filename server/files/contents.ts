import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DAY_MS } from '../../domain/time.ts'

/** Folder of the data directory: below no folder that pages are served from. */
const FOLDER = 'files'
const HASH = /^[0-9a-f]{64}$/

/** Contents of files by their hash. A content is on the disk before anything says that it is there, and is never changed. */
export interface FileContents {
  /** @returns SHA-256, hexadecimal */
  put(bytes: Uint8Array): Promise<string>
  /** Undefined where there is none. */
  get(hash: string): Promise<Buffer | undefined>
  /** Removes what nothing points to, and what was being written as the hub ended. */
  sweep(isKnown: (hash: string) => Promise<boolean>, now: number): Promise<void>
}

export function createFileContents(dataDir: string): FileContents {
  const folder = join(dataDir, FOLDER)
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash)

  return {
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
    },
  }
}
