import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** What shrinks; pictures and fonts are compressed as they are, and of archives of map tiles screens ask for parts by byte range. */
const TEXTS = new Set(['.js', '.css', '.html', '.svg', '.json', '.geojson'])
/** Below this a compressed file saves no packet on the line. */
const LEAST_BYTES = 1_024

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/** After a build: every text file beside itself as Brotli (`.br`) and gzip (`.gz`), at their strongest, since it is done once. */
export function precompress(folder: string): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    // Public files are copied before a build is written, so that all are there now.
    async closeBundle(error) {
      if (error !== undefined) return
      const names = await readdir(folder, { recursive: true })
      await Promise.all(names.filter((name) => TEXTS.has(extname(name))).map((name) => compress(join(folder, name))))
    },
  }
}

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file)
  if (bytes.length < LEAST_BYTES) return
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  await writeFile(`${file}.br`, await brotli(bytes, { params }))
  await writeFile(`${file}.gz`, await gzipped(bytes, { level: constants.Z_BEST_COMPRESSION }))
}
