import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BORDER_TOLERANCE_M, type CommuneShapes, createPlaceJudge, isMappable } from '../../domain/units/devicePlace.ts'
import type { Rings } from '../../domain/units/geometry.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import type { Misplacement } from '../../domain/units/misplacement.ts'
import { EDITIONS } from '../../domain/units/unit.ts'
import { createDemoCity } from '../../simulators/demoCity.ts'

/** A square of 0.1 degrees whose south-west corner is there. */
const square = (code: string, west: number, south: number) => {
  const [east, north] = [west + 0.1, south + 0.1]
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const
  return { properties: { code }, geometry: { type: 'Polygon' as const, coordinates: [ring] as Rings } }
}
const shapes = (boundaries: 'surveyed' | 'schematic'): CommuneShapes => ({
  ioc: { boundaries },
  features: [square('west', 105.7, 10), square('east', 105.8, 10)],
})
const M = 1 / 111_195

describe('the position of a device', () => {
  const judge = createPlaceJudge(shapes('surveyed'))
  const at = (lng: number | null, lat: number | null, commune = 'west') => judge({ lng, lat, commune })

  it('is right inside its commune, and as far beyond its border as positions are uncertain', () => {
    expect(at(105.75, 10.05)).toBeUndefined()
    const { surveyed, schematic } = BORDER_TOLERANCE_M
    expect(at(105.75, 10 - (surveyed - 1) * M)).toBeUndefined()
    expect(at(105.75, 10 - (surveyed + 1) * M)).toEqual({ is: 'outside' })
    expect(at(105.8 + 0.9 * surveyed * M, 10.05)).toBeUndefined()
    const generalised = createPlaceJudge(shapes('schematic'))
    expect(generalised({ lng: 105.75, lat: 10 - (schematic - 1) * M, commune: 'west' })).toBeUndefined()
    expect(generalised({ lng: 105.75, lat: 10 - (schematic + 1) * M, commune: 'west' })).toEqual({ is: 'outside' })
  })

  it.each([
    ['nowhere', null, null, { is: 'none' }],
    ['half a position', 105.75, null, { is: 'none' }],
    ['at 0,0', 0, 0, { is: 'zero' }],
    ['in Hà Nội', 105.85, 21.03, { is: 'outside' }],
    ['on the equator below the city', 105.75, 0, { is: 'outside' }],
    ['with longitude and latitude exchanged', 10.05, 105.75, { is: 'swapped' }],
    ['exchanged, in another commune', 10.05, 105.85, { is: 'swapped' }],
    ['in another commune', 105.85, 10.05, { is: 'elsewhere', commune: 'east' }],
    ['of a commune without a shape', 105.85, 10.05, { is: 'elsewhere', commune: 'east' }, 'gone'],
  ] as [string, number | null, number | null, Misplacement, string?][])(
    '%s is doubtful',
    (_where, lng, lat, doubt, commune) => {
      expect(at(lng, lat, commune)).toEqual(doubt)
    },
  )

  it('can be drawn where it lies in the city', () => {
    const device = { lng: 105.75, lat: 10.05, commune: 'west' }
    expect(isMappable(device)).toBe(true)
    expect(isMappable({ ...device, misplaced: null })).toBe(true)
    expect(isMappable({ ...device, misplaced: { is: 'elsewhere', commune: 'east' } })).toBe(true)
    for (const is of ['zero', 'outside', 'swapped'] as const)
      expect(isMappable({ ...device, misplaced: { is } })).toBe(false)
    expect(isMappable({ ...device, lng: null, misplaced: { is: 'none' } })).toBe(false)
  })
})

describe.each(EDITIONS)('the shapes of %s', (edition) => {
  const file = resolve(import.meta.dirname, '../../public/map', join(`communes-${edition}.geojson`))
  const judge = createPlaceJudge(JSON.parse(readFileSync(file, 'utf8')) as CommuneShapes)

  it('hold every sensor of the demo city', () => {
    const { sensors } = createDemoCity({ seed: 1, edition, faults: 0 })
    for (const { id, announce } of sensors) {
      const { lng = null, lat = null, commune } = announce
      expect(judge({ lng, lat, commune }), id).toBeUndefined()
    }
  })

  it('hold the centre of every commune', () => {
    for (const { code, lng, lat } of UNIT_TREES[edition].communes)
      expect(judge({ lng, lat, commune: code }), code).toBeUndefined()
  })
})
