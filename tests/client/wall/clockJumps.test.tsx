// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createFeedStore } from '../../../client/live/feedStore.ts'
import { createHubClock } from '../../../client/live/hubClock.ts'
import { LiveContext } from '../../../client/live/LiveContext.ts'
import type { LiveClient } from '../../../client/live/liveClient.ts'
import { createTicker } from '../../../client/live/ticker.ts'
import { useBurnInProtection, useNightlyReload } from '../../../client/wall/useScreenUpkeep.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../domain/time.ts'

beforeEach(
  () =>
    void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance'] }),
)
afterEach(() => void vi.useRealTimers())

const MIDNIGHT = Date.parse('2026-11-30T00:00:00+07:00')

/** A page on a machine whose own clock says something else than the hub's. */
function page(machine: number) {
  const clock = createHubClock(
    () => performance.now(),
    () => machine,
  )
  const store = createFeedStore({
    scopesOf: () => [],
    nextFrame: () => undefined,
    now: () => 0,
    onBeat: () => undefined,
  })
  const client = { store, now: clock.now, ticker: createTicker(clock.now) } as unknown as LiveClient
  const wrapper = ({ children }: { children: ReactNode }) => <LiveContext value={client}>{children}</LiveContext>
  return { clock, wrapper }
}

it.each([
  ['years behind', MIDNIGHT - 20 * 365 * 24 * HOUR_MS],
  ['a day ahead', MIDNIGHT + 26 * HOUR_MS],
  ['right', MIDNIGHT],
])('a wall begins afresh once, in the night of the hub, on a machine whose clock is %s', (_, machine) => {
  const { clock, wrapper } = page(machine)
  const begun: number[] = []
  renderHook(
    () =>
      useNightlyReload(() => {
        begun.push(clock.now() - MIDNIGHT)
        return () => undefined
      }),
    { wrapper },
  )
  clock.learn(MIDNIGHT)
  vi.advanceTimersByTime(24 * HOUR_MS)
  expect(begun).toHaveLength(1)
  expect(begun[0]).toBeGreaterThanOrEqual(3 * HOUR_MS)
  expect(begun[0]).toBeLessThan(4 * HOUR_MS + MINUTE_MS)
})

it('the light of the night is that of the hub’s hour, and follows it when the machine’s clock jumps', () => {
  const { clock, wrapper } = page(MIDNIGHT)
  const { result } = renderHook(() => useBurnInProtection(), { wrapper })
  expect(result.current.dim).toBeCloseTo(0.2)
  clock.learn(MIDNIGHT + 12 * HOUR_MS)
  act(() => void vi.advanceTimersByTime(2 * SECOND_MS))
  expect(result.current.dim).toBe(0)
})
