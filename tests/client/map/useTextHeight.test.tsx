// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { useTextHeight } from '../../../client/map/useTextHeight.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

it('is told with the text, before a frame tells of a box that has grown', () => {
  // The observer of boxes speaks with the next frame: here none comes.
  const nothing = () => undefined
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = nothing
      disconnect = nothing
    },
  )
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(function (this: HTMLElement) {
    return 24 * (this.textContent?.split('\n').length ?? 0)
  })
  const heights: number[] = []
  const onHeight = (height: number) => heights.push(height)
  function Credit({ text }: { readonly text: string }) {
    return <span ref={useTextHeight<HTMLSpanElement>(onHeight)}>{text}</span>
  }
  const { rerender } = render(<Credit text="GSHHG" />)
  rerender(<Credit text={'Sông chảy xuôi 0,2 m/s\nGSHHG'} />)
  expect(heights).toEqual([24, 48])
  // Each look makes the browser lay out the page: the same letters are not looked at again.
  rerender(<Credit text={'Sông chảy xuôi 0,2 m/s\nGSHHG'} />)
  expect(heights).toEqual([24, 48])
})
