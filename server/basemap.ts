import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { PMTiles, type RangeResponse, type Source, TileType } from 'pmtiles'
import * as z from 'zod'
import type { Basemap } from '../domain/basemap.ts'
import { ConfigError } from './config.ts'

/** Vector tiles of the deployment's own, laid under the city's shapes. */
export interface BasemapFile {
  /** Reads what the file says of itself. @throws ConfigError with what is wrong with the file */
  start(): Promise<void>
  /** What screens need to draw it; undefined where none is set. */
  basemap(): Basemap | undefined
  /** Absolute path of the file; undefined where none is set. */
  readonly path: string | undefined
}

const Metadata = z.object({
  attribution: z.string().optional(),
  vector_layers: z.array(z.object({ id: z.string() })),
})

/** @param path absolute path of a PMTiles archive, version 3, of vector tiles (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md) */
export function createBasemap(path: string | undefined): BasemapFile {
  let found: Basemap | undefined
  return {
    path,
    basemap: () => found,
    async start() {
      if (path !== undefined) found = await readBasemap(path)
    },
  }
}

async function readBasemap(path: string): Promise<Basemap> {
  const refuse = (what: string): never => {
    throw new ConfigError(`IOC_BASEMAP=${basename(path)} ${what}`)
  }
  const file = await open(path).catch(() => refuse(`is not there: ${path}; put the file into the data directory`))
  try {
    const { size, mtimeMs } = await file.stat()
    const archive = new PMTiles(sourceOf(file, path))
    const header = await archive.getHeader().catch(() => refuse('is no PMTiles archive of version 3'))
    const end = header.tileDataOffset + (header.tileDataLength ?? 0)
    if (end > size) refuse(`breaks off: it says it has ${end} bytes and has ${size}; copy it again`)
    if (header.tileType !== TileType.Mvt) refuse('holds pictures: write one with vector tiles (MVT)')
    const metadata = Metadata.safeParse(await archive.getMetadata().catch(() => undefined))
    if (!metadata.success) return refuse('does not list its layers (vector_layers in its metadata)')
    return {
      digest: `${size.toString(36)}-${Math.round(mtimeMs).toString(36)}`,
      layers: metadata.data.vector_layers.map(({ id }) => id),
      // Credits are written as markup by many tools; screens show text.
      attribution: (metadata.data.attribution ?? '').replaceAll(/<[^>]*>/g, '').trim(),
    }
  } finally {
    await file.close()
  }
}

function sourceOf(file: FileHandle, path: string): Source {
  return {
    getKey: () => path,
    async getBytes(offset, length): Promise<RangeResponse> {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset)
      return { data: new Uint8Array(buffer.subarray(0, bytesRead)).buffer }
    },
  }
}
