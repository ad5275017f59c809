import { describe, expect, it } from 'vitest'
import { baseStyle, CONTACTS } from '../../../client/map/baseStyle.ts'
import { GROUNDS } from '../../../client/map/palette.ts'

describe.each(Object.entries(GROUNDS))('the base map on a %s ground', (_, { base }) => {
  const { layers } = baseStyle(undefined, 1, base)

  it('has shadows of surfaces alone: a blurred line throws spikes at every corner', () => {
    const shadows = layers.filter(({ paint }) => Object.values(paint ?? {}).includes(base.shadow))
    expect(shadows.length).toBeGreaterThan(CONTACTS.length)
    expect(new Set(shadows.map(({ type }) => type))).toEqual(new Set(['fill']))
  })

  it('has the shadow of what stands up in layers that follow each other', () => {
    const ids = layers.map(({ id }) => id)
    const first = ids.indexOf(CONTACTS[0])
    expect(ids.slice(first, first + CONTACTS.length)).toEqual([...CONTACTS])
  })
})
