import { expect, it } from 'vitest'
import { createComeBackPause } from '../../../client/map/comeBackPause.ts'

it('waits longer with each loss, up to a minute, and begins anew after quiet minutes', () => {
  const pause = createComeBackPause()
  const series = [0, 3, 8, 17, 34, 67, 132, 197, 262].map((seconds) => pause.after(seconds * 1000))
  expect(series).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1000))
  const later = 262_000 + 5 * 60_000 + 1
  expect(pause.after(later)).toBe(1_000)
  expect(pause.after(later + 2_000)).toBe(2_000)
})

it('does not forget a series whose own pauses are long', () => {
  const pause = createComeBackPause()
  let now = 0
  for (let i = 0; i < 20; i++) now += pause.after(now) * 1.5
  expect(pause.after(now)).toBe(60_000)
})
