import { describe, expect, it } from 'vitest'
import { PANELS } from '../../../client/panels/index.ts'
import { SCENES } from '../../../client/scenes/index.ts'
import { readingMs } from '../../../client/scenes/readingTime.ts'
import type { Scene } from '../../../client/scenes/scene.ts'
import { KPIS } from '../../../domain/kpis/index.ts'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'

const cases: [string, Scene][] = SCENES.map((scene) => [scene.id, scene])

describe('the scenes', () => {
  it('have ids of their own', () => {
    expect(SCENES.length).toBeGreaterThanOrEqual(3)
    expect(new Set(SCENES.map(({ id }) => id)).size).toBe(SCENES.length)
  })
})

describe.each(cases)('scene %s', (_, scene) => {
  it('asks in both languages, in at most nine words', () => {
    for (const text of [scene.name, scene.question]) {
      expect(text.vi.trim()).not.toBe('')
      expect(text.en.trim()).not.toBe('')
      expect(text.vi).toBe(text.vi.normalize('NFC'))
    }
    for (const words of [scene.question.vi, scene.question.en]) expect(words.split(/\s+/).length).toBeLessThanOrEqual(9)
    for (const name of [scene.name.vi, scene.name.en]) expect(name.length).toBeLessThanOrEqual(18)
  })

  it('places panels that exist, with KPIs and sensor kinds that exist', () => {
    expect(scene.panels.length).toBeGreaterThan(0)
    for (const use of [...scene.panels, scene.attention]) {
      expect(PANELS[use.panel]).toBeTypeOf('function')
      if ('kpis' in use) for (const kpi of use.kpis) expect(KPIS[kpi], kpi).toBeDefined()
      if ('kpi' in use) expect(KPIS[use.kpi], use.kpi).toBeDefined()
      if ('kinds' in use) for (const kind of use.kinds) expect(SENSOR_KINDS[kind], kind).toBeDefined()
    }
  })

  it('draws what its ranking numbers', () => {
    const drawn = scene.layers.map(({ layer }) => layer)
    const needed = { communeRanking: 'communes', cameraMosaic: 'offices', stations: 'stations' } as const
    expect(drawn).toContain(needed[scene.attention.panel])
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
})
