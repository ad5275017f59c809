// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFeedStore } from '../../../client/live/feedStore.ts'
import { LiveContext } from '../../../client/live/LiveContext.ts'
import type { LiveClient } from '../../../client/live/liveClient.ts'
import { createTicker } from '../../../client/live/ticker.ts'
import { useFromRow } from '../../../client/live/useLive.ts'
import { useScreenTurn } from '../../../client/wall/steering/useScreenTurn.ts'
import type { WallReport } from '../../../domain/walls/report.ts'
import { WALL_SCENES } from '../../../domain/walls/scenes.ts'
import { PREPARE_MS } from '../../../domain/walls/turning.ts'
import { toColumns } from '../../../domain/wire.ts'
import { wallReport, wallState } from '../../support/wallState.ts'

const NOW = Date.parse('2026-11-30T09:12:00+07:00')

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

/** A page whose clock ticks. */
function page() {
  const store = createFeedStore({
    scopesOf: () => [{ unit: '92' }],
    nextFrame: (callback) => callback(),
    now: () => 0,
    onBeat: () => undefined,
  })
  const ticker = createTicker(Date.now)
  const client = {
    store,
    ticker,
    now: () => Date.now(),
    use: () => () => undefined,
    holdAround: () => undefined,
  } as unknown as LiveClient
  const wrapper = ({ children }: { children: ReactNode }) => <LiveContext value={client}>{children}</LiveContext>
  return { store, wrapper }
}

describe('a wall that is steered', () => {
  it('renders when its scene is prepared and when it turns, at the moment it does, and not with every second', () => {
    const { wrapper } = page()
    const state = wallState([], { at: NOW })
    let renders = 0
    const { result } = renderHook(
      () => {
        renders++
        return useScreenTurn(state)
      },
      { wrapper },
    )
    const first = result.current
    expect(first).toMatchObject({ shown: { scene: 'city', level: 'schedule', since: NOW }, dueAt: null })
    expect(first.shown.until).toBe(NOW + WALL_SCENES.city.dwellMs)
    const before = renders
    act(() => void vi.advanceTimersByTime(WALL_SCENES.city.dwellMs - PREPARE_MS - 1))
    expect(renders).toBe(before)
    expect(result.current).toBe(first)
    act(() => void vi.advanceTimersByTime(1))
    const { next } = result.current
    expect(result.current).toMatchObject({ shown: { scene: 'city' }, next: { scene: 'publicService' } })
    expect(renders).toBe(before + 1)
    act(() => void vi.advanceTimersByTime(PREPARE_MS - 1))
    expect(renders).toBe(before + 1)
    act(() => void vi.advanceTimersByTime(20))
    expect(result.current).toMatchObject({ shown: { since: first.shown.until }, dueAt: first.shown.until })
    expect(result.current.shown).toBe(next)
    expect(renders).toBe(before + 2)
  })

  it('renders when another machine shows its screen, and not with every report', () => {
    const { store, wrapper } = page()
    const tell = (seq: number, report: Partial<WallReport>) =>
      act(() => {
        const head = { feed: 'wallReports', scope: { unit: '92' }, seq, epoch: 'test', now: NOW } as const
        store.snapshot({ ...head, rows: toColumns('wallReports', [wallReport(NOW, report)]) })
      })
    tell(1, {})
    let renders = 0
    const { result } = renderHook(
      () => {
        renders++
        return useFromRow('wallReports', 'w-1/1', (report) => report?.machines ?? 0)
      },
      { wrapper },
    )
    expect(result.current).toBe(1)
    const before = renders
    for (let seq = 2; seq < 10; seq++) tell(seq, { paintedAt: NOW + 2_000 * seq })
    expect(renders).toBe(before)
    tell(10, { machines: 2 })
    expect(result.current).toBe(2)
  })
})
