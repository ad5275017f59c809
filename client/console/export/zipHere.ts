import { type FlateError, type Zippable, zipSync } from 'fflate/browser'

export { AsyncZipDeflate, strToU8, Zip, ZipDeflate } from 'fflate/browser'

/**
 * Stands in for `fflate` in the screens' build (vite.config.ts). The spreadsheet library zips what is large in workers made from blobs, which
 * the pages' content policy forbids, and would wait for them for ever. The largest lists take a tenth of a second here.
 */
export { zipSync }

export function zip(files: Zippable, done: (error: FlateError | null, archive: Uint8Array) => void): void {
  done(null, zipSync(files))
}
