import { readFileSync, statSync } from 'node:fs'
import { CityFileError } from './cityFileError.ts'

const MB = 1024 * 1024
/** Surveyed boundaries are the largest; what is larger is another file by mistake, and reading it would hold up the whole hub. */
const MOST_MB = 64

/**
 * The bytes of a file of the data directory.
 * @throws CityFileError where it is too large, or no file: what waits for a writer, or never ends, would never be read
 * @throws the file system's own error where there is none
 */
export function fileBytes(path: string): Buffer {
  const stats = statSync(path)
  if (!stats.isFile())
    throw new CityFileError({
      vi: 'không phải một tệp thường: hãy đặt tệp vào đúng chỗ này',
      en: 'is no ordinary file: put one in its place',
    })
  const mb = Math.ceil(stats.size / MB)
  if (mb > MOST_MB)
    throw new CityFileError({
      vi: `nặng ${mb} MB, quá ${MOST_MB} MB: hãy xem có nhầm tệp không`,
      en: `has ${mb} MB, more than ${MOST_MB} MB: see whether it is another file by mistake`,
    })
  return readFileSync(path)
}
