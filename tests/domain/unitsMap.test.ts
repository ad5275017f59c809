import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CommuneShapes, createPlaceJudge } from '../../domain/units/devicePlace.ts'
import { isInside, type Position, polygonFault, type Rings, signedArea } from '../../domain/units/geometry.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { PLACES } from '../../domain/units/places.ts'
import { EDITIONS } from '../../domain/units/unit.ts'
import { announceOf } from '../../simulators/cameras/cameraDevice.ts'
import { createDemoCity } from '../../simulators/demoCity.ts'

interface MapFile {
  readonly ioc: { readonly edition?: string; readonly boundaries: string }
  readonly attribution: string
  readonly features: readonly {
    readonly properties: Record<string, string>
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: Rings }
      | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] }
      | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
      | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly Position[])[] }
  }[]
}

const mapFile = <T = MapFile>(name: string): T =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, `../../public/map/${name}.geojson`), 'utf8'))

function partsOf({ geometry }: MapFile['features'][number]): readonly Rings[] {
  if (geometry.type === 'LineString' || geometry.type === 'MultiLineString')
    throw new Error('a line where a shape should be')
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
}

/** Kilometres, by degrees of this latitude. */
const distance = ([ax, ay]: Position, [bx, by]: Position) => Math.hypot((ax - bx) * 109.6, (ay - by) * 110.6)

for (const edition of EDITIONS) {
  for (const level of ['communes', 'districts'] as const) {
    describe(`${level} of ${edition} on the map`, () => {
      const { ioc, attribution, features } = mapFile(`${level}-${edition}`)
      const units = UNIT_TREES[edition][level]

      it('say what they are', () => {
        expect(ioc.edition).toBe(edition)
        expect(['schematic', 'surveyed']).toContain(ioc.boundaries)
        expect(attribution).not.toBe('')
      })

      it('are the units of the tables, each once, in the same order', () => {
        expect(features.map(({ properties }) => properties)).toEqual(
          units.map(({ code, name, type, parent }) => ({ code, name, type, parent })),
        )
      })

      it('have sound shapes, wound as GeoJSON asks, no more digits than the map needs', () => {
        for (const part of features.flatMap(partsOf)) {
          expect(polygonFault(part)).toBeUndefined()
          expect(part.map((ring) => signedArea(ring) > 0)).toEqual(part.map((_, n) => n === 0))
          for (const degrees of part.flat(2)) expect(String(degrees)).toMatch(/^\d{1,3}(\.\d{1,5})?$/)
        }
      })

      it('hold the centre of their unit: a mark there stands in its own commune', () => {
        const stray = units.filter(
          ({ lng, lat }, n) =>
            !features
              .slice(n, n + 1)
              .flatMap(partsOf)
              .some((part) => isInside([lng, lat], part)),
        )
        expect(stray).toEqual([])
      })
    })
  }
}

describe('lines on the map', () => {
  it('are rivers, canals and roads, credited as their licence asks', () => {
    for (const [name, lines] of [
      ['waterways', 26],
      ['roads', 9],
    ] as const) {
      const { attribution, features } = mapFile(name)
      expect(attribution).toContain('© OpenStreetMap contributors')
      expect(attribution).toContain('ODbL')
      expect(features).toHaveLength(lines)
      expect(new Set(features.map(({ properties }) => properties.id)).size).toBe(lines)
      for (const { properties, geometry } of features) {
        expect(geometry.type).toBe('LineString')
        expect(geometry.coordinates.length).toBeGreaterThan(1)
        expect(properties.name).not.toBe('')
        if (name === 'waterways') expect(properties.kind).toMatch(/^[a-z]+$/)
      }
    }
  })

  it('keep to the city and its surroundings, longitude first', () => {
    const positions = ['waterways', 'roads'].flatMap((name) =>
      mapFile(name).features.flatMap(({ geometry }) => (geometry.type === 'LineString' ? geometry.coordinates : [])),
    )
    expect(positions.length).toBe(554 + 129)
    const { communes } = UNIT_TREES['2025']
    const far = positions.filter((at) => Math.min(...communes.map(({ lng, lat }) => distance(at, [lng, lat]))) > 35)
    expect(far).toEqual([])
  })
})

describe('the great rivers and the sea', () => {
  const { attribution, features: all } = mapFile('water')
  const features = all.filter(({ geometry }) => geometry.type !== 'MultiLineString')
  const isWater = (at: Position) => features.flatMap(partsOf).some((part) => isInside(at, part))

  it('are sound surfaces, credited to their source', () => {
    expect(attribution).toContain('GSHHG')
    expect(new Set(all.map(({ properties }) => properties.kind))).toEqual(new Set(['river', 'sea', 'bank']))
    expect(
      features
        .flatMap(partsOf)
        .map(polygonFault)
        .filter((fault) => fault !== undefined),
    ).toEqual([])
  })

  it('hold the mapped course of the Hậu', () => {
    const courses = mapFile('waterways').features.filter(({ properties }) => properties.id?.startsWith('hau'))
    const positions = courses.flatMap(({ geometry }) => (geometry.type === 'LineString' ? geometry.coordinates : []))
    expect(positions).toHaveLength(101)
    expect(positions.filter((at) => !isWater(at)).length).toBeLessThanOrEqual(2)
  })

  it('leave every commune of both editions land to be seen', () => {
    for (const edition of EDITIONS) {
      const drowned = mapFile(`communes-${edition}`).features.filter((commune) => {
        const places = partsOf(commune).flatMap(grid)
        return places.filter((at) => !isWater(at)).length < places.length / 10
      })
      expect(drowned.map(({ properties }) => properties.code)).toEqual([])
    }
  })
})

describe('what stands on land', () => {
  const parts = mapFile('water')
    .features.filter(({ geometry }) => geometry.type !== 'MultiLineString')
    .flatMap(partsOf)
  const onWater = <T extends { readonly lng: number; readonly lat: number }>(all: readonly T[]) =>
    all.filter(({ lng, lat }) => parts.some((part) => isInside([lng, lat], part)))

  for (const edition of EDITIONS) {
    it(`no centre of a commune of ${edition} lies in a river or the sea`, () => {
      expect(onWater(UNIT_TREES[edition].communes).map(({ code, name }) => `${code} ${name}`)).toEqual([])
    })

    it(`every demo office of ${edition} stands in its commune, and no station of streets or air in the water`, () => {
      const { offices, sensors } = createDemoCity({ seed: 7, edition, faults: 0 })
      const cameras = offices.map((office) => {
        const { name, commune, lng = Number.NaN, lat = Number.NaN } = announceOf(office)
        return { name, commune, lng, lat }
      })
      const judge = createPlaceJudge(mapFile<CommuneShapes>(`communes-${edition}`))
      expect(cameras).toHaveLength(UNIT_TREES[edition].communes.length)
      expect(onWater(cameras).map(({ name }) => name)).toEqual([])
      expect(cameras.filter((camera) => judge(camera) !== undefined)).toEqual([])
      // Gauges stand at the water, and a bridge leads over it.
      const ashore = sensors.filter(
        ({ announce: { kind, name } }) => kind !== 'waterLevel' && kind !== 'salinity' && !name.startsWith('Cầu '),
      )
      expect(ashore.length).toBeGreaterThanOrEqual(40)
      expect(onWater(ashore).map(({ id }) => id)).toEqual([])
    })
  }

  it('known places do, but for bridges', () => {
    const ashore = PLACES.filter(({ category }) => category !== 'bridge')
    expect(onWater(ashore).map(({ id }) => id)).toEqual([])
  })
})

/** Places spread evenly over a shape. */
function grid(rings: Rings): Position[] {
  const [outer = []] = rings
  const [xs, ys] = [outer.map(([x]) => x), outer.map(([, y]) => y)]
  const [west, south] = [Math.min(...xs), Math.min(...ys)]
  const [stepX, stepY] = [(Math.max(...xs) - west) / 12, (Math.max(...ys) - south) / 12]
  return Array.from(
    { length: 144 },
    (_, i): Position => [west + (0.5 + (i % 12)) * stepX, south + (0.5 + Math.floor(i / 12)) * stepY],
  ).filter((at) => isInside(at, rings))
}

describe('the land around the city', () => {
  it('is five provinces of sound shapes', () => {
    const { features } = mapFile('neighbours')
    expect(features.map(({ properties }) => properties.code).sort()).toEqual(['82', '86', '91', '92', '96'])
    expect(
      features
        .flatMap(partsOf)
        .map(polygonFault)
        .filter((fault) => fault !== undefined),
    ).toEqual([])
  })
})
