import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Text } from '../../domain/text.ts'
import { checkBoundaries } from '../../domain/units/boundaries.ts'
import { type CommuneShapes, createPlaceJudge, type DevicePlace } from '../../domain/units/devicePlace.ts'
import type { Ring } from '../../domain/units/geometry.ts'
import type { Misplacement } from '../../domain/units/misplacement.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { ShapeLevel } from '../../domain/units/unitMatching.ts'
import { CityFileError } from './cityFileError.ts'
import { parseJson } from './jsonText.ts'

const LEVELS: readonly ShapeLevel[] = ['commune', 'district']
/** Folder of the data directory. */
export const MAP_FOLDER = 'map'
/** What every screen fetches and cuts into triangles at once: more would keep them waiting for minutes. */
const MOST_MB = 12
/** Problems told of one file; the command tells all of them. */
const MOST_TOLD = 3

/** Surveyed boundaries of the city, as files of the map that stand before the schematic ones of the product. */
export interface Boundaries {
  /** The content of a map file by its name, UTF-8; undefined where the product's own is in force. */
  file(name: string): Buffer | undefined
  /** Tells one set of files from another; empty while there are none. */
  digest(): string
  /** Outer rings of a unit by survey; none while nobody has given them. */
  ringsOf(unit: string): readonly Ring[]
  /** What is doubtful of a device's position by the shapes of communes in force. */
  placeDoubt(place: DevicePlace): Misplacement | undefined
}

/** One file of boundaries: where it lies in the data directory, and what is in force of it. */
export interface BoundaryFileReader {
  readonly name: string
  /** @throws CityFileError, and what was in force stays */
  read(content: Buffer | undefined): void
}

/**
 * @param mapDir where the product's own map files lie
 * @returns what is in force, and a reader for each file that may be there
 */
export function createBoundaries(
  units: UnitTree,
  mapDir: string,
): {
  readonly boundaries: Boundaries
  readonly readers: readonly BoundaryFileReader[]
} {
  const inForce = new Map<string, Buffer>()
  /** By the name of the file, then by unit. */
  const surveyed = new Map<string, ReadonlyMap<string, readonly Ring[]>>()
  const communesFile = boundaryFileName('commune', units.edition)
  const ownShapes = readFileSync(join(mapDir, communesFile), 'utf8')
  let judge = createPlaceJudge(JSON.parse(ownShapes) as CommuneShapes)
  const judgeBy = (name: string, shapes: CommuneShapes) => {
    if (name === communesFile) judge = createPlaceJudge(shapes)
  }
  const readers = LEVELS.map((level): BoundaryFileReader => {
    const name = boundaryFileName(level, units.edition)
    return {
      name: `${MAP_FOLDER}/${name}`,
      read(content) {
        if (content === undefined) {
          inForce.delete(name)
          surveyed.delete(name)
          judgeBy(name, JSON.parse(ownShapes) as CommuneShapes)
          return
        }
        const checked = checkBoundaries(parseJson(content), units, level)
        if (checked.ok) {
          const file = Buffer.from(JSON.stringify(checked.file))
          const heavy = tooHeavy(file.length)
          if (heavy !== undefined) throw new CityFileError(heavy)
          inForce.set(name, file)
          surveyed.set(name, outerRings(checked.file))
          judgeBy(name, checked.file)
          return
        }
        const told = checked.problems.slice(0, MOST_TOLD).map(({ text }) => text)
        const rest = checked.problems.length - told.length
        throw new CityFileError({
          vi: `${[...told.map(({ vi }) => vi), ...(rest > 0 ? [`và ${rest} lỗi nữa`] : [])].join('; ')} (xem hết: npm run boundaries)`,
          en: `${[...told.map(({ en }) => en), ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ')} (for all of them: npm run boundaries)`,
        })
      },
    }
  })
  return {
    readers,
    boundaries: {
      file: (name) => inForce.get(name),
      placeDoubt: (place) => judge(place),
      ringsOf: (unit) => [...surveyed.values()].flatMap((rings) => rings.get(unit) ?? []),
      digest() {
        if (inForce.size === 0) return ''
        const hash = createHash('sha256')
        for (const name of [...inForce.keys()].sort()) hash.update(name).update(inForce.get(name) ?? '')
        return hash.digest('hex').slice(0, 8)
      },
    },
  }
}

function outerRings({ features }: CommuneShapes): ReadonlyMap<string, readonly Ring[]> {
  return new Map(
    features.map(({ properties: { code }, geometry }) => {
      const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
      return [code, parts.flatMap(([outer]) => (outer === undefined ? [] : [outer]))]
    }),
  )
}

/** What is wrong with boundaries of that size, bytes as they are served; undefined when screens can draw them. */
export function tooHeavy(bytes: number): Text | undefined {
  const size = bytes / 1024 / 1024
  if (size <= MOST_MB) return undefined
  return {
    vi: `ranh giới nặng ${Math.ceil(size)} MB, quá ${MOST_MB} MB mà màn hình tải và vẽ được: hãy giản lược bằng công cụ giữ chung cạnh giữa các đơn vị rồi chạy lại`,
    en: `boundaries of ${Math.ceil(size)} MB, more than the ${MOST_MB} MB that screens can fetch and draw: simplify them with a tool that keeps shared borders shared, then run this again`,
  }
}

/** What a map file of that level and edition is called. */
export function boundaryFileName(level: ShapeLevel, edition: string): string {
  return `${level}s-${edition}.geojson`
}
