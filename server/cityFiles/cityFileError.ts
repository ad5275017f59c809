import type { Text } from '../../domain/text.ts'
import { ConfigError } from '../config.ts'
import type { JsonPath } from './jsonText.ts'

/** What is wrong with a file, without the file's name. */
export class CityFileError extends ConfigError {
  readonly text: Text
  /** Where in its content, when that is known. */
  readonly path: JsonPath | undefined

  constructor(text: Text, path?: JsonPath) {
    super(text.en)
    this.text = text
    this.path = path
  }
}

/** What to say of a file that could not be taken: what is wrong with its content, or what the machine says of reading it. */
export function faultText(error: unknown): Text {
  if (error instanceof CityFileError) return error.text
  return { vi: `không đọc được (${String(error)})`, en: `cannot be read (${String(error)})` }
}
