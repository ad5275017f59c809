import { readFileSync, type Stats, unwatchFile, watchFile } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { FileProblem } from '../../domain/wire.ts'
import type { Clock } from '../clock.ts'
import { CityFileError } from './cityFile.ts'

/** A file that is read again whenever somebody changes it. */
export interface WatchedFile {
  /** What is wrong with it as it stands; what it said before is in force. */
  problem(): FileProblem | undefined
  /** Reads it now. */
  look(): void
  start(): void
  stop(): void
}

/** The file is asked for its time so often: unlike events of the file system that works on network shares and across renames. */
const LOOK_EVERY_MS = 1_000

/**
 * @param read takes the content, undefined when there is no file; what it throws is the problem
 * @param changed is told after `read` has taken another content
 */
export function watchFileContent({
  dataDir,
  name,
  read,
  changed,
  clock,
  log,
  everyMs = LOOK_EVERY_MS,
}: {
  dataDir: string
  name: string
  read: (content: Buffer | undefined) => void
  changed: () => void
  clock: Clock
  log: Pick<Logger, 'info' | 'warn'>
  everyMs?: number
}): WatchedFile {
  const path = join(dataDir, name)
  let problem: FileProblem | undefined

  function look(): void {
    try {
      read(contentOf(path))
      problem = undefined
    } catch (error) {
      const what = error instanceof CityFileError ? error.text : unreadable(error)
      problem = { file: name, since: problem?.since ?? clock.now(), what }
      log.warn({ file: path }, `${name} ${what.en}; what it said before stays in force`)
    }
  }

  function lookAgain(now: Stats, before: Stats): void {
    // Told once when watching begins on a file that is not there.
    if (now.mtimeMs === before.mtimeMs && now.ino === before.ino && now.size === before.size) return
    look()
    if (problem !== undefined) return
    log.info({ file: path }, `${name} has changed, and is in force`)
    changed()
  }

  return {
    problem: () => problem,
    look,
    start() {
      // What was saved since the hub read it first.
      look()
      watchFile(path, { interval: everyMs, persistent: false }, lookAgain)
    },
    stop() {
      unwatchFile(path, lookAgain)
    },
  }
}

function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

function unreadable(error: unknown) {
  return { vi: `không đọc được (${String(error)})`, en: `cannot be read (${String(error)})` }
}
