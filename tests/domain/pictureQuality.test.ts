import { expect, it } from 'vitest'
import { pictureQuality, type QualityWatch, watchQuality } from '../../domain/cameras/quality.ts'

it.each([
  ['a hall by day', { brightness: 141, contrast: 43, detail: 5.2 }, 'good'],
  ['a hall by night', { brightness: 37, contrast: 16, detail: 2.4 }, 'good'],
  ['no light', { brightness: 7, contrast: 0.6, detail: 0.4 }, 'dark'],
  ['a hand on the lens', { brightness: 124, contrast: 0.6, detail: 0.5 }, 'unclear'],
  ['out of focus', { brightness: 141, contrast: 36, detail: 0.6 }, 'unclear'],
] as const)('%s is %o: %s', (_name, measures, quality) => {
  expect(pictureQuality(measures)).toBe(quality)
})

it('is told after three pictures in a row, from the first of them, and a first good one at once', () => {
  const told = (...seen: readonly ('good' | 'dark' | 'unclear')[]) =>
    seen.reduce<QualityWatch | undefined>((before, each, i) => watchQuality(before, each, i * 1_000), undefined)
  expect(told('good')).toMatchObject({ told: 'good' })
  expect(told('dark', 'dark')).toMatchObject({ told: null })
  expect(told('good', 'dark', 'dark', 'dark')).toMatchObject({ told: 'dark', toldSince: 1_000 })
  expect(told('good', 'dark', 'unclear', 'dark', 'unclear')).toMatchObject({ told: 'good' })
  expect(told('dark', 'dark', 'dark', 'dark', 'good', 'good')).toMatchObject({ told: 'dark', toldSince: 0 })
})
