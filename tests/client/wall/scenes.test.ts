import { describe, expect, it } from 'vitest'
import { ENGLISH, VIETNAMESE } from '../../../client/i18n/catalogues.ts'
import { PANELS } from '../../../client/panels/index.ts'
import { communeFills } from '../../../client/scenes/communeFills.ts'
import { SCENES } from '../../../client/scenes/index.ts'
import { readingMs } from '../../../client/scenes/readingTime.ts'
import type { Scene } from '../../../client/scenes/scene.ts'
import { type Bounds, boundsOf, sceneBounds, viewOf } from '../../../client/scenes/sceneView.ts'
import { programme } from '../../../client/wall/rotation.ts'
import { KPIS } from '../../../domain/kpis/index.ts'
import type { KpiValue } from '../../../domain/kpis/kpi.ts'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import { DAY_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'

const cases: [string, Scene][] = SCENES.map((scene) => [scene.id, scene])

describe('the scenes', () => {
  it('have ids of their own', () => {
    expect(SCENES.length).toBeGreaterThanOrEqual(3)
    expect(new Set(SCENES.map(({ id }) => id)).size).toBe(SCENES.length)
  })
})

describe.each(cases)('scene %s', (_, scene) => {
  it('asks in both languages, in at most nine words, which in Vietnamese are up to twelve syllables', () => {
    for (const text of [scene.name, scene.question]) {
      expect(text.vi.trim()).not.toBe('')
      expect(text.en.trim()).not.toBe('')
      expect(text.vi).toBe(text.vi.normalize('NFC'))
    }
    expect(scene.question.vi.split(/\s+/).length).toBeLessThanOrEqual(12)
    expect(scene.question.en.split(/\s+/).length).toBeLessThanOrEqual(9)
    for (const name of [scene.name.vi, scene.name.en]) expect(name.length).toBeLessThanOrEqual(18)
  })

  it('places panels that exist, with KPIs and sensor kinds that exist', () => {
    expect(scene.panels.length).toBeGreaterThan(0)
    for (const use of [...scene.panels, scene.attention]) {
      expect(PANELS[use.panel]).toBeTypeOf('function')
      if ('kpi' in use) expect(KPIS[use.kpi], use.kpi).toBeDefined()
      if ('kinds' in use) for (const kind of use.kinds) expect(SENSOR_KINDS[kind], kind).toBeDefined()
      if (use.panel === 'figures') {
        for (const each of use.figures) {
          if (each.of === 'kpi') expect(KPIS[each.kpi], each.kpi).toBeDefined()
          if (each.of === 'highest') expect(SENSOR_KINDS[each.kind], each.kind).toBeDefined()
        }
      }
    }
  })

  it('shows at most three figures, none of them twice', () => {
    const figures = scene.panels.flatMap((use) => (use.panel === 'figures' ? use.figures : []))
    expect(figures.length).toBeGreaterThan(0)
    expect(figures.length).toBeLessThanOrEqual(3)
    expect(new Set(figures.map((use) => JSON.stringify(use))).size).toBe(figures.length)
  })

  it('draws what its list numbers', () => {
    const drawn = scene.layers.map(({ layer }) => layer)
    const needed = {
      ...{ communeList: 'communes', officePictures: 'offices', stationList: 'stations' },
      // Lists of several kinds number what of them has a place, whatever is drawn there.
      ...{ cityList: null, securityList: null },
      // Lists of what has no place on the map number nothing there.
      ...{ planList: null, systemList: null, unitList: null, directiveList: null, incidentSteps: null },
      ...{ sinceList: null },
      // A mosaic has places of its own.
      ...{ cameraMosaic: null },
    } as const
    const layer = needed[scene.attention.panel]
    if (layer !== null) expect(drawn).toContain(layer)
    if (layer === 'communes') {
      const ranked = scene.attention.panel === 'communeList' ? scene.attention.kpi : undefined
      expect(scene.layers).toContainEqual(expect.objectContaining({ layer, kpi: ranked }))
    }
  })

  it('answers its question in a sentence that has words for whatever it computes', () => {
    const name =
      { communes: 'communes', water: 'stations', unit: 'unit' }[scene.headline.is as string] ?? scene.headline.is
    expect(VIETNAMESE.wall.headline).toHaveProperty([name, 'unjudged'])
    expect(ENGLISH.wall.headline).toHaveProperty([name, 'unjudged'])
  })

  it('is turned to, unless it shows one unit or is called', () => {
    expect(programme(SCENES, {}).includes(scene)).toBe(scene.isFocus !== true && scene.isCalled !== true)
    expect(programme(SCENES, { scene: scene.id })).toEqual([scene])
    expect(scene.view.is === 'unit').toBe(scene.isFocus === true)
  })

  it('stays long enough to be read, and not so long that the next is forgotten', () => {
    expect(scene.dwellMs).toBeGreaterThanOrEqual(readingMs(scene))
    expect(scene.dwellMs).toBeLessThanOrEqual(120_000)
  })

  it('looks from where the map can stand', () => {
    expect(scene.view.pitch).toBeGreaterThanOrEqual(0)
    expect(scene.view.pitch).toBeLessThanOrEqual(60)
    if (scene.view.is === 'around') {
      const [[west, south], [east, north]] = scene.view.bounds
      expect(west).toBeLessThan(east)
      expect(south).toBeLessThan(north)
    }
  })

  it('shows the gauges of the lower river where the city of the edition reaches the sea', () => {
    if (!scene.layers.some(({ layer }) => layer === 'stations')) return
    const { communes } = UNIT_TREES['2025']
    const [lngs, lats] = [communes.map(({ lng }) => lng), communes.map(({ lat }) => lat)]
    const city = [
      [Math.min(...lngs), Math.min(...lats)],
      [Math.max(...lngs), Math.max(...lats)],
    ] as const
    const [[west, south], [east, north]] = sceneBounds(viewOf(scene, '2025'), city as unknown as Bounds)
    for (const { lng, lat } of communes.filter(({ name }) => name === 'Trần Đề' || name === 'Long Phú')) {
      expect(lng).toBeGreaterThanOrEqual(west)
      expect(lng).toBeLessThanOrEqual(east)
      expect(lat).toBeGreaterThanOrEqual(south)
      expect(lat).toBeLessThanOrEqual(north)
    }
    expect(viewOf(scene, '2021')).toBe(scene.view)
  })
})

describe('what the camera is to show', () => {
  it('sees the whole of what it is to show', () => {
    const square = (west: number, south: number) => ({
      type: 'Feature' as const,
      properties: {},
      geometry: {
        type: 'Polygon' as const,
        coordinates: [
          [
            [west, south],
            [west + 1, south],
            [west + 1, south + 1],
            [west, south],
          ],
        ],
      },
    })
    const bounds = boundsOf({ type: 'FeatureCollection', features: [square(105, 9), square(106, 10)] })
    expect(bounds).toEqual([
      [105, 9],
      [107, 11],
    ])
    expect(boundsOf({ type: 'FeatureCollection', features: [] })).toBeUndefined()
  })
})

describe('communes that stand up', () => {
  const target = KPIS.onTimeRate.target.value
  const row = (value: number | null, state: KpiValue['state'], at = 0): KpiValue => ({
    key: '',
    kpi: 'onTimeRate',
    unit: '',
    value,
    numerator: value === null ? null : value * 10,
    denominator: value === null ? null : 1000,
    target,
    reported: 1,
    expected: 1,
    at,
    everyMs: 60_000,
    state,
    unheard: false,
    simulated: false,
  })
  const rows = new Map<string, KpiValue>([
    ['good', row(target + 2, 'met')],
    ['little', row(target - 2, 'near')],
    ['bad', row(target - 9, 'missed')],
    ['dire', row(target - 60, 'missed')],
    ['few', { ...row(0, 'missed'), denominator: 3 }],
    ['unknown', row(null, 'unjudged')],
    ['old', row(target - 60, 'missed', -40 * DAY_MS)],
  ])
  const codes = [...rows.keys(), 'nobody']
  const fills = new Map(communeFills(KPIS.onTimeRate, codes, (code) => rows.get(code), 0, true))

  it('rise by how far they are behind', () => {
    const height = (code: string) => fills.get(code)?.height ?? 0
    expect(height('little')).toBeGreaterThan(0)
    expect(height('bad')).toBeGreaterThan(height('little'))
    expect(height('dire')).toBeGreaterThan(height('bad'))
    expect(height('dire')).toBeLessThanOrEqual(3_600)
  })

  it('lie flat when they meet the target, and when nobody can say', () => {
    for (const code of ['good', 'few', 'unknown', 'old', 'nobody'])
      expect(fills.get(code)?.height, code).toBeUndefined()
    for (const code of ['few', 'unknown', 'old', 'nobody']) expect(fills.get(code)?.tone, code).toBe('unjudged')
  })

  it('all lie flat in a scene that is not about height', () => {
    const flat = communeFills(KPIS.onTimeRate, codes, (code) => rows.get(code), 0, false)
    expect(flat.every(([, fill]) => fill.height === undefined)).toBe(true)
  })
})

it('the camera of the river stands wide while something elsewhere needs somebody, on every screen of a wall alike', () => {
  const scene = SCENES.find(({ id }) => id === 'water') as Scene
  const [inFrame, elsewhere] = [
    { lng: 105.78, lat: 10.04 },
    { lng: 105.4, lat: 10.22 },
  ]
  expect(viewOf(scene, '2021', [inFrame]).is).toBe('around')
  expect(viewOf(scene, '2021', [inFrame, elsewhere]).is).toBe('city')
  expect(viewOf(scene, '2025', [elsewhere])).toBe(viewOf(scene, '2025'))
  // Whole pictures of the city stay where they are.
  for (const each of SCENES.filter(({ view }) => view.is === 'city'))
    expect(viewOf(each, '2021', [elsewhere])).toBe(each.view)
})
