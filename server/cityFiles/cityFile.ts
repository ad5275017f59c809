import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Text } from '../../domain/text.ts'
import { ConfigError } from '../config.ts'

/** A file of the data directory that the city edits, as JSON. */
export interface CityFile<T> {
  readonly name: string
  /** What is written where there is none, so that there is something to edit; after that it is the city's. */
  first(): unknown
  /** @throws CityFileError saying what to write instead */
  parse(content: unknown): T
}

/** What is wrong with a file, without the file's name. As a reason not to start it is told in English, as all of them are. */
export class CityFileError extends ConfigError {
  readonly text: Text

  constructor(text: Text) {
    super(text.en)
    this.text = text
  }
}

/**
 * Reads a file at start, and writes it first where there is none.
 * @throws ConfigError naming the file, and what to write instead
 */
export function readCityFile<T>(dataDir: string, file: CityFile<T>): T {
  const path = join(dataDir, file.name)
  try {
    if (!existsSync(path)) {
      mkdirSync(dataDir, { recursive: true })
      writeFileSync(path, `${JSON.stringify(file.first(), null, 2)}\n`, { flag: 'wx' })
    }
    return parseText(file, readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof CityFileError) throw new ConfigError(`${path}: ${error.message}`)
    throw new ConfigError(
      `${path} cannot be read or written (${error}): set IOC_DATA_DIR to a folder that the hub may use`,
    )
  }
}

/** @throws CityFileError */
export function parseText<T>(file: CityFile<T>, text: string): T {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    const reason = (error as Error).message
    throw new CityFileError({
      vi: `không phải JSON (${reason}): hãy sửa lại, hoặc xoá tệp rồi khởi động lại để bắt đầu từ số đã công bố`,
      en: `is not JSON (${reason}): mend it, or delete it and start again to begin with the declared values`,
    })
  }
  return file.parse(content)
}
