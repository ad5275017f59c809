import { type Stats, statSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { FileProblem } from '../../domain/hubStatus.ts'
import type { Clock } from '../clock.ts'
import { faultText } from './cityFileError.ts'
import { fileBytes } from './fileBytes.ts'

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
  let seen = ''
  let timer: NodeJS.Timeout | undefined

  function look(): void {
    try {
      read(contentOf(path))
      problem = undefined
    } catch (error) {
      const what = faultText(error)
      problem = { file: name, since: problem?.since ?? clock.now(), what }
      log.warn({ file: path }, `${name} ${what.en}; what it said before stays in force`)
    }
  }

  async function lookAgain(): Promise<void> {
    const now = stampOf(await stat(path).catch(() => undefined))
    if (timer === undefined) return
    if (now !== seen) {
      seen = now
      look()
      if (problem === undefined) {
        log.info({ file: path }, `${name} has changed, and is in force`)
        changed()
      }
    }
    timer = setTimeout(lookAgain, everyMs).unref()
  }

  return {
    problem: () => problem,
    look,
    start() {
      // Before the content is read: what is saved between the two is then found to be another file.
      seen = stampOf(statSync(path, { throwIfNoEntry: false }))
      // What was saved since the hub read it first.
      look()
      timer = setTimeout(lookAgain, everyMs).unref()
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}

/** Two stamps differ when the file was saved, replaced, removed or made between them. */
function stampOf(stats: Stats | undefined): string {
  return stats === undefined ? '' : `${stats.mtimeMs} ${stats.ino} ${stats.size}`
}

function contentOf(path: string): Buffer | undefined {
  try {
    return fileBytes(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}
