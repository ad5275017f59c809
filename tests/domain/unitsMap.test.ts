import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isInside, type Position, polygonFault, type Rings, signedArea } from '../../domain/units/geometry.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { EDITIONS } from '../../domain/units/unit.ts'

interface MapFile {
  readonly ioc: { readonly edition?: string; readonly boundaries: string }
  readonly attribution: string
  readonly features: readonly {
    readonly properties: Record<string, string>
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: Rings }
      | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] }
      | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
  }[]
}

const mapFile = (name: string): MapFile =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, `../../public/map/${name}.geojson`), 'utf8'))

function partsOf({ geometry }: MapFile['features'][number]): readonly Rings[] {
  if (geometry.type === 'LineString') throw new Error('a line where a shape should be')
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

      it('hold the centre of their unit, or end within a kilometre of it', () => {
        const stray = units.filter((unit, n) => {
          const parts = features.slice(n, n + 1).flatMap(partsOf)
          const centre: Position = [unit.lng, unit.lat]
          return (
            !parts.some((part) => isInside(centre, part)) &&
            Math.min(...parts.flat(2).map((position) => distance(position, centre))) > 1
          )
        })
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
