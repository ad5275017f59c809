// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { type DrawnLayer, LayerFeed } from '../../../client/scenes/LayerFeed.tsx'
import { KPIS } from '../../../domain/kpis/index.ts'
import type { KpiValue } from '../../../domain/kpis/kpi.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { HOUR_MS } from '../../../domain/time.ts'
import { healthyHub, renderScreen } from '../../support/renderScreen.tsx'

startI18n()
afterEach(cleanup)

it('what a scene drew on the map is let go with the scene: the map takes no layer twice', () => {
  const told: (readonly DrawnLayer[])[] = []
  const nowhere = { type: 'FeatureCollection', features: [] } as const
  const geography = { communes: nowhere, districts: nowhere, rivers: nowhere } as never
  const { unmount } = renderScreen(
    <LayerFeed
      layer={{ layer: 'offices' }}
      {...{ geography, zoom: 10, scale: 1 }}
      onLayers={(_of, layers) => void told.push(layers)}
    />,
  )
  expect(told.at(-1)).not.toEqual([])
  unmount()
  expect(told.at(-1)).toEqual([])
})

it('a commune that is behind stands up as it did when the line was lost: silence makes it no better', () => {
  const now = Date.parse('2026-11-30T09:41:00+07:00')
  const ring = [
    [105.7, 10],
    [105.8, 10],
    [105.8, 10.1],
    [105.7, 10],
  ]
  const commune = {
    ...{ type: 'Feature', properties: { code: '31135', name: 'Cái Khế' } },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }
  const of = (...features: object[]) => ({ type: 'FeatureCollection', features })
  const geography = { edition: '2021', communes: of(commune), districts: of(), rivers: of(), water: of() } as never
  const row: KpiValue = {
    ...{ key: 'antiMalwareHosts|31135', kpi: 'antiMalwareHosts', unit: '31135', value: 40, numerator: 40 },
    ...{ denominator: 100, target: KPIS.antiMalwareHosts.target.value, reported: 1, expected: 1, at: now },
    ...{ everyMs: 60_000, state: 'missed', unheard: false, simulated: true },
  }
  const heightsAt = (at: number) => {
    let heights: unknown
    renderScreen(
      <LayerFeed
        layer={{ layer: 'communes', kpi: 'antiMalwareHosts', rise: true }}
        {...{ geography, zoom: 10, scale: 1 }}
        onLayers={(_of, layers) => {
          const fill = layers.find(({ id }) => id === 'communes')
          if (fill !== undefined) heights = (fill.props as { heights?: unknown }).heights
        }}
      />,
      { now: at, picture: { kpis: [row], hub: [{ ...healthyHub(now), reception: ALWAYS_OPEN }] } },
    )
    return heights
  }
  const stood = heightsAt(now)
  expect(stood).toEqual(new Map([['31135', expect.any(Number)]]))
  expect(heightsAt(now + HOUR_MS / 2)).toEqual(stood)
})
