import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const compress = promisify(gzip)

/** What is sent again and again as it is: its name for whoever has it already, and its bytes compressed. */
interface Made {
  readonly etag: string
  readonly gzip: Promise<Buffer>
}

/** By the bytes themselves: with them it is forgotten. */
const made = new WeakMap<Buffer, Made>()

/** What is made once for all who ask is compressed once, too, beside the loop. */
export function madeOf(bytes: Buffer): Made {
  const known = made.get(bytes) ?? {
    etag: `W/"${createHash('sha1').update(bytes).digest('base64url')}"`,
    gzip: compress(bytes),
  }
  made.set(bytes, known)
  return known
}
