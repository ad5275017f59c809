import { act, cleanup, type RenderResult, render } from '@testing-library/react'
import i18next from 'i18next'
import type { ReactNode } from 'react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { afterEach, beforeEach, vi } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { ConnectionEvents } from '../../../client/live/connection.ts'
import { LiveContext } from '../../../client/live/LiveContext.ts'
import { createLiveClient } from '../../../client/live/liveClient.ts'
import { type FeedName, type Feeds, type Snapshot, toColumns } from '../../../domain/wire.ts'

/** What the hub's clock says when a page opens. */
export const NOW = Date.parse('2026-11-23T09:00:00+07:00')

/** Size of everything that is laid out: this environment has no layout of its own. */
export const screen = { width: 1_200, height: 600, rowHeight: 29 }

/** Lets lists measure: to be called once by the file of a component's tests. */
export function layOut(): void {
  beforeEach(() => {
    Object.assign(screen, { width: 1_200, height: 600 })
    vi.stubGlobal('ResizeObserver', Unchanging)
    for (const prototype of [Element.prototype, HTMLElement.prototype]) {
      vi.spyOn(prototype, 'clientWidth', 'get').mockImplementation(() => screen.width)
      vi.spyOn(prototype, 'clientHeight', 'get').mockImplementation(() => screen.height)
    }
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(() => screen.rowHeight)
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(
      () => new DOMRect(0, 0, screen.width, screen.rowHeight),
    )
    vi.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(1_000_000)
    Element.prototype.scrollTo = scrollTo
  })
  afterEach(() => {
    cleanup()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
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

/** Part of the console at an address, with a hub that says what the test says. */
export interface OpenPage extends RenderResult {
  /** Path and query, as the address bar shows them. */
  address(): string
  /** Rows of a feed as they are from now on. */
  tell<F extends FeedName>(feed: F, rows: readonly Feeds[F][]): void
}

export function openPage(
  element: ReactNode,
  { at = '/', feeds = {} }: { at?: string; feeds?: { [F in FeedName]?: readonly Feeds[F][] } } = {},
): OpenPage {
  startI18n()
  void i18next.changeLanguage('vi')
  let events: ConnectionEvents | undefined
  const client = createLiveClient({
    connection: {
      start: (given) => {
        events = given
      },
      stop: () => undefined,
      restart: () => undefined,
      subscribe: (feed, _scope, answer) => answer({ ok: true, snapshot: snapshotOf(feed, feeds[feed] ?? [], 0) }),
      unsubscribe: () => undefined,
      watch: () => undefined,
    },
    scope: { unit: '92' },
    monotonic: () => performance.now(),
    wall: () => NOW,
    random: () => 0,
    nextFrame: (callback) => callback(),
    decode: () => Promise.reject(new Error('no pictures here')),
    reload: () => undefined,
    onBeat: () => undefined,
  })
  client.start()
  let seq = 0
  const router = createMemoryRouter([{ path: '*', element }], { initialEntries: [at] })
  events?.connected()
  const page = render(
    <LiveContext value={client}>
      <RouterProvider router={router} />
    </LiveContext>,
  )
  return {
    ...page,
    address: () => `${router.state.location.pathname}${router.state.location.search}`,
    tell(feed, rows) {
      act(() => {
        const { now, rows: columns } = snapshotOf(feed, rows, 0)
        seq++
        client.store.snapshot({ feed, scope: { unit: '92' }, seq, epoch: 'test', now, rows: columns })
      })
    },
  }
}

function snapshotOf<F extends FeedName>(feed: F, rows: readonly unknown[], seq: number): Snapshot {
  return {
    feed,
    scope: { unit: '92' },
    seq,
    epoch: 'test',
    now: NOW,
    rows: toColumns(feed, rows as readonly Feeds[F][]),
  }
}
