import { GeoJSONVT } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { FeatureCollection } from 'geojson'
import { Compression, TileType, zxyToTileId } from 'pmtiles'

const HEADER_BYTES = 127
const MOST_ZOOM = 12
const BOX = [105.2, 9.9, 105.9, 10.4] as const

/** A small archive of vector tiles as a deployment might bring one (PMTiles, version 3), uncompressed. @param layers by name */
export function tileArchive(
  layers: Readonly<Record<string, FeatureCollection>>,
  { tileType = TileType.Mvt, listsLayers = true }: { tileType?: TileType; listsLayers?: boolean } = {},
): Buffer {
  const indexes = Object.entries(layers).map(
    ([name, data]) =>
      [name, new GeoJSONVT(data, { maxZoom: MOST_ZOOM, indexMaxZoom: MOST_ZOOM, indexMaxPoints: 0 })] as const,
  )
  const tiles = new Map<number, Buffer>()
  for (const [z, x, y] of tilesOfTheCity()) {
    const found = indexes.flatMap(([name, index]) => {
      const tile = index.getTile(z, x, y)
      return tile === null ? [] : [[name, tile] as const]
    })
    if (found.length > 0)
      tiles.set(
        zxyToTileId(z, x, y),
        Buffer.from(fromGeojsonVt(Object.fromEntries(found), { version: 2, extent: 4096 })),
      )
  }
  const ids = [...tiles.keys()].sort((a, b) => a - b)
  const bodies = ids.map((id) => tiles.get(id) as Buffer)
  const directory = directoryOf(ids, bodies)
  const metadata = Buffer.from(
    JSON.stringify({
      attribution: '<a href="https://example.test">Sở Thử</a>',
      ...(listsLayers && { vector_layers: Object.keys(layers).map((id) => ({ id, fields: {} })) }),
    }),
  )
  const data = Buffer.concat(bodies)
  return Buffer.concat([
    headerOf({ directory, metadata, data, count: ids.length, tileType }),
    directory,
    metadata,
    data,
  ])
}

/** Every tile that touches the old city's box. */
function* tilesOfTheCity(): Generator<[z: number, x: number, y: number]> {
  const [west, south, east, north] = BOX
  for (let z = 0; z <= MOST_ZOOM; z++) {
    const column = (lng: number) => Math.floor(((lng + 180) / 360) * 2 ** z)
    const row = (lat: number) => Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z)
    for (let x = column(west); x <= column(east); x++) for (let y = row(north); y <= row(south); y++) yield [z, x, y]
  }
}

/** Entries in order: how many, then ids as differences, run lengths, lengths, and offsets, each 0 where it follows the one before. */
function directoryOf(ids: readonly number[], bodies: readonly Buffer[]): Buffer {
  const numbers = [
    ids.length,
    ...ids.map((id, i) => id - (ids[i - 1] ?? 0)),
    ...ids.map(() => 1),
    ...bodies.map(({ length }) => length),
    ...ids.map((_, i) => (i === 0 ? 1 : 0)),
  ]
  return Buffer.from(numbers.flatMap(varint))
}

function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return [...bytes, rest]
}

function headerOf({
  directory,
  metadata,
  data,
  count,
  tileType,
}: {
  directory: Buffer
  metadata: Buffer
  data: Buffer
  count: number
  tileType: TileType
}): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.write('PMTiles', 0)
  header.writeUInt8(3, 7)
  const dataAt = HEADER_BYTES + directory.length + metadata.length
  const numbers = [
    HEADER_BYTES,
    directory.length,
    HEADER_BYTES + directory.length,
    metadata.length,
    dataAt,
    0,
    dataAt,
    data.length,
    count,
    count,
    count,
  ]
  for (const [i, number] of numbers.entries()) header.writeBigUInt64LE(BigInt(number), 8 + 8 * i)
  header.set([1, Compression.None, Compression.None, tileType, 0, MOST_ZOOM], 96)
  for (const [i, degrees] of BOX.entries()) header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * i)
  header.writeUInt8(10, 118)
  header.writeInt32LE(Math.round(105.6 * 1e7), 119)
  header.writeInt32LE(Math.round(10.1 * 1e7), 123)
  return header
}

/** Streets and houses enough to be seen. */
export const SOME_STREETS: FeatureCollection = {
  type: 'FeatureCollection',
  features: Array.from({ length: 20 }, (_, i) => ({
    type: 'Feature',
    properties: { kind: 'highway', name: `Đường ${i}` },
    geometry: {
      type: 'LineString',
      coordinates: [
        [105.3 + i * 0.02, 10],
        [105.3 + i * 0.02, 10.3],
      ],
    },
  })),
}
