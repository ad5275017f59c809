import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '../config.ts'
import type { HubLock } from './hubLock.ts'
import { SqliteError, type SqliteThread, startThread } from './sqliteThread.ts'

/** SQLite's primary code for a file that somebody else has locked. */
const BUSY = 5

/**
 * One hub a data directory: the live picture, the alerts and the numbers of rows are kept in its memory, and two would each store a part of
 * the truth. The lock is SQLite's on `hub.lock`, which the operating system lets go of when the process ends, however it ends: nothing is left to
 * clear away. `hub.json` beside it says to people whose it is.
 */
export function createDirectoryLock(dataDir: string): HubLock {
  const owner = join(dataDir, 'hub.json')
  let thread: SqliteThread | undefined
  return {
    async take() {
      try {
        mkdirSync(dataDir, { recursive: true })
        thread = startThread(join(dataDir, 'hub.lock'), 'lock')
        await thread.ask('begin immediate', [])
        writeFileSync(owner, `${JSON.stringify({ pid: process.pid, host: hostname() })}\n`)
      } catch (error) {
        await thread?.close()
        thread = undefined
        if (error instanceof SqliteError && (error.code & 0xff) === BUSY) throw isTaken(dataDir, owner)
        const why = error instanceof Error ? error.message : String(error)
        throw new ConfigError(
          `${dataDir} cannot be locked (${why}): set IOC_DATA_DIR to a folder that the hub may use`,
          {
            cause: error,
          },
        )
      }
    },
    async release() {
      if (thread === undefined) return
      rmSync(owner, { force: true })
      await thread.close()
      thread = undefined
    },
  }
}

function isTaken(dataDir: string, owner: string): ConfigError {
  return new ConfigError(
    `${dataDir} belongs to another hub that runs (${ownerIn(owner)}): stop that one, or set IOC_DATA_DIR to a folder of this hub’s own`,
  )
}

function ownerIn(file: string): string {
  try {
    const { pid, host } = JSON.parse(readFileSync(file, 'utf8')) as { pid?: unknown; host?: unknown }
    return `process ${pid} on ${host}`
  } catch {
    // It has taken the lock and not yet written who it is.
    return 'it has just started'
  }
}
