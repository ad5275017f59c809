import { CityFileError } from './cityFileError.ts'

/**
 * The text of a file, without the byte order mark that some editors write.
 * @throws CityFileError when it is not UTF-8
 */
export function decodedText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CityFileError({
      vi: 'không phải UTF-8: hãy lưu lại tệp với bảng mã UTF-8',
      en: 'is not UTF-8: save it again with the encoding UTF-8',
    })
  }
}
