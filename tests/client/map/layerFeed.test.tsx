// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { type DrawnLayer, LayerFeed } from '../../../client/scenes/LayerFeed.tsx'
import { renderScreen } from '../../support/renderScreen.tsx'

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
