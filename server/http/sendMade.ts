import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Request, Response } from 'express'

const compress = promisify(gzip)

interface Made {
  readonly etag: string
  readonly gzip: Promise<Buffer>
}

/** By the bytes themselves: with them it is forgotten. */
const made = new WeakMap<Buffer, Made>()

/** Sends what is made once for all who ask: it is compressed once, too, beside the loop, and named once for whoever has it already. */
export async function sendMade(request: Request, response: Response, bytes: Buffer): Promise<void> {
  const known = made.get(bytes) ?? {
    etag: `W/"${createHash('sha1').update(bytes).digest('base64url')}"`,
    gzip: compress(bytes),
  }
  made.set(bytes, known)
  response.set('ETag', known.etag).vary('Accept-Encoding')
  if (request.fresh) {
    response.status(304).end()
    return
  }
  if (request.acceptsEncodings('gzip', 'identity') !== 'gzip') {
    response.send(bytes)
    return
  }
  const compressed = await known.gzip
  response.set('Content-Encoding', 'gzip').send(compressed)
}
