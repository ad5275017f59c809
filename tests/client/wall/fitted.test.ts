// @vitest-environment jsdom
import { renderHook } from '@testing-library/react'
import { expect, it, onTestFinished, vi } from 'vitest'
import { noCourse } from '../../../client/panels/noCourse.ts'
import { useFree } from '../../../client/scenes/useFree.ts'
import { useFittingText } from '../../../client/wall/useFittingText.ts'
import type { Box } from '../../../domain/walls/geometry.ts'

const box = (left: number, right: number): Box => ({ left, top: 0, right, bottom: 500 })
const [whole, beside, narrower] = [box(0, 900), box(0, 600), box(0, 800)]

it.each([
  [true, beside],
  [false, whole],
])('a banner that comes moves the map aside where it can ease there (%s), and nowhere else', (canMove, then) => {
  const { result, rerender } = renderHook(({ key, free, freeAtRest }) => useFree(key, { free, freeAtRest }, canMove), {
    initialProps: { key: 'city', free: whole, freeAtRest: whole },
  })
  rerender({ key: 'city', free: beside, freeAtRest: whole })
  expect(result.current).toBe(then)
  // Another scene is fitted into what there is as it comes, and so is every scene when the wall has become another.
  rerender({ key: 'water', free: beside, freeAtRest: whole })
  expect(result.current).toBe(beside)
  rerender({ key: 'water', free: narrower, freeAtRest: narrower })
  expect(result.current).toBe(narrower)
})

it('says that a course is coming only while one is: of no station there is none', () => {
  const comes = { isMissing: false, isComing: true }
  const none = { isMissing: false, isComing: false }
  expect(noCourse(false, false, none)).toBe('course.coming')
  expect(noCourse(true, false, none)).toBe('course.noStation')
  expect(noCourse(true, true, comes)).toBe('course.coming')
  expect(noCourse(true, true, { isMissing: true, isComing: false })).toBe('course.missing')
  expect(noCourse(true, true, none)).toBe('course.none')
})

it('measures a text once as it comes, and again when its box or its words have changed or their font has come', async () => {
  let look = (): void => undefined
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(callback: () => void) {
        look = callback
      }
      observe() {}
      disconnect() {}
    },
  )
  const fonts = new EventTarget()
  const comes = () => fonts.dispatchEvent(new Event('loadingdone'))
  Object.defineProperty(document, 'fonts', { value: fonts, configurable: true })
  onTestFinished(() => {
    vi.unstubAllGlobals()
    Reflect.deleteProperty(document, 'fonts')
  })
  const sizes = [3, 2]
  const { result } = renderHook(() => useFittingText(sizes))
  const place = () => {
    const element = document.createElement('p')
    let height = 100
    Object.defineProperty(element, 'clientHeight', { get: () => height })
    const chosen = vi.spyOn(element.style, 'setProperty')
    const end = result.current(element)
    return {
      element,
      grows: () => {
        height += 10
        look()
      },
      times: () => chosen.mock.calls.length,
      end: () => typeof end === 'function' && end(),
    }
  }
  const text = place()
  look()
  expect(text.times()).toBe(1)
  text.grows()
  expect(text.times()).toBe(2)
  // A wall sets the size of its letters when its parts stand: the box is the same, and what fits in it is another.
  document.documentElement.style.fontSize = '40px'
  look()
  expect(text.times()).toBe(3)
  document.documentElement.style.fontSize = ''
  text.element.textContent = 'Độ mặn vượt ngưỡng'
  await vi.waitFor(() => expect(text.times()).toBe(4))
  // Its new words are in letters that had not been asked for before.
  comes()
  await vi.waitFor(() => expect(text.times()).toBe(5))
  text.end()
  comes()
  expect(text.times()).toBe(5)
  const early = place()
  comes()
  await vi.waitFor(() => expect(early.times()).toBe(2))
  early.end()
})

it('spares over which time before the question, and tells who placed it when that is not enough', () => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  onTestFinished(() => {
    vi.unstubAllGlobals()
  })
  const overflows = vi.fn()
  const sizes = [3, 2]
  const { result } = renderHook(() => useFittingText(sizes, overflows))
  /** @param heights of all of it, without what is spared first, and without more, at the smaller size; half as high again at the larger */
  const spared = (...heights: readonly [number, number, number]) => {
    const element = document.createElement('header')
    Object.defineProperty(element, 'clientHeight', { get: () => 100 })
    Object.defineProperty(element, 'scrollHeight', {
      get() {
        const height = heights[['data-tight', 'data-bare'].filter((each) => element.hasAttribute(each)).length] ?? 0
        return element.style.getPropertyValue('--fitting') === '3rem' ? height * 1.5 : height
      },
    })
    const end = result.current(element)
    if (typeof end === 'function') end()
    return ['data-tight', 'data-bare'].filter((each) => element.hasAttribute(each))
  }
  expect(spared(100, 90, 80)).toEqual([])
  expect(spared(110, 100, 80)).toEqual(['data-tight'])
  expect(spared(110, 105, 100)).toEqual(['data-tight', 'data-bare'])
  expect(overflows).not.toHaveBeenCalled()
  spared(130, 120, 110)
  expect(overflows).toHaveBeenCalledOnce()
})
