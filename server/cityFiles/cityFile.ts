import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../config.ts'
import { CityFileError } from './cityFileError.ts'
import { fileBytes } from './fileBytes.ts'
import { lineOf, parseJson } from './jsonText.ts'

/** A file of the data directory that the city edits, as JSON. */
export interface CityFile<T> {
  readonly name: string
  /** Whether secrets stand in it: what is wrong with it is told without any of its content. */
  readonly isSecret?: boolean
  /** What is written where there is none, so that there is something to edit; after that it is the city's. */
  first(): unknown
  /** @throws CityFileError saying what to write instead */
  parse(content: unknown): T
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
    return parseFile(file, fileBytes(path))
  } catch (error) {
    // People of the city write these files: they are told in both languages, other reasons not to start in English.
    if (error instanceof CityFileError) throw new ConfigError(`${path}: ${error.text.vi} / ${error.text.en}`)
    throw new ConfigError(
      `${path} cannot be read or written (${error}): set IOC_DATA_DIR to a folder that the hub may use`,
    )
  }
}

/** @throws CityFileError with the line, where there is one */
export function parseFile<T>(file: CityFile<T>, bytes: Uint8Array): T {
  const content = parseJson(bytes, file.isSecret)
  try {
    return file.parse(content)
  } catch (error) {
    if (!(error instanceof CityFileError) || error.path === undefined) throw error
    const line = lineOf(bytes, error.path)
    throw new CityFileError({ vi: `${error.text.vi} (dòng ${line})`, en: `${error.text.en} (line ${line})` })
  }
}
