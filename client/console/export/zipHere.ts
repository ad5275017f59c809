import { type FlateError, type Zippable, zipSync } from 'fflate/browser'

export * from 'fflate/browser'

/**
 * Stands in for `zip` of `fflate` in the screens (vite.config.ts). The spreadsheet library zips what is large in workers made from blobs, which
 * the pages' content policy forbids, and would wait for them for ever. The largest lists take a tenth of a second here.
 */
export function zip(files: Zippable, done: (error: FlateError | null, archive: Uint8Array) => void): void {
  done(null, zipSync(files))
}
