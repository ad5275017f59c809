// @vitest-environment jsdom
import { renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LiveContext } from '../../../client/live/LiveContext.ts'
import type { LiveClient } from '../../../client/live/liveClient.ts'
import { type Shown, usePainted } from '../../../client/wall/steering/usePainted.ts'
import { DEFAULT_GEOMETRY } from '../../../domain/walls/geometry.ts'
import type { Painted } from '../../../domain/walls/report.ts'
import { WHOLE_VIEW } from '../../../domain/walls/viewAddress.ts'

const NOW = Date.parse('2026-11-30T19:12:00+07:00')

beforeEach(() => {
  vi.useFakeTimers({
    now: NOW,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A page whose frames come when the test lets them. */
function page() {
  const frames = new Map<number, FrameRequestCallback>()
  let last = 0
  vi.stubGlobal('requestAnimationFrame', (draw: FrameRequestCallback) => {
    frames.set(++last, draw)
    return last
  })
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => void frames.delete(frame))
  const told: Painted[] = []
  const client = {
    now: () => Date.now(),
    painted: (report: Painted) => void told.push(report),
    dropped: () => 0,
    build: () => 'b',
    dataAt: () => Date.now() - 500,
  } as unknown as LiveClient
  const wrapper = ({ children }: { children: ReactNode }) => <LiveContext value={client}>{children}</LiveContext>
  const draw = () => {
    for (const _ of [1, 2]) {
      const due = [...frames.values()]
      frames.clear()
      for (const each of due) each(performance.now())
    }
  }
  return { told, draw, wrapper }
}

const shown = (scene: string, dueAt: number | null = null): Shown => ({
  ...{ wall: 'w-1', screen: 1, ...WHOLE_VIEW, scene, version: 3, geometry: DEFAULT_GEOMETRY },
  ...{ size: { width: 1_920, height: 1_080 }, isUnknownScene: false, dueAt, readyMs: { current: 120 } },
})

it('reports a scene once a frame has drawn it, at once, with the age of what it drew', () => {
  const { told, draw, wrapper } = page()
  const { rerender } = renderHook(({ scene }) => usePainted(shown(scene)), { wrapper, initialProps: { scene: 'city' } })
  expect(told).toEqual([])
  draw()
  expect(told.at(-1)).toMatchObject({ scene: 'city', paintedAt: NOW, dataAt: NOW - 500 })
  vi.advanceTimersByTime(1_000)
  rerender({ scene: 'water' })
  draw()
  expect(told.at(-1)).toMatchObject({ scene: 'water', paintedAt: NOW + 1_000, dataAt: NOW + 500 })
})

it('says how long after the moment of all screens its turn was in the picture, and not how long ago that is', () => {
  const { told, draw, wrapper } = page()
  const { rerender } = renderHook(({ scene, dueAt }) => usePainted(shown(scene, dueAt)), {
    wrapper,
    initialProps: { scene: 'city', dueAt: null as number | null },
  })
  draw()
  expect(told.at(-1)).toMatchObject({ lateMs: null })
  vi.advanceTimersByTime(1_000)
  rerender({ scene: 'water', dueAt: NOW + 750 })
  draw()
  expect(told.at(-1)).toMatchObject({ scene: 'water', lateMs: 250, readyMs: 120 })
  vi.advanceTimersByTime(2_000)
  draw()
  vi.advanceTimersByTime(2_000)
  expect(told.at(-1)).toMatchObject({ paintedAt: NOW + 3_000, lateMs: 250 })
})

it('whose frames do not come goes on saying what it painted last, and when, however often its scene becomes another', () => {
  const { told, draw, wrapper } = page()
  const { rerender } = renderHook(({ scene }) => usePainted(shown(scene)), { wrapper, initialProps: { scene: 'city' } })
  draw()
  for (const scene of ['water', 'air', 'plan']) {
    vi.advanceTimersByTime(9_000)
    rerender({ scene })
  }
  vi.advanceTimersByTime(4_000)
  expect(told.at(-1)).toMatchObject({ scene: 'city', paintedAt: NOW, dataAt: NOW - 500 })
  draw()
  vi.advanceTimersByTime(2_000)
  expect(told.at(-1)).toMatchObject({ scene: 'plan', paintedAt: NOW + 31_000 })
})

it('that has drawn nothing yet says that it has not since it began', () => {
  const { told, wrapper } = page()
  const began = Math.round(Date.now() - performance.now())
  renderHook(() => usePainted(shown('city')), { wrapper })
  vi.advanceTimersByTime(2_000)
  expect(told.at(-1)).toMatchObject({ paintedAt: began, dataAt: null, startedAt: began })
})
