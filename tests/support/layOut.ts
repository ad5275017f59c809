import { afterEach, beforeEach, vi } from 'vitest'

/** The size that every element has, CSS pixels: jsdom lays nothing out, and a list draws what is in sight. A test may change it. */
export interface LaidOut {
  width: number
  height: number
  rowHeight: number
}

/** Gives elements a size in every test of the file that calls it. */
export function layOut(): LaidOut {
  const size: LaidOut = { width: 0, height: 0, rowHeight: 0 }
  beforeEach(() => {
    Object.assign(size, { width: 1_200, height: 600, rowHeight: 29 })
    vi.stubGlobal('ResizeObserver', Unchanging)
    vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false }))
    for (const prototype of [Element.prototype, HTMLElement.prototype]) {
      vi.spyOn(prototype, 'clientWidth', 'get').mockImplementation(() => size.width)
      vi.spyOn(prototype, 'clientHeight', 'get').mockImplementation(() => size.height)
    }
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(() => size.rowHeight)
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(
      () => new DOMRect(0, 0, size.width, size.rowHeight),
    )
    vi.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(1_000_000)
    Element.prototype.scrollTo = scrollTo
    Element.prototype.scrollIntoView = () => undefined
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
  return size
}

function scrollTo(this: Element, to?: ScrollToOptions | number): void {
  this.scrollTop = typeof to === 'object' ? (to.top ?? 0) : 0
  this.dispatchEvent(new Event('scroll'))
}

class Unchanging implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
