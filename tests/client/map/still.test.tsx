import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Geography } from '../../../client/map/geography.ts'
import { communeFill, type Fill } from '../../../client/map/layers/communeFill.ts'
import { rankBadges } from '../../../client/map/layers/rankBadges.ts'
import { unitOutline } from '../../../client/map/layers/unitOutline.ts'
import { wetParts } from '../../../client/map/layers/wetParts.ts'
import { cameraOf } from '../../../client/map/mapView.ts'
import { DARK } from '../../../client/map/palette.ts'
import { boundsOf } from '../../../client/map/shapeBounds.ts'
import { MapLoupe } from '../../../client/map/signs/MapLoupe.tsx'
import { seenBy } from '../../../client/map/signs/seen.ts'
import { StillPicture } from '../../../client/map/still/StillPicture.tsx'
import { type StillShape, stillShapes } from '../../../client/map/still/stillShapes.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'

const file = (name: string) => JSON.parse(readFileSync(resolve(`public/map/${name}.geojson`), 'utf8'))
const geography: Geography = {
  edition: '2021',
  communes: file('communes-2021'),
  districts: file('districts-2021'),
  neighbours: file('neighbours'),
  water: file('water'),
  waterways: file('waterways'),
  roads: file('roads'),
  basemap: null,
  boundaries: 'schematic',
}
const [WIDTH, HEIGHT] = [1920, 1080]
const bounds = boundsOf(geography.communes)
if (bounds === undefined) throw new Error('no communes')
const seen = seenBy(cameraOf({ bounds, pitch: 50, bearing: -14 }, WIDTH, HEIGHT, geography), WIDTH, HEIGHT)
const codes = UNIT_TREES['2021'].communes.map(({ code }) => code)
const fills = new Map(
  codes.map((code, i): [string, Fill] => [
    code,
    i === 0 ? { tone: 'most', height: 3000 } : i === 1 ? { tone: 'unjudged' } : { tone: 'met' },
  ]),
)
const areas = (shapes: readonly StillShape[]) => shapes.filter((shape) => shape.is === 'area')

describe('a map without a graphics processor', () => {
  it('has every commune with its fill, hatched where nobody can judge, each to be clicked', () => {
    const shapes = areas(stillShapes(communeFill({ geography, fills }), seen))
    expect(new Set(shapes.flatMap(({ of }) => (of === undefined ? [] : [of.id])))).toEqual(new Set(codes))
    expect(shapes.filter(({ hatch }) => hatch === true)).toHaveLength(1)
  })

  it('lets those stand up that are behind: walls under a top', () => {
    const shapes = areas(stillShapes(communeFill({ geography, fills }), seen))
    const raised = shapes.filter(({ of, lies }) => of?.id === codes[0] && lies !== true)
    expect(raised.length).toBeGreaterThan(4)
    expect(raised.at(-1)?.edge).toBeDefined()
  })

  it('has badges with their numbers, and outlines', () => {
    const badges = rankBadges({ badges: [{ id: 'A', rank: 7, lng: 105.7, lat: 10.05 }], scale: 2 })
    const shapes = stillShapes([badges, unitOutline({ geography, codes: ['916'] })], seen)
    expect(shapes.map((shape) => shape.is)).toEqual(['disc', 'text', 'line'])
    expect(shapes.flatMap((shape) => (shape.is === 'text' ? [shape.text] : []))).toEqual(['7'])
  })

  it('is one drawing with ground, water and data', () => {
    const layers = [...communeFill({ geography, fills })]
    const markup = renderToStaticMarkup(<StillPicture {...{ geography, layers, seen, scale: 1, palette: DARK }} />)
    expect(markup).toContain(DARK.base.river)
    expect(markup).toContain(`data-id="${codes[0]}"`)
    expect(markup).not.toContain('NaN')
  })
})

describe('communes that lie mostly on the water', () => {
  it('are drawn over it: Tân Lộc, an island in the Hậu; not Cái Khế on its bank', () => {
    expect(wetParts(geography).map(({ code }) => code)).toContain('31213')
    expect(wetParts(geography).map(({ code }) => code)).not.toContain('31117')
    expect(wetParts(geography).length).toBeLessThan(12)
    const drawn = communeFill({ geography, fills }).find(({ id }) => id === 'communes-wet')
    expect(drawn?.props).toMatchObject({ beforeId: 'river-glow' })
  })
})

describe('the loupe', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('shows its badges once each, larger, with the names of their communes, joined to where they lie', () => {
    // Letters are measured on a canvas: here there is none, and they are taken to be wide.
    vi.stubGlobal('document', { createElement: () => ({ getContext: () => null }) })
    const middle = UNIT_TREES['2021'].communesOf('916').slice(0, 6)
    const badges = middle.flatMap((code, i) => {
      const unit = UNIT_TREES['2021'].byCode.get(code)
      return unit === undefined ? [] : [{ id: code, rank: i + 1, lng: unit.lng, lat: unit.lat }]
    })
    const loupe = { x: 1500, y: 300, radius: 250, from: { x: 1200, y: 600, radius: 40 }, badges }
    const camera = cameraOf({ bounds, pitch: 50, bearing: -14 }, WIDTH, HEIGHT, geography)
    const layers = [...communeFill({ geography, fills }), ...rankBadges({ badges, scale: 1 })]
    const markup = renderToStaticMarkup(
      <MapLoupe {...{ loupe, geography, layers, camera, width: WIDTH, height: HEIGHT, scale: 1, palette: DARK }} />,
    )
    const numbers = [...markup.matchAll(/text-anchor="middle">(\d+)</g)].map(([, number]) => number)
    expect(numbers.toSorted()).toEqual(['1', '2', '3', '4', '5', '6'])
    expect(markup).toContain('<line')
    expect(markup).toContain('data-kind="commune"')
    expect(markup).not.toContain('NaN')
  })
})
