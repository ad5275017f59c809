import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../config.ts'

/**
 * A file that the city edits, as JSON. It is written once, where there is none, so that there is something to edit; after that it is theirs.
 * @param first what to write then
 * @throws ConfigError when it cannot be read, or is not JSON
 */
export function readCityFile(dataDir: string, name: string, first: () => unknown): { path: string; content: unknown } {
  const path = join(dataDir, name)
  try {
    if (!existsSync(path)) {
      mkdirSync(dataDir, { recursive: true })
      writeFileSync(path, `${JSON.stringify(first(), null, 2)}\n`, { flag: 'wx' })
    }
    return { path, content: JSON.parse(readFileSync(path, 'utf8')) }
  } catch (error) {
    throw new ConfigError(
      error instanceof SyntaxError
        ? `${path} is not JSON (${error.message}): mend it, or delete it to begin with the declared values`
        : `${path} cannot be read or written (${error}): set IOC_DATA_DIR to a folder that the hub may use`,
    )
  }
}
