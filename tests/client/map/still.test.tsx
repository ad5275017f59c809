import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { renderToStaticMarkup } from 'react-dom/server'
import sharp from 'sharp'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Box } from '../../../client/map/box.ts'
import type { Geography } from '../../../client/map/geography.ts'
import { communeFill, type Fill } from '../../../client/map/layers/communeFill.ts'
import { rankBadges } from '../../../client/map/layers/rankBadges.ts'
import { unitOutline } from '../../../client/map/layers/unitOutline.ts'
import { wetParts } from '../../../client/map/layers/wetParts.ts'
import { cameraOf } from '../../../client/map/mapView.ts'
import { DARK } from '../../../client/map/palette.ts'
import { PartInSight } from '../../../client/map/partInSight.ts'
import { boundsOf } from '../../../client/map/shapeBounds.ts'
import { MapLoupe } from '../../../client/map/signs/MapLoupe.tsx'
import { MapSigns } from '../../../client/map/signs/MapSigns.tsx'
import { seenBy } from '../../../client/map/signs/seen.ts'
import type { Signs } from '../../../client/map/signs/signs.ts'
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

describe('a window that shows a part of a wall', () => {
  const PARTS = [0, 1, 2].flatMap((column) =>
    [0, 1].map((row) => ({
      left: (column * WIDTH) / 3,
      top: (row * HEIGHT) / 2,
      right: ((column + 1) * WIDTH) / 3,
      bottom: ((row + 1) * HEIGHT) / 2,
    })),
  )
  const camera = cameraOf({ bounds, pitch: 50, bearing: -14 }, WIDTH, HEIGHT, geography)
  const tall = new Map(codes.map((code, i): [string, Fill] => [code, { tone: 'most', height: (i % 4) * 1500 }]))
  const middle = codes.slice(0, 30).flatMap((code, i) => {
    const unit = UNIT_TREES['2021'].byCode.get(code)
    return unit === undefined ? [] : [{ id: code, rank: i + 1, lng: unit.lng, lat: unit.lat }]
  })
  const layers = [
    ...communeFill({ geography, fills }),
    ...communeFill({ geography, fills: tall }).filter(({ id }) => id === 'communes-raised'),
    unitOutline({ geography, codes: ['916'] }),
    ...rankBadges({ badges: middle, scale: 2 }),
  ]

  function markupOf(part: Box | undefined): string {
    const drawn = (
      <PartInSight value={part}>
        <StillPicture {...{ geography, layers, scale: 1, palette: DARK }} seen={seenBy(camera, WIDTH, HEIGHT, part)} />
      </PartInSight>
    )
    return renderToStaticMarkup(drawn)
  }

  async function pixelsOf(markup: string, { left, top, right, bottom }: Box): Promise<Buffer> {
    const svg = markup
      .replace('<svg ', `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" `)
      // The program that draws it here knows colours with commas alone.
      .replace(/rgb\((\d+) (\d+) (\d+) \/ ([\d.]+)\)/g, 'rgba($1,$2,$3,$4)')
    const box = { left, top, width: right - left, height: bottom - top }
    return sharp(Buffer.from(svg)).extract(box).removeAlpha().raw().toBuffer()
  }

  it.each(PARTS)('draws there what the whole picture has there, and less: $left, $top', async (part) => {
    const [whole, own] = [markupOf(undefined), markupOf(part)]
    expect(own.length).toBeLessThan(whole.length * 0.75)
    const [of, is] = [await pixelsOf(whole, part), await pixelsOf(own, part)]
    // Not one colour: there is something to compare.
    expect(new Set(of).size).toBeGreaterThan(20)
    // An edge between two points that is cut elsewhere is smoothed by some shades in another way.
    let most = 0
    for (let at = 0; at < of.length; at++) most = Math.max(most, Math.abs((of[at] ?? 0) - (is[at] ?? 0)))
    expect(most).toBeLessThan(16)
  })

  it('writes the names that reach into it, where the whole map has them', () => {
    const box = (x: number, y: number) => ({ left: x - 40, top: y - 10, right: x + 40, bottom: y + 10 })
    const name = (id: string, x: number, y: number) => ({
      ...{ id, lines: [id], x, y, box: box(x, y), kind: 'commune', size: 12 },
    })
    const signs: Signs = {
      names: [name('here', 100, 100), name('over the edge', 660, 300), name('far', 1500, 900)] as Signs['names'],
      courses: [
        {
          ...{ id: 'river', name: 'Hậu', size: 14 },
          letters: [
            { text: 'H', x: 200, y: 200, turn: 10 },
            { text: 'U', x: 1200, y: 700, turn: 10 },
          ],
        },
      ],
      ...{ lanes: [], badges: [] },
    }
    const part = { left: 0, top: 0, right: WIDTH / 3, bottom: HEIGHT / 2 }
    const written = (shown: Box | undefined) =>
      renderToStaticMarkup(
        <PartInSight value={shown}>
          <MapSigns signs={signs} width={WIDTH} height={HEIGHT} />
        </PartInSight>,
      )
    const words = (markup: string) => [...markup.matchAll(/>([^<]+)<\/text>/g)].map(([, text]) => text)
    expect(words(written(undefined))).toEqual(['H', 'U', 'here', 'over the edge', 'far'])
    expect(words(written(part))).toEqual(['H', 'here', 'over the edge'])
    expect(written(part)).toContain('x="660"')
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
