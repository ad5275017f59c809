import { ScatterplotLayer } from '@deck.gl/layers'
import { expect, it } from 'vitest'
import { createOwnLayers } from '../../../client/map/layers/ownLayers.ts'

const layer = (id: string) => new ScatterplotLayer({ id, data: [{ lng: 105.78, lat: 10.03 }], getRadius: 4 })

it('gives a map its layers as they are', () => {
  const own = createOwnLayers()
  const [a, b] = [layer('a'), layer('b')]
  expect(own([a, [b, null]])).toEqual([a, b])
  expect(own([a])[0]).toBe(a)
})

it('gives a map that follows a lost one copies of what that has drawn, the same ones each time', () => {
  const [a, b] = [layer('a'), layer('b')]
  createOwnLayers()([a])
  const own = createOwnLayers()
  const [copy, fresh] = own([a, b])
  expect(copy).not.toBe(a)
  expect(copy?.id).toBe('a')
  expect(copy?.props.data).toBe(a.props.data)
  expect(fresh).toBe(b)
  expect(own([a])[0]).toBe(copy)
})
