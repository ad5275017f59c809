import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PMTiles, TileType } from 'pmtiles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBasemap } from '../../server/basemap.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { SOME_STREETS, tileArchive } from '../support/tileArchive.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-basemap-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const archive = tileArchive({ roads: SOME_STREETS })

async function written(name: string, content: Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

describe('a base map', () => {
  it('tells its layers and whom to credit, as text', async () => {
    const basemap = createBasemap(await written('city.pmtiles', archive))
    await basemap.start()
    expect(basemap.basemap()).toMatchObject({ layers: ['roads'], attribution: 'Sở Thử' })
  })

  it.each([
    [
      'half of one',
      archive.subarray(0, archive.length / 2),
      /IOC_BASEMAP=wrong\.pmtiles breaks off: it says it has \d+ bytes and has \d+/,
    ],
    ['its head alone', archive.subarray(0, 60), /is no PMTiles archive/],
    ['another kind of file', Buffer.from('x'.repeat(500)), /is no PMTiles archive/],
    ['pictures', tileArchive({ roads: SOME_STREETS }, { tileType: TileType.Png }), /holds pictures/],
    [
      'tiles without a list of layers',
      tileArchive({ roads: SOME_STREETS }, { listsLayers: false }),
      /does not list its layers/,
    ],
  ])('that is %s is refused in a sentence', async (_, content, sentence) => {
    await expect(createBasemap(await written('wrong.pmtiles', content)).start()).rejects.toThrow(sentence)
  })

  it('that is not there is refused, with where it should be', async () => {
    await expect(createBasemap(join(folder, 'none.pmtiles')).start()).rejects.toThrow(/is not there.*data directory/)
  })
})

describe('a hub with a base map', () => {
  let hub: TestHub
  beforeAll(async () => {
    await written('hub.pmtiles', archive)
    hub = await startHub({ IOC_DATA_DIR: folder, IOC_BASEMAP: 'hub.pmtiles' })
  })
  afterAll(() => hub?.stop())

  it('gives the same tile as the file holds, by ranges', async () => {
    const tiles = new PMTiles(`${hub.http}/map/basemap.pmtiles`)
    const { tileDataLength, maxZoom } = await tiles.getHeader()
    expect(tileDataLength).toBeGreaterThan(0)
    expect(maxZoom).toBe(12)
    expect((await tiles.getZxy(8, 203, 120))?.data.byteLength).toBeGreaterThan(0)
    const part = await fetch(`${hub.http}/map/basemap.pmtiles`, {
      headers: { range: 'bytes=0-126', 'accept-encoding': 'gzip' },
    })
    expect([part.status, part.headers.get('content-encoding'), part.headers.get('content-range')]).toEqual([
      206,
      null,
      `bytes 0-126/${archive.length}`,
    ])
    expect(part.headers.get('etag')).not.toBeNull()
    expect(Buffer.from(await part.arrayBuffer())).toEqual(archive.subarray(0, 127))
  })

  it('says so to the screens', async () => {
    const { basemap } = (await (await fetch(`${hub.http}/api/v1/map/basemap`)).json()) as { basemap: unknown }
    expect(basemap).toMatchObject({ layers: ['roads'] })
  })
})

describe('a hub without one', () => {
  it('says so, and has no file', async () => {
    const hub = await startHub()
    try {
      expect(await (await fetch(`${hub.http}/api/v1/map/basemap`)).json()).toEqual({ basemap: null })
      expect((await fetch(`${hub.http}/map/basemap.pmtiles`)).status).toBe(404)
    } finally {
      await hub.stop()
    }
  })
})
