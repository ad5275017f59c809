import type { Layer } from '@deck.gl/core'
import { describe, expect, it } from 'vitest'
import type { Geography, UnitShapes } from '../../../client/map/geography.ts'
import { alertMarks } from '../../../client/map/layers/alertMarks.ts'
import { cameraMarks } from '../../../client/map/layers/cameraMarks.ts'
import { communeFill, type Fill } from '../../../client/map/layers/communeFill.ts'
import type { Placed } from '../../../client/map/layers/layerData.ts'
import { SHAPES, SURE } from '../../../client/map/layers/markLayer.ts'
import { rankBadges } from '../../../client/map/layers/rankBadges.ts'
import { unitOutline } from '../../../client/map/layers/unitOutline.ts'
import { DARK } from '../../../client/map/palette.ts'
import type { Camera, CameraView } from '../../../domain/cameras/camera.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'

const NOW = 1_800_000_000_000

function square(code: string, west: number): UnitShapes['features'][number] {
  const ring = [
    [west, 10],
    [west + 0.1, 10],
    [west + 0.1, 10.1],
    [west, 10],
  ]
  return { type: 'Feature', properties: { code, name: code }, geometry: { type: 'Polygon', coordinates: [ring] } }
}

const islands: UnitShapes['features'][number] = {
  type: 'Feature',
  properties: { code: 'C', name: 'C' },
  geometry: {
    type: 'MultiPolygon',
    coordinates: [105.3, 105.4].map((west) => [
      [
        [west, 10],
        [west + 0.05, 10],
        [west, 10.05],
        [west, 10],
      ],
    ]),
  },
}
const shapes = (...features: UnitShapes['features']): UnitShapes => ({ type: 'FeatureCollection', features })
const geography: Geography = {
  edition: '2021',
  communes: shapes(square('A', 105.1), square('B', 105.2), islands),
  districts: shapes(square('D', 105.1)),
  neighbours: { type: 'FeatureCollection', features: [] },
  water: { type: 'FeatureCollection', features: [] },
  waterways: { type: 'FeatureCollection', features: [] },
  roads: { type: 'FeatureCollection', features: [] },
  basemap: null,
  boundaries: 'schematic',
}

const fills = (...entries: [string, Fill][]) => new Map(entries)
const isThere = (layers: Layer[], id: string) => layers.some((layer) => layer.id === id)
function named(layers: Layer[], id: string): Layer {
  const found = layers.find((layer) => layer.id === id)
  if (found === undefined) throw new Error(`no layer ${id}`)
  return found
}
const dataOf = (layers: Layer[], id: string) => named(layers, id).props.data as { code: string }[]

type FillOf = (part: { code: string }) => number[]
const colourOf = (layers: Layer[], code: string) =>
  (named(layers, 'communes').props as unknown as { getFillColor: FillOf }).getFillColor({ code })

describe('communes', () => {
  it('have the tone of their fill, and plain land where there is none', () => {
    const layers = communeFill({ geography, fills: fills(['A', { tone: 'most' }], ['B', { tone: 'met' }]) })
    expect(colourOf(layers, 'A')).toEqual([...DARK.tones.most])
    expect(colourOf(layers, 'B')).toEqual([...DARK.tones.met])
    expect(colourOf(layers, 'C')).toEqual([...DARK.tones.none])
  })

  it('that cannot be judged are hatched, and only they', () => {
    const layers = communeFill({ geography, fills: fills(['A', { tone: 'unjudged' }], ['B', { tone: 'met' }]) })
    expect(dataOf(layers, 'communes-hatched').map(({ code }) => code)).toEqual(['A'])
  })

  it('step back when they are not in question', () => {
    const layers = communeFill({ geography, fills: fills(['A', { tone: 'most' }]), onlyUnder: new Set(['B']) })
    expect(colourOf(layers, 'A')[3]).toBeLessThan(100)
    expect(colourOf(layers, 'B')[3]).toBe(255)
  })

  it('keep their shapes while only colours change: nothing is cut into triangles again', () => {
    const first = communeFill({ geography, fills: fills(['A', { tone: 'unjudged' }], ['B', { tone: 'met' }]) })
    const second = communeFill({ geography, fills: fills(['A', { tone: 'unjudged' }], ['B', { tone: 'most' }]) })
    expect(dataOf(second, 'communes')).toBe(dataOf(first, 'communes'))
    expect(dataOf(second, 'communes-hatched')).toBe(dataOf(first, 'communes-hatched'))
    expect(named(second, 'communes').props.updateTriggers).not.toEqual(named(first, 'communes').props.updateTriggers)
  })

  it('stand up only where a height is given, with all their islands', () => {
    const flat = communeFill({ geography, fills: fills(['A', { tone: 'most' }]) })
    expect(isThere(flat, 'communes-raised')).toBe(false)
    const raised = communeFill({ geography, fills: fills(['C', { tone: 'most', height: 900 }]) })
    expect(dataOf(raised, 'communes-raised').map(({ code }) => code)).toEqual(['C', 'C'])
  })

  it('stand no higher than the eye can take, whatever number came in, and never below the ground', () => {
    const heights = [1e6, Number.POSITIVE_INFINITY, Number.NaN, -5, 0, 900].map((height) => {
      const layers = communeFill({ geography, fills: fills(['A', { tone: 'most', height }]) })
      return (named(layers, 'communes').props as Placed).heights?.get('A') ?? 0
    })
    expect(heights).toEqual([4500, 4500, 0, 0, 0, 900])
  })

  it('rise from where they were: a list that only grows keeps each in its place', () => {
    const own = { ...geography }
    const raised = (code: string) =>
      dataOf(communeFill({ geography: own, fills: fills([code, { tone: 'most', height: 900 }]) }), 'communes-raised')
    expect(raised('B').map(({ code }) => code)).toEqual(['B'])
    expect(raised('A').map(({ code }) => code)).toEqual(['B', 'A'])
    expect(raised('B').map(({ code }) => code)).toEqual(['B', 'A'])
  })

  it('without a shape are left out, and take no other with them', () => {
    const layers = communeFill({
      geography,
      fills: fills(['nowhere', { tone: 'most', height: 900 }], ['A', { tone: 'met' }]),
    })
    expect(isThere(layers, 'communes')).toBe(true)
    expect(colourOf(layers, 'A')).toEqual([...DARK.tones.met])
  })

  it('have an outline when selected', () => {
    expect(isThere(communeFill({ geography, fills: fills(), selected: 'A' }), 'commune-chosen')).toBe(true)
  })
})

describe('outlines', () => {
  it('follow every ring of the units asked for, of either level, and are cut once', () => {
    const lines = () => dataOf(unitOutline({ geography, codes: ['C', 'D'] }), 'outline')
    expect(lines().map(({ code }) => code)).toEqual(['C', 'C', 'D'])
    expect(lines()).toBe(lines())
  })
})

describe('ranks', () => {
  it('stand at the centres of known units, and names keep away from them', () => {
    const layers = rankBadges({
      edition: '2021',
      units: [
        { code: '31117', rank: 1, tone: 'most' },
        { code: 'nowhere', rank: 2 },
      ],
      scale: 2,
    })
    const discs = named(layers, 'rank-discs')
    expect((discs.props.data as { id: string }[]).map(({ id }) => id)).toEqual(['31117'])
    const clear = (discs.props as Placed).keepClear ?? []
    expect(clear).toHaveLength(1)
    expect(clear[0]?.radius).toBeGreaterThan(26)
  })
})

describe('cameras', () => {
  const cameras = new Map(
    ['A', 'B', 'C', 'D'].map((id): [string, Camera] => [
      id,
      {
        id,
        name: id,
        commune: '31117',
        lng: 105.7,
        lat: 10,
        office: null,
        noticePosted: true,
        live: null,
        everyMs: 5_000,
        simulated: true,
      },
    ]),
  )
  const view = (id: string, more: Partial<CameraView>): [string, CameraView] => [
    id,
    {
      id,
      status: 'online',
      frameAt: NOW,
      frozenSince: null,
      countAt: NOW,
      waiting: 1,
      counters: 2,
      countersStaffed: 1,
      retained: false,
      ...more,
    },
  ]
  const views = new Map([view('A', {}), view('B', { frozenSince: NOW - 60_000 }), view('C', { status: 'offline' })])
  const marks = (given: ReadonlyMap<string, CameraView>, now = NOW) =>
    named(cameraMarks({ cameras, views: given, now, reception: ALWAYS_OPEN }), 'cameras').props.data as {
      id: string
      sure: number
    }[]

  it('are filled while live, hatched when frozen, outlined when lost or never seen', () => {
    expect(marks(views).map(({ sure }) => sure)).toEqual([SURE.live, SURE.stale, SURE.lost, SURE.lost])
  })

  it('are not drawn where no office can be', () => {
    const away = [...cameras.values()].map((camera, n): [string, Camera] => [
      camera.id,
      n === 0 ? { ...camera, lng: 0, lat: 0, misplaced: { is: 'zero' } } : camera,
    ])
    const layers = cameraMarks({ cameras: new Map(away), views, now: NOW, reception: ALWAYS_OPEN })
    const ids = (named(layers, 'cameras').props.data as { id: string }[]).map(({ id }) => id)
    expect(ids).toEqual([...cameras.keys()].slice(1))
  })

  it('are the same marks while they look the same, however many frames came', () => {
    const first = marks(views)
    const later = new Map(views).set(...view('A', { frameAt: NOW + 1_000, waiting: 7 }))
    expect(marks(later, NOW + 1_000)).toBe(first)
    expect(marks(later, NOW + 60_000)).not.toBe(first)
  })
})

describe('alerts', () => {
  const place = { lng: 105.7, lat: 10 }
  const [layer] = alertMarks({
    places: [
      { ...place, id: 'a', severity: 'minor' },
      { ...place, id: 'b', severity: 'major' },
      { ...place, id: 'c', severity: 'critical' },
    ],
  })
  type Mark = { severity: string }
  const props = layer?.props as unknown as Record<'getShape' | 'getRadius' | 'getFillColor', (mark: Mark) => unknown>
  const over = (read: (mark: Mark) => unknown) =>
    ['minor', 'major', 'critical'].map((severity) => JSON.stringify(read({ severity })))

  it('tell how bad they are by shape, colour and size', () => {
    for (const read of [props.getShape, props.getFillColor, props.getRadius]) expect(new Set(over(read)).size).toBe(3)
    expect(props.getShape({ severity: 'critical' })).toBe(SHAPES.diamond)
    expect(props.getShape({ severity: 'major' })).toBe(SHAPES.triangle)
  })
})
